import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from jmzpro.members.models import User
from jmzpro.trust import installation
from jmzpro.trust.models import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_decided() -> None:
    installation.remember(None)


def bootstrap(capsys: pytest.CaptureFixture[str], email: str = "beheer@netwerk.example") -> str:
    call_command("bootstrap", email=email)
    return capsys.readouterr().out


def key_in(text: str) -> str:
    found = re.search(r"/inloggen/eerste-keer/[^/]+/", text)
    assert found
    return found[0]


def test_one_command_makes_roles_and_the_first_administrator(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = bootstrap(capsys)
    assert "/inloggen/" in said
    assert set(Group.objects.values_list("name", flat=True)) == {"Redactie", "Moderatie", "Bureau"}
    assert User.objects.get(email="beheer@netwerk.example").is_superuser
    assert Installation.objects.get().is_demo is False


def test_a_second_time_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap(capsys)
    before = {group.name: group.permissions.count() for group in Group.objects.all()}
    said = bootstrap(capsys)
    assert "was there already" in said
    assert {group.name: group.permissions.count() for group in Group.objects.all()} == before
    assert Installation.objects.count() == User.objects.count() == 1


def test_a_real_network_never_becomes_a_demo(capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap(capsys)
    with pytest.raises(CommandError, match="cannot become a demo"):
        call_command("bootstrap", demo=True)


def test_a_demo_never_becomes_a_real_network() -> None:
    installation.make(is_demo=True)
    with pytest.raises(CommandError, match="cannot become a real one"):
        call_command("bootstrap", email="beheer@netwerk.example")
    assert not User.objects.exists()


@pytest.mark.parametrize("email", [None, "", "geen adres"])
def test_an_administrator_needs_an_address(email: str | None) -> None:
    with pytest.raises(CommandError, match="--email"):
        call_command("bootstrap", email=email)
    assert not Installation.objects.exists()


def test_the_printed_address_lets_the_administrator_in_once(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    address = key_in(bootstrap(capsys))
    assert client.get(address).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(address).status_code == 302
    assert client.session["_auth_user_id"]
    assert Client().post(address).status_code == 410


def test_the_printed_address_is_dead_after_half_an_hour(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    address = key_in(bootstrap(capsys))
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.post(address).status_code == 410
    assert client.post(address[:-3] + "xx/").status_code == 410


def test_roles_can_do_what_they_are_for(
    cast: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap(capsys)
    assert cast.ilse.user.has_perm("wagtailadmin.access_admin")
    assert cast.anouk.user.has_perm("members.change_person")
    assert not cast.ilse.user.has_perm("members.change_person")
    assert not cast.sanne.user.has_perm("wagtailadmin.access_admin")


def test_a_demo_network_answers_only_this_machine(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    installation.remember(True)
    here = client.get("/gezond/", headers={"host": "127.0.0.1:8000"})
    assert here.status_code in {200, 503}
    assert "noindex" in here["X-Robots-Tag"]
    elsewhere = client.get("/gezond/", headers={"host": "jmz.example"})
    assert elsewhere.status_code == 403
    settings.DEMO_ADDRESS_OK = "Ja, iedereen mag meekijken"
    allowed = client.get("/gezond/", headers={"host": "jmz.example"})
    assert allowed.status_code in {200, 503}
    assert "noindex" in allowed["X-Robots-Tag"]


def test_a_real_network_may_be_found(client: Client) -> None:
    installation.remember(False)
    assert "X-Robots-Tag" not in client.get("/gezond/")
