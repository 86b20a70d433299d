"""Taking publications in from a file."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jmzpro.library.bulk import jobs
from jmzpro.library.bulk.entry import Unreadable
from jmzpro.library.bulk.exporter import as_csv, as_json_lines
from jmzpro.library.bulk.importer import take
from jmzpro.library.bulk.mapping import row_of
from jmzpro.library.bulk.parser import FORMATS, entries
from jmzpro.library.models import Intake, IntakeState, Item
from jmzpro.library.tests.shelf import make_item

pytestmark = pytest.mark.django_db

RIS = """TY  - RPRT
ID  - scp-2020
AU  - Boer, Alice de
AU  - Bakker, Inger
TI  - Zorgen en leren
PB  - Voorbeelduitgever
PY  - 2020/03//
AB  - Wat leerlingen zeggen die thuis zorgen. Met tabellen.
UR  - https://voorbeeld.example/rapport
DO  - 10.1000/182
SN  - 978 90 377 0939 1
LA  - dut
ER  -

TY  - VIDEO
TI  - Een film zonder kenmerk
PY  - 2021
ER  -
"""


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "external_id": f"x-{number}",
        "title": f"Handreiking {number}",
        "promise": "Begin morgen.",
        "year": 2020,
        **changes,
    }


def run(folder: Path, rows: list[dict[str, Any]], **options: Any) -> str:
    file = folder / "lijst.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in rows))
    said = io.StringIO()
    call_command("import_publications", file, stdout=said, **options)
    return said.getvalue()


def test_bad_rows_are_told_and_a_second_run_takes_only_what_was_mended(tmp_path: Path) -> None:
    rows = [row(number) for number in range(40)]
    for number, broken in enumerate(
        (
            {"title": ""},
            {"year": "twee"},
            {"kind": "stripboek"},
            {"external_id": ""},
            {"links": "ftp://x"},
        )
    ):
        rows[number * 7] |= broken
    rows[36]["external_id"] = "x-35"
    rows[37]["licence"], rows[37]["reuse"] = "cc-by-nd", "aanpassen"
    first = run(tmp_path, rows)
    assert "40 rijen: 38 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 fout." in first
    assert "Rij 1: title ontbreekt." in first
    assert "staat ook al op rij 36" in first
    assert len([line for line in first.splitlines() if "niet overgenomen" in line]) == 4
    assert Item.objects.public().count() == 38
    # The row that had no identifier is known by its title, year and authors.
    second = run(tmp_path, [row(number) for number in range(40)])
    assert "40 rijen: 2 nieuw, 1 gewijzigd, 37 ongewijzigd, 0 fout." in second


def test_only_what_changed_is_changed(tmp_path: Path) -> None:
    run(tmp_path, [row(number) for number in range(3)])
    before = dict(Item.objects.values_list("external_id", "changed_at"))
    said = run(tmp_path, [row(0), row(1, year=2021, themes="vervoer"), row(2)], verbosity=2)
    assert "1 gewijzigd, 2 ongewijzigd" in said
    assert "gewijzigd: year, themes" in said
    after = dict(Item.objects.values_list("external_id", "changed_at"))
    assert [key for key in before if before[key] != after[key]] == ["x-1"]
    assert Item.objects.get(external_id="x-1").live


def test_columns_that_a_file_does_not_have_stay_as_they_are(tmp_path: Path) -> None:
    run(
        tmp_path,
        [row(1, text="Een lang verhaal.", authors=["Boer, Alice de"], publishers=["Uitgeverij"])],
    )
    run(
        tmp_path, [{"external_id": "x-1", "title": "Een nieuwe titel", "authors": ["Jansen, Piet"]}]
    )
    item = Item.objects.get(external_id="x-1")
    assert (item.title, item.text, item.promise) == (
        "Een nieuwe titel",
        "Een lang verhaal.",
        "Begin morgen.",
    )
    assert [credit.name for credit in item.credits.all()] == ["Jansen, Piet", "Uitgeverij"]


def test_a_dry_run_changes_nothing_and_says_the_same(tmp_path: Path) -> None:
    said = run(tmp_path, [row(1), row(2, title="")], dry_run=True)
    assert (
        "Proef, er is niets veranderd. 2 rijen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 fout."
        in said
    )
    assert not Item.objects.exists()


def test_what_an_editor_works_on_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path, [row(1)])
    item = Item.objects.get()
    item.title = "Wat de redacteur schrijft"
    item.save_revision()
    assert "1 fout" in run(tmp_path, [row(1, year=1999)])
    assert Item.objects.get().year == 2020


def test_what_was_withdrawn_does_not_come_back_by_itself(tmp_path: Path) -> None:
    run(tmp_path, [row(1)])
    Item.objects.get().withdraw(by=None)
    assert "1 gewijzigd" in run(tmp_path, [row(1, year=2021)])
    assert not Item.objects.get().live


def test_a_concept_is_asked_for(tmp_path: Path) -> None:
    run(tmp_path, [row(1)], concept=True)
    assert Item.objects.get().state == "concept"


def test_csv_as_dutch_spreadsheets_write_it(tmp_path: Path) -> None:
    file = tmp_path / "lijst.CSV"
    heads = "Kenmerk;Titel;Jaar;Auteurs;Thema’s;Alleen voor leden;Omschrijving"
    text = f'{heads}\nk1;Één kaart;2019;"Boer, Alice de; GGD";Vervoer;nee;"Regel 1\nRegel 2"\n'
    file.write_bytes(text.encode("cp1252"))
    call_command("import_publications", file, stdout=io.StringIO())
    item = Item.objects.get()
    assert (item.title, item.year, item.text, item.is_for_members) == (
        "Één kaart",
        2019,
        "Regel 1\nRegel 2",
        False,
    )
    assert [(credit.shown_name, credit.is_organisation) for credit in item.credits.all()] == [
        ("Alice de Boer", False),
        ("GGD", True),
    ]
    assert [theme.slug for theme in item.themes.all()] == ["vervoer"]


def test_ris_as_reference_managers_write_it(tmp_path: Path) -> None:
    file = tmp_path / "lijst.ris"
    file.write_text(RIS)
    for counted in ("2 nieuw", "2 ongewijzigd"):
        said = io.StringIO()
        call_command("import_publications", file, stdout=said)
        assert counted in said.getvalue()
    report, film = Item.objects.order_by("pk")
    assert (report.external_id, report.year, report.month, report.doi, report.isbn) == (
        "scp-2020",
        2020,
        3,
        "10.1000/182",
        "978 90 377 0939 1",
    )
    assert report.promise == "Wat leerlingen zeggen die thuis zorgen."
    assert [link.url for link in report.links.all()] == ["https://voorbeeld.example/rapport"]
    assert (film.kind, film.promise) == ("film", "Film uit 2021.")


ZOTERO = (
    "\ufeffTY  - RPRT\r\nTI  - Gezien worden\r\nAU  - Boer, Alice de\r\nAB  - Wat leerlingen "
    "zeggen.\r\nCY  - Utrecht\r\n"
    "DA  - 2021/03/15/\r\nPY  - 2021\r\nDP  - Zotero\r\nM3  - Rapport\r\nSP  - 84\r\nLA  - "
    "nl-NL\r\nPB  - Uitgeverij\r\n"
    "UR  - https://voorbeeld.example/rapport\r\nY2  - 2024/05/01/12:00:00\r\nL1  - "
    "files/12/rapport.pdf\r\nKW  - school\r\nER  - \r\n"
    "\r\nTY  - JOUR\r\nTI  - Young carers\r\nAU  - Jansen, Piet\r\nDO  - 10.1000/182\r\nDA  - "
    "2020///\r\nPY  - 2020\r\n"
    "LA  - en\r\nN1  - <p>Een notitie</p>\r\nER  - \r\n\r\n"
)


def test_ris_as_zotero_writes_it() -> None:
    report, article = (entry.values for entry in entries(ZOTERO.encode(), "ris"))
    assert (report["year"], report["month"], report["language"], report["publishers"]) == (
        2021,
        3,
        "nl",
        ["Uitgeverij"],
    )
    assert [link["url"] for link in report["links"]] == ["https://voorbeeld.example/rapport"]
    assert (article["year"], article["text"], article["kind"]) == (2020, "Een notitie", "onderzoek")
    assert "month" not in article


@pytest.mark.parametrize(
    ("mark", "code"), [(";", "cp1252"), (";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")]
)
@pytest.mark.parametrize("told", ["", "sep={}\r\n"])
def test_csv_as_excel_saves_it(mark: str, code: str, told: str) -> None:
    text = (
        told.format(mark)
        + mark.join(("Kenmerk", "Titel", "Jaar"))
        + "\r\n"
        + mark.join(("k1", '"Één kaart – “nieuw”"', "2019"))
        + "\r\n"
    )
    (entry,) = entries(text.encode(code), "csv")
    assert entry.values == {"external_id": "k1", "title": "Één kaart – “nieuw”", "year": 2019}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.csv", b""),
        ("x.pdf", b"%PDF"),
        ("x.ris", b"geen ris"),
        ("x.csv", b"a,b\n1,2"),
        ("x.jsonl", b"   \n"),
        ("x.jsonl", b"[1, 2"),
        ("x.csv", b"external_id,title\n"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_sentence(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_publications", file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("import_publications", tmp_path / "weg.csv")


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(form: str, data: bytes) -> None:
    lead = {
        "xlsx": b"PK\x03\x04",
        "bib": b"@book{a, title={",
        "nbib": b"PMID- 1\nTI  - ",
        "json": b'[{"type": "book", "issued": ',
        "jsonl": b'{"title": "x"}\n',
        "csv": b"external_id,title,year,links\n",
        "ris": b"TY  - RPRT\n",
    }[form]
    with suppress(Unreadable):
        assert all(entry.place > 0 for entry in entries(lead + data, form))


def test_what_is_exported_comes_in_unchanged(cast: SimpleNamespace) -> None:
    item = make_item(
        "=SOM(A1) en {haakjes}",
        themes="vervoer geld",
        kind="film",
        transcript="-Hallo\n+dag",
        film_minutes=5,
        external_id="e1",
    )
    item.audiences, item.ages = ["school", "ouders"], ["6-11"]
    taken = {
        "authors": ["Boer, Alice de", "{Bureau, de Helpers}"],
        "publishers": ["JMZ"],
        "links": [{"url": "https://a.example/;x", "label": "Hier"}],
    }
    from jmzpro.library.bulk.mapping import fill

    fill(item, taken)
    item.save()
    item.put_on_site(by=None)
    before = row_of(Item.objects.get())
    for form, text in (
        ("csv", as_csv(Item.objects.all())),
        ("jsonl", as_json_lines(Item.objects.all())),
    ):
        data = "".join(text).encode()
        outcomes = [
            each.outcome
            for each in take(entries(data, form), by=None, to_site=True, is_dry=False, seen={})
        ]
        assert outcomes == ["ongewijzigd"], form
    assert row_of(Item.objects.get()) == before
    cells = list(csv.reader(io.StringIO("".join(as_csv(Item.objects.all())))))
    assert not [cell for cell in cells[1] if cell.startswith(("=", "+", "-", "@"))]


def hand_in(rows: list[dict[str, Any]], cast: SimpleNamespace) -> Intake:
    data = "\n".join(json.dumps(each) for each in rows).encode()
    return Intake.objects.create(
        name="lijst.jsonl", format="jsonl", data=data, handed_in_by=cast.anouk.user
    )


def test_an_intake_is_checked_first_and_taken_in_when_the_editor_says_so(
    cast: SimpleNamespace,
) -> None:
    intake = hand_in([row(number) for number in range(25)] + [row(99, title="")], cast)
    while jobs.work():
        pass
    intake.refresh_from_db()
    assert (intake.state, intake.counts, Item.objects.count()) == (
        IntakeState.CHECKED,
        {"nieuw": 25, "gewijzigd": 0, "ongewijzigd": 0, "fout": 1},
        0,
    )
    assert intake.lines[0]["outcome"] == "fout"
    assert intake.take_in(cast.anouk.user)
    assert not intake.take_in(cast.anouk.user)
    while jobs.work():
        pass
    intake.refresh_from_db()
    assert (intake.state, intake.number("nieuw"), Item.objects.count()) == (
        IntakeState.DONE,
        25,
        25,
    )


def test_a_worker_killed_halfway_leaves_a_report_that_is_right(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = hand_in([row(number) for number in range(25)], cast)
    intake.state = IntakeState.TAKING
    intake.save()
    whole = jobs.one_batch
    done: list[None] = []

    def killed(*given: Any) -> None:
        if done:
            raise KeyboardInterrupt
        whole(*given)
        done.append(None)

    monkeypatch.setattr(jobs, "one_batch", killed)
    with pytest.raises(KeyboardInterrupt):
        jobs.work()
    monkeypatch.setattr(jobs, "one_batch", whole)
    assert not jobs.work()  # its lease still runs
    Intake.objects.update(leased_until=None)
    while jobs.work():
        pass
    intake.refresh_from_db()
    assert (
        intake.state,
        intake.number("nieuw"),
        intake.number("ongewijzigd"),
        Item.objects.count(),
    ) == (IntakeState.DONE, 25, 0, 25)


def test_a_file_that_cannot_be_read_says_so_to_the_editor(cast: SimpleNamespace) -> None:
    intake = Intake.objects.create(
        name="x.ris", format="ris", data=b"niets", handed_in_by=cast.anouk.user
    )
    jobs.work()
    intake.refresh_from_db()
    assert intake.state == IntakeState.UNREADABLE
    assert "geen RIS" in intake.problem
