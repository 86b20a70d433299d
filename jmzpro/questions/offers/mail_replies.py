"""A reply by mail about an offer becomes a message to the other one, or is refused with the
sentence that says why.
"""

from jmzpro.mail.models import ReplyToken
from jmzpro.mail.tokens import Refused, Reply
from jmzpro.members.models import Person
from jmzpro.questions.models import OfferMessage, OfferRequest, OfferState
from jmzpro.questions.offers import emails, requests
from jmzpro.text import clean_text
from jmzpro.text.guard import inspect

GONE = "Dit aanbod of dit verzoek is er niet meer. Je bericht is daarom niet doorgestuurd."
OVER = "Dit verzoek is afgerond. Je bericht is daarom niet doorgestuurd."
NO_MEMBER = (
    "Je hebt geen toegang meer tot het netwerk. Je bericht is daarom niet doorgestuurd. Klopt "
    "dat niet, neem dan contact op met het bureau."
)
BSN = (
    "In je mail staat een burgerservicenummer (BSN). Dat mag hier niet staan, ook niet als "
    "iemand het goed vindt. "
    "Je bericht is niet doorgestuurd en je mail is vernietigd. Haal het nummer weg en stuur je "
    "bericht opnieuw."
)
NOTHING = "In je mail vonden we geen woorden. Er is niets doorgestuurd."
TOO_LONG = "Je bericht is langer dan 5.000 tekens. Kort het in en stuur het opnieuw."
NOT_A_CONVERSATION = (
    "Op deze mail kun je niet antwoorden. Gebruik de knoppen in de mail, of ga naar je aanbod op "
    "de site."
)
LONGEST = 5000
# How to reach somebody is theirs to give to a colleague; it is no sign of a child.
OWN_TO_GIVE = frozenset({"phone", "email"})


def receive(reply: Reply) -> None:
    """In the caller's transaction; the same Message-ID twice makes one message. Raises Refused."""
    request, person = subject_of(reply.token)
    of_mail = OfferMessage.objects.filter(message_id=reply.message_id)
    if of_mail.filter(request=request, author=person).exists():
        return
    text = clean_text.tidy(reply.text)
    if not clean_text.has_words(text):
        raise Refused(NOTHING)
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    report = inspect(text)
    if report.refused:
        raise Refused(BSN, keep_raw=False)
    is_held = not reply.is_looked_at and any(
        finding.kind not in OWN_TO_GIVE for finding in report.asked
    )
    message = requests.write(
        request,
        person,
        text,
        message_id=None if of_mail.exists() else reply.message_id,
        is_held=is_held,
    )
    if is_held:
        emails.message_held(message, report.questions)


def subject_of(token: ReplyToken) -> tuple[OfferRequest, Person]:
    found = OfferRequest.objects.exclude(offer__state=OfferState.REMOVED).filter(
        pk=token.subject_id
    )
    request = found.select_related(
        "offer__bringer__user", "offer__bringer__organisation", "person__user"
    ).first()
    person: Person | None = getattr(token.user, "person", None)
    if (
        request is None
        or person is None
        or person.pk not in {request.person_id, request.offer.bringer_id}
    ):
        raise Refused(GONE)
    if not token.user.is_member:
        raise Refused(NO_MEMBER)
    if not request.takes_messages or requests.is_over_for_long(request):
        raise Refused(OVER)
    return request, person


def no_conversation(reply: Reply) -> None:
    raise Refused(NOT_A_CONVERSATION)
