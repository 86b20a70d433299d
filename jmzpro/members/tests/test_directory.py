"""The list of organisations, and what search may find."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from jmzpro.members import search
from jmzpro.members.models import Organisation, Person, User
from jmzpro.testing.queries import assert_flat

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> set[str]:
    page = client.get(f"/leden/{query}").content.decode()
    return {
        name
        for name in Organisation.objects.values_list("name", flat=True)
        if f">{name}</a>" in page
    }


def test_everybody_sees_the_organisations(client: Client, cast: SimpleNamespace) -> None:
    assert len(shown(client)) == 6


def test_province_and_kind_narrow_the_list(client: Client, cast: SimpleNamespace) -> None:
    assert shown(client, "?provincie=gelderland") == {"Jongerenwerk IJsselstroom"}
    assert shown(client, "?soort=welzijn") == {"Jongerenwerk IJsselstroom", "Welzijn Waddenkust"}
    assert shown(client, "?provincie=friesland&soort=welzijn") == {"Welzijn Waddenkust"}
    assert shown(client, "?provincie=friesland&soort=ggz") == set()


def test_each_choice_says_how_many_it_gives(client: Client, cast: SimpleNamespace) -> None:
    page = client.get("/leden/?soort=welzijn").content.decode()
    assert "Friesland (1)" in page or "Fryslân (1)" in page
    assert "Utrecht (0)" in page
    assert "Brede welzijnsorganisatie (2)" in page


@pytest.mark.parametrize(
    "query",
    ["?provincie=nergens", "?soort=geheim", "?provincie=%00", "?soort=a&soort=b", "?provincie[]=1"],
)
def test_a_filter_that_does_not_exist_filters_nothing(
    client: Client, cast: SimpleNamespace, query: str
) -> None:
    assert len(shown(client, query)) == 6


def test_no_result_says_what_to_do(client: Client, cast: SimpleNamespace) -> None:
    assert (
        "Geen organisatie gevonden"
        in client.get("/leden/?provincie=friesland&soort=ggz").content.decode()
    )


def more(cast: SimpleNamespace) -> None:
    for number in range(20):
        organisation = Organisation.objects.create(
            name=f"Extra {number}", slug=f"extra-{number}", kind="welzijn", town=cast.wad.town
        )
        organisation.works_in.set(cast.wad.works_in.all())
        user = User.objects.create_user(f"extra{number}@cast.example")
        Person.objects.create(user=user, name=f"Mens {number}", organisation=cast.wad)


def test_more_organisations_and_people_cost_no_more_queries(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    client.get("/leden/")
    assert_flat(client, "/leden/", lambda: more(cast))
    Person.objects.filter(name__startswith="Mens").delete()
    assert_flat(client, cast.wad.get_absolute_url(), lambda: people(cast))


def people(cast: SimpleNamespace) -> None:
    for number in range(20):
        Person.objects.create(
            user=User.objects.create_user(f"p{number}@cast.example"),
            name=f"P {number}",
            organisation=cast.wad,
        )


def test_search_shows_people_to_members_only(cast: SimpleNamespace) -> None:
    assert not search.PEOPLE.visible_to(AnonymousUser()).exists()
    assert search.PEOPLE.visible_to(cast.sanne.user).filter(pk=cast.marijke.pk).exists()
    assert not search.PEOPLE.visible_to(cast.sanne.user).filter(pk=cast.wim.pk).exists()
    assert search.ORGANISATIONS.visible_to(AnonymousUser()).count() == 6


def test_what_search_reads_costs_no_query_a_row(
    cast: SimpleNamespace, django_assert_num_queries: object
) -> None:
    for kind in (search.PEOPLE, search.ORGANISATIONS):
        read, shown = list(kind.all()), list(kind.with_all(kind.visible_to(cast.sanne.user)))
        with django_assert_num_queries(0):  # type: ignore[operator]
            titles = {kind.document(row).title for row in read}
            assert {kind.hit(row).title for row in shown} <= titles
