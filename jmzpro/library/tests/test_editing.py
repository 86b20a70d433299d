"""The Redactie makes and changes items in /beheer/."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from jmzpro.library.models import Item
from jmzpro.library.tests.shelf import make_item
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import bootstrap
from jmzpro.pages.jobs import publish_what_is_due
from jmzpro.testing.login import log_in
from jmzpro.themes.models import Theme
from jmzpro.trust.models import AuditLine
from jmzpro.trust.publication import Unconfirmed, confirm

ADD = "/beheer/snippets/library/item/add/"


@pytest.fixture
def editor(client: Client, cast: SimpleNamespace) -> Client:
    bootstrap(is_demo=False)
    log_in(client, cast.ilse)
    return client


def no_rows(prefix: str) -> dict[str, str]:
    return {
        f"{prefix}-TOTAL_FORMS": "0",
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "handreiking",
        "title": "Signalen in de klas",
        "promise": "Herken wie thuis zorgt.",
        "language": "nl",
        "reuse": "op-aanvraag",
        "licence": "onbekend",
        "audiences": ["school"],
        **no_rows("entries"),
        **no_rows("links"),
        **no_rows("credits"),
        **changes,
    }


def test_an_editor_makes_a_concept_and_publishes_it(editor: Client, cast: SimpleNamespace) -> None:
    assert editor.get(ADD).status_code == 200
    theme = Theme.objects.get(slug="vervoer")
    links = {
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-url": "https://voorbeeld.example/",
        "links-0-ORDER": "1",
    }
    made = editor.post(ADD, typed(themes=[theme.pk], **{**no_rows("links"), **links}))
    assert made.status_code == 302, made.context["form"].errors
    item = Item.objects.get()
    assert (item.live, item.slug, item.audiences) == (False, "signalen-in-de-klas", ["school"])
    edit = f"/beheer/snippets/library/item/edit/{item.pk}/"
    assert editor.get(edit).status_code == 200
    published = editor.post(
        edit, typed(title="Signalen op school", themes=[theme.pk], **{"action-publish": "ja"})
    )
    assert published.status_code == 302
    item = Item.objects.get()
    assert (item.live, item.title, item.slug) == (True, "Signalen op school", "signalen-in-de-klas")
    assert AuditLine.objects.filter(action="gepubliceerd", actor=cast.ilse.user).exists()
    assert "Signalen op school" in Client().get(item.get_absolute_url()).content.decode()


def test_what_cannot_be_is_said_at_the_field_with_what_was_typed(editor: Client) -> None:
    wrong = typed(
        isbn="978 90 377 0939 2",
        doi="geen",
        month="4",
        licence="cc-by-nd",
        reuse="aanpassen",
        text="Mijn lange tekst",
    )
    page = editor.post(ADD, wrong).content.decode()
    for said in (
        "Dit is geen ISBN",
        "Een DOI begint met 10.",
        "Geef ook het jaar",
        "mag je het niet aanpassen",
        "Mijn lange tekst",
    ):
        assert said in page
    assert not Item.objects.exists()


def test_an_editor_looks_at_a_draft_as_it_will_be(editor: Client) -> None:
    item = make_item(live=False)
    address = f"/beheer/snippets/library/item/preview/{item.pk}/"
    assert editor.post(address, typed(title="Zoals het wordt")).json()["is_valid"]
    assert "Zoals het wordt" in editor.get(address).content.decode()


def test_an_editor_withdraws_an_item(editor: Client, cast: SimpleNamespace) -> None:
    item = make_item()
    editor.post(f"/beheer/snippets/library/item/unpublish/{item.pk}/")
    assert Item.objects.get().state == "ingetrokken"
    assert AuditLine.objects.filter(action="ingetrokken", actor=cast.ilse.user).exists()


@pytest.mark.parametrize("key", ["sanne", "pieter"])
def test_nobody_else_makes_an_item(client: Client, cast: SimpleNamespace, key: str) -> None:
    bootstrap(is_demo=False)
    log_in(client, getattr(cast, key))
    assert client.post(ADD, typed()).status_code in {302, 403, 404}
    assert not Item.objects.exists()


def test_the_list_and_the_history_of_items_show(editor: Client) -> None:
    item = make_item("In de lijst")
    assert "In de lijst" in editor.get("/beheer/snippets/library/item/").content.decode()
    assert editor.get(f"/beheer/snippets/library/item/history/{item.pk}/").status_code == 200
    assert editor.get(f"/beheer/kennisbank/{item.pk}/bestanden/").status_code == 200


def shared_practice(cast: SimpleNamespace) -> tuple[str, dict[str, Any]]:
    """Sent in by Sanne, with her name and her colleague's in it: where it is edited, and what
    the editor sends.
    """
    item = Item.draft(
        kind="praktijkvoorbeeld",
        title="Samen eten",
        promise="Eten.",
        shared_by=cast.sanne,
        organisation=cast.brug,
    )
    words = {
        "practice_approach": "Vraag het aan Sanne of Youssef.",
        "practice_context": "Elke week.",
    }
    data = typed(
        kind="praktijkvoorbeeld",
        title="Samen eten",
        organisation=cast.brug.pk,
        **words,
        **{"action-publish": "ja"},
    )
    return f"/beheer/snippets/library/item/edit/{item.pk}/", data


def test_publishing_past_the_queue_asks_for_a_tick_at_each_name(
    editor: Client, cast: SimpleNamespace
) -> None:
    edit, data = shared_practice(cast)
    refused = editor.post(edit, data)
    assert refused.status_code == 200
    shown = refused.content.decode()
    assert "zet een vinkje bij elk woord" in shown
    assert "‘Youssef’ mag blijven staan" in shown
    assert not Item.objects.get().live
    keys = [key for key, _ in refused.context["form"].fields["names"].widget.choices]
    assert len(keys) == 2
    # One of two is not enough, and a tick is of these words alone.
    assert editor.post(edit, {**data, "names": keys[:1]}).status_code == 200
    assert (
        editor.post(
            edit, {**data, "practice_approach": "Bel Sanne of Youssef.", "names": keys}
        ).status_code
        == 200
    )
    assert not Item.objects.get().live
    assert editor.post(edit, {**data, "names": keys}).status_code == 302
    assert Item.objects.get().live
    # The same words are not asked about again; others are.
    assert editor.post(edit, data).status_code == 302
    assert editor.post(edit, {**data, "practice_result": "Youssef kookt nu."}).status_code == 200


def test_whoever_calls_it_publishing_refuses_a_name_that_nobody_looked_at(
    cast: SimpleNamespace,
) -> None:
    item = Item.draft(
        kind="handreiking",
        title="Samen eten",
        promise="Eten.",
        text="Bel Youssef.",
        shared_by=cast.sanne,
        organisation=cast.brug,
    )
    with pytest.raises(Unconfirmed) as refused:
        item.put_on_site(by=cast.ilse.user)
    assert not Item.objects.get().live
    confirm(mark.key for mark in refused.value.marks)
    Item.objects.get().put_on_site(by=cast.ilse.user)
    assert Item.objects.get().live


def test_what_was_planned_waits_for_a_look_when_a_colleague_of_that_name_came_since(
    editor: Client, cast: SimpleNamespace
) -> None:
    item = Item.draft(
        kind="handreiking",
        title="Samen eten",
        promise="Vraag het Roos.",
        shared_by=cast.sanne,
        organisation=cast.brug,
    )
    fine = Item.draft(
        kind="handreiking",
        title="Samen koken",
        promise="Koken.",
        shared_by=cast.sanne,
        organisation=cast.brug,
    )
    for planned in (item, fine):
        planned.go_live_at = timezone.now() + timedelta(hours=1)
        planned.put_on_site(by=cast.ilse.user)
    Person.objects.filter(pk=cast.youssef.pk).update(name="Roos Bakker")
    due = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.all():
        revision.content["go_live_at"], revision.approved_go_live_at = due.isoformat(), due
        revision.save()
    publish_what_is_due()
    assert [one.live for one in (Item.objects.get(pk=item.pk), Item.objects.get(pk=fine.pk))] == [
        False,
        True,
    ]
    assert "Samen eten" in editor.get("/beheer/wachtrij/").content.decode()
    publish_what_is_due()
    assert (
        AuditLine.objects.filter(action="niet gepubliceerd: kijk eerst naar elke naam").count() == 1
    )


def test_a_draft_and_what_the_office_made_itself_ask_no_tick(
    editor: Client, cast: SimpleNamespace
) -> None:
    edit, data = shared_practice(cast)
    draft = {name: value for name, value in data.items() if name != "action-publish"}
    assert editor.post(edit, draft).status_code == 302
    assert "Woorden die een naam kunnen zijn" not in editor.get(edit).content.decode()
    Item.objects.update(shared_by=None)
    assert editor.post(edit, data).status_code == 302
    assert Item.objects.get().live
