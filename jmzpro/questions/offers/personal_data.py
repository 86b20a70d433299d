"""What offers hold about a person: exported in full, and unlinked or removed when somebody asks to
be forgotten.

Nobody can fetch what a person who left brings: those offers go from the lists. What two people
wrote to each other goes with either.
"""

from typing import Any

from django.db import transaction

from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.personal_data import forget_words
from jmzpro.members.models import Person
from jmzpro.questions.models import (
    Offer,
    OfferMatch,
    OfferMessage,
    OfferReport,
    OfferRequest,
    OfferRevision,
    OfferState,
)
from jmzpro.questions.offers import lifecycle, requests
from jmzpro.questions.offers.emails import OFFER_KIND, REQUEST_KIND
from jmzpro.questions.personal_data import person_of
from jmzpro.search.models import changed
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> dict[str, Any]:
    person = person_of(user)
    if person is None:
        return {}
    return {
        "gebracht": [
            brought(offer)
            for offer in Offer.objects.filter(bringer=person).prefetch_related("themes")
        ],
        "gevraagd": [
            {
                "aanbod": r.offer.title,
                "op": moment(r.asked_at),
                "toestand": r.get_state_display(),
                "toegezegd op": moment(r.promised_at),
                "mijn adres gegeven": r.person_shows_address,
            }
            for r in OfferRequest.objects.filter(person=person).select_related("offer")
        ],
        "berichten van mij": [
            {
                "over": m.request.offer.title,
                "tekst": m.text,
                "op": moment(m.at),
                "toestand": m.get_state_display(),
            }
            for m in OfferMessage.objects.filter(author=person).select_related("request__offer")
        ],
        "eerdere versies": [
            {
                "wat": r.title,
                "uitleg": r.text,
                "voor wie": r.for_whom,
                "voorwaarden": r.conditions,
                "tot": moment(r.at),
            }
            for r in OfferRevision.objects.filter(edited_by=person)
        ],
        "lag voor mij klaar": [
            {
                "aanbod": m.offer.title,
                "gevonden op": moment(m.found_at),
                "gemaild op": moment(m.mailed_at),
            }
            for m in OfferMatch.objects.filter(person=person).select_related("offer")
        ],
        "meldingen": [
            {"over": r.offer.title, "tekst": r.text, "op": moment(r.at)}
            for r in OfferReport.objects.filter(reporter=person).select_related("offer")
        ],
    }


def brought(offer: Offer) -> dict[str, Any]:
    return {
        "nummer": offer.number,
        "wat": offer.title,
        "soort": offer.get_kind_display(),
        "uitleg": offer.text,
        "voor wie": offer.for_whom,
        "voorwaarden": offer.conditions,
        "thema’s": [theme.name for theme in offer.themes.all()],
        "toestand": offer.get_state_display(),
        "aangeboden op": moment(offer.offered_at),
        "beschikbaar tot en met": offer.available_until.isoformat(),
        "hoe vaak": offer.copies,
        "toegezegd": offer.given,
    }


@transaction.atomic
def erase(user: Any) -> None:
    """Twice does no harm."""
    OfferReport.objects.filter(decided_by=user).update(decided_by=None)
    person = person_of(user)
    if person is None:
        return
    forget_in_mails(person)
    for offer in Offer.objects.filter(bringer=person).exclude(state=OfferState.REMOVED):
        lifecycle.remove(offer)
    for request in (
        OfferRequest.objects.current()
        .filter(person=person)
        .select_related("offer__bringer__user", "person__user")
    ):
        requests.withdraw(request)
    OfferMessage.objects.filter(author=person).delete()
    OfferRequest.objects.filter(person=person).update(person=None, person_shows_address=False)
    OfferRequest.objects.filter(offer__bringer=person).update(bringer_shows_address=False)
    offers = list(Offer.objects.filter(bringer=person))
    Offer.objects.filter(bringer=person).update(bringer=None)
    changed(*offers)
    OfferMatch.objects.filter(person=person).delete()
    OfferRevision.objects.filter(edited_by=person).update(edited_by=None)
    OfferReport.objects.filter(reporter=person).update(reporter=None)
    ReplyToken.objects.filter(user=user, kind__in=[REQUEST_KIND, OFFER_KIND]).delete()


def forget_in_mails(person: Person) -> None:
    """Name and address stand in the mails between the two of a request: in our copies no longer."""
    mine = OfferRequest.objects.filter(person=person) | OfferRequest.objects.filter(
        offer__bringer=person
    )
    instead = {
        person.name: "Een oud-lid",
        person.user.email: "(adres gewist)",
        **({person.organisation.name: "een organisatie"} if person.organisation else {}),
    }
    for pk in mine.values_list("pk", flat=True):
        forget_words(OutgoingMail.objects.filter(cause__startswith=f"offer-request/{pk}:"), instead)


DATA_CATEGORY = DataCategory(
    key="offers",
    label="Aanbod: wat je bracht en haalde",
    models=(
        "questions.Offer",
        "questions.OfferRequest",
        "questions.OfferMessage",
        "questions.OfferRevision",
        "questions.OfferReport",
        "questions.OfferMatch",
    ),
    export=export,
    erase=erase,
    kept="Aanbod en verzoeken blijven zolang je meedoet, zodat je terugvindt wat je bracht en "
    "haalde. Ga je weg, dan gaat je aanbod "
    "van de site, verdwijnen je berichten en staat je naam nergens meer bij.",
    order=21,
)
