"""What the agenda holds: one activity of one organiser, on one date or more."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from jmzpro.agenda.activity import publication, schedule, wording
from jmzpro.agenda.activity.occurrence import OccurrenceQuerySet
from jmzpro.agenda.choices import (
    AUDIENCE_COLUMNS,
    ON_THE_SITE,
    OPEN,
    Audience,
    Kind,
    Language,
    Register,
    Registration,
    Source,
    State,
    Where,
)
from jmzpro.agenda.submission import changes
from jmzpro.agenda.submission.organiser_trust import is_for_children
from jmzpro.kit import short_links
from jmzpro.kit.multichoice import ChoicesField, known_choices
from jmzpro.kit.short_links import new_code

LONGEST_SLUG = 80
WEB = URLValidator(schemes=["http", "https"])
# Addresses below /agenda/ that are ours: a title that would take one gets a number behind it.
OUR_ADDRESSES = (
    "archief",
    "toevoegen",
    "maand",
    "kaart",
    "abonneren",
    "insluiten",
    "mijn",
    "aanmelding",
    "wijzigen",
    "bevestigen",
    "klopt-nog",
    "feed",
    "deelnamebewijs",
)


def free_slug(title: str) -> str:
    """An address from the title that no activity has. Who was first keeps it: a race ends in the
    unique column.
    """
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "activiteit"
    taken = {
        *OUR_ADDRESSES,
        *Activity.objects.filter(Q(slug=base) | Q(slug__startswith=f"{base}-")).values_list(
            "slug", flat=True
        ),
    }
    if base not in taken:
        return base
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken
    )


def new_uid() -> str:
    """As iCalendar wants it (RFC 7986): unique in the world, and the same for ever, so it names
    the site that made it.
    """
    return f"{new_code()}{new_code()}@{urlsplit(settings.BASE_URL).hostname or 'agenda'}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def on_the_site(self) -> "ActivityQuerySet":
        return self.filter(state__in=ON_THE_SITE)

    reject_waiting = publication.reject_waiting

    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """The agenda is public; what is cancelled stays to be seen as cancelled."""
        return self.on_the_site()

    def submitted_by(self, user: Any) -> "ActivityQuerySet":
        return self.filter(submitter__user=user.pk, submitter__isnull=False)

    def editable_by(self, user: Any) -> "ActivityQuerySet":
        """Whoever added it, and colleagues of the organisation it is of; not what the office
        took off.
        """
        if not getattr(user, "is_member", False):
            return self.none()
        person = user.person
        own = Q(submitter=person)
        if person.organisation_id:
            own |= Q(organisation=person.organisation_id)
        return self.filter(own).exclude(state__in=(State.REJECTED, State.WITHDRAWN))


class Activity(models.Model):
    """One activity. Its dates are `Occurrence` rows, made from `starts_at` and the recurrence by
    `schedule.lay_out`.

    All moments are aware; the wall clock of every rule is Europe/Amsterdam. A whole day runs from
    midnight to midnight, the end exclusive.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    slug = models.SlugField("adres", max_length=LONGEST_SLUG + 8, unique=True, editable=False)
    state = models.CharField("staat", max_length=12, choices=State, default=State.DRAFT)
    kind = models.CharField("soort", max_length=12, choices=Kind, default=Kind.OTHER)
    title = models.CharField("titel", max_length=300)
    summary = models.CharField("in één zin", max_length=300, blank=True)
    text = models.TextField("tekst", blank=True)
    language = models.CharField("taal", max_length=3, choices=Language, default=Language.DUTCH)

    for_young_carers = models.BooleanField("voor jonge mantelzorgers", default=False)
    for_parents = models.BooleanField("voor ouders", default=False)
    for_professionals = models.BooleanField("voor professionals", default=False)
    age_from = models.PositiveSmallIntegerField("leeftijd vanaf", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("leeftijd tot en met", null=True, blank=True)
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="activities"
    )
    in_week = models.BooleanField("hoort bij de Week van de Jonge Mantelzorger", default=False)

    # Who organises: a member organisation, another that the office knows, or a name alone.
    # `organiser_name` is always filled.
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name="lidorganisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    organiser = models.ForeignKey(
        "agenda.Organiser",
        verbose_name="organisator",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    organiser_name = models.CharField("naam van de organisator", max_length=200)
    contact_name = models.CharField("bij wie je terechtkunt", max_length=120, blank=True)
    contact_email = models.EmailField("e-mailadres voor vragen", blank=True)
    contact_phone = models.CharField("telefoon voor vragen", max_length=40, blank=True)
    website = models.URLField("meer op", max_length=1000, blank=True, validators=[WEB])

    # When. The rule and the dates stand as in RFC 5545, without their zone: local times in
    # Europe/Amsterdam, or dates for whole days.
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    is_all_day = models.BooleanField("hele dag", default=False)
    rrule = models.CharField(
        "herhaling", max_length=500, blank=True
    )  # FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959
    rdate = models.TextField("extra data", blank=True)  # 20270302T193000,20270309T193000
    exdate = models.TextField("uitgezonderde data", blank=True)

    # Where.
    where = models.CharField("waar", max_length=8, choices=Where, default=Where.ON_SITE)
    venue_name = models.CharField("locatie", max_length=200, blank=True)
    address = models.CharField("adres van de locatie", max_length=300, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    town = models.ForeignKey(
        "places.Town",
        verbose_name="plaats",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    latitude = models.FloatField(
        null=True, blank=True, editable=False
    )  # of the venue, when its source says so; else that of the town
    longitude = models.FloatField(null=True, blank=True, editable=False)
    accessibility = models.TextField("toegankelijkheid", blank=True)
    public_transport = models.TextField("met het openbaar vervoer", blank=True)
    # Shown to whoever registered, and to nobody else.
    online_link = models.URLField(
        "link om mee te doen", max_length=1000, blank=True, validators=[WEB]
    )

    is_free = models.BooleanField("gratis", default=False)
    cost = models.CharField("kosten", max_length=200, blank=True)
    picture = models.ForeignKey(
        "media.SiteImage",
        verbose_name="beeld",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField("wat er op het beeld staat", max_length=250, blank=True)
    accreditations = ChoicesField("accreditatie", of=Register)
    accreditation_text = models.CharField("punten en nummer", max_length=200, blank=True)
    hours = models.DecimalField(
        "studie-uren", max_digits=4, decimal_places=1, null=True, blank=True
    )
    registration = models.CharField(
        "aanmelden", max_length=8, choices=Registration, default=Registration.NONE
    )
    registration_url = models.URLField(
        "aanmelden op", max_length=1000, blank=True, validators=[WEB]
    )

    # How it came, and what readers elsewhere know it by.
    source = models.CharField("herkomst", max_length=8, choices=Source, default=Source.MEMBER)
    uid = models.CharField(max_length=255, unique=True, default=new_uid, editable=False)
    external_uid = models.CharField(
        "kenmerk bij de bron", max_length=500, blank=True, editable=False, db_index=True
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    last_modified = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)
    submitter = models.ForeignKey(
        "members.Person",
        verbose_name="toegevoegd door",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitter_email = models.EmailField(
        "e-mailadres van wie het toevoegde", blank=True
    )  # of a visitor; not shown
    is_example = models.BooleanField(
        default=False, editable=False
    )  # of the demo network: invented, and said to be so

    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    laid_out_at = models.DateTimeField(
        null=True, blank=True, editable=False
    )  # when its dates were last made
    # Its calendar does not hold it any more.
    vanished_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Somebody said that it still holds; for series that run for years.
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="activity_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="activity_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="activity_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(where__in=Where.values), name="activity_where_is_known"
            ),
            models.CheckConstraint(
                condition=Q(registration__in=Registration.values),
                name="activity_registration_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="activity_source_is_known"
            ),
            models.CheckConstraint(
                condition=known_choices("accreditations", Register),
                name="activity_accreditations_are_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="activity_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="activity_ages_go_up",
            ),
            models.CheckConstraint(
                condition=Q(for_young_carers=True)
                | Q(for_parents=True)
                | Q(for_professionals=True)
                | Q(state=State.DRAFT),
                name="activity_is_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ON_THE_SITE, published_at__isnull=False)
                | ~Q(state__in=ON_THE_SITE),
                name="activity_on_the_site_was_published",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="activities_newest_first"),
            models.Index(fields=["organisation", "state"], name="activities_of_an_organisation"),
            models.Index(fields=["last_modified", "id"], name="activities_by_last_change"),
            models.Index(fields=["laid_out_at"], condition=~Q(rrule=""), name="series_by_laid_out"),
        ]

    # The verbs. Each does the whole thing in one transaction, under this name alone.
    send = publication.send
    confirm_address = publication.confirm_address
    request_review = publication.request_review
    ask_submitter = publication.ask_submitter
    answer_office = publication.answer_office
    reject = publication.reject
    put_on_site = publication.put_on_site
    return_to_review = publication.return_to_review
    confirm_still_right = publication.confirm_still_right
    cancel = publication.cancel
    resume = publication.resume
    withdraw = publication.withdraw
    take_off = publication.take_off
    change = changes.change
    move_date = schedule.move_date
    drop_date = schedule.drop_date
    restore_date = schedule.restore_date
    change_dates = schedule.change_dates

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agenda:activity", args=[self.slug])

    def get_short_url(self) -> str:
        return short_links.short_path(f"a-{self.public_id}")

    @property
    def is_on_the_site(self) -> bool:
        return self.state in ON_THE_SITE

    @property
    def is_from_calendar(self) -> bool:
        """A connected calendar holds it, which is decided about and mailed about as one."""
        return hasattr(self, "calendar_entry")

    @property
    def is_open(self) -> bool:
        """It can still be changed."""
        return self.state in OPEN

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_series(self) -> bool:
        return bool(self.rrule or self.rdate)

    def dates_to_come(self) -> OccurrenceQuerySet:
        return self.occurrences.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    @property
    def phone_link(self) -> str:
        """For behind tel: – digits, and the plus before them."""
        return re.sub(r"[^\d+]", "", self.contact_phone)

    def first_words(self) -> str:
        """When it is, or when a series begins."""
        return wording.when(self.starts_at, self.ends_at, is_all_day=self.is_all_day)

    @property
    def is_for_children(self) -> bool:
        """Published only for an organiser the office knows."""
        return is_for_children(for_young_carers=self.for_young_carers, age_from=self.age_from)

    @property
    def audiences(self) -> list[Audience]:
        return [audience for audience, column in AUDIENCE_COLUMNS.items() if getattr(self, column)]

    @property
    def is_on_site(self) -> bool:
        return self.where in (Where.ON_SITE, Where.BOTH)

    @property
    def is_online(self) -> bool:
        return self.where in (Where.ONLINE, Where.BOTH)
