"""An editor at work in /beheer/: checks before publishing, two at once, the hour of publishing,
rights.
"""

import datetime
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page as AnyPage
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from jmzpro.media.models import SiteImage
from jmzpro.office.bootstrap import make_roles
from jmzpro.pages import page_checks
from jmzpro.pages.jobs import publish_what_is_due
from jmzpro.pages.models import HomePage, TextPage
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in


@pytest.fixture(
    params=["2027-03-09T12:00:00Z", "2027-03-28T00:30:00Z"],
    ids=["noon", "half an hour before the clock goes forward"],
)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller]:
    """Moments whose next hours each are there, and there once: what an editor types is then one
    moment.
    """
    with time_machine.travel(request.param, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor(home: HomePage, client: PageClient, cast: SimpleNamespace) -> PageClient:
    make_roles()
    log_in(client, cast.ilse)
    return client


def page() -> TextPage:
    found: TextPage = TextPage.objects.get(slug="waardering")
    return found


def form(body: list[tuple[str, Any]], **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": "Waardering",
        "slug": "waardering",
        "lead": "Kort.",
        "search_description": "Over waardering.",
        "seo_title": "",
        "body": streamfield(body),
        "comments": {
            "TOTAL_FORMS": 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        },
    }
    data: dict[str, Any] = nested_form_data({**values, **changes})
    return data


def save(editor: PageClient, body: list[tuple[str, Any]], **changes: Any) -> Any:
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page().pk]), form(body, **changes))


GOOD = [("heading", "Een kop"), ("paragraph", rich_text("<p>Een alinea.</p>"))]


def test_an_editor_publishes_and_the_next_visitor_sees_it(editor: PageClient) -> None:
    response = save(editor, GOOD, **{"action-publish": "1"})
    assert response.status_code == 302, response.content.decode()[-3000:]
    assert "Een alinea." in PageClient().get("/waardering/").content.decode()


def test_a_heading_too_deep_or_twice_is_not_published_and_can_be_kept(editor: PageClient) -> None:
    for body in (
        [("paragraph", rich_text("<h3>Te diep</h3><p>Tekst.</p>"))],
        [("heading", "Zelfde"), ("heading", "Zelfde")],
    ):
        refused = save(editor, body, **{"action-publish": "1"})
        assert refused.status_code == 200
        assert (
            "niveau te diep" in refused.content.decode()
            or "staat er 2 keer" in refused.content.decode()
        )
        assert save(editor, body).status_code == 302
        assert "Te diep" not in PageClient().get("/waardering/").content.decode()


def test_a_picture_needs_words_or_is_said_to_be_decoration(editor: PageClient) -> None:
    from wagtail.images.tests.utils import get_test_image_file

    image = SiteImage.objects.create(title="Een huis", file=get_test_image_file())

    def picture(**values: str) -> list[tuple[str, Any]]:
        return [
            (
                "picture",
                {"image": {"image": str(image.pk), "alt_text": "", **values}, "caption": ""},
            )
        ]

    assert save(editor, picture(), **{"action-publish": "1"}).status_code == 200
    assert save(editor, picture(decorative="on"), **{"action-publish": "1"}).status_code == 302
    assert 'alt=""' in PageClient().get("/waardering/").content.decode()
    assert (
        save(editor, picture(alt_text="Een huis met licht"), **{"action-publish": "1"}).status_code
        == 302
    )
    assert 'alt="Een huis met licht"' in PageClient().get("/waardering/").content.decode()


def test_hints_are_given_without_a_verdict_and_block_nothing(editor: PageClient) -> None:
    long = (
        "Dit is "
        + "een heel erg lange zin met nog veel meer woorden erin " * 4
        + "en dan pas een punt."
    )
    body = [
        (
            "paragraph",
            rich_text(
                f"<p>{long} Middels een brief. De gezinsondersteuning. Een xqwrtz. <a "
                'href="/nergens/">weg</a></p>'
            ),
        )
    ]
    assert save(editor, body, **{"action-publish": "1"}).status_code == 302
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page().pk])).content.decode()
    assert "Kan hij in tweeën?" in html
    assert "‘middels’" in html
    assert "/nergens/ loopt dood" in html
    rare = next(
        finding.text for finding in page_checks.of_page(page()) if "tikfout" in finding.text
    )
    assert "xqwrtz" in rare
    assert "gezinsondersteuning" not in rare
    assert not any(word in html for word in ("taalniveau", "B1", "te moeilijk"))


def test_a_button_goes_to_a_page_and_nowhere_dangerous(editor: PageClient) -> None:
    for address, status in (
        ("javascript:alert(1)", 200),
        ("//elders.example", 200),
        ("/over/", 302),
        ("https://elders.example", 302),
    ):
        data = form([], **{"action-publish": "1"})
        data |= {
            key: value
            for key, value in nested_form_data({"body": streamfield([("buttons", "")])}).items()
            if key != "body-0-value"
        }
        data |= {
            "body-0-value-count": "1",
            "body-0-value-0-deleted": "",
            "body-0-value-0-order": "0",
            "body-0-value-0-type": "item",
            "body-0-value-0-value-text": "Ga",
            "body-0-value-0-value-address": address,
        }
        assert (
            editor.post(reverse("wagtailadmin_pages:edit", args=[page().pk]), data).status_code
            == status
        ), address


def test_a_form_that_lost_its_count_is_refused_in_words(editor: PageClient) -> None:
    data = form([("paragraph", rich_text("<p>Tekst.</p>"))])
    del data["body-count"]
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page().pk]), data)
    assert response.status_code == 422
    assert "Een deel van het formulier kwam niet mee" in response.content.decode()


def test_two_at_once_lose_no_text(editor: PageClient, cast: SimpleNamespace) -> None:
    """The second is told, with the typed text still there; saving again goes through and the
    first one's stays in the history.
    """
    opened = page().latest_revision
    known = {
        "loaded_revision_id": str(opened.pk),
        "loaded_revision_created_at": opened.created_at.isoformat(),
    }
    assert (
        save(editor, [("paragraph", rich_text("<p>Van de eerste.</p>"))], **known).status_code
        == 302
    )
    mine = [("paragraph", rich_text("<p>Van de tweede.</p>"))]
    told = save(editor, mine, **known)
    assert told.status_code == 200
    html = told.content.decode()
    assert "Iemand anders bewaarde deze pagina" in html
    assert "Van de tweede." in html
    newer = page().latest_revision
    assert f'name="loaded_revision_id" value="{newer.pk}"' in html
    assert save(editor, mine, loaded_revision_id=str(newer.pk)).status_code == 302
    kept = [json.dumps(revision.content, ensure_ascii=False) for revision in page().revisions.all()]
    assert any("Van de eerste." in one for one in kept)
    assert any("Van de tweede." in one for one in kept)


def test_an_older_version_is_brought_back(editor: PageClient) -> None:
    old = page().latest_revision
    save(editor, GOOD, **{"action-publish": "1"})
    shown = editor.get(reverse("wagtailadmin_pages:revisions_revert", args=[page().pk, old.pk]))
    assert shown.status_code == 200
    old.publish()
    assert "Woorden die werken" in PageClient().get("/waardering/").content.decode()


def test_a_page_appears_and_goes_at_the_hour_the_editor_chose(
    clock: time_machine.Traveller, editor: PageClient
) -> None:
    now = timezone.now()
    page().unpublish()
    hours = {
        "go_live_at": now + datetime.timedelta(hours=1),
        "expire_at": now + datetime.timedelta(hours=3),
    }
    typed = {name: timezone.localtime(at).strftime("%Y-%m-%d %H:%M") for name, at in hours.items()}
    assert save(editor, GOOD, **typed, **{"action-publish": "1"}).status_code == 302
    for after, status in ((0, 404), (2, 200), (4, 404)):
        clock.move_to(now + datetime.timedelta(hours=after))
        publish_what_is_due()
        assert PageClient().get("/waardering/").status_code == status


def test_the_preview_looks_like_the_page(editor: PageClient) -> None:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page().pk])
    assert editor.post(address, form(GOOD)).json()["is_valid"]
    html = editor.get(address).content.decode()
    assert "Een alinea." in html
    assert "pages/pages" in html


def test_every_block_shows_how_it_will_look(editor: PageClient) -> None:
    body = TextPage.body.field.stream_block
    for name, block in body.child_blocks.items():
        assert block.is_previewable, name
        response = editor.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        assert response.status_code == 200
        assert "kit/components" in response.content.decode()


def test_an_editor_may_do_pages_and_nothing_more(editor: PageClient, cast: SimpleNamespace) -> None:
    home = AnyPage.objects.get(slug="home")
    for name, arguments in (
        ("wagtailadmin_pages:edit", [page().pk]),
        ("wagtailadmin_pages:add", ["pages", "textpage", home.pk]),
        ("wagtailadmin_pages:history", [page().pk]),
        ("wagtailredirects:index", []),
        ("pages_old_addresses", []),
        ("office_queue", []),
    ):
        assert editor.get(reverse(name, args=arguments)).status_code == 200, name
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "office_log",
    ):
        assert editor.get(reverse(name)).status_code in {302, 403, 404}, name
    log_in(editor, cast.pieter)
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page().pk])).status_code in {
        302,
        403,
        404,
    }
