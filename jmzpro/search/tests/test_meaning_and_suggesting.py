"""Suggestions, what was probably meant, other words for the same, and what is offered to who
finds nothing: each with rights.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jmzpro.members.models import Organisation
from jmzpro.questions.question.submission import ask
from jmzpro.search.models import Synonym
from jmzpro.search.sync import catch_up
from jmzpro.testing.queries import queries_of
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def page(client: Client, query: str, **asked: str) -> str:
    return client.get("/zoeken/", {"q": query, **asked}).content.decode()


def suggested(client: Client, typed: str) -> list[str]:
    return [
        each["title"]
        for each in client.get("/zoeken/suggesties/", {"q": typed}).json()["suggestions"]
    ]


def test_two_letters_are_enough_for_a_suggestion_and_one_is_not(client: Client) -> None:
    catch_up()
    assert "Vervoer" in suggested(client, "ve")
    assert suggested(client, "v") == suggested(client, "") == suggested(client, " ! ") == []
    assert len(suggested(client, "ve")) <= 8


def test_a_suggestion_says_what_it_is_and_where(client: Client) -> None:
    catch_up()
    assert {"title": "Vervoer", "url": "/themas/vervoer/", "kind": "thema"} in client.get(
        "/zoeken/suggesties/?q=vervo"
    ).json()["suggestions"]


def test_suggestions_show_a_member_people_and_a_visitor_not(
    client: Client, cast: SimpleNamespace
) -> None:
    catch_up()
    name = cast.marijke.name
    assert suggested(client, name) == []
    client.force_login(cast.sanne.user)
    answer = client.get("/zoeken/suggesties/", {"q": name})
    assert [each["title"] for each in answer.json()["suggestions"]] == [name]
    assert "private" in answer["Cache-Control"]


def test_what_is_gone_is_not_suggested_any_more_at_once(client: Client) -> None:
    catch_up()
    Theme.objects.filter(slug="vervoer").update(is_active=False)
    assert "Vervoer" not in suggested(client, "vervoer")
    assert "/themas/vervoer/" not in page(client, "vervoer")


def test_a_word_that_only_hidden_things_have_is_never_meant(
    client: Client, cast: SimpleNamespace
) -> None:
    ask(cast.sanne, "Wie kent het kwetterhuis?", "Een kwetterhuis voor kinderen.", [], None)
    catch_up()
    for typed in ("kwetterhuus", "vervoer kwetterhuus", "kwetterhuis", "kwetter"):
        assert "kwetterhuis" not in page(client, typed).replace(typed, "")
    assert suggested(client, "kwetter") == []
    client.force_login(cast.daan.user)
    assert 'q=kwetterhuis">kwetterhuis</a>' in page(client, "kwetterhuus")


def test_counts_never_tell_of_what_is_hidden(client: Client, cast: SimpleNamespace) -> None:
    ask(cast.sanne, "Vervoer naar het kwetterhuis?", "Vervoer.", [], None)
    catch_up()
    assert "Vragen" not in page(client, "vervoer").split('class="tabs"')[1].split("</nav>")[0]
    client.force_login(cast.daan.user)
    assert "Vragen" in page(client, "vervoer").split('class="tabs"')[1].split("</nav>")[0]


def test_who_finds_nothing_is_offered_a_theme_and_the_network_with_what_was_typed(
    client: Client, cast: SimpleNamespace
) -> None:
    shown = page(client, "qqxzw vervoor & zo")
    assert "Zoeken is zo klaar" in shown
    Theme.objects.exclude(slug="vervoer").update(is_active=False)
    catch_up()
    shown = page(client, "vrvoerqz & zo")
    assert "Geen resultaten" in shown
    assert '<a class="tag" href="/themas/vervoer/">' in shown
    assert 'href="/durf-te-vragen/stel-je-vraag/?vraag=vrvoerqz+%26+zo"' in shown
    client.force_login(cast.sanne.user)
    assert (
        'value="vrvoerqz &amp; zo"'
        in client.get("/durf-te-vragen/stel-je-vraag/?vraag=vrvoerqz+%26+zo").content.decode()
    )


def test_a_word_that_resembles_nothing_finds_and_offers_nothing(client: Client) -> None:
    catch_up()
    shown = page(client, "xqzvwkj")
    assert "Geen resultaten" in shown
    assert "Bedoelde je" not in shown
    assert "Dit komt in de buurt" not in shown


def test_other_words_work_at_once_and_stop_at_once(client: Client, cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.brug.pk).update(description="Wij hebben een zwerfbus.")
    catch_up()
    assert "Geen resultaten" in page(client, "rolmobiel")
    row = Synonym.objects.add(["rolmobiel", "zwerfbus"], by=cast.anouk.user)
    assert "<mark>zwerfbus</mark>" in page(client, "rolmobiel")
    row.delete()
    assert "Geen resultaten" in page(client, "rolmobiel")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kvo", "KOV"),
        ("jmz", "jonge mantelzorger"),
        ("brus", "een broer of zus"),
        ("kopp/kvo", "KOV"),
    ],
)
def test_the_network_s_own_words_are_known_from_the_start(
    client: Client, asked: str, found: str
) -> None:
    Theme.objects.update(is_active=False)
    Theme.objects.create(
        name="Proef", slug="proef", axis="werkwijze", introduction=f"Alles over {found} hier."
    )
    catch_up()
    assert "/themas/proef/" in page(client, asked)


def test_tabs_add_up(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    for number in range(13):
        Theme.objects.create(
            name=f"Kwetteren {number}", slug=f"kwetteren-{number}", axis="werkwijze"
        )
    ask(cast.sanne, "Waar kun je kwetteren?", "Kwetteren.", [], None)
    catch_up()
    everything, *kinds = client.get("/zoeken/?q=kwetteren").context["tabs"]
    assert everything["count"] == sum(tab["count"] for tab in kinds) == 14
    for tab in kinds:
        shown = client.get(tab["url"]).context
        assert shown["found"].total == tab["count"]
    whole = [
        each.hit.url
        for number in (1, 2)
        for each in client.get(f"/zoeken/?q=kwetteren&pagina={number}").context["found"].results
    ]
    assert len(set(whole)) == len(whole) == 14


def test_search_costs_the_same_number_of_queries_with_more_to_find(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    addresses = ("/zoeken/?q=kwetteren", "/zoeken/suggesties/?q=kwet", "/api/v1/search?q=kwetteren")
    counts = []
    for _ in range(3):
        for _ in range(12):
            number = Theme.objects.count()
            Theme.objects.create(
                name=f"Kwetteren {number}", slug=f"kwetteren-{number}", axis="werkwijze"
            )
            ask(cast.sanne, f"Waar kun je kwetteren {number}?", "Kwetteren.", [], None)
        catch_up()
        counts.append([len(queries_of(client, address)) for address in addresses])
    # The first fills what a process remembers; when only one kind is suggested the other is not
    # asked for.
    assert all(later <= earlier for earlier, later in zip(counts[1], counts[2], strict=True)), (
        counts
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "x" * 20_000,
        "🙂",
        "\u202eabc",
        "%00",
        "' OR 1=1 --",
        '"',
        "\\",
        "a\x00b",
    ],
)
def test_odd_typing_gets_an_ordinary_answer(client: Client, typed: str) -> None:
    catch_up()
    assert client.get("/zoeken/suggesties/", {"q": typed}).status_code == 200
    assert client.get("/api/v1/search", {"q": typed[:200]}).status_code == 200
    assert "<script>alert" not in page(client, typed)


def api(client: Client, **asked: Any) -> Any:
    answer = client.get("/api/v1/search", asked)
    assert answer.status_code == 200
    return answer.json()


def test_the_api_finds_what_is_public_with_public_identifiers(
    client: Client, cast: SimpleNamespace
) -> None:
    ask(cast.sanne, "Vervoer naar het kwetterhuis?", "Vervoer.", [], None)
    catch_up()
    client.force_login(cast.daan.user)
    found = api(client, q="vervoer")
    first = found["results"][0]
    assert (first["kind"], first["id"], first["title"]) == ("theme", "vervoer", "Vervoer")
    assert first["url"] == "http://127.0.0.1:8000/themas/vervoer/"
    assert {"external_id", "snippet", "score"} <= set(first)
    assert "<" not in first["snippet"]
    assert "question" not in {each["kind"] for each in found["results"]}
    scores = [each["score"] for each in found["results"]]
    assert scores == sorted(scores, reverse=True)


def test_the_api_takes_a_kind_and_a_limit(client: Client) -> None:
    catch_up()
    found = api(client, q="onderwijs", kind="theme", limit=2)
    assert {each["kind"] for each in found["results"]} == {"theme"}
    assert len(found["results"]) <= 2 <= found["total"]
    assert api(client)["results"] == api(client, q="xqzvwkj")["results"] == []
    for wrong in (
        {"kind": "person"},
        {"kind": "maan"},
        {"limit": 0},
        {"limit": 51},
        {"q": "x" * 201},
    ):
        assert client.get("/api/v1/search", wrong).status_code == 422


def test_the_box_is_in_the_header_of_every_page(client: Client) -> None:
    for address in ("/themas/", "/leden/", "/inloggen/"):
        header = client.get(address).content.decode().split("</header>")[0]
        assert 'action="/zoeken/"' in header
        assert 'popovertarget="zoekvak"' in header
