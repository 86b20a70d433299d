"""Finding organisations and people in the directory."""

from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from jmzpro.kit.map import point
from jmzpro.members.directory.expertise import understood
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import Organisation, Person, User
from jmzpro.members.organisation.forms import PhoneField
from jmzpro.places.models import Municipality, Town
from jmzpro.testing.queries import assert_flat
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def make(
    name: str, town: str = "", municipalities: tuple[str, ...] = (), **fields: object
) -> Organisation:
    made = Organisation.objects.create(
        name=name,
        slug=name.lower().replace(" ", "-"),
        kind="welzijn",
        town=Town.objects.get(slug=town) if town else None,
        **fields,
    )
    made.municipalities.set(Municipality.objects.filter(code__in=municipalities))
    return made


def listed(client: Client, query: str) -> list[str]:
    page = client.get(f"/leden/?{query}").content.decode()
    known = Organisation.objects.values_list("name", flat=True)
    return sorted(
        (name for name in known if f">{name}</a></h3>" in page),
        key=lambda name: page.index(f">{name}</a></h3>"),
    )


@pytest.fixture
def network(cast: SimpleNamespace) -> None:
    Organisation.objects.all().update(is_active=False, state="opgezegd")
    make("Dichtbij", "tilburg", ("GM0855",))
    make("Dorp verder", "goirle", ("GM0785", "GM0855"))
    make("Ver weg", "leeuwarden", ("GM0080",))
    make("Overal", "utrecht")


def test_near_a_place_the_nearest_come_first_with_how_far(network: None, client: Client) -> None:
    assert listed(client, "plaats=Tilburg&afstand=25") == ["Dichtbij", "Dorp verder"]
    page = client.get("/leden/?plaats=Tilburg&afstand=25").content.decode()
    assert "in Tilburg</span>" in page
    assert "Goirle, 4 km" in page
    assert listed(client, "plaats=Tilburg&afstand=0") == ["Dichtbij"]


def test_the_list_says_how_to_reach_each_organisation(network: None, client: Client) -> None:
    Organisation.objects.filter(name="Dichtbij").update(
        phone="+31 (0)13-123 45 67",
        email="info@dichtbij.example",
        website="https://www.dichtbij.example",
    )
    page = client.get("/leden/?plaats=Tilburg&afstand=0").content.decode()
    assert '<a href="tel:+31131234567">+31 (0)13-123 45 67</a>' in page
    assert '<a href="mailto:info@dichtbij.example">' in page
    assert '<a href="https://www.dichtbij.example" rel="noopener">dichtbij.example</a>' in page
    own = client.get("/leden/organisaties/dichtbij/").content.decode()
    assert '<a href="tel:+31131234567">' in own
    without = client.get("/leden/?plaats=Goirle&afstand=0").content.decode()
    assert "Dorp verder</a>" in without
    assert 'class="item-meta reach"' not in without


@pytest.mark.parametrize(
    "number", ["030 123 45 67", "(030) 1234567", "+31 30 1234567", "14 030", "0800-2000"]
)
def test_a_telephone_number_stays_as_it_was_typed(number: str) -> None:
    assert PhoneField().clean(f" {number} ") == number


@pytest.mark.parametrize("number", ["bel Jan", "112", "030-1234567 (Jan)", "1" * 16, "12 + 34567"])
def test_what_is_no_telephone_number_is_said(number: str) -> None:
    with pytest.raises(ValidationError, match="geen telefoonnummer"):
        PhoneField().clean(number)


def test_pages_near_a_place_follow_on_each_other_and_cost_the_same(
    network: None, client: Client
) -> None:
    towns = list(Town.objects.filter(municipality__code__in=["GM0855", "GM0785", "GM0824"])[:16])
    for number, town in enumerate([*towns, *towns]):
        make(f"Extra {number:02}", town.slug)
    pages = [listed(client, f"plaats=Tilburg&afstand=100&pagina={number}") for number in (1, 2)]
    whole = [*pages[0], *pages[1]]
    assert len(pages[0]) == 30
    assert (
        len(whole)
        == len(set(whole))
        == Organisation.objects.filter(is_active=True).exclude(name="Ver weg").count()
    )
    assert_flat(
        client,
        "/leden/?plaats=Tilburg&afstand=100",
        lambda: [make(f"Nog {number}", "breda") for number in range(20)],
    )


def test_a_postcode_says_that_it_is_rough(network: None, client: Client) -> None:
    page = client.get("/leden/?plaats=5038+AB").content.decode()
    assert "(afstanden zijn ongeveer)" in page
    assert ">Dichtbij</a>" in page


def test_who_serves_a_municipality_is_there_works_in_its_province_or_everywhere(
    network: None, client: Client
) -> None:
    whole = make("Hele provincie")
    whole.works_in.set([Municipality.objects.get(code="GM0855").province])
    assert listed(client, "gemeente=tilburg") == [
        "Dichtbij",
        "Dorp verder",
        "Hele provincie",
        "Overal",
    ]
    assert listed(client, "gemeente=S%C3%BAdwest-Frysl%C3%A2n") == ["Overal"]


def test_a_province_holds_its_municipalities(network: None, client: Client) -> None:
    assert listed(client, "provincie=noord-brabant") == ["Dichtbij", "Dorp verder"]
    page = client.get("/leden/").content.decode()
    assert "Noord-Brabant (2)" in page
    assert "Friesland (1)" in page


def test_a_theme_and_a_name_narrow_the_list(network: None, client: Client) -> None:
    Organisation.objects.get(name="Ver weg").themes.set([Theme.objects.get(slug="vervoer")])
    assert listed(client, "thema=vervoer") == ["Ver weg"]
    assert listed(client, "q=dichtbij") == ["Dichtbij"]
    assert listed(client, "q=DORP+verder") == ["Dorp verder"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plaats=Bergen", "Welke bedoel je?"),
        ("plaats=Tilbrug", "Bedoel je Tilburg?"),
        ("gemeente=Xyzzy", "kennen we niet"),
        ("q=" + "a" * 300, ""),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(
    network: None, client: Client, query: str, said: str
) -> None:
    response = client.get(f"/leden/?{query}")
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert f'value="{query.partition("=")[2]}"' in page


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%25",
        "q='; drop",
        "q=(",
        "plaats=%00",
        "afstand=x",
        "pagina=999999",
        "pagina=x",
        "thema=nee",
    ],
)
def test_odd_input_is_no_error(network: None, client: Client, query: str) -> None:
    assert client.get(f"/leden/?{query}").status_code in {200, 422}
    assert client.get(f"/leden/kaart/?{query}").status_code in {200, 422}


def test_a_sentence_is_taken_apart(cast: SimpleNamespace) -> None:
    said = understood("Wie weet iets van brusjes in Friesland?")
    assert [theme.slug for theme in said.themes] == [
        theme.slug for theme in Theme.objects.filter(name__icontains="brus")
    ]
    assert said.themes
    assert str(said.province) == "Friesland"
    assert said.words == []
    near = understood("vervoer bij Súdwest-Fryslân")
    assert [theme.slug for theme in near.themes] == ["vervoer"]
    assert near.place is not None
    assert near.place.municipality == Municipality.objects.get(code="GM1900")
    assert understood("Stichting De Brug").place is None
    assert understood("provincie Utrecht").province is not None
    assert understood("in Utrecht").place is not None


def test_members_find_people_by_what_they_know_and_visitors_find_nobody(
    client: Client, cast: SimpleNamespace
) -> None:
    theme = understood("brusjes").themes[0]
    cast.daan.themes.add(theme)
    friesland = Municipality.objects.get(code="GM0080").province
    Person.objects.filter(pk=cast.daan.pk).update(province=friesland)
    address = f"/leden/?q={quote('wie weet iets van brusjes in Friesland')}"
    assert cast.daan.name not in client.get(address).content.decode()
    client.force_login(cast.sanne.user)
    page = client.get(address).content.decode()
    assert cast.daan.get_absolute_url() in page
    assert (
        cast.daan.get_absolute_url()
        not in client.get("/leden/?q=brusjes+in+Limburg").content.decode()
    )
    assert cast.daan.get_absolute_url() not in client.get("/leden/").content.decode()


def test_a_person_is_in_nothing_that_a_visitor_or_a_machine_can_read(
    client: Client, cast: SimpleNamespace
) -> None:
    for address in (
        "/leden/",
        f"/leden/?q={quote(cast.daan.name)}",
        "/leden/kaart/",
        "/leden/bereik/",
        f"/zoeken/?q={quote(cast.daan.name)}",
        "/sitemap.xml",
        cast.daan.organisation.get_absolute_url(),
    ):
        page = client.get(address).content.decode()
        assert cast.daan.public_id not in page, address
        assert cast.daan.user.email not in page, address
        assert f">{cast.daan.name}<" not in page, address


def test_the_map_counts_what_the_list_counts_and_each_dot_is_a_link(
    network: None, client: Client
) -> None:
    page = client.get("/leden/kaart/").content.decode()
    assert "<strong>4</strong> organisaties in <strong>4</strong> plaatsen" in page
    assert page.count('<span class="count">1</span>') == 4
    assert 'aria-label="Leeuwarden: 1 leden"' in page
    assert "/leden/?plaats=Leeuwarden+%28Friesland%29&amp;afstand=0" in page
    assert listed(client, "plaats=Leeuwarden+%28Friesland%29&afstand=0") == ["Ver weg"]


def test_only_the_centre_of_the_town_is_on_the_map(network: None, client: Client) -> None:
    Organisation.objects.filter(name="Ver weg").update(address="Geheimelaan 12")
    town = Town.objects.get(slug="leeuwarden")
    x, y = point(town.latitude, town.longitude)
    page = client.get("/leden/kaart/").content.decode()
    assert f'cx="{x}" cy="{y}"' in page
    for address in ("/leden/", "/leden/kaart/", "/leden/bereik/", "/leden/?plaats=Leeuwarden"):
        assert "Geheimelaan" not in client.get(address).content.decode()


def test_who_works_from_home_has_no_address_to_show(network: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(name="Ver weg").update(
            works_from_home=True, address="Geheimelaan 12"
        )


def test_the_reach_counts_who_is_near_and_shows_white_spots(network: None, client: Client) -> None:
    page = client.get("/leden/bereik/").content.decode()
    # Tilburg and Goirle, Leeuwarden, and Utrecht where "Overal" is based.
    assert "<strong>4</strong> van de 342 gemeenten" in page
    assert "<strong>338</strong> werkt nog niemand" in page
    whole = make("Hele provincie")
    whole.works_in.set([Municipality.objects.get(code="GM0855").province])
    page = client.get("/leden/bereik/").content.decode()
    assert "<strong>4</strong> van de 342 gemeenten" in page
    assert "In <strong>54</strong> werkt alleen een lid dat de hele provincie bedient." in page
    assert "Noord-Brabant: 2 van 56</summary>" in page
    assert "alleen een lid dat in de hele provincie werkt" in page


def test_working_in_the_whole_country_takes_no_white_spot_away(
    cast: SimpleNamespace, client: Client
) -> None:
    for one in Organisation.objects.all():
        lifecycle.end(one, by=None)
    make("Overal en nergens")
    assert "<strong>342</strong> werkt nog niemand" in client.get("/leden/bereik/").content.decode()


def test_names_stand_where_somebody_looks_for_them(cast: SimpleNamespace, client: Client) -> None:
    Organisation.objects.all().update(is_active=False, state="opgezegd")
    for name in (
        "Van der Berg",
        "Azalea",
        "Ćwikła",
        "Het Hofje",
        "Ömer",
        "Zon",
        "Привет",
        "De Brug",
    ):
        Organisation.objects.create(name=name, slug=f"n-{abs(hash(name))}", kind="welzijn")
    assert listed(client, "") == [
        "Azalea",
        "Van der Berg",
        "De Brug",
        "Ćwikła",
        "Het Hofje",
        "Ömer",
        "Zon",
        "Привет",
    ]


def test_a_larger_network_costs_no_more_queries(cast: SimpleNamespace, client: Client) -> None:
    def more() -> None:
        for number in range(20):
            made = make(f"Extra {number}", "tilburg", ("GM0855", "GM0785"))
            made.themes.set(Theme.objects.all()[:2])
            user = User.objects.create_user(f"extra{number}@cast.example")
            Person.objects.create(user=user, name=f"Mens {number}", organisation=made).themes.set(
                Theme.objects.filter(slug="vervoer")
            )

    first = make("Eerste", "tilburg", ("GM0855",))
    first.works_in.set([Municipality.objects.get(code="GM0855").province])
    first.themes.set(Theme.objects.filter(slug="vervoer"))
    Person.objects.filter(pk=cast.daan.pk).update(organisation=first)
    cast.daan.themes.set(Theme.objects.filter(slug="vervoer"))
    client.force_login(cast.sanne.user)
    for address in (
        "/leden/",
        "/leden/?q=vervoer",
        "/leden/?plaats=Tilburg",
        "/leden/?gemeente=Tilburg",
        "/leden/kaart/",
        "/leden/bereik/",
    ):
        client.get(address)
    assert_flat(client, "/leden/?q=vervoer&plaats=Tilburg&gemeente=Tilburg", more)
