"""What is exchanged in HSDS 3: what is written fits the schema, what is read is read record by
record.
"""

import copy
import json
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema_rs
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from jmzpro.support.hsds.exporter import as_hsds
from jmzpro.support.hsds.importer import take_in
from jmzpro.support.hsds.validation import SCHEMA, faults
from jmzpro.support.models import SupportService
from jmzpro.support.tests.made import SEARCH, asked, make_service
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db

FOREIGN: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Groep voor kinderen",
    "status": "active",
    "description": "Samen praten.",
    "url": "https://elders.example/groep",
    "email": "groep@elders.example",
    "alternate_name": None,
    "minimum_age": 8,
    "maximum_age": 12,
    "wait_time": "vier weken",
    "assured_date": timezone.localdate().isoformat(),
    "organization": {
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
        "name": "Steunpunt Elders",
        "description": "Steunpunt.",
    },
    "phones": [
        {"id": "p1", "number": "000-1111111", "type": "voice", "description": "de balie"},
        {"id": "p2", "number": "000-2222222", "type": "text"},
    ],
    "schedules": [
        {"id": "s1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    ],
    "languages": [{"id": "l1", "code": "nl"}, {"id": "l2", "code": "xx"}],
    "service_areas": [
        {"id": "a1", "name": "Tilburg"},
        {"id": "a2", "extent": "PV20", "name": "de provincie", "extent_type": "text"},
    ],
    "service_at_locations": [
        {
            "id": "sl1",
            "location": {
                "id": "lo1",
                "location_type": "physical",
                "addresses": [
                    {
                        "id": "ad1",
                        "address_1": "Voorbeeldstraat 1",
                        "city": "Tilburg",
                        "state_province": "Noord-Brabant",
                        "postal_code": "5038 AA",
                        "country": "NL",
                        "address_type": "physical",
                    }
                ],
            },
        }
    ],
    "attributes": [
        {"id": "at1", "taxonomy_term": {"id": "t1", "name": "Autisme", "description": "Autisme"}},
        {
            "id": "at2",
            "taxonomy_term": {"id": "t2", "name": "Iets anders", "description": "Iets anders"},
        },
    ],
    "contacts": [{"id": "c1", "name": "Ann Persona", "email": "ann@elders.example"}],
}


def foreign(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(FOREIGN), **changes}


def test_the_schema_is_a_schema() -> None:
    schema = json.loads(SCHEMA.read_text())
    jsonschema_rs.meta.validate(schema)
    assert {"id", "name", "status"} == set(schema["$defs"]["service"]["required"])


def test_what_is_written_fits_the_schema_bare_and_full(cast: SimpleNamespace) -> None:
    bare = make_service(
        "Kaal",
        themes=(),
        phone="",
        wait_time="",
        application_process="",
        minimum_age=None,
        maximum_age=None,
    )
    full = make_service(
        "Vol",
        organisation=cast.brug,
        municipalities=("Tilburg", "Breda"),
        provinces=("utrecht",),
        town="tilburg",
        is_national=True,
        address="Voorbeeldstraat 1",
        postcode="5038 AA",
        languages=["nl", "ar"],
        opening_hours="werkdagen",
        phone_description="vraag naar de consulent",
        url="https://elders.example/",
        email="hulp@elders.example",
    )
    for service in (bare, full):
        assert faults(json.loads(json.dumps(as_hsds(service)))) == []
    assert [area["extent"] for area in as_hsds(full)["service_areas"]] == [
        "NL",
        "PV26",
        "GM0758",
        "GM0855",
    ]


def test_the_api_gives_records_of_hsds_and_only_what_is_public(
    client: Client, cast: SimpleNamespace
) -> None:
    shown = make_service(
        "Zichtbaar",
        organisation=cast.brug,
        municipalities=("Tilburg",),
        minimum_age=8,
        maximum_age=12,
    )
    make_service("Gestopt", status="defunct")
    found = client.get("/api/v1/services").json()["results"]
    assert [record["name"] for record in found] == ["Zichtbaar"]
    assert [faults(record) for record in found] == [[]]
    one = client.get(f"/api/v1/services/{shown.public_id}").json()
    assert one == found[0]
    assert cast.sanne.name not in json.dumps(one)
    assert "assurer_email" not in one
    for question, number in (
        ("theme=psychische-kwetsbaarheid&municipality=GM0855&age=9", 1),
        ("theme=autisme", 0),
        ("age=15", 0),
        ("province=utrecht", 0),
    ):
        assert len(client.get(f"/api/v1/services?{question}").json()["results"]) == number, question


def test_what_was_written_is_read_back_as_the_same(cast: SimpleNamespace) -> None:
    service = make_service(
        "Heen en terug",
        organisation=cast.brug,
        municipalities=("Tilburg",),
        town="tilburg",
        opening_hours="werkdagen",
    )
    record = json.loads(json.dumps(as_hsds(service)))
    assert take_in([record]).counts["gelijk"] == 1
    again = SupportService.objects.with_all().get()
    assert as_hsds(again)["id"] == record["id"]
    assert as_hsds(again) == record


def test_a_record_from_elsewhere_becomes_a_service_that_is_found(client: Client) -> None:
    report = take_in(foreign())
    assert report.counts["nieuw"] == 1
    assert "termen die we niet kennen: Iets anders" in report.lines[0]
    service = SupportService.objects.with_all().get()
    assert (service.hsds_id, service.provider, service.phone, service.phone_description) == (
        FOREIGN["id"],
        "Steunpunt Elders",
        "000-1111111",
        "de balie",
    )
    assert service.opening_hours == "maandag en dinsdag 09.00 – 17.00 uur"
    assert (service.town and service.town.name, service.address) == ("Tilburg", "Voorbeeldstraat 1")
    assert [one.name for one in service.municipalities.all()] == ["Tilburg"]
    assert [one.name for one in service.provinces.all()] == ["Groningen"]
    assert [one.slug for one in service.themes.all()] == ["autisme"]
    assert service.languages == ["nl"]
    assert (
        "Groep voor kinderen"
        in client.post(
            SEARCH, asked(place="Tilburg", age="9", words="broertje met autisme")
        ).content.decode()
    )
    back = as_hsds(service)
    assert faults(back) == []
    assert [phone["number"] for phone in back["phones"]] == ["000-1111111", "000-2222222"]
    assert back["schedules"][0]["byday"] == "MO,TU"
    assert "Ann Persona" not in json.dumps(back)


def test_twice_is_once_and_a_dry_run_is_nothing() -> None:
    assert take_in([foreign()], dry_run=True).counts["nieuw"] == 1
    assert not SupportService.objects.exists()
    take_in([foreign()])
    assert take_in([foreign()]).counts == {
        "nieuw": 0,
        "veranderd": 0,
        "gelijk": 1,
        "hier nieuwer": 0,
        "geweigerd": 0,
    }
    assert (
        take_in([foreign(wait_time="zes weken", last_modified="2099-01-01T00:00:00Z")]).counts[
            "veranderd"
        ]
        == 1
    )
    assert SupportService.objects.get().wait_time == "zes weken"


def test_a_new_waiting_time_from_a_file_clears_the_day_on_which_the_old_one_was_known(
    cast: SimpleNamespace,
) -> None:
    take_in(foreign(last_modified="2026-01-01T00:00:00Z"))
    service = SupportService.objects.get()
    assert service.change(
        {"wait_time_known_on": date(2025, 12, 1)},
        {},
        seen=service.version,
        by=cast.anouk.user,
        by_office=True,
    )
    assert (
        take_in(foreign(email="balie@elders.example", last_modified="2099-01-01T00:00:00Z")).counts[
            "veranderd"
        ]
        == 1
    )
    assert SupportService.objects.get().wait_time_known_on == date(2025, 12, 1)
    take_in(foreign(wait_time="zes weken", last_modified="2099-01-02T00:00:00Z"))
    assert SupportService.objects.get().wait_time_known_on is None


def test_one_bad_record_does_not_sink_the_file() -> None:
    bad: list[Any] = [
        foreign(id="1", status="open"),
        foreign(id="2", url="geen adres"),
        {"name": "zonder kenmerk"},
        "geen dienst",
        None,
        foreign(id="3", name="x" * 400),
        foreign(id="4", minimum_age=20, maximum_age=10),
        foreign(id="5", organization=None),
        foreign(id="6", minimum_age="acht"),
        foreign(id="7", minimum_age=1e300),
        foreign(id="8", assured_date="gisteren"),
    ]
    report = take_in([foreign(), *bad, foreign(id="9", name="De laatste")])
    assert report.counts["nieuw"] == 2
    assert report.counts["geweigerd"] == len(bad)
    assert set(SupportService.objects.values_list("name", flat=True)) == {
        "Groep voor kinderen",
        "De laatste",
    }
    assert "status is geen van de woorden die HSDS kent" in "\n".join(report.lines)
    assert "id ontbreekt" in "\n".join(report.lines)


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: one,
        lambda one: {"contents": [one], "total_items": 1},
        lambda one: [{"id": "o", "name": "Organisatie", "description": "O", "services": [one]}],
    ],
)
def test_the_shapes_in_which_hsds_comes_are_all_read(wrapped: Any) -> None:
    assert take_in(wrapped(foreign())).counts["nieuw"] == 1


def test_what_an_owner_wrote_here_is_not_lost_to_an_older_file(cast: SimpleNamespace) -> None:
    take_in(foreign(last_modified="2026-01-01T00:00:00Z"))
    service = SupportService.objects.get()
    assert service.change(
        {"wait_time": "geen"}, {}, seen=service.version, by=cast.anouk.user, by_office=True
    )
    assert take_in(foreign(last_modified="2026-02-01T00:00:00Z")).counts["hier nieuwer"] == 1
    assert SupportService.objects.get().wait_time == "geen"


def test_what_nobody_checked_there_is_marked_here_at_once() -> None:
    take_in(foreign(assured_date=None))
    service = SupportService.objects.get()
    assert service.is_marked
    assert not service.has_left
    assert take_in(foreign(assured_date=None)).counts["gelijk"] == 1


def test_a_service_of_a_member_is_that_members(cast: SimpleNamespace) -> None:
    take_in(foreign(organization={"id": "x", "name": "steunpunt de brug", "description": "Ja."}))
    assert SupportService.objects.get().organisation == cast.brug


def test_a_theme_out_of_use_is_not_written_nor_read() -> None:
    Theme.objects.filter(slug="autisme").update(is_active=False)
    take_in(foreign())
    assert not SupportService.objects.get().themes.exists()


def command(path: Path, **options: Any) -> str:
    said = StringIO()
    call_command("import_support", path, stdout=said, **options)
    return said.getvalue()


def test_the_command_tells_what_became_of_each(tmp_path: Path) -> None:
    path = tmp_path / "diensten.json"
    path.write_text(json.dumps([foreign(), foreign(id="1", status="open")]))
    assert "Zou worden: 1 nieuw, 0 veranderd, 0 gelijk, 0 hier nieuwer, 1 geweigerd." in command(
        path, dry_run=True
    )
    assert not SupportService.objects.exists()
    assert "1 nieuw" in command(path)


@pytest.mark.parametrize("content", [b"geen json", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stuk.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="geen JSON"):
        command(path)
    with pytest.raises(CommandError, match="niet te openen"):
        command(tmp_path / "weg.json")
