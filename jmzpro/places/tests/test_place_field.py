"""What people type for a place, and which place they mean."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client

from jmzpro.places.forms import MunicipalitiesField, NearField, PlaceField, settled
from jmzpro.places.lookup import find, towns_within
from jmzpro.places.models import Municipality, Postcode, Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("’s hertogenbosch", "s-hertogenbosch"),
        ("`s-Hertogenbosch", "s-hertogenbosch"),
        ("Den Bosch", "s-hertogenbosch"),
        ("den-bosch", "s-hertogenbosch"),
        ("Den Haag", "den-haag"),
        ("'s-Gravenhage", "den-haag"),
        ("Ee", "ee"),
        ("Húns", "huns"),
        ("huns", "huns"),
        ("Hu\u0301ns", "huns"),
        ("Huins", "huns"),
        ("Ljouwert", "leeuwarden"),
        ("Boalsert", "bolsward"),
        ("Bergen (NH)", "bergen"),
        ("Bergen (NH.)", "bergen"),
        ("Bergen N.H.", "bergen"),
        ("Bergen, Noord-Holland", "bergen"),
        ("Bergen (L)", "nieuw-bergen"),
        ("Bergen (L.)", "nieuw-bergen"),
        ("Nes (Ameland)", "nes-2750417"),
        ("St. Pancras", "sint-pancras"),
        ("ZWOLLE", "zwolle"),
        ("Súdwest-Fryslân", "sneek"),
        ("gemeente Altena", "werkendam"),
        ("Almere", "almere-stad"),
        ("3511 AB", "utrecht"),
        ("9711", "groningen"),
        # A postcode or a province beside the name.
        ("7551 EA Hengelo", "hengelo-overijssel"),
        ("7551EA Hengelo", "hengelo-overijssel"),
        ("NL-7551 EA Hengelo", "hengelo-overijssel"),
        ("Hengelo, 7551 EA", "hengelo-overijssel"),
        ("7255 AB Hengelo", "hengelo-gelderland"),
        ("7255 Hengelo", "hengelo-gelderland"),
        ("Hengelo, Overijssel", "hengelo-overijssel"),
        ("Hengelo Overijssel", "hengelo-overijssel"),
        ("Hengelo (Overijssel)", "hengelo-overijssel"),
        ("Hengelo (Gld)", "hengelo-gelderland"),
        ("Hengelo (Gld.)", "hengelo-gelderland"),
        ("Hengelo (O)", "hengelo-overijssel"),
        ("Hengelo, Nederland, 7551", "hengelo-overijssel"),
        ("Bergen Noord-Holland", "bergen"),
        ("Bergen Noord Holland", "bergen"),
        ("1861 AB Bergen", "bergen"),
        ("Nes (gemeente Ameland)", "nes-2750417"),
        ("Nes gem. Ameland", "nes-2750417"),
        ("4196 Beesd", "beesd"),
        ("Zwolle, Nederland", "zwolle"),
        # Official, older and regional names of towns.
        ("2511 BT 's-Gravenhage", "den-haag"),
        ("Alphen a/d Rijn", "alphen-aan-den-rijn"),
        ("Alphen a.d. Rijn", "alphen-aan-den-rijn"),
        ("Alphen aan de Rijn", "alphen-aan-den-rijn"),
        ("Capelle a/d IJssel", "capelle-aan-den-ijssel"),
        ("Koog a/d Zaan", "koog-aan-de-zaan"),
        ("Snits", "sneek"),
        ("Surhústerfean", "surhuisterveen"),
        ("Rinsumageest", "rinsumageast"),
        ("Mestreech", "maastricht"),
        ("Remunj", "roermond"),
        ("Kirchroa", "kerkrade"),
        # Municipalities of before, by their main town.
        ("Langedijk", "noord-scharwoude"),
        ("Beemster", "middenbeemster"),
        ("Westvoorne", "oostvoorne"),
        ("Landerd", "zeeland"),
        ("Binnenmaas", "puttershoek"),
        ("Molenwaard", "nieuw-lekkerland"),
        ("Het Bildt", "sint-annaparochie"),
        ("Littenseradiel", "wommels"),
        ("Littenseradeel", "wommels"),
        ("Onderbanken", "schinveld"),
        ("gemeente Boarnsterhim", "grou"),
        ("Haaren", "haaren"),
        ("Maasdonk", "geffen"),
        ("Skarsterlân", "joure"),
        ("De Friese Meren", "joure"),
        ("Weesp", "weesp"),
        ("gemeente Weesp", "weesp"),
        ("Vleuten-De Meern", "vleuten"),
        ("Oost-, West- en Middelbeers", "middelbeers"),
        ("Oostflakkee", "oude-tonge"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed: str, slug: str) -> None:
    assert PlaceField().clean(typed) == Town.objects.get(slug=slug)


def test_a_municipality_is_measured_from_its_centre_and_holds_all_its_towns() -> None:
    place = NearField().clean("Súdwest-Fryslân")
    assert place.is_area
    assert place.is_rough
    assert place.municipality == Municipality.objects.get(code="GM1900")
    assert set(
        Town.objects.filter(municipality=place.municipality).values_list("pk", flat=True)
    ) <= set(towns_within(place, 0))


def test_a_town_that_gave_its_name_to_a_municipality_is_one_place() -> None:
    assert [place.name for place in find("Tilburg")] == ["Tilburg"]
    assert not find("Tilburg")[0].is_area
    assert find("Tilburg (gemeente)")[0].is_area


def test_a_postcode_is_exact_once_its_centre_was_imported() -> None:
    assert NearField().clean("8011 AB").is_rough
    sneek = Town.objects.get(slug="sneek")
    Postcode.objects.create(
        number="8011",
        latitude=sneek.latitude,
        longitude=sneek.longitude,
        municipality=sneek.municipality,
    )
    place = NearField().clean("8011 AB")
    assert (place.town, place.municipality, place.is_rough) == (sneek, sneek.municipality, False)


def test_a_name_of_several_places_offers_them_to_choose_from() -> None:
    form = FormWithPlace(QueryDict("plaats=Bergen"))
    assert not form.is_valid()
    assert "Bergen (Noord-Holland)" in form.errors["plaats"][0]
    html = str(form["plaats"])
    assert 'value="Bergen|Bergen (Noord-Holland)"' in html
    assert 'value="Bergen|Nieuw-Bergen"' in html


def test_what_was_chosen_counts_and_stands_in_the_field() -> None:
    form = FormWithPlace(QueryDict("plaats=Bergen&plaats-keuze=Bergen|Nieuw-Bergen"))
    assert form.is_valid()
    assert form.cleaned_data["plaats"].slug == "nieuw-bergen"


def test_a_choice_for_another_name_does_not_count() -> None:
    form = FormWithPlace(QueryDict("plaats=Zwolle&plaats-keuze=Bergen|Nieuw-Bergen"))
    assert form.is_valid()
    assert form.cleaned_data["plaats"].slug == "zwolle"


def test_every_choice_can_be_typed_back() -> None:
    for name in (
        "Haren",
        "Winsum",
        "Zuidwolde",
        "Loenen",
        "Katwijk",
        "Bergen",
        "Valkenburg",
        "Hengelo",
        "Nes",
        "Rijswijk",
        "Beek",
        "Oosterwolde",
        "Winsum",
        "Buren",
        "Heusden",
    ):
        form = FormWithPlace(QueryDict(f"plaats={name}"))
        form.is_valid()
        for _, label in form.fields["plaats"].widget.choices:
            assert len(find(label)) == 1, label


def test_an_address_with_a_choice_is_settled() -> None:
    assert (
        settled(
            QueryDict("plaats=Bergen&plaats-keuze=Bergen|Nieuw-Bergen&x=1"), "plaats"
        ).urlencode()
        == "plaats=Nieuw-Bergen&x=1"
    )


def test_a_misspelt_name_offers_what_looks_like_it() -> None:
    form = FormWithPlace(QueryDict("plaats=Apeldorn"))
    assert not form.is_valid()
    assert "Bedoel je Apeldoorn" in form.errors["plaats"][0]
    assert 'value="Apeldorn|Apeldoorn"' in str(form["plaats"])


@pytest.mark.parametrize(
    "typed",
    ["(", "()", "-", "🏠", "'", "0000", "1", "a" * 120, "Bergen (Mars)", "%", "(NH)", "gemeente"],
)
def test_odd_input_is_refused_in_words(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        NearField().clean(typed)


def test_municipalities_by_comma_or_line_whatever_the_spelling() -> None:
    found = MunicipalitiesField().clean(
        "tilburg, Sudwest Fryslan\nNuenen, Gerwen en Nederwetten, 's-gravenhage; Bergen (NH)"
    )
    assert [one.code for one in found] == ["GM0373", "GM0820", "GM0518", "GM1900", "GM0855"]


def test_a_municipality_that_is_unknown_shared_or_a_town_says_what_to_type() -> None:
    with pytest.raises(forms.ValidationError) as refused:
        MunicipalitiesField().clean("Bergen, Sneek, Tilbrug, Xyzzy")
    said = refused.value.messages
    assert "Bergen (L.) of Bergen (NH.)" in said[0]
    assert "Bedoel je Súdwest-Fryslân?" in said[1]
    assert "Bedoel je Tilburg?" in said[2]
    assert "Kijk of de naam goed gespeld is." in said[3]


def test_one_that_merged_stands_for_what_it_is_now() -> None:
    altena, tilburg = (
        Municipality.objects.get(code="GM1959"),
        Municipality.objects.get(code="GM0855"),
    )
    Municipality.objects.filter(pk=altena.pk).update(merged_into=tilburg)
    assert MunicipalitiesField().clean("Altena, Tilburg") == [tilburg]


def test_municipalities_of_before_lead_on_and_a_town_asks_for_the_one_it_is_in() -> None:
    found = MunicipalitiesField().clean(
        "Langedijk, Binnenmaas, Beemster, Menaldumadeel, Littenseradiel, Den Haag, Vleuten-De Meern"
    )
    assert sorted(one.name for one in found) == [
        "'s-Gravenhage", "Dijk en Waard", "Hoeksche Waard", "Purmerend", "Súdwest-Fryslân", "Utrecht", "Waadhoeke",  # noqa: E501
    ]  # fmt: skip
    with pytest.raises(forms.ValidationError, match="Weesp” is geen gemeente"):
        MunicipalitiesField().clean("gemeente Weesp")
    assert [one.code for one in MunicipalitiesField().clean(
"Hengelo, Laren, Bergen (NH), "
"Echt-Susteren"
)] == [
        "GM0373", "GM1711", "GM0164", "GM0417",
    ]  # fmt: skip


def test_a_postcode_tells_nothing_that_a_name_does_not_need_and_no_other_name_is_taken() -> None:
    assert PlaceField().clean("1011 AB Zwolle").slug == "zwolle"
    for typed in ("7551 EA Xyzzy", "Hengelo, Limburg"):
        with pytest.raises(forms.ValidationError):
            PlaceField().clean(typed)


def test_kept_municipalities_are_shown_as_they_can_be_typed_back() -> None:
    field = MunicipalitiesField()
    both = list(Municipality.objects.filter(code__in=["GM0373", "GM0820"]))
    assert (
        field.prepare_value([one.pk for one in both])
        == "Bergen (NH.), Nuenen, Gerwen en Nederwetten"
    )
    assert set(field.clean(field.prepare_value(both))) == set(both)


def test_suggestions_know_municipalities_and_other_spellings(client: Client) -> None:
    assert client.get("/plaatsen/", {"q": "sudw"}).json() == {"places": ["Súdwest-Fryslân"]}
    assert client.get("/plaatsen/", {"q": "den bo"}).json()["places"][0] == "'s-Hertogenbosch"
    assert client.get("/plaatsen/", {"q": "bergen"}).json()["places"][:2] == [
        "Bergen op Zoom",
        "Bergen (Noord-Holland)",
    ]


class FormWithPlace(forms.Form):
    plaats = PlaceField()
