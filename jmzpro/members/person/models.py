from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.members.account import sessions
from jmzpro.text.collation import SortNameField, person_key
from jmzpro.trust import audit

if TYPE_CHECKING:
    from jmzpro.members.account.models import User
    from jmzpro.members.organisation.models import Organisation


class CannotReactivate(Exception):
    """Somebody cannot take part again: the data were erased (`is_erased`), or no organisation is
    known for a member.
    """

    def __init__(self, *, is_erased: bool) -> None:
        super().__init__("erased" if is_erased else "without an organisation")
        self.is_erased = is_erased


class Standing(models.TextChoices):
    """Why somebody belongs to the network. The office decides."""

    MEMBER = "lid", "Werkt bij een lidorganisatie"
    ALLIANCE = "alliantie", "Partner in de Alliantie"
    EXPERIENCE = "ervaring", "Ervaringsdeskundige (18 of ouder)"


class Role(models.TextChoices):
    CONSULTANT = "consulent", "Mantelzorgconsulent"
    WELFARE = "welzijn", "Welzijns- of jongerenwerker"
    SCHOOL = "school", "Werkt op een school"
    YOUTH_HEALTH = "jeugdarts", "Jeugdarts of jeugdverpleegkundige"
    SOCIAL_WORK = "maatschappelijk-werk", "Maatschappelijk werker of jeugdconsulent"
    MENTAL_HEALTH = "ggz", "Werkt in de ggz of verslavingszorg"
    POLICY = "beleid", "Beleidsmedewerker"
    RESEARCH = "onderzoek", "Onderzoeker of adviseur"
    EXPERIENCE = "ervaringsdeskundige", "Ervaringsdeskundige"
    OTHER = "anders", "Iets anders"


class Byline(models.TextChoices):
    """Under which name somebody's answers stay who left."""

    NAME = "naam", "Onder mijn eigen naam"
    FORMER = "oud-lid", "Als ‘oud-lid’, zonder mijn naam"


class AlertPace(models.TextChoices):
    AT_ONCE = "meteen", "Meteen, als iemand iets vraagt waar ik bij kan helpen"
    DAILY = "dagelijks", "Eén mail per dag"
    WEEKLY = "wekelijks", "Eén mail per week"
    NONE = "geen", "Geen mail over vragen"


FORMER_MEMBER = "een oud-lid"


def new_public_id() -> str:
    """Ten characters that are hard to mix up when read aloud."""
    return get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True, user__is_active=True)

    def visible_to(self, user: Any) -> "PersonQuerySet":
        """Members see each other; nobody else sees a person."""
        return self.active() if getattr(user, "is_member", False) else self.none()

    def editable_by(self, user: Any) -> "PersonQuerySet":
        return self.filter(user=user) if getattr(user, "is_member", False) else self.none()

    def managed_by(self, user: Any) -> "PersonQuerySet":
        """The contact of an organisation manages who works there."""
        from jmzpro.members.organisation.models import Organisation

        return self.active().filter(organisation__in=Organisation.objects.editable_by(user))

    def leaving(self) -> "PersonQuerySet":
        """Works nowhere in the network any more, and may still move to another organisation."""
        return self.filter(is_active=False, user__is_active=True, leaves_on__isnull=False)

    def left_from(self, organisation: "Organisation") -> "PersonQuerySet":
        """Those of them whose last organisation this was."""
        last = (
            Affiliation.objects.filter(person=models.OuterRef("pk"))
            .order_by("-ended_at", "-pk")
            .values("organisation")[:1]
        )
        return self.leaving().alias(last_at=models.Subquery(last)).filter(last_at=organisation.pk)


class Person(models.Model):
    """A professional (or a team's mailbox) in the network: what the others see, and what routing
    goes by.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person"
    )
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    name = models.CharField("naam", max_length=120)
    sort_name = SortNameField(of="name", key=person_key)
    function = models.CharField("functie", max_length=120, blank=True)
    role = models.CharField("rol", max_length=24, choices=Role, default=Role.OTHER)
    standing = models.CharField(
        "hoort bij het netwerk als", max_length=12, choices=Standing, default=Standing.MEMBER
    )
    # The organisation now; `Affiliation` rows keep the history. Changed by `move_to` only.
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name="organisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    # A team mailbox (info@…): several people read it, so each answer names who wrote.
    is_team_mailbox = models.BooleanField("is een teammailbox", default=False)
    province = models.ForeignKey(
        "places.Province",
        verbose_name="provincie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    town = models.ForeignKey(
        "places.Town",
        verbose_name="plaats",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="hier weet ik iets van", blank=True, related_name="people"
    )
    brings = models.TextField("dit kan ik brengen", max_length=1000, blank=True)
    seeks = models.TextField("dit haal ik graag", max_length=1000, blank=True)
    shows_email = models.BooleanField("andere leden zien mijn e-mailadres", default=False)
    alert_pace = models.CharField(
        "vragen ontvangen", max_length=12, choices=AlertPace, default=AlertPace.AT_ONCE
    )
    alerts_per_week = models.PositiveSmallIntegerField("hoogstens per week", default=3)
    paused_until = models.DateField("even geen vragen tot", null=True, blank=True)
    welcomed_at = models.DateTimeField(null=True, editable=False)  # finished the first-login minute
    is_active = models.BooleanField("doet mee", default=True)
    # Set while somebody who left may still log in, and until what the account held was erased. See
    # `team.leaving`.
    leaves_on = models.DateField("account sluit op", null=True, blank=True, editable=False)
    shown_as = models.CharField(
        "antwoorden blijven", max_length=8, choices=Byline, default=Byline.NAME, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ["sort_name", "id"]
        indexes = [models.Index(fields=["sort_name", "id"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="person_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values), name="person_standing_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(alert_pace__in=AlertPace.values),
                name="person_alert_pace_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.MEMBER)
                | models.Q(organisation__isnull=False)
                | models.Q(is_active=False),
                name="a_member_belongs_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_as__in=Byline.values), name="person_shown_as_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(leaves_on=None) | models.Q(is_active=False),
                name="who_leaves_takes_no_part",
            ),
            models.CheckConstraint(
                condition=models.Q(alerts_per_week__range=(1, 20)),
                name="alerts_per_week_is_reasonable",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:person", args=[self.public_id])

    @property
    def is_leaving(self) -> bool:
        """Left an organisation, and may log in to move to another."""
        return self.leaves_on is not None and not self.is_active and self.user.is_active

    @property
    def shows_name(self) -> bool:
        """False for who left and stays as "oud-lid": to others that person is no more than that."""
        return self.is_active or self.shown_as == Byline.NAME

    @property
    def shown_name(self) -> str:
        """What others read: everything that shows an author asks this, never `name`."""
        return self.name if self.shows_name else FORMER_MEMBER

    @property
    def shown_name_first(self) -> str:
        """The same, to begin a sentence with."""
        return self.name if self.shows_name else FORMER_MEMBER.capitalize()

    def is_paused(self, today: date | None = None) -> bool:
        return self.paused_until is not None and self.paused_until > (today or timezone.localdate())

    @classmethod
    @transaction.atomic
    def join(
        cls,
        email: str,
        *,
        by: "User | None",
        organisation: "Organisation | None" = None,
        **fields: Any,
    ) -> "Person":
        """The office adds somebody: account, person, history and audit line at once. The address
        may not be anybody's yet.
        """
        user = get_user_model().objects.create_user(email)
        person = cls.objects.create(user=user, organisation=organisation, **fields)
        if organisation is not None:
            person.affiliations.create(
                organisation=organisation, started_at=person.created_at, decided_by=by
            )
        audit.record("person.added", person, by=by, standing=str(person.standing))
        return person

    @transaction.atomic
    def settle(
        self, standing: str, organisation: "Organisation | None", *, by: "User | None"
    ) -> None:
        """Change how somebody belongs to the network and where, in one step: a member always has
        an organisation.
        """
        before = self.standing
        if standing != before:
            self.standing = Standing(standing)
            # First the side that the constraint allows: leaving a member organisation needs the
            # other standing first.
            if standing != Standing.MEMBER:
                Person.objects.filter(pk=self.pk).update(standing=standing)
        moved_from = self.organisation
        self.move_to(organisation, by=by)
        if standing != before:
            Person.objects.filter(pk=self.pk).update(standing=standing, updated_at=timezone.now())
            audit.record("person.standing_changed", self, by=by, before=before, after=str(standing))
        if moved_from != organisation:
            audit.record(
                "person.moved",
                self,
                by=by,
                before=str(moved_from or ""),
                after=str(organisation or ""),
            )

    @transaction.atomic
    def change_address(self, email: str, *, by: "User | None") -> None:
        """The office gives somebody another address to log in with. Sessions end: the old
        address may be somebody else's now.
        """
        self.user.email = email
        self.user.save(update_fields=["email"])
        sessions.end_all(self.user)
        audit.record("person.address_changed", self, by=by)

    @transaction.atomic
    def deactivate(self, *, by: "User | None", reason: str = "") -> None:
        """Takes part no more, from this moment: sessions end. Twice changes nothing."""
        takes_part = models.Q(is_active=True) | models.Q(
            leaves_on__isnull=False, user__is_active=True
        )
        if not Person.objects.filter(takes_part, pk=self.pk).update(
            is_active=False, updated_at=timezone.now()
        ):
            return
        self.is_active = self.user.is_active = False
        self.user.save(update_fields=["is_active"])
        sessions.end_all(self.user)
        audit.record("person.deactivated", self, by=by, reason=reason)

    @transaction.atomic
    def reactivate(self, *, by: "User | None", reason: str = "") -> None:
        """Let somebody take part again. Raises CannotReactivate."""
        if self.user.is_forgotten or (
            self.standing == Standing.MEMBER and self.organisation is None
        ):
            raise CannotReactivate(is_erased=self.user.is_forgotten)
        changed = Person.objects.filter(pk=self.pk, is_active=False).update(
            is_active=True, leaves_on=None, shown_as=Byline.NAME, updated_at=timezone.now()
        )
        self.is_active = self.user.is_active = True
        self.user.save(update_fields=["is_active"])
        if changed:
            audit.record("person.reactivated", self, by=by, reason=reason)

    def change_pace(self, pace: AlertPace) -> None:
        """How often questions may come by mail."""
        self.alert_pace = pace
        Person.objects.filter(pk=self.pk).update(alert_pace=pace, updated_at=timezone.now())

    def pause_until(self, day: date | None) -> None:
        self.paused_until = day
        Person.objects.filter(pk=self.pk).update(paused_until=day, updated_at=timezone.now())

    @transaction.atomic
    def move_to(self, organisation: "Organisation | None", *, by: "User | None") -> None:
        """Change the organisation and keep the history. The same organisation again changes
        nothing.
        """
        now = timezone.now()
        current = self.affiliations.filter(ended_at=None, organisation=organisation)
        if organisation is not None and current.exists():
            return
        self.affiliations.end(now)
        self.organisation = organisation
        Person.objects.filter(pk=self.pk).update(organisation=organisation, updated_at=now)
        if organisation is not None:
            self.affiliations.create(organisation=organisation, started_at=now, decided_by=by)


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def end(self, moment: datetime) -> int:
        """End the affiliations that are open, and return how many.

        A server's clock can be set back: what began after `moment` ends when it began.
        """
        return self.filter(ended_at=None).update(ended_at=Greatest("started_at", Value(moment)))


class Affiliation(models.Model):
    """Where somebody worked, from when until when. At most one is open for each person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.PROTECT, related_name="affiliations"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="a_person_is_at_one_organisation_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="affiliation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} bij {self.organisation}"
