"""The list: facets that add up, orders, search, what other parts know, and the record page."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from jmzpro.letters.registry import Reader
from jmzpro.library.choices import Kind, Reuse, Workplace
from jmzpro.library.digest import SECTION
from jmzpro.library.list_page import LABELS, SEVERAL, Listing
from jmzpro.library.models import Credit, Item, ToolkitEntry
from jmzpro.library.tests.shelf import make_item
from jmzpro.questions.question.submission import ask
from jmzpro.search.sync import catch_up
from jmzpro.testing.queries import assert_flat
from jmzpro.themes.knowledge import Card, KnowledgeKind, knowledge_kinds
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def listing(query: str = "", user: object = None) -> Listing:
    return Listing(QueryDict(query), user or AnonymousUser())


def titles(query: str = "", user: object = None) -> list[str]:
    return [row.item.title for row in listing(query, user).page.object_list if row.item]


@pytest.fixture
def shelves(db: None) -> None:
    for number in range(24):
        make_item(
            f"Item {number}",
            kind=Kind.values[number % 4],
            year=2018 + number % 3,
            audiences=["school", "ggz"][: number % 3],
            workplaces=Workplace.values[: number % 4],
            ages=["6-11"] if number % 2 else [],
            reuse=Reuse.values[number % 3],
            themes=["vervoer", "vervoer les", "signalen", ""][number % 4],
            is_for_members=number % 6 == 0,
        )


choices = st.fixed_dictionaries(
    {},
    optional={
        "soort": st.lists(st.sampled_from(Kind.values[:4]), max_size=2),
        "voor": st.lists(st.sampled_from(["school", "ggz", "welzijn"]), max_size=2),
        "waar": st.lists(st.sampled_from(Workplace.values[:4]), max_size=2),
        "leeftijd": st.lists(st.sampled_from(["6-11", "12-15"]), max_size=2),
        "licentie": st.lists(st.sampled_from(Reuse.values), max_size=2),
        "jaar": st.lists(st.sampled_from(["2018", "2019", "1900"]), max_size=2),
        "thema": st.lists(st.sampled_from(["vervoer", "les"]), max_size=2),
        "stap": st.lists(st.sampled_from(["signalen"]), max_size=1),
    },
)


def fits(item: Item, chosen: dict[str, list[str]]) -> bool:
    slugs = {theme.slug for theme in item.themes.all()}
    has = {
        "soort": {item.kind},
        "licentie": {item.reuse},
        "jaar": {str(item.year)},
        "thema": slugs,
        "stap": slugs,
        **{key: set(getattr(item, column)) for key, (column, _) in SEVERAL.items()},
    }
    return all(not values or has[key] & set(values) for key, values in chosen.items())


def test_each_count_is_what_you_get_when_you_choose_it(
    shelves: None, cast: SimpleNamespace
) -> None:
    every = list(Item.objects.prefetch_related("themes"))

    @settings(max_examples=25, deadline=None)
    @given(chosen=choices, is_member=st.booleans())
    def holds(chosen: dict[str, list[str]], is_member: bool) -> None:
        user = cast.sanne.user if is_member else AnonymousUser()
        seen = [item for item in every if is_member or not item.is_for_members]
        found = listing(urlencode(chosen, doseq=True), user)
        assert found.total == sum(fits(item, chosen) for item in seen)
        assert found.page.paginator.count == found.total
        assert len(found.page.object_list) == min(found.total, 15)
        for facet in found.facets:
            for choice in facet.choices:
                assert choice.count == sum(
                    fits(item, {**chosen, facet.key: [choice.value]}) for item in seen
                ), (facet.key, choice.value)

    holds()


def test_every_item_is_on_one_page_of_the_list(shelves: None) -> None:
    public = set(Item.objects.public().values_list("title", flat=True))
    shown = [title for number in (1, 2) for title in titles(f"pagina={number}")]
    assert len(shown) == len(public) == len(set(shown))


def test_the_orders_are_newest_and_most_used() -> None:
    first, second = make_item("Eerst"), make_item("Later")
    Item.objects.filter(pk=first.pk).update(used_count=3)
    assert titles() == ["Later", "Eerst"]
    assert titles("volgorde=gebruikt") == ["Eerst", "Later"]
    assert second.used_count == 0


def test_a_word_gives_the_list_by_relevance_and_its_counts(client: Client) -> None:
    make_item("Over iets anders", text="Ergens staat vervoer.", kind="film")
    make_item("Vervoer naar de groep", promise="Regel vervoer voor een groep.")
    make_item("Helemaal niets daarvan")
    catch_up()
    assert titles("q=vervoer") == ["Vervoer naar de groep", "Over iets anders"]
    assert titles("q=vervoer&soort=film") == ["Over iets anders"]
    page = client.get("/kennisbank/?q=vervoer").content.decode()
    assert "2 resultaten voor ‘vervoer’" in page
    assert client.get("/kennisbank/?q=xqzwvk").content.decode().count("Niets past") == 1


@pytest.mark.parametrize(
    "query",
    [
        "soort=onzin&jaar=abc&thema=%00&pagina=-4&volgorde=x",
        "q=" + "a" * 5000,
        "q=%00%E2%80%AE%F0%9F%98%80<script>",
        "pagina=99999999999999999999",
    ],
)
def test_a_mangled_address_still_shows_a_list(client: Client, query: str) -> None:
    make_item()
    page = client.get(f"/kennisbank/?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("</head>")[1]


@pytest.fixture
def toy_kind(cast: SimpleNamespace) -> Iterator[KnowledgeKind]:
    """Another part's knowledge, as it registers it."""
    from jmzpro.questions.models import Question

    def card(question: Question) -> Card:
        return Card(question.title, question.get_absolute_url(), question.text, question.asked_at)

    kind = KnowledgeKind(
        "toets", "toetsvraag", "toetsvragen", lambda user: Question.objects.all(), card, "asked_at"
    )
    yield knowledge_kinds.register(kind)
    knowledge_kinds.unregister("toets")


def test_what_another_part_knows_stands_in_the_list_without_a_copy(
    client: Client, cast: SimpleNamespace, toy_kind: KnowledgeKind
) -> None:
    make_item("Een handreiking", themes="vervoer")
    question = ask(
        cast.sanne,
        "Wie rijdt er mee?",
        "We zoeken vervoer.",
        list(Theme.objects.filter(slug="vervoer")),
        None,
    )
    ask(cast.sanne, "Heel iets anders?", "Zomaar.", [], None)
    found = listing("thema=vervoer")
    assert found.total == 2
    assert [
        choice.count
        for facet in found.facets
        for choice in facet.choices
        if choice.value == "toets"
    ] == [1]
    assert listing("soort=toets").total == 2
    assert listing("soort=toets&waar=po").total == 0
    assert (
        f'href="{question.get_absolute_url()}"'
        in client.get("/kennisbank/?soort=toets").content.decode()
    )
    years = next(facet for facet in listing().facets if facet.key == "jaar")
    assert [(choice.value, choice.count) for choice in years.choices] == [
        (str(question.asked_at.year), 2)
    ]


def test_the_list_costs_the_same_with_more_on_it(client: Client) -> None:
    make_item(themes="vervoer", year=2020)
    assert_flat(
        client,
        "/kennisbank/?thema=vervoer",
        lambda: [make_item(themes="vervoer les", year=2021) for _ in range(12)],
    )


def test_a_record_shows_what_a_reader_weighs(client: Client, cast: SimpleNamespace) -> None:
    item = make_item(
        "Gesprekskaart",
        themes="vervoer",
        year=2024,
        month=3,
        audiences=["school", "huisarts"],
        ages=["6-11", "12-15"],
        reuse=Reuse.UNCHANGED,
        licence="cc-by-nd",
        isbn="978 90 377 0939 1",
        organisation=cast.brug,
    )
    item.credits = [
        Credit(name="Boer, Alice de"),
        Credit(name="Huis, Zuid en Co", is_organisation=True),
    ]
    item.save()
    page = client.get(item.get_absolute_url()).content.decode()
    for said in (
        "maart 2024",
        "6 tot en met 15 jaar",
        "Wie op een school werkt en huisarts of praktijkondersteuner",
        "Alice de Boer en Huis, Zuid en Co",
        "Alleen ongewijzigd",
        "https://creativecommons.org/licenses/by-nd/4.0/",
        "978 90 377 0939 1",
        "nog niet",
        'href="/themas/vervoer/"',
        cast.brug.name,
        item.get_short_url(),
        "mailto:?subject=Gesprekskaart",
    ):
        assert said in page
    assert f'src="{item.get_short_url()}qr.svg"' in page


def test_a_toolkit_shows_its_items_in_order_and_only_what_you_may_see(
    client: Client, cast: SimpleNamespace
) -> None:
    toolkit, last, first = (
        make_item("Toolkit", kind="toolkit"),
        make_item("De laatste"),
        make_item("De eerste"),
    )
    hidden = make_item("Voor onder ons", is_for_members=True)
    toolkit.entries = [
        ToolkitEntry(item=each, sort_order=at) for at, each in enumerate((first, hidden, last))
    ]
    toolkit.save()
    page = client.get(toolkit.get_absolute_url()).content.decode()
    assert page.index("De eerste") < page.index("De laatste")
    assert "Voor onder ons" not in page
    assert "Eén onderdeel is" in page
    client.force_login(cast.sanne.user)
    assert "Voor onder ons" in client.get(toolkit.get_absolute_url()).content.decode()
    assert "Toolkit" in client.get(first.get_absolute_url()).content.decode()


def test_what_only_another_kind_has_is_not_shown(client: Client) -> None:
    item = make_item(kind="film", training_by="Het trainershuis", film_minutes=4)
    page = client.get(item.get_absolute_url()).content.decode()
    assert "4 minuten" in page
    assert "Het trainershuis" not in page


def test_items_are_on_the_home_theme_and_organisation_page_as_far_as_you_may_see(
    client: Client, cast: SimpleNamespace
) -> None:
    make_item("Openbaar stuk", themes="vervoer", organisation=cast.brug, shared_by=cast.daan)
    make_item(
        "Besloten stuk",
        themes="vervoer",
        organisation=cast.brug,
        is_for_members=True,
        shared_by=cast.daan,
    )
    for address in ("/themas/vervoer/", cast.brug.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Openbaar stuk" in page
        assert "Besloten stuk" not in page
    client.force_login(cast.sanne.user)
    for address in ("/themas/vervoer/", cast.brug.get_absolute_url(), cast.daan.get_absolute_url()):
        assert "Besloten stuk" in client.get(address).content.decode()


def test_search_and_the_sitemap_know_it_as_long_as_it_is_on_the_site(client: Client) -> None:
    item = make_item("Zeldzaamheidskaart")
    catch_up()
    assert item.get_absolute_url() in client.get("/zoeken/?q=zeldzaamheidskaart").content.decode()
    assert item.get_absolute_url() in client.get("/sitemap.xml").content.decode()
    item.withdraw(by=None)
    assert (
        item.get_absolute_url() not in client.get("/zoeken/?q=zeldzaamheidskaart").content.decode()
    )
    assert item.get_absolute_url() not in client.get("/sitemap.xml").content.decode()


def test_who_follows_a_theme_or_the_whole_reads_of_it_in_the_letter(
    client: Client, cast: SimpleNamespace
) -> None:
    since = timezone.now() - timedelta(hours=1)
    make_item("Over vervoer", themes="vervoer")
    make_item("Over iets anders", themes="les")
    until = timezone.now() + timedelta(hours=1)
    theme = str(Theme.objects.get(slug="vervoer").pk)

    def read(reader: Reader) -> list[str]:
        return [item.title for item in SECTION.items(reader, since, until)]

    assert read(Reader(cast.sanne.user, cast.sanne, follows={"theme": frozenset({theme})})) == [
        "Over vervoer"
    ]
    assert read(Reader(cast.sanne.user, cast.sanne, follows={"part": frozenset({"library"})})) == [
        "Over iets anders",
        "Over vervoer",
    ]
    assert read(Reader(cast.sanne.user, cast.sanne)) == []
    client.force_login(cast.sanne.user)
    assert "Volg de Kennisbank" in client.get("/kennisbank/").content.decode()


def test_every_facet_has_its_name() -> None:
    assert set(LABELS) == {"soort", "thema", "voor", "waar", "leeftijd", "stap", "licentie", "jaar"}
