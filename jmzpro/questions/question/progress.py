"""How an open question stands, in sentences for the one who asked: who was asked and how, and
what comes next.
"""

from collections.abc import Sequence

from jmzpro.kit import dutch
from jmzpro.kit.dutch import in_a_row
from jmzpro.questions.models import Alert, AlertState, Question, StepKind
from jmzpro.questions.routing import referrals
from jmzpro.questions.routing.reasons import in_words
from jmzpro.questions.routing.waves import WAVE_SIZES, due


def progress(question: Question, alerts: Sequence[Alert]) -> str:
    return " ".join(
        sentence for sentence in (asked(alerts), passed(alerts), what_comes(question)) if sentence
    )


def asked(alerts: Sequence[Alert]) -> str:
    """ "Gevraagd aan acht leden: zes per mail, één in een brief en één omdat een lid daaraan
    dacht."
    """
    if not alerts:
        return "Nog aan niemand per mail gevraagd."
    said = f"Gevraagd aan {'één lid' if len(alerts) == 1 else f'{in_words(len(alerts))} leden'}"
    in_letters = sum(one.in_letter for one in alerts)
    named = sum(is_named(one) for one in alerts)
    ways = (
        (len(alerts) - in_letters - named, "per mail"),
        (in_letters, "in een brief"),
        (named, "omdat een lid daaraan dacht"),
    )
    if not in_letters and not named:
        return f"{said}."
    return f"{said}: {in_a_row([f'{in_words(number)} {way}' for number, way in ways if number])}."


def passed(alerts: Sequence[Alert]) -> str:
    """Who did not know; and that this is why more people were asked than the first wave holds."""
    number = sum(one.state == AlertState.PASSED for one in alerts)
    if not number:
        return ""
    said = (
        "Eén wist het niet" if number == 1 else f"{in_words(number).capitalize()} wisten het niet"
    )
    in_first = sum(one.wave == 1 and not one.in_letter and not is_named(one) for one in alerts)
    if in_first <= WAVE_SIZES[1]:
        return f"{said}."
    return (
        f"{said}; daarom vroegen we er "
        f"{'iemand' if in_first == WAVE_SIZES[1] + 1 else 'anderen'} bij."
    )


def is_named(alert: Alert) -> bool:
    return not alert.in_letter and alert.reasons == [referrals.NAMED]


def what_comes(question: Question) -> str:
    steps = {step.kind: step for step in question.steps.all()}
    office, second = steps.get(StepKind.OFFICE), steps.get(StepKind.SECOND_WAVE)
    if question.first_answer_at is not None or office is None:
        return ""
    if office.done_at is not None:
        return "Het bureau kijkt mee."
    if second is not None and second.done_at is None:
        return (
            f"Is er {dutch.day(due(second))} nog geen antwoord, dan vragen we hoogstens twaalf "
            "anderen."
        )
    return f"Is er {dutch.day(due(office))} nog geen antwoord, dan denkt het bureau mee."
