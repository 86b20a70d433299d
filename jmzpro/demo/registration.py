"""Registering in the demo network: a full training that is on today, trainings to come, and a
symposium with workshops.
"""

from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.choices import Kind, Registration, State
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking
from jmzpro.agenda.registration.booking import RegistrationInput
from jmzpro.agenda.registration.choices import GatheringKind, QuestionKind
from jmzpro.agenda.registration.models import Desk, Gathering, Round
from jmzpro.members.models import Person

WORKSHOPS = {
    "Ochtend": (
        "Praten met broers en zussen",
        "De eerste vraag stellen",
        "Een netwerkkaart tekenen",
    ),
    "Middag": ("Spelen in een groep", "Samenwerken met school"),
}
PLACES = 3


def build(cast: SimpleNamespace, people: list[Person], random: Random, now: datetime) -> None:
    coming = Activity.objects.filter(
        state=State.PUBLISHED,
        for_professionals=True,
        starts_at__gt=now + timedelta(days=2),
        rrule="",
    )
    trainings = list(coming.filter(kind=Kind.TRAINING).order_by("starts_at", "pk"))
    if trainings:
        today(cast, trainings[0], timezone.localdate(now))
    for number, activity in enumerate(trainings[1:5]):
        desk = open_desk(activity, capacity=12 if number else 6, confirm_within=48, largest_group=3)
        fill(desk, random.sample(people, 9))
    for activity in coming.filter(kind=Kind.SYMPOSIUM).order_by("starts_at", "pk")[:1]:
        conference(activity, random.sample(people, 14))


def today(cast: SimpleNamespace, activity: Activity, day: date) -> None:
    """Of `brug`, so that Sanne stands at the door; full, so that who comes now waits."""
    start = recurrence.midnight(day)
    end = recurrence.midnight(day + timedelta(days=1))
    Activity.objects.filter(pk=activity.pk).update(
        starts_at=start,
        ends_at=end,
        is_all_day=True,
        organisation=cast.brug,
        organiser=cast.brug.organiser,
        organiser_name=cast.brug.name,
        submitter=cast.sanne,
    )
    activity.refresh_from_db()
    schedule.reschedule(activity)
    desk = open_desk(activity, capacity=PLACES, closes_at=end)
    fill(desk, [cast.daan, cast.fatima, cast.marijke])


def open_desk(activity: Activity, **settings: object) -> Desk:
    Activity.objects.filter(pk=activity.pk).update(registration=Registration.HERE)
    activity.refresh_from_db()
    desk = Desk.objects.create(
        activity=activity,
        gives_certificates=True,
        accreditation_number="VOORBEELD-123" if activity.accreditations else "",
        asks_evaluation=True,
        price=activity.cost,
        privacy_note="Met je antwoord bereiden we de dag voor.",
        **settings,
    )
    desk.questions.create(
        label="Wat wil je aan het eind van de dag kunnen?", kind=QuestionKind.TEXT
    )
    return desk


def fill(desk: Desk, people: list[Person], workshops: list[list[Gathering]] | None = None) -> None:
    for number, person in enumerate(people):
        chosen = [round_[number % len(round_)] for round_ in workshops or []]
        organisation = person.organisation.name if person.organisation else ""
        told = RegistrationInput(
            person.user.email, names=[person.name], organisation=organisation, workshops=chosen
        )
        booking.register(desk, told, is_proven=True)


def conference(activity: Activity, people: list[Person]) -> None:
    desk = open_desk(activity, capacity=40)
    made = []
    for number, (title, workshops) in enumerate(WORKSHOPS.items()):
        start = activity.starts_at + timedelta(hours=1 + 4 * number)
        times = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
        round_ = Round.objects.create(desk=desk, title=title, **times)
        made.append(
            [workshop_in(round_, name, 4 + place, times) for place, name in enumerate(workshops)]
        )
    fill(desk, people, made)


def workshop_in(round_: Round, title: str, capacity: int, times: dict[str, datetime]) -> Gathering:
    return Gathering.objects.create(
        desk=round_.desk,
        kind=GatheringKind.WORKSHOP,
        round=round_,
        title=title,
        room=f"Zaal {capacity - 3}",
        capacity=capacity,
        **times,
    )
