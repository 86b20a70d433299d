"""Words of a mail that were taken for a signature or a quote: its writer sees them, and puts
back what belongs to the answer.
"""

from dataclasses import dataclass

from django.db import transaction

from jmzpro.mail.incoming.removed_text import leftovers
from jmzpro.mail.tokens import token_for
from jmzpro.members.models import Person
from jmzpro.questions.emails import REPLY_KIND
from jmzpro.questions.models import Answer, AnswerState
from jmzpro.questions.question import anonymity
from jmzpro.text import clean_text
from jmzpro.text.guard import inspect

LONGEST = 20_000
GONE = "Je antwoord of je mail is er niet meer. Er is niets veranderd."
TOO_LONG = (
    "Met deze woorden erbij wordt je antwoord langer dan 20.000 tekens. Kort eerst je antwoord in."
)
LOOK = (
    "Hierin staat misschien iets waaraan iemand te herkennen is. Zet het zelf in je antwoord, "
    "dan kijk je het meteen na."
)


class CannotPutBack(Exception):
    """The argument is the Dutch sentence that says why, and what to do."""


@dataclass(frozen=True)
class Piece:
    """`number` names it within its mail; `stands`: these words are in the answer already."""

    number: int
    text: str
    stands: bool


def pieces(answer: Answer) -> list[Piece]:
    """What was left off the mail behind this answer, as long as the mail is kept: a week."""
    if not answer.is_by_mail or answer.author is None or not answer.message_id:
        return []
    token = token_for(
        REPLY_KIND, answer.question_id, answer.author.user, expires_at=answer.question.replies_until
    )
    found = [clean_text.tidy(one.text) for one in leftovers(token, answer.message_id)]
    return [
        Piece(number, text, stands_in(answer, text))
        for number, text in enumerate(found, start=1)
        if text
    ]


def stands_in(answer: Answer, text: str) -> bool:
    return "".join(text.split()) in "".join(answer.text.split())


@transaction.atomic
def put_back(answer: Answer, number: int, *, by: Person) -> None:
    """Add this piece under the answer, once. Raises CannotPutBack."""
    locked = (
        Answer.objects.editable_by(by.user)
        .select_for_update(of=("self",))
        .select_related("question")
        .filter(pk=answer.pk)
        .first()
    )
    piece = next((one for one in pieces(locked) if one.number == number), None) if locked else None
    if locked is None or piece is None:
        raise CannotPutBack(GONE)
    if piece.stands:
        return
    text = clean_text.tidy(f"{locked.text}\n\n{piece.text}")
    if problem := problem_of(text, locked, by):
        raise CannotPutBack(problem)
    if locked.is_held:
        Answer.objects.filter(pk=locked.pk, state=AnswerState.HELD).update(text=text)
    else:
        locked.edit(text, by=by)


def problem_of(text: str, answer: Answer, by: Person) -> str:
    """Why these words may not stand unseen; "" when they may."""
    if len(text) > LONGEST:
        return TOO_LONG
    if answer.is_without_name and (found := anonymity.find_giveaways(text, by).words):
        return anonymity.sentence(found)
    report, before = inspect(text), inspect(answer.text)
    return LOOK if report.refused or len(report.asked) > len(before.asked) else ""
