"""What members say about a question or an answer: it helped, thank you, or somebody should look at this."""

from django.db import transaction

from jmzpro.members.models import Person
from jmzpro.questions import emails
from jmzpro.questions.models import Answer, Helpful, Question, Report, Thanks


def mark(answer: Answer, person: Person, *, helped: bool) -> None:
    """ "Dit hielp mij", on or off; twice the same changes nothing."""
    if helped:
        Helpful.objects.get_or_create(answer=answer, person=person)
    else:
        Helpful.objects.filter(answer=answer, person=person).delete()


@transaction.atomic
def thank(answer: Answer, person: Person, text: str) -> bool:
    """Thank its author, who hears it by mail. False when this person did so before."""
    thanks, is_new = Thanks.objects.get_or_create(answer=answer, person=person, defaults={"text": text})
    if is_new:
        emails.thanked(thanks)
    return is_new


def report(question: Question, answer: Answer | None, reporter: Person, text: str) -> None:
    """Put it before the office. What the same person reported before and still waits is not put there again."""
    waiting = Report.objects.waiting().filter(question=question, answer=answer, reporter=reporter)
    if not waiting.exists():
        Report.objects.create(question=question, answer=answer, reporter=reporter, text=text)
