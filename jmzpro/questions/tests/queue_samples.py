"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from django.utils import timezone

from jmzpro.questions.models import OfferReport, Question, Report, Step, StepKind
from jmzpro.questions.offers.tests.brought import bring
from jmzpro.questions.tests.asked import TITLE, answer, ask

LATER = "Een tweede manier: een bus van de gemeente."


def asked(cast: SimpleNamespace, number: int) -> Question:
    return ask(cast.sanne, title=f"{TITLE} {number}")


def report(cast: SimpleNamespace, number: int) -> None:
    question = asked(cast, number)
    Report.put_before_the_office(
        cast.daan,
        "Hier staat een naam in.",
        question=question,
        answer=answer(question, cast.marijke),
    )


def offer_report(cast: SimpleNamespace, number: int) -> None:
    OfferReport.put_before_the_office(
        cast.daan, "Dit is reclame.", offer=bring(cast.marijke, title=f"Een draaiboek {number}")
    )


def may_be_public(cast: SimpleNamespace, number: int) -> None:
    question = asked(cast, number)
    question.close("De buurtbus.", may_publish=True, by=cast.sanne)
    answer(question, cast.marijke, LATER).agree_to_publish(True)


def unanswered(cast: SimpleNamespace, number: int) -> None:
    Step.objects.filter(question=asked(cast, number), kind=StepKind.OFFICE).update(
        done_at=timezone.now()
    )


SAMPLES = {
    "question-reports": report,
    "offer-reports": offer_report,
    "question-publish": may_be_public,
    "question-unanswered": unanswered,
}
