"""OAI-PMH, harvested as libraries do."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import BadArgument, BadResumptionToken, IdDoesNotExist, NoRecordsMatch
from sickle.response import OAIResponse

from jmzpro.library import oai
from jmzpro.library.models import Item
from jmzpro.library.tests.shelf import make_item

pytestmark = pytest.mark.django_db


class Harvester(Sickle):  # type: ignore[misc]
    """Sickle over the test client instead of the network."""

    def harvest(self, **asked: str) -> OAIResponse:
        got = Client().get("/oai", asked)
        answer = SimpleNamespace(
            content=got.content, text=got.content.decode(), encoding="utf-8", headers=got.headers
        )
        return OAIResponse(answer, params=asked)


@pytest.fixture
def harvester() -> Harvester:
    return Harvester("http://127.0.0.1:8000/oai")


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oai, "ON_A_PAGE", 3)


def titles(records: Iterator[Any]) -> list[str]:
    return sorted(record.metadata["title"][0] for record in records if not record.deleted)


@pytest.mark.usefixtures("small_pages")
def test_everything_public_is_harvested_once_over_all_pages(harvester: Harvester) -> None:
    for number in range(10):
        make_item(f"Item {number:02}")
    make_item("Voor leden", is_for_members=True)
    make_item("Concept", live=False)
    assert titles(harvester.ListRecords(metadataPrefix="oai_dc")) == [
        f"Item {number:02}" for number in range(10)
    ]
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc"))) == 10


@pytest.mark.usefixtures("small_pages")
def test_what_changes_during_a_harvest_is_not_missed(harvester: Harvester) -> None:
    items = [make_item(f"Item {number}") for number in range(7)]
    records = harvester.ListRecords(metadataPrefix="oai_dc")
    found = [next(records).metadata["title"][0]]
    items[0].title = "Item 0, herzien"
    items[0].put_on_site(by=None)
    found += [record.metadata["title"][0] for record in records]
    assert set(found) >= {f"Item {number}" for number in range(1, 7)} | {"Item 0, herzien"}


def test_who_harvested_it_hears_that_it_is_gone(harvester: Harvester) -> None:
    gone, closed, secret = (
        make_item("Weg"),
        make_item("Dicht"),
        make_item("Altijd voor leden", is_for_members=True),
    )
    gone.withdraw(by=None)
    closed.is_for_members = True
    closed.put_on_site(by=None)
    records = {
        record.header.identifier: record
        for record in harvester.ListRecords(metadataPrefix="oai_dc")
    }
    assert set(records) == {oai.name_of(gone), oai.name_of(closed)}
    assert all(record.deleted for record in records.values())
    assert "Weg" not in Client().get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    with pytest.raises(IdDoesNotExist):
        harvester.GetRecord(identifier=oai.name_of(secret), metadataPrefix="oai_dc")


def test_a_record_says_what_it_is(harvester: Harvester) -> None:
    item = make_item(
        "Zorg & <school>",
        themes="vervoer",
        kind="film",
        year=2020,
        month=3,
        isbn="978 90 377 0939 1",
        doi="10.1/x",
        licence="cc-by",
    )
    found = harvester.GetRecord(identifier=oai.name_of(item), metadataPrefix="oai_dc").metadata
    assert found["title"] == ["Zorg & <school>"]
    assert (found["date"], found["type"], found["subject"]) == (
        ["2020-03"],
        ["MovingImage", "Film"],
        ["Vervoer"],
    )
    assert found["identifier"] == [
        f"http://127.0.0.1:8000{item.get_absolute_url()}",
        "urn:isbn:9789037709391",
        "https://doi.org/10.1/x",
    ]
    assert found["rights"] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_a_set_and_a_period_narrow_it(harvester: Harvester) -> None:
    old, new = make_item("Oud", kind="film"), make_item("Nieuw", themes="vervoer")
    Item.objects.filter(pk=old.pk).update(changed_at=old.changed_at - timedelta(days=40))
    assert titles(harvester.ListRecords(metadataPrefix="oai_dc", set="kind:film")) == ["Oud"]
    assert titles(harvester.ListRecords(metadataPrefix="oai_dc", set="theme:vervoer")) == ["Nieuw"]
    day = f"{new.changed_at:%Y-%m-%d}"
    assert titles(harvester.ListRecords(**{"metadataPrefix": "oai_dc", "from": day})) == ["Nieuw"]
    second = oai.stamp(new.changed_at)
    assert titles(
        harvester.ListRecords(**{"metadataPrefix": "oai_dc", "from": second, "until": second})
    ) == ["Nieuw"]
    with pytest.raises(NoRecordsMatch):
        harvester.ListRecords(metadataPrefix="oai_dc", set="kind:onbekend")
    assert {"kind:film", "theme:vervoer"} <= {each.setSpec for each in harvester.ListSets()}


def test_it_says_who_it_is(harvester: Harvester) -> None:
    said = harvester.Identify()
    assert (said.protocolVersion, said.deletedRecord, said.baseURL) == (
        "2.0",
        "persistent",
        "http://127.0.0.1:8000/oai",
    )
    assert [each.metadataPrefix for each in harvester.ListMetadataFormats()] == ["oai_dc"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("", "badVerb"),
        ("verb=Weg", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=gisteren", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0001-01-01&until=9999-12-31", "badArgument"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
            "badArgument",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-03&until=2026-01-02", "badArgument"),
        ("verb=ListRecords&resumptionToken=abc", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=W10", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=abc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=abc", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elders:1", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc", "noRecordsMatch"),
        ("verb=ListMetadataFormats&identifier=weg", "idDoesNotExist"),
    ],
)
def test_what_cannot_be_is_refused_as_the_protocol_says(asked: str, code: str) -> None:
    got = Client().get(f"/oai?{asked}")
    assert got.status_code == 200
    assert etree.fromstring(got.content).find(f"{{{oai.OAI}}}error").get("code") == code


def test_asking_by_post_is_reading_too(harvester: Harvester) -> None:
    make_item("Item")
    got = Client().post(
        "/oai",
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert "Item" in got.content.decode()


def test_a_token_that_was_tampered_with_is_refused(harvester: Harvester) -> None:
    with pytest.raises(BadResumptionToken):
        list(
            harvester.ListRecords(
                resumptionToken=oai.Harvest(after="2026-01-01", after_id=True).token()
            )
        )
    for edge in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"):
        with pytest.raises(BadResumptionToken):
            list(harvester.ListRecords(resumptionToken=oai.Harvest(after=edge, after_id=1).token()))
    with pytest.raises(BadArgument):
        harvester.ListRecords(metadataPrefix="oai_dc", until="x")


@given(
    asked=st.dictionaries(
        st.sampled_from(
            ["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken"]
        ),
        st.text(max_size=20),
    )
)
@hypothesis_settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_the_answer_is_xml(asked: dict[str, str]) -> None:
    got = Client().get("/oai", asked)
    assert got.status_code in {200, 400}
    if got.status_code == 200:
        etree.fromstring(got.content)
