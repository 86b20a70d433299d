"""Bringing: an offer comes to be, changes, runs on, runs out or is taken back, with the mails
that follow, each in one transaction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.places.models import Province, Town
from jmzpro.questions.models import MORE_TIME, Offer, OfferRevision, OfferState, next_offer_number
from jmzpro.questions.offers import emails, requests
from jmzpro.themes.models import Theme

AT_A_TIME = 200
LIVE = [OfferState.AVAILABLE, OfferState.GIVEN, OfferState.EXPIRED]


@dataclass(frozen=True)
class Told:
    """What a member says about an offer. `copies` None: as often as somebody asks. No province
    and no town: all over the country.
    """

    kind: str
    title: str
    text: str
    available_until: date
    for_whom: str = ""
    conditions: str = ""
    copies: int | None = None
    province: Province | None = None
    town: Town | None = None
    themes: Collection[Theme] = ()

    @property
    def words(self) -> dict[str, str]:
        return {
            "title": self.title,
            "text": self.text,
            "for_whom": self.for_whom,
            "conditions": self.conditions,
        }


@transaction.atomic
def bring(bringer: Person, told: Told) -> Offer:
    now = timezone.now()
    offer = Offer.objects.create(
        number=next_offer_number(),
        bringer=bringer,
        kind=told.kind,
        **told.words,
        province=told.town.province if told.town else told.province,
        town=told.town,
        available_until=told.available_until,
        copies=told.copies,
        offered_at=now,
        offered_on=timezone.localdate(now),
    )
    offer.themes.set(told.themes)
    return offer


class LessThanGiven(Exception):
    """So many are promised already; the argument is how many."""


@transaction.atomic
def edit(offer: Offer, told: Told, *, by: Person) -> bool:
    """Change it, keeping the words that stood. More copies make it available again. False when
    it is gone; raises LessThanGiven.
    """
    now = Offer.objects.standing().select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if now is None:
        return False
    if told.copies is not None and told.copies < now.given:
        raise LessThanGiven(now.given)
    if any(getattr(now, name) != words for name, words in told.words.items()):
        now.keep_version(by)
        now.edited_at = timezone.now()
    had_none_left = now.left == 0
    for name, words in told.words.items():
        setattr(now, name, words)
    now.kind, now.copies, now.available_until = told.kind, told.copies, told.available_until
    now.town, now.province = told.town, told.town.province if told.town else told.province
    now.matched_at = None
    now.state = state_after(now)
    now.save()
    now.themes.set(told.themes)
    offer.refresh_from_db()
    if had_none_left and offer.left != 0 and offer.is_available:
        requests.came_free(offer)
    return True


def state_after(offer: Offer) -> OfferState:
    """The state that fits the number and the day; what was taken back stays so."""
    if offer.state == OfferState.WITHDRAWN:
        return OfferState.WITHDRAWN
    if offer.left == 0:
        return OfferState.GIVEN
    return (
        OfferState.AVAILABLE
        if offer.available_until >= timezone.localdate()
        else OfferState.EXPIRED
    )


@transaction.atomic
def prolong(offer: Offer, until: date | None = None) -> bool:
    """ "Nog een tijd": three months from today, or until the day that was chosen. False when
    there is nothing (left) to prolong.
    """
    was_there = offer.is_available
    if not offer.offer_until(until or timezone.localdate() + MORE_TIME):
        return False
    if not was_there:
        offer.needs_matching()
        requests.came_free(offer)
    return True


@transaction.atomic
def withdraw(offer: Offer) -> bool:
    """The bringer takes it back: who waits hears it. What was promised stays promised. False
    when that was done already.
    """
    locked(offer)
    if not offer.end(OfferState.WITHDRAWN, among=[state.value for state in LIVE]):
        return False
    requests.lapse(offer)
    return True


@transaction.atomic
def remove(offer: Offer) -> bool:
    """Off the site with its history: who waits hears it. False when that was done already."""
    locked(offer)
    if not offer.end(
        OfferState.REMOVED, among=[*(state.value for state in LIVE), OfferState.WITHDRAWN.value]
    ):
        return False
    OfferRevision.objects.filter(offer=offer).delete()
    offer.matches.all().delete()
    requests.lapse(offer)
    return True


def locked(offer: Offer) -> Offer:
    """Hold the offer's row until the end of the transaction: always before a row of its
    requests, so that nobody waits in a ring.
    """
    return Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)


# What the calendar does: a job calls these, as often as it likes.


def ask_whether_still_there(today: date | None = None) -> int:
    """Mail the bringers of what runs out within a week, once for each last day; gives how many."""
    day = today or timezone.localdate()
    asked = 0
    for offer in Offer.objects.to_ask_about(day).select_related("bringer__user")[:AT_A_TIME]:
        with transaction.atomic():
            still = Offer.objects.to_ask_about(day).filter(
                pk=offer.pk, available_until=offer.available_until
            )
            if Offer.objects.filter(pk__in=still.values("pk")).update(
                asked_about=offer.available_until
            ):
                emails.still_there(offer)
                asked += 1
    return asked


def let_run_out(today: date | None = None) -> int:
    """No answer: what is past its last day is "verlopen", and its bringer hears it. Gives how
    many.
    """
    day = today or timezone.localdate()
    ended = 0
    for offer in Offer.objects.run_out(day).select_related("bringer__user")[:AT_A_TIME]:
        with transaction.atomic():
            # The day is asked again: it may have been prolonged a moment ago.
            if Offer.objects.run_out(day).filter(pk=offer.pk).exists() and offer.end(
                OfferState.EXPIRED, among=[OfferState.AVAILABLE.value]
            ):
                emails.ran_out(offer)
                ended += 1
    return ended


def default_until() -> date:
    return timezone.localdate() + timedelta(days=90)
