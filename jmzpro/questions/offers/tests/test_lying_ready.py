""" "Hier ligt iets voor je klaar": matched, asked for, taken."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.letters.registry import Reader
from jmzpro.members.models import Person
from jmzpro.questions.models import Offer, OfferMatch, OfferRequest
from jmzpro.questions.offers import digest, matching, requests
from jmzpro.questions.offers.tests.brought import WHAT, WHY, bring, want
from jmzpro.questions.tests.asked import TEXT, TITLE, ask
from jmzpro.search.sync import catch_up
from jmzpro.trust.idempotency import new_key


def wish(person: Person, text: str) -> None:
    person.seeks = text
    person.save()


def test_offer_matched_taken(client: Client, cast: SimpleNamespace) -> None:
    """The journey: somebody brings, the asker sees it at the question, asks for it, gets it, and
    it is given.
    """
    question = ask(cast.daan)
    offer = bring(cast.marijke)
    catch_up()
    client.force_login(cast.daan.user)
    assert WHAT in client.get(question.get_absolute_url()).content.decode()
    client.post(f"{offer.get_absolute_url()}verzoek/", {"text": WHY, "eenmalig": new_key()})
    wanted = OfferRequest.objects.get()
    client.force_login(cast.marijke.user)
    client.post(f"{wanted.get_absolute_url()}toezegging/")
    assert "Vergeven" in client.get(offer.get_absolute_url()).content.decode()
    client.force_login(cast.daan.user)
    assert "Dit is voor jou" in client.get(wanted.get_absolute_url()).content.decode()
    assert WHAT not in client.get(question.get_absolute_url()).content.decode()


def test_an_offer_that_comes_after_the_page_was_read_is_there_as_soon_as_it_is_mailed(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.daan)
    wish(cast.fatima, "Een draaiboek om vervoer te regelen.")
    readers = ((cast.daan, question.get_absolute_url()), (cast.fatima, "/mijn/"))
    catch_up()
    for person, address in readers:
        client.force_login(person.user)
        assert WHAT not in client.get(address).content.decode()
    bring(cast.marijke)
    catch_up()
    matching.match_new()
    for person, address in readers:
        client.force_login(person.user)
        assert WHAT in client.get(address).content.decode()


def test_it_is_shown_while_asking_to_the_asker_alone(client: Client, cast: SimpleNamespace) -> None:
    bring(cast.marijke)
    catch_up()
    form = {"title": TITLE, "text": TEXT, "province": "", "eenmalig": new_key(), "stap": "bekijk"}
    client.force_login(cast.daan.user)
    assert WHAT in client.post("/durf-te-vragen/stel-je-vraag/", form).content.decode()
    assert (
        WHAT
        in client.post(
            "/durf-te-vragen/stel-je-vraag/suggesties/", form, headers={"HX-Request": "true"}
        ).content.decode()
    )
    client.force_login(cast.marijke.user)
    assert (
        WHAT
        not in client.post(
            "/durf-te-vragen/stel-je-vraag/", {**form, "eenmalig": new_key()}
        ).content.decode()
    )


def test_another_reader_of_the_question_does_not_see_it(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.daan)
    bring(cast.marijke)
    catch_up()
    client.force_login(cast.fatima.user)
    assert WHAT not in client.get(question.get_absolute_url()).content.decode()


def test_what_somebody_likes_to_fetch_lies_ready_on_mijn(
    client: Client, cast: SimpleNamespace
) -> None:
    wish(cast.fatima, "Een draaiboek om vervoer te regelen.")
    wish(cast.els, "Boeken over rouw voor kleuters.")
    bring(cast.marijke)
    catch_up()
    for person, shown in ((cast.fatima, True), (cast.els, False), (cast.marijke, False)):
        client.force_login(person.user)
        assert (
            WHAT in client.get("/mijn/").content.decode().split("bracht en haalde")[0]
        ) is shown, person


@pytest.mark.parametrize(
    ("province", "fits"), [("", True), ("overijssel", True), ("drenthe", False), ("limburg", False)]
)
def test_what_is_bound_to_another_part_of_the_country_does_not_lie_ready(
    cast: SimpleNamespace, province: str, fits: bool
) -> None:
    question = ask(cast.daan)  # works in Overijssel
    bring(cast.marijke, province=province)
    catch_up()
    assert bool(matching.offers_beside(question, cast.daan)) is fits


@pytest.mark.parametrize(
    "other", ["Een cursus fotografie", "Koffie met gebak", "Ondersteuning bij een subsidieaanvraag"]
)
def test_what_has_nothing_to_do_with_it_does_not_lie_ready(
    cast: SimpleNamespace, other: str
) -> None:
    question = ask(cast.daan)
    bring(cast.marijke, other, themes=(), text="Daar hebben wij veel plezier van.")
    catch_up()
    assert matching.offers_beside(question, cast.daan) == []


def test_a_new_offer_finds_its_people_once(cast: SimpleNamespace) -> None:
    ask(cast.daan)
    ask(cast.marijke)
    wish(cast.fatima, "Een draaiboek om vervoer te regelen.")
    bring(cast.marijke)
    catch_up()
    assert matching.match_new() == 1
    assert matching.match_new() == 0
    assert set(OfferMatch.objects.values_list("person__name", flat=True)) == {
        cast.daan.name,
        cast.fatima.name,
    }
    Offer.objects.update(matched_at=None)
    matching.match_new()
    assert OfferMatch.objects.count() == 2


def letter_of(person: Person) -> list[str]:
    """The titles in what lies ready for this person now, mailed as the letter does it."""
    reader = Reader(user=person.user, person=person)
    now = timezone.now()
    items = digest.lies_ready(reader, now - timedelta(days=1), now + timedelta(seconds=1))
    digest.mailed(reader, items)
    return [item.title for item in items]


def test_a_match_is_mailed_once_at_most_and_not_when_it_is_gone(cast: SimpleNamespace) -> None:
    ask(cast.daan)
    wish(cast.fatima, "Een draaiboek om vervoer te regelen.")
    offer = bring(cast.marijke)
    catch_up()
    matching.match_new()
    assert letter_of(cast.daan) == [WHAT]
    assert letter_of(cast.daan) == []
    assert letter_of(cast.marijke) == []
    requests.promise(want(offer, cast.daan))
    assert letter_of(cast.fatima) == []


def test_what_somebody_muted_lies_not_in_the_letter(cast: SimpleNamespace) -> None:
    ask(cast.daan)
    offer = bring(cast.marijke)
    catch_up()
    matching.match_new()
    now = timezone.now() + timedelta(seconds=1)
    theme = str(offer.themes.get().pk)
    reader = Reader(user=cast.daan.user, person=cast.daan, mutes={"theme": frozenset({theme})})
    assert digest.lies_ready(reader, now, now) == []


def test_new_offers_about_a_followed_theme_are_in_the_letter(cast: SimpleNamespace) -> None:
    offer = bring(cast.marijke)
    theme = str(offer.themes.get().pk)
    since, until = timezone.now() - timedelta(days=1), timezone.now() + timedelta(seconds=1)
    follows = {"theme": frozenset({theme})}
    for person, found in ((cast.daan, [WHAT]), (cast.marijke, [])):
        reader = Reader(user=person.user, person=person, follows=follows)
        assert [item.title for item in digest.is_new(reader, since, until)] == found
    assert digest.is_new(Reader(user=cast.daan.user, person=cast.daan), since, until) == []


def test_a_new_offer_says_what_its_reader_follows(cast: SimpleNamespace) -> None:
    theme = bring(cast.marijke).themes.get()
    since, until = timezone.now() - timedelta(days=1), timezone.now() + timedelta(seconds=1)
    home = cast.marijke.organisation
    said = {
        ("theme", theme.pk): f"je het thema {theme.name} volgt",
        ("organisation", home.pk): f"je {home} volgt",
    }
    said["part", "offers"] = "je het aanbod volgt"
    for (kind, target), why in said.items():
        reader = Reader(
            user=cast.daan.user, person=cast.daan, follows={kind: frozenset({str(target)})}
        )
        assert [item.why for item in digest.is_new(reader, since, until)] == [why]
