""" "Klopt dit nog?": once a year for what goes on every week."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import upkeep
from jmzpro.agenda.submission.tests.filled_in import last_mail, link_in
from jmzpro.mail.models import OutgoingMail
from jmzpro.testing.samples import make_activity

WEEKLY = "FREQ=WEEKLY"


def asked() -> int:
    upkeep.ask_whether_still_right()
    return OutgoingMail.objects.filter(template__startswith="agenda/mail/still_right").count()


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days))


def weekly(cast: SimpleNamespace, **fields: Any) -> Activity:
    activity = make_activity(cast, rrule=WEEKLY, **fields)
    schedule.lay_out(activity)
    return activity


def test_a_weekly_activity_is_asked_after_a_year_and_not_before(cast: SimpleNamespace) -> None:
    weekly(cast)
    with later(364):
        assert asked() == 0
    with later(366):
        assert asked() == 1
        assert asked() == 1, "once"


def test_again_a_year_after_it_was_said_to_hold(client: Client, cast: SimpleNamespace) -> None:
    activity = weekly(cast)
    with later(370):
        asked()
        link = link_in(last_mail("still_right"), "/agenda/klopt-nog/")
        assert "Ja, het gaat door" in client.get(link).content.decode()
        activity.refresh_from_db()
        assert activity.confirmed_at is None, "a link scanner says nothing"
        client.post(link, {"antwoord": "ja"})
        assert "al nagekeken" in client.get(link).content.decode()
        schedule.lay_out(Activity.objects.get())
    with later(370 + 364):
        assert asked() == 1
    with later(370 + 367):
        assert asked() == 2


def test_what_stopped_is_cancelled_and_stays_to_be_seen(
    client: Client, cast: SimpleNamespace
) -> None:
    weekly(cast)
    with later(370):
        asked()
        client.post(link_in(last_mail("still_right"), "/agenda/klopt-nog/"), {"antwoord": "stopt"})
    assert Activity.objects.get().state == State.CANCELLED


def test_a_visitor_is_asked_at_the_address_that_was_confirmed(
    client: Client, cast: SimpleNamespace
) -> None:
    weekly(cast, submitter=None, submitter_email="organisator@voorbeeld.example")
    with later(370):
        assert asked() == 1
        mail = last_mail("still_right_by_link")
        assert mail.to == "organisator@voorbeeld.example"
        assert client.get(link_in(mail, "/agenda/klopt-nog/")).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [{"rrule": "FREQ=MONTHLY;BYMONTHDAY=1"}, {"rrule": ""}, {"rrule": "FREQ=WEEKLY;COUNT=3"}],
)
def test_what_is_not_weekly_or_is_over_is_not_asked(
    cast: SimpleNamespace, fields: dict[str, Any]
) -> None:
    schedule.lay_out(make_activity(cast, **fields))
    with later(370):
        assert asked() == 0


def test_the_page_of_another_purpose_does_not_open_it(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.agenda.submission import links

    activity = weekly(cast)
    for purpose in (links.CHANGE, links.CONFIRM, links.DRAFT):
        assert (
            client.get(f"/agenda/klopt-nog/{links.token_of(activity, purpose)}/").status_code == 404
        )
