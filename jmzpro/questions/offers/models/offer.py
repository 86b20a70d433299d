"""What a member brings: the offer, how it read before, and what it is worth to whom."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from jmzpro.search.models import changed

if TYPE_CHECKING:
    from jmzpro.members.models import Person

# So long before it runs out its bringer is asked whether it is still there.
ASKED_BEFORE = timedelta(days=7)
# What "nog een tijd" adds, counted from the day it is said.
MORE_TIME = timedelta(days=90)
LONGEST_TIME = timedelta(days=366)


class OfferKind(models.TextChoices):
    MATERIAL = "materiaal", "Materiaal"
    LESSON = "les", "Les of training"
    ROOM = "ruimte", "Een ruimte"
    ALONG = "meelopen", "Een dag meelopen"
    THINKING = "meedenken", "Meedenken"
    HANDS = "handen", "Een paar handen"
    OTHER = "anders", "Iets anders"


class OfferState(models.TextChoices):
    AVAILABLE = "beschikbaar", "Beschikbaar"
    GIVEN = "vergeven", "Vergeven"
    EXPIRED = "verlopen", "Verlopen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    REMOVED = "verwijderd", "Verwijderd"


class OfferNumber(models.Model):
    """One row: the number the newest offer got, as with questions."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="offers_are_counted_in_one_row")
        ]

    def __str__(self) -> str:
        return str(self.last)


def next_offer_number() -> int:
    """The next public number. Call it in the transaction that makes the offer."""
    OfferNumber.objects.get_or_create(pk=1)
    OfferNumber.objects.filter(pk=1).update(last=F("last") + 1)
    return OfferNumber.objects.values_list("last", flat=True).get(pk=1)


class OfferQuerySet(models.QuerySet["Offer"]):
    def standing(self) -> "OfferQuerySet":
        return self.exclude(state=OfferState.REMOVED)

    def visible_to(self, user: Any) -> "OfferQuerySet":
        """For members. What was taken back shows to its bringer and to those who asked for it."""
        if not getattr(user, "is_member", False):
            return self.none()
        from jmzpro.questions.offers.models.request import OfferRequest

        asked = OfferRequest.objects.filter(offer=OuterRef("pk"), person=user.person)
        return self.standing().filter(
            ~Q(state=OfferState.WITHDRAWN) | Q(bringer=user.person) | Exists(asked)
        )

    def listed(self) -> "OfferQuerySet":
        """What the lists show: whose bringer still takes part, and what was not taken back."""
        there = Q(bringer__is_active=True, bringer__user__is_active=True)
        return self.filter(there).exclude(state__in=[OfferState.REMOVED, OfferState.WITHDRAWN])

    def available(self, today: date | None = None) -> "OfferQuerySet":
        """What can be asked for now: also on the night that nobody marked it as run out yet."""
        return self.listed().filter(
            state=OfferState.AVAILABLE, available_until__gte=today or timezone.localdate()
        )

    def in_state(self, state: str, today: date | None = None) -> "OfferQuerySet":
        """Of the listed ones: those in this state, by the calendar."""
        day = today or timezone.localdate()
        if state == OfferState.AVAILABLE:
            return self.available(day)
        if state == OfferState.EXPIRED:
            return self.listed().filter(
                Q(state=OfferState.EXPIRED) | Q(state=OfferState.AVAILABLE, available_until__lt=day)
            )
        return self.listed().filter(state=state)

    def editable_by(self, user: Any) -> "OfferQuerySet":
        return (
            self.standing().filter(bringer=user.person)
            if getattr(user, "is_member", False)
            else self.none()
        )

    def brought_by(self, person: "Person") -> "OfferQuerySet":
        return self.standing().filter(bringer=person)

    def to_ask_about(self, today: date) -> "OfferQuerySet":
        """Those that run out within a week and whose bringer was not asked about that day yet;
        never on the day they were offered.
        """
        soon = self.available(today).filter(
            available_until__lte=today + ASKED_BEFORE, offered_on__lt=today
        )
        return soon.filter(Q(asked_about=None) | ~Q(asked_about=F("available_until")))

    def run_out(self, today: date) -> "OfferQuerySet":
        return self.filter(state=OfferState.AVAILABLE, available_until__lt=today)


class Offer(models.Model):
    """Something a member brings. `bringer` is empty once that person asked to be forgotten.

    `copies`: how many times it can be given, None for as often as somebody asks; `given` of them
    are promised.
    """

    number = models.PositiveIntegerField("nummer", unique=True, editable=False)
    bringer = models.ForeignKey(
        "members.Person",
        verbose_name="brenger",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    kind = models.CharField("soort", max_length=12, choices=OfferKind, default=OfferKind.OTHER)
    title = models.CharField("wat je brengt, in één zin", max_length=160)
    text = models.TextField("uitleg", max_length=5000)
    for_whom = models.CharField("voor wie", max_length=200, blank=True)
    conditions = models.TextField("voorwaarden", max_length=1000, blank=True)
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="offers"
    )
    # Neither: all over the country. A town always has its province beside it.
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
    available_until = models.DateField("beschikbaar tot en met")
    copies = models.PositiveSmallIntegerField("hoe vaak", null=True, blank=True)
    given = models.PositiveIntegerField(default=0)
    state = models.CharField(
        "toestand", max_length=12, choices=OfferState, default=OfferState.AVAILABLE
    )
    offered_at = models.DateTimeField("aangeboden op", default=timezone.now, db_index=True)
    offered_on = models.DateField(
        default=timezone.localdate
    )  # the day it was offered, or offered again
    edited_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The last day that its bringer was asked about ("nog beschikbaar?"), so that each last day is
    # asked about once.
    asked_about = models.DateField(null=True, blank=True)
    matched_at = models.DateTimeField(
        null=True, blank=True
    )  # when we looked for whom it is; None: still to do

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OfferState.values), name="offer_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OfferKind.values), name="offer_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(town=None) | Q(province__isnull=False),
                name="an_offer_in_a_town_is_in_a_province",
            ),
            models.CheckConstraint(
                condition=Q(copies=None) | Q(copies__gte=1),
                name="an_offer_can_be_given_at_least_once",
            ),
            models.CheckConstraint(
                condition=Q(copies=None) | Q(given__lte=F("copies")),
                name="no_more_is_given_than_there_is",
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.GIVEN) | Q(copies=F("given")),
                name="an_offer_is_given_when_its_last_is_given",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "available_until"], name="offers_by_state"),
            models.Index(fields=["bringer", "-offered_at"], name="offers_of_a_bringer"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:offer", args=[self.number])

    @property
    def thread(self) -> str:
        """The name of the mail conversation about the offer itself."""
        return f"offer/{self.number}"

    @property
    def is_unlimited(self) -> bool:
        return self.copies is None

    @property
    def left(self) -> int | None:
        """How many can still be given; None for no end."""
        return None if self.copies is None else self.copies - self.given

    def state_on(self, today: date | None = None) -> str:
        """The state by the calendar: what runs out tonight is over tomorrow, also before a job
        has said so.
        """
        if self.state == OfferState.AVAILABLE and self.available_until < (
            today or timezone.localdate()
        ):
            return OfferState.EXPIRED
        return self.state

    @property
    def is_available(self) -> bool:
        return self.state_on() == OfferState.AVAILABLE

    @property
    def is_free_when_returned(self) -> bool:
        """Whether one that was promised and does not go on can be asked for by somebody else."""
        is_there = (
            self.state in {OfferState.AVAILABLE, OfferState.GIVEN}
            and self.available_until >= timezone.localdate()
        )
        return is_there and not self.is_unlimited

    @property
    def is_given(self) -> bool:
        return self.state == OfferState.GIVEN

    def is_brought_by(self, person: "Person | None") -> bool:
        return person is not None and self.bringer_id == person.pk

    # Verbs. Each changes the row by one conditional UPDATE.

    def give_one(self, now: datetime | None = None) -> bool:
        """Promise one more; the last one makes it "vergeven". False when there is none left, or it
        is no longer offered.

        What ran out can still be given to who asked in time.
        """
        at = now or timezone.now()
        is_last = Q(copies=F("given") + 1)
        left = Offer.objects.filter(Q(copies=None) | Q(given__lt=F("copies")), pk=self.pk)
        promised = left.filter(state__in=[OfferState.AVAILABLE, OfferState.EXPIRED]).update(
            state=Case(When(is_last, then=Value(OfferState.GIVEN)), default=F("state")),
            ended_at=Case(When(is_last, then=Value(at)), default=F("ended_at")),
            given=F("given") + 1,
        )
        self.refresh_from_db()
        if promised:
            changed(self)
        return bool(promised)

    def take_one_back(self, today: date | None = None) -> None:
        """One that was promised is free again. Only for who holds the offer's row and turned a
        promised request into another state.
        """
        day = today or timezone.localdate()
        Offer.objects.filter(pk=self.pk, given__gt=0).update(
            given=F("given") - 1,
            state=Case(
                When(
                    Q(state=OfferState.GIVEN, available_until__gte=day),
                    then=Value(OfferState.AVAILABLE),
                ),
                When(Q(state=OfferState.GIVEN), then=Value(OfferState.EXPIRED)),
                default=F("state"),
            ),
        )
        self.refresh_from_db()
        changed(self)

    def end(self, state: OfferState, *, among: list[str], now: datetime | None = None) -> bool:
        """To `state` when it is in one of `among`; False when somebody was first."""
        ended = Offer.objects.filter(pk=self.pk, state__in=among).update(
            state=state, ended_at=now or timezone.now()
        )
        if ended:
            changed(self)
        self.refresh_from_db()
        return bool(ended)

    def offer_until(self, day: date, *, today: date | None = None) -> bool:
        """Let it run until this day: also what ran out or was taken back is there again. False
        when it is given or gone.
        """
        runs = [OfferState.AVAILABLE, OfferState.EXPIRED, OfferState.WITHDRAWN]
        prolonged = Offer.objects.filter(pk=self.pk, state__in=runs).update(
            state=OfferState.AVAILABLE,
            available_until=day,
            offered_on=today or timezone.localdate(),
            ended_at=None,
        )
        if prolonged:
            changed(self)
        self.refresh_from_db()
        return bool(prolonged)

    def needs_matching(self) -> None:
        Offer.objects.filter(pk=self.pk).update(matched_at=None)

    @transaction.atomic
    def keep_version(self, by: "Person") -> None:
        """Remember the words as they stand in the database at this moment."""
        before = Offer.objects.select_for_update(of=("self",)).get(pk=self.pk)
        OfferRevision.objects.create(
            offer=before,
            title=before.title,
            text=before.text,
            for_whom=before.for_whom,
            conditions=before.conditions,
            edited_by=by,
        )


class OfferRevision(models.Model):
    """How an offer read before an edit."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=160)
    text = models.TextField()
    for_whom = models.CharField(max_length=200, blank=True)
    conditions = models.TextField(blank=True)
    edited_by = models.ForeignKey(
        "members.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"versie van {self.at:%Y-%m-%d}"
