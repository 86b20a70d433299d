"""Whatever a visitor can send and that mails an address nobody proved, or gives something
scarce, has a ceiling.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path, resolve, set_urlconf
from django.views.decorators.http import require_POST

from jmzpro import urls
from jmzpro.mail.outbox import Message, send
from jmzpro.pages.views import message_of_grown_up
from jmzpro.testing import routes
from jmzpro.testing.samples import Samples
from jmzpro.trust.limits import ceiling_of

HOUR = timedelta(hours=1)
# What an hour may bring from one address of the internet, where mail goes to an address that
# anybody typed or a place is taken.
MOST_AN_HOUR = 10
# Mails an unproven address, or gives something scarce.
GIVES = {
    "agenda:register",
    "agenda:lost",
    "agenda:check",
    "letters:theme-letter",
    "members:apply",
    "members:house_rules",
    "pages:message",
    "support:report",
}
# With a login in the samples, and with a link from a mail for a visitor.
BY_LINK = {"agenda:check"}
# What takes the form, where the view asks something else first.
INSIDE_OF = {"pages:message": message_of_grown_up}
# Open to visitors, with why none of these needs that: what is mailed goes to an address that was
# proven, or nothing is.
HARMLESS = {
    "agenda:add": "writes a draft that nobody sees; sending it is agenda:check",
    "agenda:certificate-check": "says whether a paper is real",
    "agenda:confirm": "behind a link that was mailed",
    "agenda:registration-certificate-facts": "behind a link that was mailed",
    "agenda:registration-change": "behind a link that was mailed",
    "agenda:registration-leave": "behind a link that was mailed",
    "agenda:registration-mail": "behind a link that was mailed",
    "agenda:registration-place": "behind a link that was mailed",
    "agenda:still-right": "behind a link that was mailed",
    "library:feed": "reads only",
    "library:upkeep": "behind a link that was mailed",
    "library:oai": "reads only",
    "letters:confirm": "behind a link that was mailed",
    "letters:stop": "behind a link that was mailed",
    "mail:confirm": "behind a link that was mailed",
    "mail:inbound": "a provider with its secret",
    "members:application": "behind a link that was mailed",
    "members:application_confirm": "behind a link that was mailed",
    "members:code": "tries are counted by code and address",
    "members:login": "mails accounts alone, six an hour from one address",
    "members:logout": "ends one's own session",
    "members:passkey_login": "mails nobody",
    "members:passkey_options": "mails nobody",
    "office:first-login": "behind a link that the operator gave",
    "pages:pass-on": "makes a picture",
    "questions:mail-helped": "behind a link that was mailed",
    "questions:mail-left-off": "behind a link that was mailed",
    "questions:mail-pass": "behind a link that was mailed",
    "questions:mail-pause": "behind a link that was mailed",
    "questions:mail-resume": "behind a link that was mailed",
    "questions:mail-stop": "behind a link that was mailed",
    "questions:offer-mail-decide": "behind a link that was mailed",
    "questions:offer-mail-list": "behind a link that was mailed",
    "questions:offer-mail-still-there": "behind a link that was mailed",
    "questions:public-consent": "behind a link that was mailed",
    "support:search": "keeps nothing",
    "support:share": "keeps nothing",
    "support:for-you": "keeps nothing",
    "support:still-right": "behind a link that was mailed",
    "wagtail_serve": "pages of the editors take no form of ours",
}


def open_to_visitors(samples: Samples) -> dict[str, Any]:
    """The view by its name, of each address where a visitor may send something."""
    visitor = Client()
    found = {}
    for route in routes.site_routes():
        url = routes.address(route, samples)
        if url is None:
            continue
        closed = {"login", "404", "405"} if route.name not in BY_LINK else set()
        if routes.ask(visitor, "POST", url).outcome in closed:
            continue
        found[route.name] = INSIDE_OF.get(route.name, resolve(url).func)
    return found


def unlisted(views: dict[str, Any]) -> list[str]:
    return sorted(views.keys() - GIVES - HARMLESS.keys())


def too_free(views: dict[str, Any]) -> list[str]:
    """Those that give something, and may be sent more often in an hour than that."""
    wrong = []
    for name in sorted(views.keys() & GIVES):
        ceiling = ceiling_of(views[name])
        if ceiling is None or ceiling.visitors * (HOUR / ceiling.per) > MOST_AN_HOUR:
            wrong.append(name)
    return wrong


def mails_anybody(request: HttpRequest) -> HttpResponse:
    """A view that mails whoever is named, as often as it is asked."""
    to = request.POST.get("email", "iemand@voorbeeld.example")
    send(
        Message(
            cause="toy", to=to, subject="Dag", template="members/mail/code", reason="", context={}
        )
    )
    return HttpResponse("Verstuurd.")


@pytest.fixture
def toy() -> Iterator[str]:
    urls.urlpatterns.insert(0, path("speelgoed/", require_POST(mails_anybody), name="toy"))
    clear_url_caches()
    yield "toy"
    del urls.urlpatterns[0]
    clear_url_caches()
    set_urlconf(None)


@pytest.mark.once
def test_every_form_for_visitors_is_listed_and_what_gives_something_has_a_ceiling(
    cast: SimpleNamespace, samples: Samples
) -> None:
    views = open_to_visitors(samples)
    assert not unlisted(views), (
        "add it to GIVES (with its ceiling) or say in HARMLESS why it needs none"
    )
    assert not too_free(views)
    assert views.keys() >= GIVES, "these are no forms for visitors any more"


def test_a_new_form_without_a_ceiling_turns_it_red(toy: str) -> None:
    views = {toy: resolve("/speelgoed/").func}
    assert unlisted(views) == [toy]
    GIVES.add(toy)
    try:
        assert too_free(views) == [toy]
    finally:
        GIVES.remove(toy)


@pytest.mark.once
def test_the_page_about_privacy_lists_them_with_their_ceilings(
    cast: SimpleNamespace, samples: Samples
) -> None:
    page = (settings.BASE_DIR / "docs/privacy.md").read_text()
    rows = dict(re.findall(r"(?m)^\| `([a-z:_-]+)` \| [^|]+ \| (\d+) an hour", page))
    views = open_to_visitors(samples)
    expected = {
        name: str(ceiling.visitors)
        for name in views.keys() & GIVES
        if (ceiling := ceiling_of(views[name])) is not None
    }
    assert {name: rows.get(name) for name in expected} == expected
