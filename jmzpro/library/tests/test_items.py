"""An item: its rights, its states, its address, its history."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from jmzpro.library.choices import Licence, Reuse, State
from jmzpro.library.models import Credit, Item, Link, ToolkitEntry
from jmzpro.library.tests.shelf import make_item
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


def test_a_concept_is_on_the_site_once_it_is_published(
    client: Client, cast: SimpleNamespace
) -> None:
    item = make_item(live=False)
    assert client.get(item.get_absolute_url()).status_code == 302
    assert Item.objects.get().state == State.CONCEPT
    item.put_on_site(by=cast.anouk.user)
    assert client.get(item.get_absolute_url()).status_code == 200
    assert Item.objects.get().state == State.PUBLISHED
    assert (
        AuditLine.objects.filter(
            action="gepubliceerd", actor=cast.anouk.user, subject_id=str(item.pk)
        ).count()
        == 1
    )


def test_a_withdrawn_item_is_gone_and_can_come_back(client: Client, cast: SimpleNamespace) -> None:
    item = make_item()
    item.withdraw(by=cast.anouk.user, reason="verouderd")
    client.force_login(cast.sanne.user)
    assert client.get(item.get_absolute_url()).status_code == 404
    assert item.state == State.WITHDRAWN
    assert AuditLine.objects.get(action="ingetrokken").reason == "verouderd"
    item.put_on_site(by=cast.anouk.user)
    assert item.state == State.PUBLISHED
    assert client.get(item.get_absolute_url()).status_code == 200


def test_a_concept_that_never_was_on_the_site_is_not_withdrawn_from_it() -> None:
    item = make_item(live=False)
    item.unpublish()
    assert item.state == State.CONCEPT


def test_a_visitor_goes_to_the_login_for_a_members_item_and_for_one_that_is_not_there(
    client: Client, cast: SimpleNamespace
) -> None:
    item = make_item(is_for_members=True)
    for address in (
        item.get_absolute_url(),
        "/kennisbank/bestaat-niet/",
        item.get_short_url(),
        "/k/bestaatniet/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/inloggen/?next={address.replace('/', '%2F')}",
        )
    client.force_login(cast.sanne.user)
    assert client.get(item.get_absolute_url()).status_code == 200
    assert client.get("/kennisbank/bestaat-niet/").status_code == 404


def test_the_address_stays_when_the_title_changes_and_is_never_given_twice(client: Client) -> None:
    item, other = make_item("Signaalkaart"), make_item("Signaalkaart")
    assert (item.slug, other.slug) == ("signaalkaart", "signaalkaart-2")
    item.title = "Signaalkaart voor het vo"
    item.save()
    assert client.get("/kennisbank/signaalkaart/").status_code == 200
    assert client.get(item.get_short_url())["Location"] == "/kennisbank/signaalkaart/"
    assert make_item("!!!").slug == "item"


def test_what_belongs_to_a_version_comes_back_with_it_and_the_rest_stays(
    cast: SimpleNamespace,
) -> None:
    item = make_item("Eerste titel", themes="vervoer", audiences=["school"])
    item.credits = [
        Credit(name="Boer, Alice de"),
        Credit(name="Voorbeeldhuis", is_organisation=True, role="uitgever"),
    ]
    item.links = [Link(url="https://voorbeeld.example/kaart")]
    item.save()
    item.put_on_site(by=None)
    first = item.latest_revision
    item.title, item.audiences = "Tweede titel", ["welzijn", "consulent"]
    item.themes.clear()
    item.links = []
    item.save()
    item.put_on_site(by=None)
    Item.objects.filter(pk=item.pk).update(used_count=7)
    item = Item.objects.get()
    assert (item.title, item.audiences, item.links.count()) == (
        "Tweede titel",
        ["consulent", "welzijn"],
        0,
    )
    first.refresh_from_db()
    item.publish(first)
    item = Item.objects.get()
    assert (item.title, item.audiences, item.used_count) == ("Eerste titel", ["school"], 7)
    assert [theme.slug for theme in item.themes.all()] == ["vervoer"]
    assert [credit.shown_name for credit in item.credits.all()] == [
        "Alice de Boer",
        "Voorbeeldhuis",
    ]
    assert [link.url for link in item.links.all()] == ["https://voorbeeld.example/kaart"]


def test_a_draft_of_what_is_on_the_site_shows_to_nobody_yet(client: Client) -> None:
    item = make_item("Zoals het is")
    item.title = "Zoals het wordt"
    item.save_revision()
    page = client.get(item.get_absolute_url()).content.decode()
    assert "Zoals het is" in page
    assert "Zoals het wordt" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": 3},
        {"year": 2020, "month": 13},
        {"licence": Licence.BY_ND, "reuse": Reuse.ADAPT},
        {"audiences": ["burgemeester"]},
        {"workplaces": ["po", "maan"]},
    ],
)
def test_what_cannot_be_is_refused_by_the_database(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_item(**wrong)  # type: ignore[arg-type]


def test_an_item_of_a_source_is_kept_once() -> None:
    make_item(external_id="movisie:12")
    make_item(external_id="")
    make_item(external_id="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_item(external_id="movisie:12")


def test_a_toolkit_does_not_hold_itself_nor_anything_twice() -> None:
    toolkit, card = make_item("Toolkit", kind="toolkit"), make_item("Kaart")
    ToolkitEntry.objects.create(toolkit=toolkit, item=card)
    for entry in (
        ToolkitEntry(toolkit=toolkit, item=card),
        ToolkitEntry(toolkit=toolkit, item=toolkit),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save()


def test_a_link_to_a_front_page_says_that_you_look_further_there(client: Client) -> None:
    item = make_item()
    for address, is_said in (
        ("https://voorbeeld.nl/", True),
        ("https://voorbeeld.nl/stuk.pdf", False),
        ("https://voorbeeld.nl/?id=3", False),
    ):
        item.links = [Link(url=address)]
        item.save()
        assert (
            "zoek daar op de titel" in client.get(item.get_absolute_url()).content.decode()
        ) is is_said
