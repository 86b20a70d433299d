"""Who asked for an offer, what became of it, and what the two wrote to each other."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.questions.offers.models.offer import Offer, OfferState

if TYPE_CHECKING:
    from jmzpro.members.models import Person


def new_request_id() -> str:
    return get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")


class RequestState(models.TextChoices):
    WAITING = "wacht", "Wacht op antwoord"
    PROMISED = "toegezegd", "Toegezegd"
    DECLINED = "afgewezen", "Deze keer niet"
    MISSED = "net-te-laat", "Ging naar een ander"
    KEPT = "op-de-lijst", "Op de lijst voor als het vrijkomt"
    RETURNED = "teruggegeven", "Ging toch niet door"
    LAPSED = "vervallen", "Aanbod is er niet meer"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


OVER = (RequestState.RETURNED, RequestState.LAPSED, RequestState.WITHDRAWN)


class OfferRequestQuerySet(models.QuerySet["OfferRequest"]):
    def visible_to(self, user: Any) -> "OfferRequestQuerySet":
        """The two it is between, and nobody else."""
        if not getattr(user, "is_member", False):
            return self.none()
        return self.filter(Q(person=user.person) | Q(offer__bringer=user.person)).exclude(
            offer__state=OfferState.REMOVED
        )

    def waiting(self) -> "OfferRequestQuerySet":
        return self.filter(state=RequestState.WAITING)

    def current(self) -> "OfferRequestQuerySet":
        """Not over: the one a person has with an offer."""
        return self.exclude(state__in=OVER)

    def promised(self) -> "OfferRequestQuerySet":
        return self.filter(state=RequestState.PROMISED)


class OfferRequest(models.Model):
    """ "Ik wil dit": one member to one offer. `person` is empty once that person asked to be
    forgotten.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_request_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(
        "members.Person", null=True, on_delete=models.PROTECT, related_name="offer_requests"
    )
    state = models.CharField(
        "toestand", max_length=12, choices=RequestState, default=RequestState.WAITING
    )
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    promised_at = models.DateTimeField(null=True, blank=True)
    # Whether the other may see the address: each chooses for themselves.
    person_shows_address = models.BooleanField(default=False)
    bringer_shows_address = models.BooleanField(default=False)

    objects = OfferRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek om aanbod"
        verbose_name_plural = "verzoeken om aanbod"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="offer_request_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.PROMISED) | Q(promised_at__isnull=False),
                name="a_promised_request_knows_when",
            ),
            models.UniqueConstraint(
                fields=["offer", "person"],
                condition=~Q(state__in=OVER),
                name="a_person_asks_for_an_offer_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="offer_requests_of_a_person"),
            models.Index(
                fields=["promised_at"],
                name="offer_requests_by_promise",
                condition=Q(promised_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("questions:offer-request", args=[self.offer.number, self.public_id])

    @property
    def thread(self) -> str:
        """The name of the mail conversation of these two."""
        return f"offer-request/{self.public_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def is_promised(self) -> bool:
        return self.state == RequestState.PROMISED

    @property
    def can_be_kept(self) -> bool:
        return self.state == RequestState.MISSED

    @property
    def is_kept(self) -> bool:
        return self.state == RequestState.KEPT

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def takes_messages(self) -> bool:
        """As long as both are there and it is not over; after a promise that fell through they
        may still explain.
        """
        over = {RequestState.LAPSED, RequestState.WITHDRAWN, RequestState.DECLINED}
        return (
            self.state not in over
            and self.person_id is not None
            and self.offer.bringer_id is not None
        )

    def other_than(self, person: "Person") -> "Person | None":
        return self.offer.bringer if self.person_id == person.pk else self.person

    def is_from(self, person: "Person") -> bool:
        return self.person_id == person.pk

    def shows_address_to(self, person: "Person") -> bool:
        """Whether the other one lets this person see the address."""
        return self.bringer_shows_address if self.is_from(person) else self.person_shows_address

    def turn(
        self, state: RequestState, *, among: tuple[RequestState, ...], now: datetime | None = None
    ) -> bool:
        """To `state` when it is in one of `among`: one conditional UPDATE. False when somebody
        was first.
        """
        at = now or timezone.now()
        promised = {"promised_at": at} if state == RequestState.PROMISED else {}
        turned = OfferRequest.objects.filter(pk=self.pk, state__in=among).update(
            state=state, decided_at=at, **promised
        )
        self.refresh_from_db()
        return bool(turned)

    def show_address(self, person: "Person", *, shows: bool) -> bool:
        """Let the other see this person's address, or no longer. False when it was so already."""
        name = "person_shows_address" if self.is_from(person) else "bringer_shows_address"
        turned = OfferRequest.objects.filter(pk=self.pk, **{name: not shows}).update(
            **{name: shows}
        )
        self.refresh_from_db()
        return bool(turned)


class MessageState(models.TextChoices):
    HELD = "nakijken", "Wacht tot de schrijver het nakijkt"
    SENT = "verstuurd", "Verstuurd"


class OfferMessageQuerySet(models.QuerySet["OfferMessage"]):
    def visible_to(self, user: Any) -> "OfferMessageQuerySet":
        """What was sent, to both; what is held, to its author alone."""
        if not getattr(user, "is_member", False):
            return self.none()
        return self.filter(
            Q(state=MessageState.SENT) | Q(state=MessageState.HELD, author=user.person)
        )


class OfferMessage(models.Model):
    """One message between the two of a request."""

    request = models.ForeignKey(OfferRequest, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        "members.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("bericht", max_length=5000)
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.SENT)
    message_id = models.CharField(
        max_length=250, unique=True, null=True, blank=True
    )  # of the mail it came by: taken once
    at = models.DateTimeField(default=timezone.now)

    objects = OfferMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over aanbod"
        verbose_name_plural = "berichten over aanbod"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values), name="offer_message_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["author", "-at"], name="offer_messages_of_an_author")]

    def __str__(self) -> str:
        return f"bericht bij verzoek {self.request_id}"

    @property
    def is_held(self) -> bool:
        return self.state == MessageState.HELD
