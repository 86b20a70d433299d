"""The mails about offers: one typed function a message, called in the transaction of what it tells.

The two of a request write through their own reply addresses; an address of theirs stands in a mail
only when they chose that.
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from jmzpro.kit import dutch
from jmzpro.letters import unsubscribe
from jmzpro.letters.emails import MOST_SUBJECTS
from jmzpro.letters.registry import Item
from jmzpro.mail.composition import isolated
from jmzpro.mail.models import ReplyToken
from jmzpro.mail.tokens import token_for
from jmzpro.members.models import Person
from jmzpro.members.person.mail import send_to
from jmzpro.questions.models import Offer, OfferMessage, OfferRequest

REQUEST_KIND = "offer-request"  # a reply is a message to the other: receiving.py
OFFER_KIND = "offer"  # the buttons of a mail about an own offer; a reply means nothing
OWN = "own-offers"  # the kind of mail: letters.py
READY = "offers-ready"  # the kind of mail that tells of what lies ready, as somebody stops it
NOTE = "questions/offers/mail/note"
OWN_OFFER = "Je krijgt deze mail omdat je dit aanbod op JMZ Pro zette."
OWN_REQUEST = "Je krijgt deze mail omdat je om dit aanbod vroeg op JMZ Pro."


def request_token(request: OfferRequest, person: Person) -> ReplyToken:
    return token_for(REQUEST_KIND, request.pk, person.user)


def offer_token(offer: Offer, person: Person) -> ReplyToken:
    return token_for(OFFER_KIND, offer.pk, person.user)


def stop_own(offer: Offer, person: Person | None) -> str:
    """The way out of a mail to the one who brings it, or to one who asked for it."""
    return unsubscribe.address(person, OWN, [("offer", str(offer.pk))])


def named(person: Person | None) -> str:
    """Within a sentence of ours: "Sanne Vermeer van Steunpunt De Brug"."""
    if person is None:
        return "een oud-lid"
    place = (
        f" van {isolated(person.organisation.name)}"
        if person.organisation and not person.is_team_mailbox
        else ""
    )
    return f"{isolated(person.shown_name)}{place}"


def between(request: OfferRequest, to: Person | None, what: str, **more: Any) -> None:
    """A mail to one of the two; a reply goes to the other."""
    if to is None:
        return
    about = {
        "offer": request.offer,
        "url": request.get_absolute_url(),
        "label": "Bekijk het op de site",
    }
    said = {
        "template": NOTE,
        "reason": OWN_OFFER if to.pk == request.offer.bringer_id else OWN_REQUEST,
        "reply_token": request_token(request, to),
        "unsubscribe_url": stop_own(request.offer, to),
        "thread": request.thread,
        **more,
    }
    send_to(
        to,
        cause=f"offer-request/{request.pk}:{what}",
        **{**said, "context": {**about, **more["context"]}},
    )


def request_came(request: OfferRequest, message: OfferMessage) -> None:
    """To the bringer: who wants it, what they say, and the buttons for yes and no."""
    bringer = request.offer.bringer
    if bringer is None or request.person is None:
        return
    token = request_token(request, bringer)
    between(
        request,
        bringer,
        "came",
        subject=f"Iemand wil dit graag: {request.offer.title}",
        template="questions/offers/mail/request",
        from_name=f"{request.person.shown_name_first} via JMZ Pro",
        context={
            "who": named(request.person),
            "message": message,
            "left": request.offer.left,
            "decide_url": reverse("questions:offer-mail-decide", args=[token.token]),
        },
    )


def promised(request: OfferRequest) -> None:
    between(
        request,
        request.person,
        f"promised:{request.promised_at:%Y%m%d%H%M%S}",
        subject=f"Ja, het is voor jou: {request.offer.title}",
        context={
            "said": f"Goed nieuws: {named(request.offer.bringer)} zegt ja op je verzoek.",
            "then": (
                "Spreek samen af hoe en wanneer. Antwoord gewoon op deze mail: je bericht gaat "
                "naar de ander, je adres niet."
            ),
            "conditions": request.offer.conditions,
        },
        from_name=f"{request.offer.bringer.shown_name_first} via JMZ Pro"
        if request.offer.bringer
        else "",
    )


def declined(request: OfferRequest, text: str) -> None:
    between(
        request,
        request.person,
        f"declined:{request.decided_at:%Y%m%d%H%M%S}",
        subject=f"Deze keer niet: {request.offer.title}",
        reply_token=None,
        context={
            "said": "Dit keer lukt het niet. Dat zegt niets over je vraag: soms past het net niet.",
            "quote": text,
            "then": (
                "Misschien ligt er iets anders dat je verder helpt, of weet iemand in het "
                "netwerk raad."
            ),
            "url": reverse("questions:offers"),
            "label": "Bekijk ander aanbod",
        },
    )


def missed(request: OfferRequest) -> None:
    """To who asked too, and just did not get it: how to be kept for when it comes free."""
    if request.person is None:
        return
    token = request_token(request, request.person)
    between(
        request,
        request.person,
        f"missed:{request.decided_at:%Y%m%d%H%M%S}",
        subject=f"Net aan een ander vergeven: {request.offer.title}",
        reply_token=None,
        context={
            "said": "Meer mensen wilden dit graag, en de laatste ging net naar een ander. Jammer.",
            "then": (
                "Gaat het toch niet door, dan kan het weer vrijkomen. Zullen we je verzoek "
                "zolang bewaren?"
            ),
            "url": reverse("questions:offer-mail-list", args=[token.token]),
            "label": "Ja, bewaar mijn verzoek",
        },
    )


def came_free(request: OfferRequest) -> None:
    between(
        request,
        request.person,
        f"free:{request.decided_at:%Y%m%d%H%M%S}",
        subject=f"Weer vrij: {request.offer.title}",
        context={
            "said": (
                "Dit aanbod is weer vrij, en je stond op de lijst. Je verzoek ligt nu weer bij "
                "de brenger."
            ),
            "then": (
                "Heb je het niet meer nodig? Trek je verzoek dan in, dan kan een ander het krijgen."
            ),
            "label": "Bekijk je verzoek",
        },
    )


def waiting_again(offer: Offer, count: int) -> None:
    """To the bringer: who was on the list waits for a yes or no again."""
    last = offer.requests.waiting().order_by("-decided_at").values_list("decided_at", flat=True)[0]
    own(
        offer,
        f"waiting-again:{last:%Y%m%d%H%M%S%f}",
        subject=f"Weer vrij, en er wacht iemand: {offer.title}",
        said=(
            "Je aanbod is weer vrij. Er "
            f"{'staat nog iemand' if count == 1 else f'staan nog {count} mensen'} op de lijst."
        ),
        then="Zeg op de site wie het krijgt.",
        label="Bekijk de verzoeken",
    )


def fell_through(request: OfferRequest, by: Person) -> None:
    """To the other: it does not go on after all."""
    between(
        request,
        request.other_than(by),
        f"fell-through:{request.decided_at:%Y%m%d%H%M%S}",
        subject=f"Gaat toch niet door: {request.offer.title}",
        context={
            "said": f"{named(by)} laat weten dat dit toch niet doorgaat.",
            "then": "Wil je weten waarom, of iets anders afspreken? Antwoord op deze mail.",
        },
    )


def gone(request: OfferRequest) -> None:
    between(
        request,
        request.person,
        "gone",
        subject=f"Niet meer beschikbaar: {request.offer.title}",
        reply_token=None,
        context={
            "said": "Het aanbod waar je om vroeg is er niet meer. Je verzoek is daarmee vervallen.",
            "then": "Misschien ligt er iets anders dat je verder helpt.",
            "url": reverse("questions:offers"),
            "label": "Bekijk ander aanbod",
        },
    )


def message_came(message: OfferMessage) -> None:
    request, author = message.request, message.author
    if author is None:
        return
    between(
        request,
        request.other_than(author),
        f"message:{message.pk}",
        subject=f"Bericht over: {request.offer.title}",
        template="questions/offers/mail/message",
        from_name=f"{author.shown_name_first} via JMZ Pro",
        context={"who": named(author), "message": message},
    )


def message_held(message: OfferMessage, questions: Sequence[str]) -> None:
    """To its author: it did not go yet, look it over first."""
    between(
        message.request,
        message.author,
        f"held:{message.pk}",
        subject=f"Kijk je bericht even na: {message.request.offer.title}",
        template="questions/offers/mail/message_held",
        reply_token=None,
        unsubscribe_url="",
        in_reply_to=message.message_id or "",
        context={
            "message": message,
            "questions": questions,
            "url": reverse(
                "questions:offer-message-held",
                args=[message.request.offer.number, message.request.public_id, message.pk],
            ),
        },
    )


def address_shown(request: OfferRequest, person: Person) -> None:
    """To the other: an address, because its owner chose so."""
    between(
        request,
        request.other_than(person),
        f"address:{person.pk}",
        subject=f"Zo bereik je elkaar: {request.offer.title}",
        context={
            "said": (
                f"{named(person)} geeft je een e-mailadres om elkaar rechtstreeks te schrijven: "
                f"{person.user.email}"
            ),
            "then": (
                "Wil je jouw adres ook geven? Dat kan op de site. Antwoorden op deze mail blijft "
                "ook werken."
            ),
        },
    )


# To the bringer, about the offer itself


def own(offer: Offer, what: str, subject: str, **context: Any) -> None:
    about = {"offer": offer, "url": offer.get_absolute_url(), "label": "Bekijk je aanbod"}
    send_to(
        offer.bringer,
        cause=f"offer/{offer.pk}:{what}",
        subject=subject,
        template=NOTE,
        reason=OWN_OFFER,
        thread=offer.thread,
        unsubscribe_url=stop_own(offer, offer.bringer),
        context={**about, **context},
    )


def still_there(offer: Offer) -> None:
    """A week before it runs out: one click to let it run on, or to say that it is gone."""
    if offer.bringer is None:
        return
    token = offer_token(offer, offer.bringer)
    own(
        offer,
        f"still-there:{offer.available_until:%Y-%m-%d}",
        subject=f"Nog beschikbaar? {offer.title}",
        said=(
            f"Je aanbod loopt af: het staat er tot en met {dutch.day(offer.available_until)}. Is "
            "het er daarna nog?"
        ),
        then=(
            "Doe je niets, dan loopt het op die dag vanzelf af. Je kunt het later altijd weer "
            "openzetten."
        ),
        url=reverse("questions:offer-mail-still-there", args=[token.token]),
        label="Nog een tijd, of is het weg?",
    )


def ran_out(offer: Offer) -> None:
    waiting = offer.requests.waiting().count()
    wait = (
        (
            "Er "
            f"{'wacht nog één verzoek' if waiting == 1 else f'wachten nog {waiting} verzoeken'} "
            "op je antwoord. "
        )
        if waiting
        else ""
    )
    own(
        offer,
        f"ran-out:{offer.available_until:%Y-%m-%d}",
        subject=f"Afgelopen: {offer.title}",
        said=(
            "De laatste dag van je aanbod is voorbij. Niemand kan er nu nog om vragen. Dank je "
            "wel dat je het bracht."
        ),
        then=f"{wait}Is het er nog? Zet het dan met één knop weer open.",
    )


# To whom it may help


def lies_ready(person: Person, items: Sequence[Item]) -> None:
    """Offers for an own open question, or for "dit haal ik graag": once each."""
    first, count = items[0], len(items)
    about = dict.fromkeys(subject for item in items for subject in item.about)
    send_to(
        person,
        cause=f"offers-ready:{first.key}",
        subject=f"Hier ligt iets voor je klaar: {first.title}"
        if count == 1
        else f"Hier liggen {count} dingen voor je klaar",
        template="questions/offers/mail/ready",
        reason=(
            "Je krijgt deze mail omdat een ander lid iets brengt dat lijkt op wat je vroeg, of "
            "op wat je graag haalt."
        ),
        context={"items": items},
        unsubscribe_url=unsubscribe.address(person, READY, list(about)[:MOST_SUBJECTS]),
    )
