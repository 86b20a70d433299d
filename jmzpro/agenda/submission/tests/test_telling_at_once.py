"""Something for children that waits is told at once to who is on duty; anything else waits for
the daily mail.
"""

from types import SimpleNamespace

from django.test import Client

from jmzpro.agenda.choices import Source
from jmzpro.agenda.submission.tests.filled_in import for_children, typed
from jmzpro.agenda.submission.tests.test_a_visitor import confirmed
from jmzpro.mail.models import OutgoingMail
from jmzpro.testing.samples import make_activity


def calls() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="office/mail/on_duty").order_by("pk"))


def test_a_visitor_who_confirms_something_for_children_calls_the_moderators(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client, **for_children())
    assert {mail.to for mail in calls()} == {
        cast.anouk.user.email,
        cast.pieter.user.email,
        cast.beheer.user.email,
    }
    assert "Een activiteit voor kinderen wacht" in calls()[0].subject
    assert activity.title not in calls()[0].text
    assert "/beheer/wachtrij/?soort=agenda" in calls()[0].text


def test_something_for_professionals_calls_nobody(client: Client, cast: SimpleNamespace) -> None:
    confirmed(client, **typed())
    assert not calls()


def test_a_change_of_something_for_children_that_waits_calls_too(cast: SimpleNamespace) -> None:
    activity = make_activity(cast)
    activity.change({"venue_name": "Elders"}, by=cast.sanne.user, source=Source.MEMBER)
    assert len(calls()) == 3


def test_one_sender_calls_once_a_day(cast: SimpleNamespace) -> None:
    for number in range(5):
        activity = make_activity(cast, f"Buitendag {number}")
        activity.change({"venue_name": "Elders"}, by=cast.sanne.user, source=Source.MEMBER)
    assert len(calls()) == 3
