"""What waits, told once a working day to those who decide about it: one mail, one line for each
kind.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from jmzpro.kit import dutch
from jmzpro.letters import unsubscribe
from jmzpro.letters.kinds import muted
from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.access import OFFICES
from jmzpro.members.models import Person
from jmzpro.members.person.mail import addressed, can_be_mailed
from jmzpro.office import decisions
from jmzpro.questions.routing import working_days

KIND = "office-waiting"
# Between these hours of a working day: late enough to be read, and not any more when the worker was
# away all morning.
FROM, UNTIL = time(8), time(12)
BECAUSE = (
    "Je krijgt deze mail omdat je op het bureau van JMZ Pro over deze dingen besluit. Hoogstens "
    "één per werkdag."
)


def work() -> bool:
    """The job: looks at the clock, and writes what was not written yet today."""
    now = timezone.localtime()
    if FROM <= now.time() < UNTIL and works_on(now.date()):
        remind(now)
    return False


def works_on(day: date) -> bool:
    return working_days.is_working_day(day, working_days.closed(day, day))


def remind(now: datetime) -> int:
    """Gives how many were told. The cause names the day, so a second look the same day tells
    nobody again.
    """
    cause = f"{KIND}:{timezone.localdate(now):%Y-%m-%d}"
    told = set(OutgoingMail.objects.filter(cause=cause).values_list("user", flat=True))
    fresh = [person for person in deciders() if person.user_id not in told]
    return len(
        outbox.send_many(message for person in fresh for message in waiting_for(person, cause))
    )


def deciders() -> list[Person]:
    """Everybody with a role at the office; in a network where nobody has one yet, the
    administrators.
    """
    people = Person.objects.active().select_related("user").order_by("pk")
    with_a_role = [
        person
        for person in people.filter(user__groups__name__in=OFFICES).distinct()
        if can_be_mailed(person)
    ]
    return with_a_role or [
        person for person in people.filter(Q(user__is_superuser=True)) if can_be_mailed(person)
    ]


def waiting_for(person: Person, cause: str) -> Iterable[outbox.Message]:
    """The mail to somebody for whom something waits."""
    counts = [(kind, count) for kind, count in decisions.counts_for(person.user) if count]
    if not counts:
        return
    total = sum(count for _, count in counts)
    yield addressed(
        person,
        cause=cause,
        subject=in_words(total),
        template="office/mail/waiting",
        reason=BECAUSE,
        context={"said": in_words(total), "counts": counts},
        unsubscribe_url=unsubscribe.address(person, KIND),
    )


def in_words(total: int) -> str:
    return (
        "Er wacht 1 ding op een besluit"
        if total == 1
        else f"Er wachten {dutch.figure(total)} dingen op een besluit"
    )


MAIL_KIND = muted(
    KIND,
    "Geen mail meer over wat op het bureau wacht",
    (
        "Je krijgt geen dagelijkse mail meer over wat op het bureau wacht. Het staat nog in de "
        "wachtrij."
    ),
    order=90,
)
