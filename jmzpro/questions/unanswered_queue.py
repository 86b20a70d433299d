"""What waits for the office: questions that nobody answered in five working days."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.questions.models import Step
from jmzpro.questions.queue import may_decide
from jmzpro.questions.routing import waves
from jmzpro.trust.queue import AlreadyDecided, Decision, Named, QueueKind, Waiting


def waiting(user: Any) -> Sequence[Waiting]:
    found = (
        Step.objects.waiting_for_office()
        .select_related("question")
        .prefetch_related("question__alerts")
        .order_by("done_at", "pk")
    )
    return [as_waiting(step) for step in found] if may_decide(user) else []


def as_waiting(step: Step) -> Waiting:
    question = step.question
    assert step.done_at is not None
    alerts = list(question.alerts.all())
    passed = sum(alert.state == "weet-niet" for alert in alerts)
    return Waiting(
        id=str(step.pk),
        title=question.title,
        since=step.done_at,
        text=question.text,
        url=question.get_absolute_url(),
        sender=f"person/{question.asker_id}" if question.asker_id else "",
        facts=(("Gevraagd aan", str(len(alerts))), ("Wisten het niet", str(passed))),
    )


def step_of(item_id: str) -> Step:
    found = Step.objects.waiting_for_office().select_related("question").filter(pk=item_id).first()
    if found is None:
        raise AlreadyDecided
    return found


@transaction.atomic
def ask_more(item_id: str, *, by: Any, reason: str = "") -> None:
    step = step_of(item_id)
    if not step.decide():
        raise AlreadyDecided
    waves.ask_more(step.question, timezone.now())


def seen(item_id: str, *, by: Any, reason: str = "") -> None:
    if not step_of(item_id).decide():
        raise AlreadyDecided


def wait_again(item_id: str, *, by: Any) -> None:
    if not Step.wait_again(item_id):
        raise AlreadyDecided


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = Step.objects.filter(pk__in=[one for one in item_ids if one.isdecimal()]).select_related(
        "question"
    )
    return {
        str(one.pk): Named(one.question.title, one.question.get_absolute_url()) for one in found
    }


TWELVE = "Twaalf leden krijgen de vraag meteen per mail. Dit kun je niet terugdraaien."

UNANSWERED = QueueKind(
    key="question-unanswered",
    label="Vragen zonder antwoord",
    named=named,
    waiting=waiting,
    count=lambda user: Step.objects.waiting_for_office().count() if may_decide(user) else 0,
    decisions=(
        Decision(
            key="more",
            label="Vraag nog twaalf mensen",
            carry_out=ask_more,
            letter=None,
            consequence=TWELVE,
            done="Nog twaalf mensen gevraagd",
        ),
        Decision(
            key="seen",
            label="Ik zoek zelf verder",
            carry_out=seen,
            letter=None,
            undo=wait_again,
            done="Het bureau zoekt zelf verder",
        ),
    ),
    order=15,
)
