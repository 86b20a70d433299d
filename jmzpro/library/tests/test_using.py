""" "Ook bij ons gebruikt": told once by each person, counted once for each organisation, reported
to the office.
"""

from types import SimpleNamespace

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jmzpro.library.models import Item, Use, UseReport
from jmzpro.library.tests.shelf import make_item
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.cast import make_cast
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db
WORDS = "Wij deden het met de hele klas."


def used(item: Item) -> int:
    count: int = Item.objects.get(pk=item.pk).used_count
    return count


def test_a_member_tells_it_once_and_says_it_otherwise_later(
    client: Client, cast: SimpleNamespace
) -> None:
    item = make_item()
    client.force_login(cast.sanne.user)
    address = f"{item.get_absolute_url()}gebruik/"
    for text in (WORDS, WORDS, "Alleen in de bovenbouw."):
        assert client.post(address, {"text": text}).status_code == 302
    assert [use.text for use in Use.objects.all()] == ["Alleen in de bovenbouw."]
    assert "Alleen in de bovenbouw." in client.get(address).content.decode()
    assert client.post(f"{address}weg/").status_code == 302
    assert (Use.objects.count(), used(item)) == (0, 0)
    assert client.post(f"{address}weg/").status_code == 404


def test_visitors_see_how_many_and_members_see_who(client: Client, cast: SimpleNamespace) -> None:
    item = make_item()
    for person in (cast.sanne, cast.youssef, cast.daan):
        Use.tell(item, person, f"{WORDS} {person.name}")
    page = client.get(item.get_absolute_url()).content.decode()
    assert "Gebruikt bij 2 organisaties." in page  # Sanne and Youssef work at the same one
    assert cast.daan.name not in page
    assert WORDS not in page
    client.force_login(cast.marijke.user)
    page = client.get(item.get_absolute_url()).content.decode()
    assert cast.daan.name in page
    assert WORDS in page


def test_a_visitor_is_asked_to_log_in_and_a_hidden_item_has_no_use(
    client: Client, cast: SimpleNamespace
) -> None:
    item, hidden = make_item(), make_item("Verborgen", live=False)
    assert client.post(f"{item.get_absolute_url()}gebruik/", {"text": WORDS}).status_code == 302
    client.force_login(cast.sanne.user)
    assert client.post(f"{hidden.get_absolute_url()}gebruik/", {"text": WORDS}).status_code == 404
    assert not Use.objects.exists()


@pytest.mark.parametrize("text", ["Het bsn is 111222333.", "x" * 5001])
def test_words_that_cannot_stand_there_are_kept_in_the_form(
    client: Client, cast: SimpleNamespace, text: str
) -> None:
    item = make_item()
    client.force_login(cast.sanne.user)
    refused = client.post(f"{item.get_absolute_url()}gebruik/", {"text": text})
    assert refused.status_code == 422
    assert text in refused.content.decode()
    assert not Use.objects.exists()


def test_words_are_shown_as_words(client: Client, cast: SimpleNamespace) -> None:
    item = make_item()
    Use.tell(item, cast.daan, "<script>alert(1)</script> مرحبا 🙂")
    client.force_login(cast.sanne.user)
    page = client.get(item.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "مرحبا 🙂" in page


def test_the_office_takes_away_what_was_reported_and_tells_its_writer(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = make_item()
    Use.tell(item, cast.daan, WORDS)
    address = f"{item.get_absolute_url()}gebruik/{cast.daan.public_id}/melding/"
    client.force_login(cast.daan.user)
    assert client.get(address).status_code == 404  # not about yourself
    client.force_login(cast.sanne.user)
    for _ in range(2):
        assert client.post(address, {"text": "Hier staat een school in."}).status_code == 302
    report = UseReport.objects.get()
    said = {"tekst": "Er staat een school in.", "getoond": "Er staat een school in."}
    decision = f"/beheer/wachtrij/library-use-reports/{report.pk}/besluit/"
    log_in(client, cast.ilse)
    assert (
        client.post(decision, {"besluit": "hide", "reden": "x", "zeker": "ja"}).status_code == 404
    )  # not the Redactie's
    log_in(client, cast.pieter)
    assert client.post(decision, {"besluit": "hide", **said, "zeker": "ja"}).status_code == 302
    assert (Use.objects.count(), used(item)) == (0, 0)
    mail = OutgoingMail.objects.get(template="library/mail/use_removed")
    assert mail.to == cast.daan.user.email
    assert "Er staat een school in." in mail.text
    assert cast.sanne.name not in mail.text


def test_the_office_leaves_what_may_stand(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    use = Use.tell(make_item(), cast.daan, WORDS)
    UseReport.put_before_the_office(use, cast.sanne, "Vreemd.")
    log_in(client, cast.pieter)
    client.post(
        f"/beheer/wachtrij/library-use-reports/{UseReport.objects.get().pk}/besluit/",
        {"besluit": "leave"},
    )
    assert Use.objects.count() == 1
    assert UseReport.objects.get().left_at
    assert not OutgoingMail.objects.filter(template="library/mail/use_removed").exists()


class Counting(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12))
    def test_whatever_people_tell_and_take_back_the_count_is_that_of_their_organisations(
        self, steps: list[tuple[int, bool]]
    ) -> None:
        cast = make_cast()
        item = make_item()
        people: list[Person] = [cast.sanne, cast.youssef, cast.marijke, cast.daan, cast.fatima]
        standing: set[int] = set()
        for number, tells in steps:
            if tells:
                Use.tell(item, people[number], WORDS)
                standing.add(number)
            elif number in standing:
                Use.objects.select_related("item").get(item=item, person=people[number]).take_back()
                standing.discard(number)
        assert used(item) == len({people[number].organisation_id for number in standing})
