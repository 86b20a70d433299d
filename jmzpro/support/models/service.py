"""What Hulp vinden holds: one support service of one organisation. The fields are called as in
Open Referral HSDS 3.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from jmzpro.kit.multichoice import ChoicesField, known_choices
from jmzpro.kit.optimistic_lock import take_turn
from jmzpro.kit.short_links import new_code
from jmzpro.members.access import is_office
from jmzpro.members.models import Organisation, Person, User
from jmzpro.members.person.mail import can_be_mailed
from jmzpro.support import emails
from jmzpro.support.choices import ON_THE_SITE, Applicant, Audience, Language, Status, Way
from jmzpro.support.models.reach import lay_out
from jmzpro.trust import audit
from jmzpro.trust.offices import Office

LONGEST_SLUG = 80
WEB = URLValidator(schemes=["http", "https"])
OFFICES = (Office.BUREAU, Office.EDITORS)
# As readers may know it, when the office looked.
OFFICE = "het bureau van JMZ Pro"
# Months after the last check: its owner is asked, readers are told, it leaves the results.
ASK_AFTER, MARK_AFTER, LEAVE_AFTER = 12, 18, 24


class Origin(Enum):
    """Where a service or a change of it comes from, and what the audit trail calls adding and
    changing it then.
    """

    HERE = "hulpaanbod toegevoegd", "hulpaanbod veranderd"
    HSDS = "hulpaanbod overgenomen uit HSDS", "hulpaanbod veranderd uit HSDS"

    @property
    def added(self) -> str:
        return self.value[0]

    @property
    def changed(self) -> str:
        return self.value[1]


def new_hsds_id() -> str:
    return str(uuid.uuid4())


def months_ago(months: int, today: date | None = None) -> date:
    """Today (or `today`) minus `months`, clamped to the month's last day."""
    day: date = (today or timezone.localdate()) - relativedelta(months=months)
    return day


def free_slug(name: str) -> str:
    """An address from the name that no service has. Who was first keeps it: a race ends in the
    unique column.
    """
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "hulpaanbod"
    taken = set(
        SupportService.objects.filter(Q(slug=base) | Q(slug__startswith=f"{base}-")).values_list(
            "slug", flat=True
        )
    )
    if base not in taken:
        return base
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken
    )


class SupportServiceQuerySet(models.QuerySet["SupportService"]):
    def visible_to(self, user: Any) -> "SupportServiceQuerySet":
        """Hulp vinden is public, for everybody the same."""
        return self.filter(status__in=ON_THE_SITE)

    def findable(self, today: date | None = None) -> "SupportServiceQuerySet":
        """On the site, and looked at in the last 24 months: what lists, search and the API give."""
        return self.filter(status__in=ON_THE_SITE, assured_date__gt=months_ago(LEAVE_AFTER, today))

    def owned_by(self, user: Any) -> "SupportServiceQuerySet":
        """Of an organisation whose page this user keeps right."""
        if not getattr(user, "is_member", False):
            return self.none()
        return self.filter(organisation__in=Organisation.objects.editable_by(user))

    def editable_by(self, user: Any) -> "SupportServiceQuerySet":
        """Organisations keep their own, the office keeps all."""
        return self.all() if is_office(user, *OFFICES) else self.owned_by(user)

    def for_cards(self) -> "SupportServiceQuerySet":
        """With what a card in a list shows: one query, without the long texts."""
        return self.select_related("organisation", "town").defer(
            "description", "eligibility_description", "phones", "schedules"
        )

    def with_all(self) -> "SupportServiceQuerySet":
        """With what a card or a page shows, in a fixed number of queries."""
        return self.select_related("organisation", "town__province").prefetch_related(
            "themes", "provinces", "municipalities"
        )


class SupportService(models.Model):
    """One service. It is written by `add`, `change`, `confirm` and `ask_owner` only; each does
    the whole thing in one transaction.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    hsds_id = models.CharField(
        "kenmerk in HSDS", max_length=100, unique=True, default=new_hsds_id, editable=False
    )
    slug = models.SlugField("adres", max_length=LONGEST_SLUG + 8, unique=True, editable=False)
    status = models.CharField("stand", max_length=20, choices=Status, default=Status.ACTIVE)
    name = models.CharField("naam", max_length=160)
    alternate_name = models.CharField("ook bekend als", max_length=160, blank=True)
    description = models.TextField("wat het is", blank=True)
    url = models.URLField("website", max_length=1000, blank=True, validators=[WEB])
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    phone_description = models.CharField("bij de telefoon", max_length=200, blank=True)
    # As they came, to be given back: further HSDS phones, and the schedules that `opening_hours`
    # says in words.
    phones = models.JSONField(default=list, blank=True, editable=False)
    schedules = models.JSONField(default=list, blank=True, editable=False)
    opening_hours = models.TextField("bereikbaar", blank=True)

    # Whose it is: a member organisation, or another by its name.
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name="lidorganisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    provider_name = models.CharField("naam van de organisatie", max_length=200, blank=True)
    provider_hsds_id = models.CharField(max_length=100, blank=True, editable=False)

    audiences = ChoicesField("voor wie", of=Audience)
    minimum_age = models.PositiveSmallIntegerField("leeftijd vanaf", null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField("leeftijd tot en met", null=True, blank=True)
    eligibility_description = models.TextField("voor wie precies", blank=True)
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="services"
    )
    ways = ChoicesField("hoe", of=Way)
    languages = ChoicesField("talen", of=Language)
    interpretation_services = models.CharField("tolk", max_length=300, blank=True)

    fees_description = models.CharField("kosten", max_length=300, blank=True)
    wait_time = models.CharField("wachttijd", max_length=200, blank=True)
    wait_time_known_on = models.DateField("wachttijd bekend op", null=True, blank=True)
    application_process = models.TextField("zo meld je aan of verwijs je", blank=True)
    applicants = ChoicesField("wie mag aanmelden", of=Applicant)

    # Where it may be used (service areas), and where it is given (service at location).
    is_national = models.BooleanField("in heel Nederland", default=False)
    provinces = models.ManyToManyField(
        "places.Province", verbose_name="provincies", blank=True, related_name="+"
    )
    municipalities = models.ManyToManyField(
        "places.Municipality", verbose_name="gemeenten", blank=True, related_name="+"
    )
    area_in_words = models.CharField(
        max_length=300, blank=True, editable=False
    )  # written by `lay_out`
    town = models.ForeignKey(
        "places.Town",
        verbose_name="plaats",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    address = models.CharField("straat en huisnummer", max_length=200, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)

    # Last checked on, and by whom: an organisation or the office, never a person.
    assured_date = models.DateField("laatst gecontroleerd op", default=timezone.localdate)
    assurer = models.CharField("gecontroleerd door", max_length=200, blank=True)
    # The day it was checked when its owner was asked again; empty again when somebody looks.
    asked_about = models.DateField(null=True, blank=True, editable=False)

    version = models.PositiveIntegerField(
        default=1, editable=False
    )  # one more with each change: kit/optimistic_lock.py
    is_example = models.BooleanField(
        default=False, editable=False
    )  # of the demo network: invented, and said to be so
    created_at = models.DateTimeField(auto_now_add=True)
    last_modified = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)

    objects = SupportServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "hulpaanbod"
        verbose_name_plural = "hulpaanbod"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="service_status_is_known"
            ),
            models.CheckConstraint(
                condition=known_choices("audiences", Audience), name="service_audiences_are_known"
            ),
            models.CheckConstraint(
                condition=known_choices("ways", Way), name="service_ways_are_known"
            ),
            models.CheckConstraint(
                condition=known_choices("languages", Language), name="service_languages_are_known"
            ),
            models.CheckConstraint(
                condition=known_choices("applicants", Applicant),
                name="service_applicants_are_known",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age=None)
                | Q(maximum_age=None)
                | Q(maximum_age__gte=F("minimum_age")),
                name="service_ages_go_up",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(provider_name=""),
                name="service_is_of_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status"], name="services_of_an_organisation"),
            models.Index(fields=["assured_date", "status"], name="services_by_last_check"),
            models.Index(fields=["last_modified", "id"], name="services_by_last_change"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("support:service", args=[self.slug])

    @property
    def provider(self) -> str:
        return self.organisation.name if self.organisation else self.provider_name

    @property
    def phone_link(self) -> str:
        """For behind tel: – digits, and the plus before them."""
        return re.sub(r"[^\d+]", "", self.phone)

    @property
    def is_on_the_site(self) -> bool:
        return self.status in ON_THE_SITE

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def is_marked(self) -> bool:
        """Nobody said for 18 months that it still holds: readers are told."""
        return self.assured_date <= months_ago(MARK_AFTER)

    @property
    def has_left(self) -> bool:
        """Not looked at for 24 months: in no list any more, on its own page with a warning."""
        return self.assured_date <= months_ago(LEAVE_AFTER)

    @property
    def is_due(self) -> bool:
        """Its owner is asked whether it still holds."""
        return self.assured_date <= months_ago(ASK_AFTER)

    @property
    def owner(self) -> Person | None:
        """The contact of its organisation, as long as mail may reach that person."""
        contact = self.organisation.contact if self.organisation else None
        return contact if contact is not None and can_be_mailed(contact) else None

    @classmethod
    @transaction.atomic
    def add(
        cls,
        values: Mapping[str, Any],
        sets: Mapping[str, Sequence[Any]],
        *,
        by: User | None,
        by_office: bool = False,
        origin: Origin = Origin.HERE,
    ) -> "SupportService":
        """Create a service from its columns and its sets, both by name. It counts as checked
        today, unless `values` say otherwise.
        """
        service = cls(slug=free_slug(values["name"]))
        service._fill(values, by_office=by_office)
        service.save()
        service._put(sets)
        audit.record(origin.added, service, by=by)
        return service

    def change(
        self,
        values: Mapping[str, Any],
        sets: Mapping[str, Sequence[Any]],
        *,
        seen: int | None,
        by: User | None,
        by_office: bool = False,
        origin: Origin = Origin.HERE,
    ) -> bool:
        """Change these columns and sets, when the row still has version `seen`; False, and nothing
        changed, when it has not.

        A change counts as a check of today, unless `values` say otherwise: what was asked of its
        owner is answered by it.
        """
        with transaction.atomic():
            if not take_turn(type(self).objects.filter(pk=self.pk), seen):
                return False
            self.refresh_from_db()
            self._fill(values, by_office=by_office)
            self.asked_about = None
            self.save()
            self._put(sets)
            audit.record(origin.changed, self, by=by)
        return True

    @transaction.atomic
    def confirm(self, *, by: User, by_office: bool) -> None:
        """Note that it was checked today and still holds."""
        self.assured_date, self.assurer, self.asked_about = (
            timezone.localdate(),
            self._assurer(by_office=by_office),
            None,
        )
        self.save(update_fields=["assured_date", "assurer", "asked_about"])
        lay_out(self)
        audit.record("hulpaanbod nagekeken", self, by=by)

    @transaction.atomic
    def ask_owner(self, owner: Person, url: str) -> bool:
        """Mail the owner whether it still holds, once for each check. False when that was done
        already.
        """
        is_first = (
            type(self)
            .objects.filter(pk=self.pk, asked_about=None)
            .update(asked_about=self.assured_date)
        )
        if is_first:
            emails.still_right(self, owner, url)
        return bool(is_first)

    def _fill(self, values: Mapping[str, Any], *, by_office: bool) -> None:
        """Set the columns, and what follows from them when `values` do not say it themselves."""
        if (
            "schedules" not in values
            and values.get("opening_hours", self.opening_hours) != self.opening_hours
        ):
            self.schedules = []  # HSDS schedules: what they said is now said otherwise
        today, known_on = timezone.localdate(), values.get("wait_time_known_on")
        is_old_day = values.get("wait_time", self.wait_time) != self.wait_time and known_on in {
            None,
            self.wait_time_known_on,
        } - {today}
        self.assured_date, self.last_modified = today, timezone.now()
        for name, value in values.items():
            setattr(self, name, value)
        if is_old_day:
            self.wait_time_known_on = None  # of the waiting time that was said before
        if "assurer" not in values:
            self.assurer = self._assurer(by_office=by_office)

    def _put(self, sets: Mapping[str, Sequence[Any]]) -> None:
        for name, chosen in sets.items():
            getattr(self, name).set(chosen)
        lay_out(self)

    def _assurer(self, *, by_office: bool) -> str:
        """Who checked it, as readers may know it: an organisation, never a person."""
        return OFFICE if by_office or self.organisation is None else self.organisation.name
