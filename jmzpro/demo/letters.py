"""What the demo network follows, the letters that came of it, the days the office is closed, and
visitors with a theme letter.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from jmzpro.demo.questions import was_sent
from jmzpro.letters import composition, schedule
from jmzpro.letters.models import Follow, LetterPace, Rhythm, Stance, Subscriber
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, ClosedDays, Question, Referral
from jmzpro.questions.routing import referrals
from jmzpro.themes.models import Theme

# Who of the cast follows what: themes, and whether all questions or the whole Kennisbank as well.
FOLLOWS = {
    "sanne": (("broer-of-zus", "groep"), ("library",)),
    "marijke": (("vervoer", "broer-of-zus"), ()),
    "daan": (("armoede-en-schulden",), ("offers",)),
    "fatima": (("vo", "toestemming"), ("library",)),
    "els": (("gemeente-en-beleid",), ("questions", "library")),
}
FOLLOWERS = 60
SUBSCRIBERS = 18


def build(people: Sequence[Person], random: Random, now: datetime) -> None:
    members = [
        person
        for person in people
        if person.is_active and person.welcomed_at and not person.user.is_staff
    ]
    cast = {
        person.user.email.removesuffix("@cast.example"): person
        for person in members
        if person.user.email.endswith("@cast.example")
    }
    others = [person for person in members if person not in cast.values()]
    week_ago = now - timedelta(days=8)
    for key, (themes, parts) in FOLLOWS.items():
        follow(cast[key], themes, parts, week_ago)
    follow_a_conversation(cast["sanne"], cast["fatima"])
    every_theme = list(Theme.objects.active().order_by("slug").values_list("slug", flat=True))
    for person in random.sample(others, k=FOLLOWERS):
        follow(
            person,
            random.sample(every_theme, k=random.randint(1, 3)),
            ("library",) if random.random() < 0.3 else (),
            week_ago,
        )
    name_others(others, random)
    subscribe(every_theme, random, now)
    close_the_office(now)
    composition.enrol(week_ago)
    last_letters([cast[key] for key in FOLLOWS], now)
    Rhythm.objects.filter(next_at__lte=now).update(
        next_at=schedule.next_day_at(Rhythm._meta.get_field("hour").default, now), last_at=now
    )


def follow(person: Person, themes: Sequence[str], parts: Sequence[str], since: datetime) -> None:
    rows = [
        ("theme", str(pk))
        for pk in Theme.objects.filter(slug__in=themes).values_list("pk", flat=True)
    ]
    rows += [("part", part) for part in parts]
    Follow.objects.bulk_create(
        [
            Follow(person=person, kind=k, target=t, stance=Stance.FOLLOWS, since=since)
            for k, t in rows
        ]
    )
    Rhythm.objects.get_or_create(
        person=person, defaults={"pace": LetterPace.WEEKLY, "next_at": since, "last_at": since}
    )


def follow_a_conversation(*people: Person) -> None:
    """An answered question of somebody else, and one that is muted."""
    for person in people:
        seen = Question.objects.standing().exclude(asker=person).order_by("-asked_at")
        lively, quiet = (
            seen.filter(first_answer_at__isnull=False)[0],
            seen.filter(first_answer_at=None)[0],
        )
        for question, stance in ((lively, Stance.FOLLOWS), (quiet, Stance.MUTES)):
            Follow.choose(person, "question", question.pk, stance)


def name_others(people: Sequence[Person], random: Random) -> None:
    """Now and then who was asked named somebody else."""
    for alert in Alert.objects.filter(wave=1).select_related("question").order_by("pk")[::17]:
        named = random.choice(people)
        if (
            Alert.objects.filter(question=alert.question, person=named).exists()
            or named.pk == alert.question.asker_id
        ):
            continue
        at = min(alert.created_at + timedelta(hours=random.randint(1, 20)), timezone.now())
        Referral.objects.create(alert=alert, number=1, person=named, at=at, asked_at=at)
        if named.alert_pace == AlertPace.AT_ONCE:
            Alert.objects.create(
                question=alert.question,
                person=named,
                wave=1,
                reasons=[referrals.NAMED],
                created_at=at,
            )


def subscribe(themes: Sequence[str], random: Random, now: datetime) -> None:
    next_at = schedule.next_week_at(Subscriber.WEEKDAY, Subscriber.HOUR, now)
    for number in range(SUBSCRIBERS):
        since = now - timedelta(days=random.randint(1, 200))
        reader = Subscriber.objects.create(
            email=f"lezer{number + 1}@school.example",
            confirmed_at=since,
            next_at=next_at,
            last_at=now,
        )
        reader.themes.set(
            Theme.objects.filter(slug__in=random.sample(themes, k=random.randint(1, 3)))
        )


def close_the_office(now: datetime) -> None:
    year = timezone.localdate(now).year
    for name, first, last in (
        ("Kerstsluiting", (12, 24), (12, 31)),
        ("Studiedag van het bureau", (3, 12), (3, 12)),
    ):
        start, end = (datetime(year, month, day).date() for month, day in (first, last))
        ClosedDays.objects.create(name=name, starts_on=start, ends_on=end)


def last_letters(people: Sequence[Person], now: datetime) -> None:
    """The letter of last week, as the worker would have written it."""
    for person in people:
        rhythm = Rhythm.objects.select_related("person__user").get(person=person)
        at = schedule.next_week_at(rhythm.weekday, rhythm.hour, now - timedelta(days=7))
        Rhythm.objects.filter(pk=rhythm.pk).update(next_at=at)
        rhythm.next_at = at
        composition.write_to_person(rhythm, at)
        for cause in OutgoingMail.objects.filter(
            user=person.user, template="letters/mail/letter"
        ).values_list("cause", flat=True):
            was_sent(cause, at, to=person)
