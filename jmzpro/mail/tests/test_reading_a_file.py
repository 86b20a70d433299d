"""`manage.py read_mail`: what would come of a mail, for who looks into one."""

import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jmzpro.mail.tests import clients as c
from jmzpro.mail.tests.toy import Toy, ask, reply

KEYS = ["kind", "standing", "text", "left_off", "away_until"]


@pytest.fixture
def read(tmp_path: Path, db: None) -> Any:
    def of(raw: bytes) -> Any:
        path = tmp_path / "mail.eml"
        path.write_bytes(raw)
        out = io.StringIO()
        call_command("read_mail", str(path), "--json", stdout=out)
        return json.loads(out.getvalue())

    return of


def test_a_reply_of_somebody_unknown_is_read(read: Any) -> None:
    found = read(c.gmail(["Wij doen dat met een taxi.", "", "Groetjes Marijke"]))
    assert list(found) == KEYS
    assert found["kind"] == "answer"
    assert found["standing"] == "unknown"
    assert found["text"] == "Wij doen dat met een taxi."
    assert found["away_until"] is None
    assert {"rule": "closing", "text": "Groetjes Marijke"} in found["left_off"]
    assert {one["rule"] for one in found["left_off"]} == {"closing", "quote"}


def test_every_word_of_the_mail_is_in_the_text_or_in_what_was_left_off(read: Any) -> None:
    signature = [
        "Met vriendelijke groet,",
        "",
        "Marijke Hoekstra",
        "T 058 123 45 67",
        "",
        "Verstuurd vanaf mijn iPhone",
    ]
    for raw in (
        c.outlook_classic_text(["Ja.", "", *signature]),
        c.thunderbird(["Ja."], signature=["Marijke", "Coach"]),
        c.samsung(["Ja."]),
    ):
        found = read(raw)
        assert found["text"] == "Ja."
        off = " ".join(one["text"] for one in found["left_off"])
        for word in (
            "Sanne",
            "ervaring",
            *(("Hoekstra", "iPhone") if b"Hoekstra," not in raw and b"iPhone" in raw else ()),
        ):
            assert word in off


def test_a_machines_mail_gives_no_text_and_says_what_it_said(read: Any) -> None:
    raw = c.mail(text="Ik ben met verlof en vanaf maandag 14 december 2026 weer aan het werk.")
    found = read(b"Auto-Submitted: auto-replied\r\nDate: Tue, 1 Dec 2026 09:00:00 +0100\r\n" + raw)
    assert (found["kind"], found["text"], found["away_until"]) == ("away", "", "2026-12-14")
    assert found["left_off"][0]["text"].startswith("Ik ben met verlof")
    found = read(c.mail(text="👍 Marijke heeft gereageerd op uw bericht:\n\nWie?"))
    assert (found["kind"], found["text"], found["away_until"]) == ("reaction", "", None)


def test_a_date_is_read_from_the_day_in_the_mail(read: Any) -> None:
    raw = c.mail(text="Ik ben er maandag weer.")
    found = read(b"Auto-Submitted: auto-replied\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\n" + raw)
    assert found["away_until"] == str(date(2026, 3, 9))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", None),
        (b"geen mail, maar wel woorden", "answer"),
        (b"\x00\x01\x02" * 40, "empty"),
        (
            b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 60_000 + b"Ja.",
            "unreadable",
        ),
        (b"From: a@b.example, c@d.example\r\n\r\nJa.", "answer"),
    ],
)
def test_anything_is_read(read: Any, raw: bytes, kind: str | None) -> None:
    if kind is None:
        with pytest.raises(CommandError, match="geen mail"):
            read(raw)
    else:
        assert read(raw)["kind"] == kind


def test_the_standing_of_the_sender_is_told(
    read: Any, cast: SimpleNamespace, toy: Toy, settings: Any
) -> None:
    settings.MAIL_AUTHSERV_ID = "mx.jmzpro.example"
    asked = ask(cast.marijke)
    passed = {"Authentication-Results": "mx.jmzpro.example; dmarc=pass header.from=cast.example"}
    assert read(reply(asked, headers=passed))["standing"] == "owner"
    assert read(reply(asked))["standing"] == "owner-unproven"
    assert read(reply(asked, sender="iemand@elders.example"))["standing"] == "other"
    assert read(c.mail(text="Ja."))["standing"] == "member"
    assert read(b"From: a@b.example, c@d.example\r\n\r\nJa.")["standing"] == "nobody"


def test_nothing_is_written_or_sent(read: Any, cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    rows = {model: model._default_manager.count() for model in apps.get_models()}
    with CaptureQueriesContext(connection) as queries:
        for raw in (
            reply(asked),
            reply(
                asked, "Ik ben afwezig tot 14 december.", headers={"Auto-Submitted": "auto-replied"}
            ),
            reply(asked, ""),
        ):
            read(raw)
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries)
    assert rows == {model: model._default_manager.count() for model in apps.get_models()}
    assert toy.taken == []
    assert toy.away == []


def test_standard_input_and_words_for_people(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(c.gmail(["Wij doen dat met een taxi.", "", "Groetjes Marijke"]))

    monkeypatch.setattr("sys.stdin", Standard)
    out = io.StringIO()
    call_command("read_mail", "-", stdout=out)
    said = out.getvalue()
    assert "Soort: een antwoord van een mens" in said
    assert "Wij doen dat met een taxi." in said
    assert "Weggelaten (closing):\nGroetjes Marijke" in said


def test_a_file_that_is_not_there_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("read_mail", "/nergens/mail.eml")
