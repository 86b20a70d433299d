"""Reading the agenda as a visitor does."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity
from jmzpro.testing.samples import make_activity


def test_what_is_on_the_site_is_on_the_list_and_has_a_page(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast)
    assert activity.title in client.get("/agenda/").content.decode()
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "van 8 tot en met 12 jaar" in page


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.TO_CONFIRM, State.FOR_REVIEW, State.REJECTED, State.WITHDRAWN]
)
def test_what_is_not_on_the_site_is_nowhere(
    client: Client, cast: SimpleNamespace, state: State
) -> None:
    activity = make_activity(cast)
    activity.take_off(by=None)
    Activity.objects.filter(pk=activity.pk).update(state=state)
    assert activity.title not in client.get("/agenda/").content.decode()
    assert client.get(activity.get_absolute_url()).status_code == 404


def test_a_cancelled_one_stays_to_be_seen(client: Client, cast: SimpleNamespace) -> None:
    activity = make_activity(cast)
    activity.cancel(by=None)
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert activity.sequence == 1


def test_a_title_of_300_characters_fits(client: Client, cast: SimpleNamespace) -> None:
    activity = make_activity(cast, ("Een heel lange titel. " * 14)[:299] + ".")
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert client.get("/agenda/").status_code == 200


def test_what_is_over_is_not_on_the_list(client: Client, cast: SimpleNamespace) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    activity = make_activity(cast, starts_at=yesterday, ends_at=yesterday + timedelta(hours=1))
    assert activity.title not in client.get("/agenda/").content.decode()
    assert client.get(activity.get_absolute_url()).status_code == 200
