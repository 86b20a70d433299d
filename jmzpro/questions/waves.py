"""Waves: a question goes to a few people first, and to more when nobody answers; at last the office hears of it.

What must still happen is a row (`Step`), taken by one conditional UPDATE in the transaction of what it does: a killed worker loses
nothing, and of two workers one does it. docs/decisions/0014-waves-and-referrals.md.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from jmzpro.letters.models import Follow, Mailed, Stance
from jmzpro.mail.models import AddressState
from jmzpro.members.models import AlertPace, Person, User
from jmzpro.questions import emails, routing, working_days
from jmzpro.questions.models import Alert, AlertState, Question, Referral, StandIn, Step, StepKind
from jmzpro.questions.scoring import Score

WAVE_SIZES = {1: routing.FIRST_WAVE, 2: 12}
# Working days without an answer.
AFTER = {StepKind.SECOND_WAVE: 2, StepKind.OFFICE: 5}
WEEK = timedelta(days=7)
AT_A_TIME = 200
# So long somebody who was named is still asked as soon as there is room.
REFERRAL_WAITS = timedelta(days=14)
NAMED = "werd genoemd door iemand die deze vraag ook kreeg"


def begin(question: Question, now: datetime) -> list[Alert]:
    """The first wave, and the rows of what must happen when nobody answers."""
    Step.objects.bulk_create([Step(question=question, kind=kind) for kind in StepKind], ignore_conflicts=True)
    return send_wave(question, wave=1, now=now)


def send_wave(question: Question, *, wave: int, now: datetime | None = None, size: int | None = None) -> list[Alert]:
    """Choose, store the alerts with their reasons and put their mails in the outbox: all, or nothing.

    The chosen people's rows are locked before they are looked at again, so that two questions at the same moment never put somebody
    over the cap, and a letter never tells what an alert told.
    """
    at = now or timezone.now()
    wanted = size or WAVE_SIZES.get(wave, routing.FIRST_WAVE)
    with transaction.atomic():
        chosen, people = best(question, wanted, at)
        made = Alert.objects.bulk_create(
            [
                Alert(
                    question=question,
                    person=people[score.id],
                    wave=wave,
                    reasons=list(score.reasons),
                    score=round(score.total, 3),
                    created_at=at,
                )
                for score in chosen
            ]
        )
        emails.alerts(question, made)
    return made


def best(question: Question, size: int, now: datetime) -> tuple[list[Score], dict[int, Person]]:
    """The `size` best who may be asked at once, locked. Looks further down the ranking when some of its head may not."""
    look_at = 3 * size
    while True:
        ranked = routing.ranking(routing.Draft.of(question), at_most=look_at, now=now)
        free = free_to_ask(question, [score.id for score in ranked], now)
        chosen = [score for score in ranked if score.id in free][:size]
        if len(chosen) == size or len(ranked) < look_at:
            return chosen, free
        look_at *= 4


def free_to_ask(question: Question, ids: Collection[int], now: datetime) -> dict[int, Person]:
    """Lock these people and give those that may get this question by mail now, by id: the hard rules, as they stand at this moment."""
    rows = Person.objects.filter(pk__in=ids).select_related("user", "organisation").order_by("pk")
    locked = list(rows.select_for_update(of=("self",)))
    asked = dict(
        Alert.objects.filter(person__in=ids, in_letter=False, created_at__gt=now - WEEK)
        .order_by()
        .values_list("person")
        .annotate(n=Count("pk"))
    )
    unwilling = muting(question, ids) | told(question, ids) | refusing([person.user.email for person in locked])
    today = timezone.localdate(now)
    return {
        person.pk: person
        for person in locked
        if person.is_active
        and person.user.is_active
        and person.welcomed_at is not None
        and person.alert_pace == AlertPace.AT_ONCE
        and not person.is_paused(today)
        and person.pk not in unwilling
        and person.user.email.lower() not in unwilling
        and asked.get(person.pk, 0) < person.alerts_per_week
        and not is_of_the_asker(question, person)
    }


def is_of_the_asker(question: Question, person: Person) -> bool:
    """The asker, or a colleague: they can ask each other."""
    asker = question.asker
    return asker is not None and (
        person.pk == asker.pk or (asker.organisation_id is not None and person.organisation_id == asker.organisation_id)
    )


def muting(question: Question, ids: Collection[int]) -> set[int | str]:
    """Who wants to hear nothing of this question, of one of its themes, or of where it comes from (when it says so)."""
    about = Q(kind="question", target=str(question.pk))
    about |= Q(kind="theme", target__in=[str(pk) for pk in question.themes.values_list("pk", flat=True)])
    if question.asker is not None and question.asker.organisation_id and not question.is_without_name:
        about |= Q(kind="organisation", target=str(question.asker.organisation_id))
    return set(Follow.objects.filter(about, stance=Stance.MUTES, person__in=ids).values_list("person", flat=True))


def told(question: Question, ids: Collection[int]) -> set[int | str]:
    """Who was asked already, or read of it in a letter."""
    asked = Alert.objects.filter(question=question, person__in=ids).values_list("person", flat=True)
    return {*asked, *Mailed.objects.filter(key=key_of(question), person__in=ids).values_list("person", flat=True)}


def key_of(question: Question) -> str:
    """What a letter calls it."""
    return f"question/{question.pk}"


def refusing(addresses: Collection[str]) -> set[int | str]:
    return set(AddressState.objects.paused().filter(address__in=[one.lower() for one in addresses]).values_list("address", flat=True))


# A pass, and "vraag het aan …".


@transaction.atomic
def pass_on(question: Question, person: Person, now: datetime | None = None) -> bool:
    """Somebody does not know: the next person comes in, as long as nobody answered."""
    if not Alert.mark(question, person, AlertState.PASSED):
        return False
    question.refresh_from_db()
    if question.is_open and question.first_answer_at is None:
        wave = Alert.objects.values_list("wave", flat=True).get(question=question, person=person)
        send_wave(question, wave=wave, now=now, size=1)
    return True


class NamedEnough(Exception):
    """Three people were named already."""


@transaction.atomic
def refer(alert: Alert, person: Person, now: datetime | None = None) -> Referral:
    """Who was asked names somebody else. Raises NamedEnough; the same name twice is one.

    Asked at once when that may be, later when there is room, or never: the one who names does not hear which, since a pause, a full
    week or a colleague of somebody who asked without a name are no one's business.
    """
    at = now or timezone.now()
    locked = Alert.objects.select_for_update().get(pk=alert.pk)
    before = {referral.person_id: referral for referral in locked.referrals.all()}
    if person.pk in before:
        return before[person.pk]
    if len(before) >= Referral.MOST:
        raise NamedEnough
    referral = Referral.objects.create(alert=locked, number=len(before) + 1, person=person, at=at)
    ask_named(referral, at)
    return referral


def ask_named(referral: Referral, now: datetime) -> bool:
    """Ask who was named, when the rules for everybody let us; True when that happened."""
    question = referral.alert.question
    free = free_to_ask(question, [referral.person_id], now) if question.is_open else {}
    if not free or not Referral.objects.filter(pk=referral.pk, asked_at=None).update(asked_at=now):
        return False
    person = free[referral.person_id]
    made = Alert.objects.create(question=question, person=person, wave=referral.alert.wave, reasons=[NAMED], created_at=now)
    emails.alerts(question, [made])
    return True


# The sweep.


def work_through(now: datetime | None = None) -> bool:
    """Take the steps whose time has come, and ask who was named and has room now. True when more waits."""
    at = now or timezone.now()
    undone = Step.objects.undone().filter(question__asked_at__lte=at - timedelta(days=min(AFTER.values())))
    steps = list(undone.select_related("question").order_by("question__asked_at", "pk")[:AT_A_TIME])
    taken = sum(take(step, at) for step in steps if due(step) <= at)
    waiting = Referral.objects.filter(asked_at=None, at__gt=at - REFERRAL_WAITS, person__alert_pace=AlertPace.AT_ONCE)
    waiting = waiting.filter(alert__question__state="open", alert__question__first_answer_at=None)
    for referral in waiting.select_related("alert__question__asker").order_by("pk")[:AT_A_TIME]:
        with transaction.atomic():
            ask_named(referral, at)
    return bool(taken) and len(steps) == AT_A_TIME


def due(step: Step) -> datetime:
    return working_days.after(step.question.asked_at, AFTER[StepKind(step.kind)])


@transaction.atomic
def take(step: Step, now: datetime) -> bool:
    if not step.claim(now):
        return False
    if step.kind == StepKind.SECOND_WAVE:
        send_wave(step.question, wave=2, now=now)
    else:
        emails.still_unanswered(step.question, listeners(now))
    return True


def listeners(now: datetime) -> Sequence[Person]:
    """Who hears of a question without an answer: the stand-in of today, or else the Bureau."""
    standing_in = [row.person for row in StandIn.objects.on(timezone.localdate(now)).select_related("person__user")]
    if standing_in:
        return list(dict.fromkeys(standing_in))
    bureau = User.objects.filter(groups__name="Bureau", is_active=True)
    return list(Person.objects.active().filter(user__in=bureau).select_related("user").order_by("pk"))


def progress(question: Question, asked: int) -> str:
    """How it stands, for the asker: "Nu aan 18 mensen gevraagd, het bureau kijkt mee."."""
    people = "één lid" if asked == 1 else f"{asked} leden"
    said = f"Nu aan {people} gevraagd" if asked else "Nog aan niemand per mail gevraagd"
    looks = Step.objects.filter(question=question, kind=StepKind.OFFICE, done_at__isnull=False).exists()
    return f"{said}, en het bureau kijkt mee." if looks else f"{said}."
