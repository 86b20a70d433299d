"""A person is for members: no page, number, address or name of one is anywhere a visitor, a search
engine or a program comes.

And who left as "oud-lid" is that to everybody, whatever page, search, feed, mail or program shows
what they wrote.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.http import HttpResponseBase
from django.test import Client

from jmzpro.agenda.models import Activity
from jmzpro.library.models import Item, Use
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.members.team import departure
from jmzpro.questions.models import Answer, Offer, Question
from jmzpro.questions.offers import requests
from jmzpro.search.sync import catch_up
from jmzpro.testing import routes
from jmzpro.testing.login import log_in
from jmzpro.testing.samples import Samples

RARE = "Xanthippe"
OTHER_RARE = "Quirinus"
LOCATION = re.compile(r"<loc>https?://[^/<]+([^<]+)</loc>")
ASKED = (
    "/zoeken/?q={}",
    "/zoeken/suggesties/?q={}",
    "/durf-te-vragen/?q={}",
    "/kennisbank/?q={}",
    "/agenda/?q={}",
    "/leden/?q={}",
)


def body(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    routes.close_file(response)
    return content.decode("utf-8", "replace")


def renamed(person: Person, name: str) -> Person:
    """With a name that is nowhere else: what was typed elsewhere in a text is not what is looked
    for.
    """
    person.name = f"{name} van Nergens"
    person.save()
    return person


def everywhere(client: Client, samples: Samples, *words: str) -> Iterator[tuple[str, str]]:
    """What every address gives that this client may read: pages, feeds, calendars, the API,
    sitemaps and what they name, search.
    """
    addresses = {
        url for route in routes.site_routes() if (url := routes.address(route, samples)) is not None
    }
    addresses |= {address.format(word) for address in ASKED for word in words}
    sitemaps = [url for url in addresses if "sitemap" in url]
    addresses |= {place for url in sitemaps for place in LOCATION.findall(body(client.get(url)))}
    for url in sorted(addresses):
        response = client.get(url)
        if response.status_code == 200:
            yield url, body(response)
        else:
            routes.close_file(response)


@pytest.fixture
def plain() -> Client:
    return Client()


def test_a_visitor_finds_a_person_nowhere(
    plain: Client, cast: SimpleNamespace, samples: Samples
) -> None:
    person = renamed(cast.sanne, RARE)
    Activity.objects.update(contact_email="")  # given to be printed with that activity
    catch_up()
    secret = (RARE, person.public_id, person.user.email)
    seen = list(everywhere(plain, samples, RARE.lower()))
    assert len(seen) > 60
    found = [
        (url, word)
        for url, text in seen
        for word in secret
        if word.lower() in without_what_was_asked(url, text)
    ]
    assert not found


def without_what_was_asked(url: str, text: str) -> str:
    """A search page repeats the words it was asked."""
    lower = text.lower()
    return lower.replace(RARE.lower(), "") if f"q={RARE.lower()}" in url else lower


def test_search_gives_a_person_to_members_alone(plain: Client, cast: SimpleNamespace) -> None:
    person = renamed(cast.sanne, RARE)
    catch_up()
    address = f"/zoeken/?q={RARE.lower()}"
    assert person.get_absolute_url() not in plain.get(address).content.decode()
    plain.force_login(cast.daan.user)
    assert person.get_absolute_url() in plain.get(address).content.decode()


def test_a_person_in_the_directory_of_visitors_would_be_noticed(
    plain: Client, cast: SimpleNamespace, samples: Samples
) -> None:
    cast.brug.description = f"Vraag het aan {RARE}."
    cast.brug.save()
    assert [
        url
        for url, text in everywhere(plain, samples)
        if RARE in text and url.startswith("/leden/organisaties/")
    ]


def test_who_left_as_former_member_is_that_everywhere(
    plain: Client, cast: SimpleNamespace, samples: Samples
) -> None:
    """Sanne asked, brought, shared and used; Daan answered. Both left. Marijke and a visitor
    look at everything.
    """
    sanne, daan = renamed(cast.sanne, RARE), renamed(cast.daan, OTHER_RARE)
    Use.tell(Item.objects.public().earliest("pk"), sanne, "Met de hele klas.")
    Activity.objects.update(contact_name="")
    requests.ask_for(Offer.objects.earliest("pk"), cast.marijke, "Graag, voor ons.")
    for person in (sanne, daan):
        departure.leave(person, by=person.user, shown_as="oud-lid")
    catch_up()
    OutgoingMail.objects.all().delete()
    question = Question.objects.filter(asker=sanne).earliest("pk")
    Answer.give(question, cast.youssef, "Wij ook.")
    log_in(plain, cast.marijke)
    seen = [*everywhere(plain, samples, RARE.lower()), *everywhere(Client(), samples)]
    seen += [
        (mail.cause, f"{mail.from_name}\n{mail.subject}\n{mail.text}\n{mail.html}")
        for mail in OutgoingMail.objects.all()
    ]
    names = (RARE.lower(), OTHER_RARE.lower())
    assert not [
        url
        for url, text in seen
        if any(name in without_what_was_asked(url, text) for name in names)
    ]
    page = plain.get(question.get_absolute_url()).content.decode()
    assert "een oud-lid" in page
    assert "Een oud-lid" in page


def test_who_left_under_the_own_name_is_named_without_a_page(
    plain: Client, cast: SimpleNamespace, samples: Samples
) -> None:
    daan = renamed(cast.daan, OTHER_RARE)
    departure.leave(daan, by=daan.user)
    log_in(plain, cast.marijke)
    page = plain.get(Question.objects.earliest("pk").get_absolute_url()).content.decode()
    assert OTHER_RARE in page
    assert daan.get_absolute_url() not in page
