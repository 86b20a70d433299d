""" "Ik wil dit": asking for an offer, the bringer's yes or no, who gets the last one, and the
messages between the two.

The order of locks is always the offer first, then its requests.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.members.models import Person
from jmzpro.questions.models import (
    MessageState,
    Offer,
    OfferMessage,
    OfferRequest,
    OfferState,
    RequestState,
)
from jmzpro.questions.offers import emails

# How long after the end of an offer the two can still write by mail.
STILL_WRITING = timedelta(days=60)


class JustGiven(Exception):
    """The last one went to somebody else a moment ago."""


class NotOffered(Exception):
    """It ran out or was taken back."""


class AskedBefore(Exception):
    """This person has a request for this offer; the argument is that request."""

    def __init__(self, request: OfferRequest) -> None:
        super().__init__(str(request))
        self.request = request


def held_offer(offer_id: int) -> Offer:
    return (
        Offer.objects.select_for_update(of=("self",))
        .select_related("bringer__user")
        .get(pk=offer_id)
    )


@transaction.atomic
def ask_for(offer: Offer, person: Person, text: str, *, for_the_list: bool = False) -> OfferRequest:
    """Ask for it, and tell the bringer. When there is none left: on the list, if that is what was
    wanted.

    Raises JustGiven, NotOffered or AskedBefore; nothing is made then.
    """
    offer = held_offer(offer.pk)
    if earlier := OfferRequest.objects.current().filter(offer=offer, person=person).first():
        raise AskedBefore(earlier)
    if offer.is_given and not for_the_list:
        raise JustGiven
    if not offer.is_given and not offer.is_available:
        raise NotOffered
    made = OfferRequest.objects.create(
        offer=offer,
        person=person,
        state=RequestState.KEPT if offer.is_given else RequestState.WAITING,
    )
    message = OfferMessage.objects.create(request=made, author=person, text=text)
    if made.is_waiting:
        emails.request_came(made, message)
    return made


@transaction.atomic
def promise(request: OfferRequest) -> bool:
    """The bringer says yes. False when this request waits no longer; raises JustGiven when there is
    none left.

    Two at once for the last one: the offer's conditional UPDATE lets one through. The others hear
    it kindly.
    """
    offer = held_offer(request.offer_id)
    if not request.turn(RequestState.PROMISED, among=(RequestState.WAITING,)):
        return False
    if not offer.give_one():
        raise JustGiven  # and the request waits as it did: the transaction is undone
    request.offer = offer
    emails.promised(request)
    if offer.is_given:
        for other in others_waiting(offer):
            if other.turn(RequestState.MISSED, among=(RequestState.WAITING,)):
                emails.missed(other)
    return True


def others_waiting(offer: Offer) -> Sequence[OfferRequest]:
    return list(offer.requests.waiting().select_related("person__user", "offer__bringer"))


@transaction.atomic
def decline(request: OfferRequest, text: str = "") -> bool:
    """The bringer says no, with or without a word. False when somebody decided first."""
    held_offer(request.offer_id)
    if not request.turn(
        RequestState.DECLINED, among=(RequestState.WAITING, RequestState.KEPT, RequestState.MISSED)
    ):
        return False
    if text and request.offer.bringer is not None:
        OfferMessage.objects.create(request=request, author=request.offer.bringer, text=text)
    emails.declined(request, text)
    return True


@transaction.atomic
def keep(request: OfferRequest, *, on_the_list: bool) -> bool:
    """On the list for when it comes free, or off it again. Free by now: the request waits for
    the bringer at once.
    """
    offer = held_offer(request.offer_id)
    if not on_the_list:
        return request.turn(RequestState.MISSED, among=(RequestState.KEPT,))
    if not request.turn(RequestState.KEPT, among=(RequestState.MISSED,)):
        return False
    if offer.is_available:
        came_free(offer)
        request.refresh_from_db()
    return True


@transaction.atomic
def give_back(request: OfferRequest, *, by: Person) -> bool:
    """What was promised does not go on: it is free again for who is on the list. False when it
    was not promised (any more).
    """
    offer = held_offer(request.offer_id)
    if not request.turn(RequestState.RETURNED, among=(RequestState.PROMISED,)):
        return False
    offer.take_one_back()
    request.offer = offer
    emails.fell_through(request, by)
    if offer.is_available:
        came_free(offer)
    return True


@transaction.atomic
def withdraw(request: OfferRequest) -> bool:
    """Who asked needs it no longer. A request that nobody answered takes its waiting mail back."""
    if request.is_promised and request.person is not None:
        return give_back(request, by=request.person)
    held_offer(request.offer_id)
    withdrawn = request.turn(
        RequestState.WITHDRAWN, among=(RequestState.WAITING, RequestState.KEPT, RequestState.MISSED)
    )
    if withdrawn:
        outbox.cancel(f"offer-request/{request.pk}:came")
    return withdrawn


def came_free(offer: Offer) -> int:
    """Who was on the list waits for the bringer again, and both hear it. Gives how many those
    are.
    """
    waiting = [
        request
        for request in offer.requests.filter(state=RequestState.KEPT).select_related(
            "person__user", "offer__bringer"
        )
        if request.turn(RequestState.WAITING, among=(RequestState.KEPT,))
    ]
    for request in waiting:
        emails.came_free(request)
    if waiting:
        emails.waiting_again(offer, len(waiting))
    return len(waiting)


def lapse(offer: Offer) -> None:
    """The offer is gone: who waited for it hears it."""
    for request in (
        offer.requests.current()
        .exclude(state=RequestState.PROMISED)
        .select_related("person__user", "offer__bringer")
    ):
        waited = request.state in {RequestState.WAITING, RequestState.KEPT}
        among = (RequestState.WAITING, RequestState.KEPT, RequestState.MISSED)
        if request.turn(RequestState.LAPSED, among=among) and waited:
            emails.gone(request)


@transaction.atomic
def write(
    request: OfferRequest,
    author: Person,
    text: str,
    *,
    message_id: str | None = None,
    is_held: bool = False,
) -> OfferMessage:
    """A message to the other. Held: nobody else sees it until its author looked it over."""
    message = OfferMessage.objects.create(
        request=request,
        author=author,
        text=text,
        message_id=message_id,
        state=MessageState.HELD if is_held else MessageState.SENT,
    )
    if not is_held:
        emails.message_came(message)
    return message


@transaction.atomic
def confirm(message: OfferMessage, text: str) -> bool:
    """Its author looked a held message over: it goes, with these words. False when that was done
    already.
    """
    confirmed = OfferMessage.objects.filter(pk=message.pk, state=MessageState.HELD).update(
        state=MessageState.SENT, text=text, at=timezone.now()
    )
    message.refresh_from_db()
    if confirmed:
        emails.message_came(message)
    return bool(confirmed)


@transaction.atomic
def show_address(request: OfferRequest, person: Person, *, shows: bool) -> bool:
    """Let the other have this person's address; taking it back cannot call a mail back."""
    turned = request.show_address(person, shows=shows)
    if turned and shows:
        emails.address_shown(request, person)
    return turned


def is_over_for_long(request: OfferRequest) -> bool:
    """So long after an offer ended nobody expects a mail about it any more."""
    offer = request.offer
    ended = offer.ended_at if offer.state != OfferState.AVAILABLE else None
    last = max((at for at in (ended, request.decided_at) if at), default=None)
    return last is not None and timezone.now() - last > STILL_WRITING
