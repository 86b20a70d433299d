"""The first minute, the profile and how somebody wants to be asked."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def theme(slug: str) -> str:
    return str(Theme.objects.get(slug=slug).pk)


def asked(**changes: Any) -> dict[str, Any]:
    return {"alert_pace": "dagelijks", "alerts_per_week": "5", "paused_until": "", **changes}


def test_the_first_minute_fills_what_routing_needs(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.nynke.user)
    assert client.get("/welkom/?next=/leden/").status_code == 200
    province = Province.objects.get(slug="drenthe")
    sent = asked(
        province=province.pk,
        themes_thuis=[theme("autisme")],
        themes_werkwijze=[theme("les"), theme("groep")],
    )
    response = client.post("/welkom/?next=/leden/", sent)
    assert response["Location"] == "/leden/"
    nynke = Person.objects.get(pk=cast.nynke.pk)
    assert {found.slug for found in nynke.themes.all()} == {"autisme", "les", "groep"}
    assert (nynke.province, nynke.alert_pace, nynke.alerts_per_week) == (province, "dagelijks", 5)
    assert nynke.welcomed_at is not None


def test_the_first_minute_may_wait(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.nynke.user)
    assert 'href="/leden/">Later</a>' in client.get("/welkom/?next=/leden/").content.decode()
    assert Person.objects.get(pk=cast.nynke.pk).welcomed_at is None


@pytest.mark.parametrize(
    "mistake",
    [
        {"alerts_per_week": "0"},
        {"alerts_per_week": "21"},
        {"alerts_per_week": "veel"},
        {"alert_pace": "ooit"},
        {"alert_pace": ""},
        {"paused_until": "31-02-2026"},
    ],
)
def test_a_mistake_is_said_and_what_was_ticked_is_kept(
    client: Client, cast: SimpleNamespace, mistake: dict[str, str]
) -> None:
    client.force_login(cast.nynke.user)
    response = client.post("/welkom/", asked(themes_thuis=[theme("autisme")], **mistake))
    assert response.status_code == 422
    assert (
        f'value="{theme("autisme")}"'
        in response.content.decode().split("checked")[0].rsplit("<input", 1)[-1]
    )
    assert Person.objects.get(pk=cast.nynke.pk).welcomed_at is None


def test_a_theme_that_does_not_exist_is_refused(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.nynke.user)
    for nonsense in ("999999", "'; drop table", theme("signalen")):
        assert client.post("/welkom/", asked(themes_thuis=[nonsense])).status_code == 422


def test_a_theme_out_of_use_stays_with_who_knew_of_it(
    client: Client, cast: SimpleNamespace
) -> None:
    Theme.objects.filter(slug="groep").update(is_active=False)
    client.force_login(cast.sanne.user)
    client.post("/welkom/", asked(themes_relatie=[theme("broer-of-zus")]))
    assert {found.slug for found in cast.sanne.themes.all()} == {"broer-of-zus", "groep"}


def test_a_pause_is_kept_said_and_over_when_its_day_comes(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    day = timezone.localdate() + timedelta(days=10)
    assert client.post("/mijn/meldingen/", asked(paused_until=day.isoformat())).status_code == 302
    assert "Je hebt pauze tot" in client.get("/mijn/").content.decode()
    assert f'value="{day.isoformat()}"' in client.get("/mijn/meldingen/").content.decode()
    Person.objects.filter(pk=cast.sanne.pk).update(paused_until=timezone.localdate())
    assert "Je hebt pauze tot" not in client.get("/mijn/").content.decode()
    assert client.post("/mijn/meldingen/", asked()).status_code == 302


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_pause_lies_ahead_and_within_a_year(
    client: Client, cast: SimpleNamespace, days: int
) -> None:
    client.force_login(cast.sanne.user)
    day = timezone.localdate() + timedelta(days=days)
    assert client.post("/mijn/meldingen/", asked(paused_until=day.isoformat())).status_code == 422


def written(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Sanne Vermeer",
        "function": "consulent",
        "role": "consulent",
        "province": "",
        "town": "",
        "brings": "",
        "seeks": "",
        **changes,
    }


def test_a_profile_shows_as_others_see_it(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    sent = written(
        brings="Een draaiboek voor een brusjesdag.",
        town="Groningen",
        themes_werkwijze=[theme("les")],
    )
    assert client.post("/mijn/profiel/", sent).status_code == 302
    assert (
        "Een draaiboek voor een brusjesdag."
        in client.get("/mijn/profiel/").content.decode().partition("Zo zien andere leden je")[2]
    )
    client.force_login(cast.daan.user)
    page = client.get(cast.sanne.get_absolute_url()).content.decode()
    assert "Een draaiboek voor een brusjesdag." in page
    assert "Groningen" in page


def test_a_profile_takes_no_bsn_and_loses_no_word(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    response = client.post("/mijn/profiel/", written(brings="Bel over bsn 111222333 van het kind."))
    assert response.status_code == 422
    assert "Bel over bsn 111222333 van het kind." in response.content.decode()
    assert Person.objects.get(pk=cast.sanne.pk).brings == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 200},
        {"role": "baas"},
        {"province": "999"},
        {"town": "Nergenshuizen"},
        {"brings": "x" * 2000},
    ],
)
def test_a_profile_with_a_mistake_is_not_saved(
    client: Client, cast: SimpleNamespace, changes: dict[str, str]
) -> None:
    client.force_login(cast.sanne.user)
    assert client.post("/mijn/profiel/", written(**changes)).status_code == 422
    assert Person.objects.get(pk=cast.sanne.pk).name == "Sanne Vermeer"


def test_nobody_moves_to_another_organisation_by_themselves(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    client.post(
        "/mijn/profiel/",
        written(organisation=cast.wad.pk, standing="alliantie", is_team_mailbox="on"),
    )
    sanne = Person.objects.get(pk=cast.sanne.pk)
    assert (sanne.organisation, sanne.standing, sanne.is_team_mailbox) == (cast.brug, "lid", False)


def test_what_misses_in_a_profile_is_asked_kindly(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.nynke.user)
    page = client.get("/mijn/").content.decode()
    assert "Help anderen je te vinden" in page
    assert "de thema’s waar je iets van weet" in page


def test_markup_and_turned_names_are_shown_as_typed(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    assert client.post(
        "/mijn/profiel/", written(name="<script>alert(1)</script> \u05d0\u05d1")
    ).status_code in {302, 422}
    assert "<script>alert(1)" not in client.get("/mijn/").content.decode()
