"""What editors link to elsewhere is visited as well, and stands in the same list when it is
dead.
"""

from types import SimpleNamespace

from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from jmzpro.library import dead_links
from jmzpro.library.link_visits import Visit
from jmzpro.library.models import CheckedLink, Outcome
from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.models import Introduction, TextPage
from jmzpro.testing.login import log_in
from jmzpro.themes.models import Theme

BODY = [
    {
        "type": "paragraph",
        "value": (
            '<p>Lees <a href="https://tekst.example/a?b=1&amp;c=2">dit</a> of <a '
            'href="/themas/">dat</a>.</p>'
        ),
    },
    {"type": "buttons", "value": [{"text": "Bekijk", "address": "https://knop.example/"}]},
    {
        "type": "step",
        "value": {
            "title": "Stap",
            "text": '<p><a href="http://stap.example/">Meer</a></p>',
            "roles": [],
        },
    },
]


def made_page() -> TextPage:
    home = Page.objects.get(slug="home")
    page: TextPage = home.add_child(
        instance=TextPage(title="Over ons", slug="wie-we-zijn", body=BODY)
    )
    Introduction.objects.create(
        key="themes", text='<p><a href="https://inleiding.example/">Hier</a></p>'
    )
    Theme.objects.filter(slug="vervoer").update(
        introduction='<p><a href="https://thema.example/">Daar</a></p>'
    )
    return page


def known() -> set[str]:
    return set(CheckedLink.objects.values_list("url", flat=True))


def test_links_in_pages_introductions_and_themes_are_known_until_they_are_gone(
    cast: SimpleNamespace,
) -> None:
    page = made_page()
    dead_links.keep_up()
    assert known() == {
        "https://tekst.example/a?b=1&c=2",
        "https://knop.example/",
        "http://stap.example/",
        "https://inleiding.example/",
        "https://thema.example/",
    }
    page.unpublish()
    dead_links.keep_up()
    assert known() == {"https://inleiding.example/", "https://thema.example/"}


def test_a_draft_is_not_followed(cast: SimpleNamespace) -> None:
    page = made_page()
    page.body = [
        {"type": "paragraph", "value": '<p><a href="https://concept.example/">nog niet</a></p>'}
    ]
    page.save_revision()
    dead_links.keep_up()
    assert "https://concept.example/" not in known()


def test_the_redactie_sees_on_which_page_a_dead_link_stands(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    page = made_page()
    dead_links.keep_up()
    for host in ("knop.example", "thema.example"):
        dead_links.note(
            CheckedLink.objects.get(host=host), Visit(Outcome.GONE, 404), timezone.now()
        )
    log_in(client, cast.ilse)
    shown = client.get("/beheer/kennisbank/dode-links/").content.decode()
    assert f'<a href="/beheer/pages/{page.pk}/edit/">Over ons</a>' in shown
    assert ">Thema: Vervoer</a>" in shown
    assert "inleiding.example" not in shown
