"""Who is a member no more reads that, at every address of members, and never whether something
is there.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jmzpro.kit import dutch
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import Organisation, OrganisationKind, Person
from jmzpro.members.team import departure
from jmzpro.testing import routes
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in
from jmzpro.testing.samples import Samples

ONCE = pytest.mark.once
# What goes on working for the month that the account stays: logging in and out, the own data, going
# to another organisation.
STILL_WORKS = {
    "",
    "members:code",
    "members:confirm",
    "members:resend",
    "members:logout",
    "members:mine",
    "members:data",
    "members:download",
    "members:forget",
    "members:security",
    "members:prove",
    "members:add_passkey",
    "members:add_passkey_options",
    "members:remove_passkey",
    "members:add_app",
    "members:remove_app",
    "members:recovery_codes",
    "members:end_all_sessions",
    "members:end_session",
    "members:leaving-byline",
    "members:leaving-ask",
    "held:texts",  # what waits is the own text: who wrote it may look, and take it back
    "held:text",
    "held:withdrawal",
    "members:move",
    "members:move-withdrawal",
    "letters:sent",
}


def former(cast: SimpleNamespace) -> Person:
    """Of an organisation whose membership the office let go by."""
    organisation = Organisation.objects.create(
        name="Stichting Oud Zeer", slug="stichting-oud-zeer", kind=OrganisationKind.WELFARE
    )
    person: Person = cast.nynke
    person.affiliations.all().delete()
    Person.objects.filter(pk=person.pk).update(organisation=organisation)
    person.affiliations.create(organisation=organisation, started_at=person.updated_at)
    lifecycle.expire(organisation, by=cast.anouk.user)
    person.refresh_from_db()
    return person


def for_members(samples: Samples) -> list[tuple[str, routes.Route, str]]:
    """Each method and address where a visitor is asked to log in, as the table says (and
    test_guard_routes.py sees to).
    """
    table = routes.committed()
    return [
        (method, route, url)
        for route in routes.site_routes()
        if (url := routes.address(route, samples)) is not None
        for method in routes.METHODS
        if table.get((method, f"/{route.pattern}"), {}).get("bezoeker") == "login"
    ]


@ONCE
def test_every_address_of_members_says_so_to_who_is_one_no_more(
    cast: SimpleNamespace, samples: Samples
) -> None:
    asked = for_members(samples)
    client = PageClient()
    log_in(client, former(cast))
    wrong = [
        f"{method} {url} ({route.name}): {answer.outcome}"
        for method, route, url in asked
        if route.name not in STILL_WORKS
        and (answer := routes.ask(client, method, url)).outcome != "403"
    ]
    assert len(asked) > 100
    assert not wrong, "\n".join(wrong)


def nowhere(route: routes.Route, samples: Samples) -> str:
    """The same kind of address, of something that is not there."""
    filled = samples[route.name]
    if isinstance(filled, dict):
        return reverse(route.name, kwargs={name: other(value) for name, value in filled.items()})
    return reverse(route.name, args=[other(value) for value in filled])


def other(value: object) -> object:
    return 987654 if isinstance(value, int) else "bestaatniet"


def words(response: Any) -> str:
    """Without what is around every page, which knows the address that was asked."""
    page: str = response.content.decode()
    return page.partition("<main")[2].partition("</main>")[0]


@ONCE
def test_what_is_not_there_reads_the_same(cast: SimpleNamespace, samples: Samples) -> None:
    asked = for_members(samples)
    client = PageClient()
    log_in(client, former(cast))
    some = [one for one in asked if one[1].needs_arguments and one[1].name not in STILL_WORKS]
    wrong = []
    for method, route, url in some:
        there = routes.ask(client, method, url).response
        gone = routes.ask(client, method, nowhere(route, samples)).response
        if (there.status_code, words(there)) != (gone.status_code, words(gone)):
            wrong.append(f"{method} {url}: {there.status_code}, {gone.status_code}")
    assert len(some) > 40
    assert not wrong, "\n".join(wrong)


def test_it_says_until_when_what_still_works_and_how_to_come_back(cast: SimpleNamespace) -> None:
    client = PageClient()
    person = former(cast)
    log_in(client, person)
    today, closes_on = timezone.localdate(), person.leaves_on
    assert closes_on is not None
    response = client.get(reverse("questions:ask"))
    page = response.content.decode()
    assert response.status_code == 403
    assert "Dit is voor leden" in page
    assert f"van <bdi>Stichting Oud Zeer</bdi> liep tot {dutch.day(today)}." in page
    assert f"Tot {dutch.day(closes_on)} kun je inloggen" in page
    assert reverse("members:download") in page
    assert "Vraag of zij je opnemen" in page
    assert client.get(reverse("members:mine")).status_code == 200
    assert client.get("/agenda/").status_code == 200


def test_who_left_by_themselves_reads_where_they_belonged(cast: SimpleNamespace) -> None:
    departure.leave(cast.youssef, by=cast.youssef.user)
    client = PageClient()
    log_in(client, cast.youssef)
    page = client.get(reverse("questions:ask")).content.decode()
    assert "bij <bdi>Steunpunt De Brug</bdi>" in page
    assert "weer lid worden" not in page


def test_what_was_typed_is_given_back(cast: SimpleNamespace) -> None:
    client = PageClient()
    log_in(client, former(cast))
    words = "Wie weet een maatje voor een jongen van elf?"
    response = client.post(reverse("questions:ask"), {"title": words})
    assert response.status_code == 403
    assert words in response.content.decode()


def test_what_is_of_somebody_else_is_no_page_for_a_member(
    cast: SimpleNamespace, samples: Samples
) -> None:
    """404 stays for the objects of others."""
    client = PageClient()
    log_in(client, cast.daan)
    address = reverse("agenda:registrations", args=["training"])
    assert client.get(address).status_code == 404
