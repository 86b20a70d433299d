"""What members say about an answer: it helped, thank you."""

from django.db import transaction

from jmzpro.members.models import Person
from jmzpro.questions import emails
from jmzpro.questions.models import Answer, Helpful, Thanks


def mark(answer: Answer, person: Person, *, helped: bool) -> None:
    """ "Dit hielp mij", on or off; twice the same changes nothing."""
    if helped:
        Helpful.objects.get_or_create(answer=answer, person=person)
    else:
        Helpful.objects.filter(answer=answer, person=person).delete()


@transaction.atomic
def thank(answer: Answer, person: Person, text: str) -> bool:
    """Thank its author, who hears it by mail. False when this person did so before."""
    thanks, is_new = Thanks.objects.get_or_create(
        answer=answer, person=person, defaults={"text": text}
    )
    if is_new:
        emails.thanked(thanks)
    return is_new
