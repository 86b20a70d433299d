"""The Bureau takes the lists along; each time is in the audit trail, and no cell is a formula."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.test import Client
from openpyxl import load_workbook

from jmzpro.members.models import Organisation
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.queries import assert_flat
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def rows_of(response: object) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_organisations_as_csv_by_name_with_a_mark_for_excel(
    office: Client, cast: SimpleNamespace
) -> None:
    cast.brug.name = "=HYPERLINK(1)"
    cast.brug.save()
    rows = rows_of(office.post("/beheer/organisaties/export/", {"soort": "csv"}))
    assert rows[0][:3] == ["Naam", "Soort", "KvK-nummer"]
    assert len(rows) == 7
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]
    line = AuditLine.objects.get(action="members.exported")
    assert (line.actor, line.details) == (
        cast.anouk.user,
        {"form": "csv", "rows": 6, "filters": {}},
    )


def test_people_as_xlsx(office: Client, cast: SimpleNamespace) -> None:
    cast.sanne.name = "+31612345678"
    cast.sanne.save()
    response = office.post("/beheer/mensen/export/", {"soort": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "+31612345678" in [row[0] for row in cells]
    assert "sanne@cast.example" in [row[1] for row in cells]
    assert "no-store" in response["Cache-Control"]


def test_the_file_holds_what_the_list_shows(office: Client, cast: SimpleNamespace) -> None:
    page = office.get("/beheer/organisaties/?kind=welzijn&q=wadden").content.decode()
    assert "/beheer/organisaties/export/?kind=welzijn&amp;q=wadden" in page
    assert (
        "komt 1 rij"
        in office.get("/beheer/organisaties/export/?kind=welzijn&q=wadden").content.decode()
    )
    rows = rows_of(
        office.post("/beheer/organisaties/export/?kind=welzijn&q=wadden", {"soort": "csv"})
    )
    assert [row[0] for row in rows[1:]] == ["Welzijn Waddenkust"]
    assert AuditLine.objects.get(action="members.exported").details["filters"] == {
        "kind": "welzijn",
        "q": "wadden",
    }


def test_reading_the_page_writes_nothing_down(office: Client) -> None:
    office.get("/beheer/mensen/export/")
    assert not AuditLine.objects.filter(action="members.exported").exists()


@pytest.mark.parametrize("which", ["organisaties", "mensen"])
def test_nobody_else_exports(client: Client, cast: SimpleNamespace, which: str) -> None:
    make_roles()
    url = f"/beheer/{which}/export/"
    assert client.post(url, {"soort": "csv"})["Location"].startswith("/inloggen/")
    for person in (cast.ilse, cast.pieter, cast.sanne, cast.wim):
        log_in(client, person)
        assert client.post(url, {"soort": "csv"}).status_code in {302, 404}
        assert client.get(url).status_code in {302, 404}
    assert not AuditLine.objects.filter(action="members.exported").exists()


def test_a_longer_list_costs_no_more_queries(office: Client, cast: SimpleNamespace) -> None:
    def more() -> None:
        for number in range(20):
            made = Organisation.objects.create(
                name=f"Org {number} {Organisation.objects.count()}",
                slug=f"o-{Organisation.objects.count()}",
                kind="welzijn",
            )
            made.themes.set(cast.brug.themes.all())

    assert_flat(office, "/beheer/organisaties/export/", more)
