"""The Bureau takes lists in: a report first, doubles picked by hand, and what is carried out is
what the report showed.
"""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jmzpro.kit.spreadsheet import as_xlsx
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.bulk import jobs
from jmzpro.members.bulk.importer import Taking
from jmzpro.members.bulk.models import ImportRow, ImportState, MemberImport, Outcome
from jmzpro.members.bulk.parser import Unreadable, entries
from jmzpro.members.models import Organisation, Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine
from jmzpro.trust.personal_data import data_categories

pytestmark = pytest.mark.django_db
IMPORTS = "/beheer/leden/inlezen/"
LIST = """Organisatie;Type;Plaats;Werkt in;Thema's;E-mailadres;Lid vanaf
Steunpunt De Brug;Mantelzorgsteunpunt of expertisecentrum;Amersfoort;Utrecht;Vervoer;;
Mantelzorg Zuid;Brede welzijnsorganisatie;Maastricht;Limburg | Noord-Brabant;;info@zuid.example;1-2-2020
St. Welzijn Waddenkust;welzijn;Harlingen;Friesland;;;
Zonder Soort;;;;;;
Mantelzorg Zuid;welzijn;;;;;
Verkeerd;winkel;Nergenshuizen;Atlantis;;geen adres;ooit
"""  # noqa: E501
PEOPLE = """naam;e-mail;organisatie;functie
Sanne Vermeer;SANNE@cast.example;Steunpunt De Brug;coördinator
Nora Nieuw;nora@brug.example;steunpunt de brug;consulent
Youssef el Idrissi;youssef.elidrissi@brug.example;Steunpunt De Brug;
Iemand;iemand@x.example;Onbekende Stichting;
Wim de Boer;wim@cast.example;;
"""


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def hand_in(
    client: Client,
    text: str | bytes,
    kind: str = "organisaties",
    name: str = "leden.csv",
    **more: Any,
) -> Any:
    data = text.encode() if isinstance(text, str) else text
    sent = {"kind": kind, "file": SimpleUploadedFile(name, data), "eenmalig": new_key(), **more}
    return client.post(IMPORTS, sent)


def work() -> None:
    while jobs.work():
        pass


def looked_at(client: Client, text: str | bytes, kind: str = "organisaties") -> MemberImport:
    hand_in(client, text, kind)
    work()
    return MemberImport.objects.get()


def outcomes(source: MemberImport, field: str = "outcome") -> list[str]:
    return list(source.rows.values_list(field, flat=True))


def carry_out(client: Client, source: MemberImport) -> None:
    client.post(f"{source.get_absolute_url()}opname/")
    work()
    source.refresh_from_db()


def test_the_report_says_what_would_be_done_with_each_row_and_does_nothing(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(office, LIST)
    assert outcomes(source) == [
        "gewijzigd",
        "nieuw",
        "dubbel",
        "overgeslagen",
        "overgeslagen",
        "overgeslagen",
    ]
    rows = {row.place: row for row in source.rows.all()}
    assert set(rows[2].changes) == {"town", "themes"}
    assert rows[4].candidates[0]["name"] == "Welzijn Waddenkust"
    assert rows[5].said == ["Soort ontbreekt. Een nieuwe organisatie heeft die nodig."]
    assert rows[6].said == ["Staat ook op rij 3."]
    assert len(rows[7].said) == 5
    assert Organisation.objects.count() == 6
    for outcome in Outcome.values:
        assert office.get(f"{source.get_absolute_url()}?soort={outcome}").status_code == 200
    page = office.get(f"{source.get_absolute_url()}?soort=gewijzigd").content.decode()
    assert "Amersfoort" in page
    assert "Er is nog niets veranderd" in page


def test_what_is_carried_out_is_what_the_report_showed_and_twice_is_once(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(office, LIST)
    for _ in range(2):
        carry_out(office, source)
    assert source.state == "klaar"
    assert outcomes(source, "done") == [
        "gewijzigd",
        "nieuw",
        "overgeslagen",
        "overgeslagen",
        "overgeslagen",
        "overgeslagen",
    ]
    south = Organisation.objects.get(name="Mantelzorg Zuid")
    assert [province.slug for province in south.works_in.all()] == ["limburg", "noord-brabant"]
    assert (south.slug, south.email, str(south.joined_on)) == (
        "mantelzorg-zuid",
        "info@zuid.example",
        "2020-02-01",
    )
    brug = Organisation.objects.get(pk=cast.brug.pk)
    assert brug.town is not None
    assert (brug.town.name, brug.description) == ("Amersfoort", cast.brug.description)
    assert (
        AuditLine.objects.filter(action="organisation.imported", actor=cast.anouk.user).count() == 1
    )
    again = MemberImport.objects.create(kind="organisaties", name="x", data=LIST.encode())
    work()
    assert outcomes(again)[:2] == ["ongewijzigd", "ongewijzigd"]


def test_the_office_picks_whether_a_double_is_the_same(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(
        office,
        (
            "naam;soort;website\nSt. Welzijn Waddenkust;welzijn;https://wad.example\nHet "
            "Steunpunt De Brug;welzijn;\n"
        ),
    )
    assert outcomes(source) == ["dubbel", "dubbel"]
    assert "koos je nog niet" in office.get(source.get_absolute_url()).content.decode()
    office.post(
        f"{source.get_absolute_url()}keuze/",
        {"rij-2": "zelfde", "rij-3": "nieuw", "rij-999": "nieuw", "rij-x": "y"},
    )
    carry_out(office, source)
    assert outcomes(source, "done") == ["gewijzigd", "nieuw"]
    wad = Organisation.objects.get(pk=cast.wad.pk)
    assert (wad.name, wad.website) == ("St. Welzijn Waddenkust", "https://wad.example")
    assert Organisation.objects.filter(name="Het Steunpunt De Brug").exists()


def test_what_changed_since_the_report_is_not_written_over_and_is_said(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(office, LIST)
    cast.brug.description = "Net aangepast."
    cast.brug.save()
    Organisation.objects.create(name="mantelzorg zuid", slug="zuid", kind="welzijn")
    carry_out(office, source)
    assert outcomes(source, "done")[:2] == ["overgeslagen", "overgeslagen"]
    page = office.get(f"{source.get_absolute_url()}?soort=overgeslagen").content.decode()
    assert "intussen veranderd" in page
    assert "Intussen is er al iets" in page
    assert Organisation.objects.get(pk=cast.brug.pk).description == "Net aangepast."


def test_a_worker_that_is_killed_half_way_is_followed_by_another(
    office: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "TAKEN_AT_ONCE", 2)
    rows = "".join(f"Organisatie {number};welzijn\n" for number in range(6))
    source = looked_at(office, f"naam;soort\n{rows}")
    office.post(f"{source.get_absolute_url()}opname/")
    source.refresh_from_db()
    assert source.claim()
    with transaction.atomic():
        for row in source.rows.all()[:2]:
            Taking("organisaties", None).take(row)
    MemberImport.objects.update(leased_until=None)  # its lease ran out
    work()
    assert Organisation.objects.filter(name__startswith="Organisatie ").count() == 6
    assert set(outcomes(source, "done")) == {"nieuw"}


def test_people_are_known_by_address_and_nobody_is_invited_by_itself(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(office, PEOPLE, "mensen")
    assert outcomes(source) == ["gewijzigd", "nieuw", "dubbel", "overgeslagen", "overgeslagen"]
    carry_out(office, source)
    assert not OutgoingMail.objects.exists()
    assert Person.objects.get(pk=cast.sanne.pk).function == "coördinator"
    nora = Person.objects.get(user__email="nora@brug.example")
    assert nora.organisation == cast.brug
    assert "nog geen uitnodiging" in office.get(source.get_absolute_url()).content.decode()
    for _ in range(2):
        office.post(f"{source.get_absolute_url()}uitnodigingen/")
        work()
    assert OutgoingMail.objects.get().to == "nora@brug.example"


def test_a_person_of_another_organisation_moves_there(
    office: Client, cast: SimpleNamespace
) -> None:
    source = looked_at(
        office,
        "naam;e-mail;organisatie\nDaan Kolkman;daan@cast.example;Welzijn Waddenkust\n",
        "mensen",
    )
    carry_out(office, source)
    assert Person.objects.get(pk=cast.daan.pk).organisation == cast.wad
    assert AuditLine.objects.filter(action="person.moved").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leeg"),
        (b"kop\nrij", "De eerste rij moet zeggen"),
        (b"naam;soort\n", "geen enkele rij"),
        (b'naam\n"los', ""),
        (b"naam\n" + b"x\n" * 10_001, "meer dan 10.000 rijen"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(office: Client, data: bytes, said: str) -> None:
    response = hand_in(office, data)
    if response.status_code == 422:
        assert said in response.content.decode()
        return
    work()
    assert said in office.get(MemberImport.objects.get().get_absolute_url()).content.decode()


def test_other_files_and_a_double_click_are_taken_well(office: Client) -> None:
    assert hand_in(office, "x", name="leden.docx").status_code == 422
    same = new_key()
    for _ in range(2):
        hand_in(office, LIST, eenmalig=same)
    assert MemberImport.objects.count() == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(
            lambda text: f"naam;soort;e-mail;lid sinds;kvk\n{text}".encode("utf-8", "replace")
        ),
    )
)
def test_any_bytes_give_a_report_and_twice_is_once(cast: SimpleNamespace, data: bytes) -> None:
    for kind in ("organisaties", "mensen"):
        MemberImport.objects.create(kind=kind, name="x", data=data)
        MemberImport.objects.create(kind=kind, name="y", data=data)
    work()
    for source in MemberImport.objects.filter(state="nagekeken").order_by("pk"):
        source.move_on(ImportState.CHECKED, ImportState.TAKING, by=None)
        work()
    assert not MemberImport.objects.exclude(state__in=["klaar", "onleesbaar"]).exists()
    names = [name.casefold() for name in Organisation.objects.values_list("name", flat=True)]
    assert len(names) == len(set(names))
    MemberImport.objects.all().delete()


def test_the_command_does_the_same_and_leaves_doubles_to_the_office(
    cast: SimpleNamespace, tmp_path: Any, capsys: Any
) -> None:
    path = tmp_path / "leden.csv"
    path.write_bytes(LIST.encode("cp1252"))
    call_command("import_members", str(path), "--dry-run")
    assert (
        "Proef, er is niets veranderd. 6 rijen: 1 nieuw, 1 gewijzigd, 0 ongewijzigd, 1 "
        "dubbel, 3 overgeslagen."
    ) in capsys.readouterr().out
    assert Organisation.objects.count() == 6
    call_command("import_members", str(path))
    assert "1 nieuw, 1 gewijzigd" in capsys.readouterr().out
    assert Organisation.objects.count() == 7
    with pytest.raises(CommandError):
        call_command("import_members", str(tmp_path / "weg.csv"))


def test_only_the_bureau_takes_lists_in(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    source = MemberImport.objects.create(kind="organisaties", name="x", data=LIST.encode())
    addresses = (
        IMPORTS,
        *(
            f"{source.get_absolute_url()}{verb}"
            for verb in ("", "keuze/", "opname/", "uitnodigingen/")
        ),
    )
    assert all(
        client.post(address)["Location"].startswith("/inloggen/")
        for address in addresses
        if not address.endswith(source.key + "/")
    )
    for person in (cast.ilse, cast.pieter, cast.sanne):
        log_in(client, person)
        assert {client.post(address).status_code for address in addresses} <= {404, 405}


def test_who_is_forgotten_is_in_no_list_any_more(office: Client, cast: SimpleNamespace) -> None:
    source = looked_at(office, PEOPLE, "mensen")
    data_categories["member-lists"].erase(cast.sanne.user)
    assert not ImportRow.objects.filter(values__email="sanne@cast.example").exists()
    source.refresh_from_db()
    assert bytes(source.data) == b""
    carry_out(office, source)
    assert Person.objects.filter(user__email="nora@brug.example").exists()


CONTACTS = {
    "leden": (
        "Voornaam;Tussenvoegsel;Achternaam;E-mail;Organisatie\nZoe;de;Vries;zoe@x.example;Steunpunt "  # noqa: E501
        "De Brug\n"
    ),
    "naam als achternaam": (
        "Roepnaam;Tv;Naam;Mail;Organisatie\nZoe;de;Vries;zoe@x.example;Steunpunt De Brug\n"
    ),
    "outlook nl": (
        "Voornaam,Middelste naam,Achternaam,Bedrijf,Functie,E-mailadres\nZoe,de,Vries,Steunpunt "
        "De Brug,,zoe@x.example\n"
    ),
    "outlook en": (
        "First Name,Middle Name,Last Name,Company,Job Title,E-mail "
        "Address\nZoe,de,Vries,Steunpunt De Brug,,zoe@x.example\n"
    ),
    "google": (
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - "
        "Label,E-mail 1 - Value\n"
        "Zoe,de,Vries,Steunpunt De Brug,,Work,zoe@x.example ::: zoe@prive.example\n"
    ),
    "google oud": "Name,Given Name,Additional Name,Family Name,Organization 1 - "
    "Name,E-mail 1 - Value\n"
    "Zoe de Vries,Zoe,de,Vries,Steunpunt De Brug,zoe@x.example\n",
    "titel erboven": (
        "Ledenlijst, december\n\nNaam;E-mail;Organisatie\nZoe de Vries;zoe@x.example;Steunpunt "
        "De Brug\n"
    ),
    "tab": "Naam\tE-mail\tOrganisatie\nZoe de Vries\tzoe@x.example\tSteunpunt De Brug\n",
}


@pytest.mark.parametrize("name", CONTACTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_lists_of_contacts_come_in_as_programs_write_them(
    cast: SimpleNamespace, name: str, encoding: str
) -> None:
    (entry,) = entries(CONTACTS[name].encode(encoding), "mensen")
    assert (entry.cells["name"], entry.cells["email"], entry.cells["organisation"]) == (
        "Zoe de Vries",
        "zoe@x.example",
        "Steunpunt De Brug",
    )
    assert not entry.problems


def test_a_workbook_of_excel_comes_in_itself(office: Client, cast: SimpleNamespace) -> None:
    data = as_xlsx(
        [
            ["Ledenlijst"],
            ["Naam", "E-mail", "Organisatie"],
            ["Zoe de Vries", "zoe@x.example", "Steunpunt De Brug"],
        ],
        "Leden",
    )
    assert hand_in(office, data, "mensen", name="leden.xlsx").status_code == 302
    work()
    assert outcomes(MemberImport.objects.get()) == ["nieuw"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04niets", "bewaar het opnieuw"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Opslaan als"),
        (b"Adres;Postcode\nx;y\n", "Zet er in elk geval"),
        (b"", "Kijk of je het goede bestand koos"),
        (b"Naam;E-mail\n", "Kijk of je de goede lijst koos"),
    ],
)
def test_every_refusal_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        entries(data, "mensen")


def test_a_dry_run_in_json_tells_each_row_and_keeps_nothing(
    cast: SimpleNamespace, tmp_path: Path
) -> None:
    file = tmp_path / "leden.csv"
    file.write_text(
        PEOPLE.replace("functie", "functie;schoenmaat", 1).replace("consulent", "consulent;41")
    )
    said = io.StringIO()
    call_command("import_members", file, kind="mensen", dry_run=True, json=True, stdout=said)
    found = json.loads(said.getvalue())
    assert [row["action"] for row in found["rows"]] == [
        "changed",
        "new",
        "double",
        "refused",
        "refused",
    ]
    assert found["rows"][1]["dropped"] == [
        {
            "field": "schoenmaat",
            "value": "41",
            "reason": "Deze kolom kennen we niet; we lezen die niet in.",
        }
    ]
    assert found["rows"][1]["becomes"]["name"] == "Nora Nieuw"
    assert found["rows"][2]["asks"][0]["why"] == "dezelfde naam bij dezelfde organisatie"
    assert "kennen we niet" in found["rows"][3]["reasons"][0]
    assert not MemberImport.objects.exists()
    with pytest.raises(CommandError, match="--dry-run"):
        call_command("import_members", file, kind="mensen", json=True)
