"""An editor's words above a page that code owns."""

from types import SimpleNamespace

from wagtail.test.utils.form_data import rich_text

from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.models import HomePage, Introduction
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in


def test_an_editor_writes_above_a_coded_page_and_takes_it_back(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    text = rich_text("<p>Kies je thema.</p>", features=["bold"])
    response = client.post(
        "/beheer/snippets/pages/introduction/add/",
        {"key": "themes", "text": text, "action-publish": "1"},
    )
    assert response.status_code == 302
    visitor = PageClient()
    assert "Kies je thema." in visitor.get("/themas/").content.decode()
    Introduction.objects.get().unpublish()
    assert "Kies je thema." not in visitor.get("/themas/").content.decode()


def test_a_moderator_may_not(home: HomePage, client: PageClient, cast: SimpleNamespace) -> None:
    make_roles()
    log_in(client, cast.pieter)
    assert client.get("/beheer/snippets/pages/introduction/add/").status_code != 200
