"""A reply by mail becomes an answer (of the asker: a reaction), or is refused with the sentence
that says why.
"""

from datetime import date

from jmzpro.mail.models import ReplyToken
from jmzpro.mail.tokens import Refused, Reply
from jmzpro.members.models import Person
from jmzpro.questions import emails
from jmzpro.questions.models import Answer, CameBy, Question, TooLate
from jmzpro.questions.question import anonymity
from jmzpro.text import clean_text
from jmzpro.text.guard import inspect

GONE = "De vraag staat niet meer op de site. Je antwoord is daarom niet geplaatst."
CLOSED = "De vraag is meer dan dertig dagen geleden gesloten. Je antwoord is daarom niet geplaatst."
NO_MEMBER = (
    "Je hebt geen toegang meer tot het netwerk. Je antwoord is daarom niet geplaatst. Klopt dat "
    "niet, neem dan contact op met het bureau."
)
BSN = (
    "In je mail staat een burgerservicenummer (BSN). Dat mag hier niet staan, ook niet als "
    "iemand het goed vindt. "
    "Je antwoord is niet geplaatst en je mail is vernietigd. Haal het nummer weg en stuur je "
    "antwoord opnieuw."
)
NOTHING = "In je mail vonden we geen woorden. Er is niets geplaatst."


def receive(reply: Reply) -> None:
    """In the caller's transaction; the same Message-ID twice makes one answer. Raises Refused."""
    question, person = subject_of(reply.token)
    of_mail = Answer.objects.filter(message_id=reply.message_id)
    if of_mail.filter(question=question, author=person).exists():
        return
    text = clean_text.tidy(reply.text)
    doubts: list[str] = []
    if question.is_without_name and question.is_asked_by(person):
        text = anonymity.without_signature(text, person)
        found = anonymity.find_giveaways(text, person).words
        doubts = [anonymity.sentence(found)] if found else []
    if not clean_text.has_words(text):
        raise Refused(NOTHING)
    report = inspect(text)
    if report.refused:
        raise Refused(BSN, keep_raw=False)
    is_held = bool((report.asked and not reply.is_looked_at) or doubts)
    try:
        answer = Answer.give(
            question,
            person,
            text,
            came_by=CameBy.MAIL,
            written_by=written_by(reply, person),
            # One mail may answer two questions, and anybody can write another's Message-ID: that
            # loses nobody a word.
            message_id=None if of_mail.exists() else reply.message_id,
            is_held=is_held,
            incoming=[file for file in reply.files if file.content],
        )
    except TooLate as error:
        raise Refused(CLOSED) from error
    if is_held:
        emails.answer_held(answer, [*doubts, *report.questions])


def subject_of(token: ReplyToken) -> tuple[Question, Person]:
    question = (
        Question.objects.standing()
        .select_related("asker__user", "asker__organisation")
        .filter(pk=token.subject_id)
        .first()
    )
    if question is None:
        raise Refused(GONE)
    if not token.user.is_member:
        raise Refused(NO_MEMBER)
    return question, token.user.person


def address(token: ReplyToken) -> str:
    """The question's page, while there is one."""
    question = Question.objects.standing().filter(pk=token.subject_id).first()
    return question.get_absolute_url() if question is not None else ""


def written_by(reply: Reply, person: Person) -> str:
    """Who of a team's mailbox wrote; nothing for somebody with an own address, or when the mail
    names the team itself.
    """
    name = clean_text.tidy_line(reply.written_by)[:120]
    return (
        name
        if person.is_team_mailbox and name.casefold() != person.name.casefold() and "@" not in name
        else ""
    )


def away(token: ReplyToken, until: date) -> None:
    """An automatic mail says until when somebody is not there: no questions until then. A longer
    pause of their own stays.
    """
    person = getattr(token.user, "person", None)
    if person is not None and (person.paused_until is None or person.paused_until < until):
        person.pause_until(until)
