"""Connecting a calendar, and what its owner sees and hears of it."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.choices import State
from jmzpro.agenda.external_calendars import fetcher, jobs, placement, queue, sync, web_pages
from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.models import CalendarReading, ConnectedCalendar, Outcome
from jmzpro.agenda.external_calendars.tests.calendars import calendar, event
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import organiser_trust
from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in
from jmzpro.testing.queries import assert_flat
from jmzpro.trust import installation
from jmzpro.trust.queue import AlreadyDecided, CannotDecide
from jmzpro.work.addresses import WORDS_OF_CONSENT

URL = "https://voorbeeld.example/agenda.ics"


def soon(days: int = 20) -> str:
    return f"DTSTART:{timezone.now() + timedelta(days=days):%Y%m%d}T183000Z"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Onze agenda",
        "url": URL,
        "audiences": ["professionals"],
        "kind": "anders",
        **changes,
    }


def ics(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("agenda.ics", content, "text/calendar")


@pytest.fixture
def sanne(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.sanne.user)
    return client


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the site of somebody else gives, one after the other; the last one for ever."""
    given: list[Any] = []

    def fetch(url: str, **headers: str) -> fetcher.Answer:
        asked.append(headers)
        one = given.pop(0) if len(given) > 1 else given[0]
        if isinstance(one, str):
            raise Unreadable(one)
        return (
            one
            if isinstance(one, fetcher.Answer)
            else fetcher.Answer(one, "text/calendar", '"een"', "gisteren")
        )

    asked: list[dict[str, str]] = []
    monkeypatch.setattr(fetcher, "fetch", fetch)
    return given


def test_an_address_is_read_within_minutes(
    sanne: Client, cast: SimpleNamespace, answers: list[Any]
) -> None:
    assert sanne.get("/mijn/kalenders/").status_code == 200
    assert sanne.get("/mijn/kalenders/koppelen/").status_code == 200
    page = sanne.post(
        "/mijn/kalenders/koppelen/", filled(url="webcal://voorbeeld.example/agenda.ics")
    )["Location"]
    assert "binnen een paar minuten" in sanne.get(page).content.decode()
    assert ConnectedCalendar.objects.get().url == URL
    answers.append(calendar(event(soon()), event("DTSTART:morgen", uid="2", title="Kapot")))
    assert jobs.work() is False
    shown = sanne.get(page).content.decode()
    assert "Kapot" in shown
    assert "geen datum" in shown
    assert Activity.objects.get().organisation == cast.brug
    assert jobs.work() is False, "not again for a few hours"
    assert CalendarReading.objects.count() == 1


def give(client: Client, *events: list[str], name: str = "Onze agenda") -> str:
    file = ics(calendar(*events))
    return client.post("/mijn/kalenders/koppelen/", filled(name=name, url="", file=file))[
        "Location"
    ]


def test_a_file_is_read_in_the_background_and_its_page_says_how_far_it_is(sanne: Client) -> None:
    page = give(sanne, event(soon()), event("DTSTART:morgen", uid="2", title="Kapot"))
    assert not Activity.objects.exists()
    assert "We lezen hem binnen een paar minuten" in sanne.get(page).content.decode()
    CalendarReading.objects.update(of=3000, done=350)
    assert "350 van de 3.000 gedaan" in sanne.get(page).content.decode()
    CalendarReading.objects.update(of=0, done=0)
    jobs.work()
    shown = sanne.get(page).content.decode()
    assert "Eén activiteit komt uit deze kalender" in shown
    assert "Kapot" in shown
    assert CalendarReading.objects.get().content is None, "what was read is not kept"
    assert jobs.work() is False


def test_a_file_given_again_changes_what_changed_in_the_same_calendar(sanne: Client) -> None:
    one, two = event(soon(), uid="1"), event(soon(), uid="2", title="Tweede")
    first = give(sanne, one, two)
    jobs.work()
    renamed = event(soon(), uid="2", title="Anders genoemd")
    assert give(sanne, one, renamed) == first, "the same name"
    jobs.work()
    assert give(sanne, one, renamed, name="agenda 2027 definitief") == first, "the same events"
    jobs.work()
    answer = sanne.post(f"{first}bestand/", {"file": ics(calendar(one, renamed))})
    assert answer["Location"] == first, "from its own page"
    jobs.work()
    assert ConnectedCalendar.objects.count() == 1
    assert sorted(Activity.objects.values_list("title", flat=True)) == [
        "Anders genoemd",
        "Koken voor mantelzorgers",
    ]
    assert (
        "geen kalender"
        in sanne.post(f"{first}bestand/", {"file": ics(b"geen kalender")}).content.decode()
    )
    assert give(sanne, event(soon(), uid="9", title="Iets anders"), name="Andere agenda") != first


def test_in_a_demo_an_address_is_not_read_and_its_page_says_so(
    sanne: Client, answers: list[Any], settings: Any
) -> None:
    settings.DEMO_ADDRESS_OK = WORDS_OF_CONSENT
    answers.append(calendar(event(soon())))
    page = sanne.post("/mijn/kalenders/koppelen/", filled())["Location"]
    installation.remember(True)
    assert jobs.work() is False
    assert not Activity.objects.exists()
    shown = sanne.get(page).content.decode()
    assert "adressen van anderen lezen we hier niet" in shown
    assert "binnen een paar minuten" not in shown
    give(sanne, event(soon()))
    jobs.work()
    assert Activity.objects.exists(), "a file is"


def test_a_calendar_that_tells_only_when_somebody_is_busy_is_refused_with_what_to_do(
    sanne: Client,
) -> None:
    page = give(sanne, event(soon(), title="Bezet"), event(soon(21), uid="2", title="Busy"))
    jobs.work()
    shown = sanne.get(page).content.decode()
    assert "deelt alleen of je bezet bent" in shown
    assert "Alle afspraakdetails" in shown
    assert not Activity.objects.exists()


def test_what_is_not_as_it_stands_there_stays_on_the_page_of_the_calendar(sanne: Client) -> None:
    told = event(soon(), "LOCATION:Ergens", "URL:mailto:x@voorbeeld.example")
    task = ["BEGIN:VTODO", "UID:9", "SUMMARY:Bellen", "END:VTODO"]
    page = give(sanne, told, task)
    for _ in range(2):
        jobs.work()
        shown = sanne.get(page).content.decode()
        assert "We herkennen geen dorp of stad in “Ergens”" in shown
        assert "geen webadres" in shown
        assert "één taak" in shown
        give(sanne, told, task)


def weeks(number: int) -> list[list[str]]:
    return [event(soon(20 + day), uid=str(day), title=f"Activiteit {day}") for day in range(number)]


def test_a_large_calendar_is_one_thing_to_decide_about(
    sanne: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    organiser = organiser_trust.of_organisation(cast.brug)
    organiser.contact_name, organiser.is_trusted = "Sanne Vermeer", True
    organiser.save()
    give(sanne, *weeks(25))
    jobs.work()
    assert Activity.objects.filter(state=State.PUBLISHED).count() == 25, (
        "trusted, and not too many at once"
    )
    give(sanne, *weeks(60))
    jobs.work()
    assert Activity.objects.filter(state=State.FOR_REVIEW).count() == 35
    office = PageClient()
    log_in(office, cast.pieter)
    shown = office.get("/beheer/wachtrij/?soort=agenda-kalender").content.decode()
    assert "35 activiteiten" in shown
    assert shown.count("Activiteit ") == 10
    assert "en nog 25" in shown
    assert ">Agenda (" not in office.get("/beheer/wachtrij/").content.decode()
    (waits,) = queue.waiting(cast.pieter.user)
    page = office.get(waits.url).content.decode()
    assert page.count('type="checkbox"') == 35
    unwanted = Activity.objects.filter(state=State.FOR_REVIEW)[0]
    assert office.post(waits.url, {"activiteit": unwanted.public_id}).status_code == 422
    office.post(waits.url, {"activiteit": unwanted.public_id, "reden": "Dit is geen activiteit."})
    unwanted.refresh_from_db()
    assert unwanted.state == State.REJECTED
    with pytest.raises(AlreadyDecided):
        queue.place_calendar(waits.id, by=cast.pieter.user)
    (waits,) = queue.waiting(cast.pieter.user)
    office.post(
        f"/beheer/wachtrij/agenda-kalender/{waits.id}/besluit/",
        {"besluit": "plaats", "zeker": "ja"},
    )
    assert not queue.waiting(cast.pieter.user)
    while placement.work():
        pass
    assert Activity.objects.filter(state=State.PUBLISHED).count() == 59
    told = OutgoingMail.objects.filter(template__startswith="agenda/mail/")
    assert sorted(told.values_list("template", flat=True)) == [
        "agenda/mail/calendar_placed",
        "agenda/mail/calendar_rejected",
    ]


def test_an_organisation_is_trusted_by_its_calendar(sanne: Client, cast: SimpleNamespace) -> None:
    give(sanne, *weeks(3))
    jobs.work()
    (waits,) = queue.waiting(cast.pieter.user)
    queue.trust_organisation(waits.id, by=cast.pieter.user)
    while placement.work():
        pass
    give(sanne, *weeks(4))
    jobs.work()
    assert Activity.objects.filter(state=State.PUBLISHED).count() == 4


def test_for_children_a_calendar_of_nobody_by_name_is_not_placed(
    sanne: Client, cast: SimpleNamespace
) -> None:
    file = ics(calendar(*weeks(3)))
    sanne.post(
        "/mijn/kalenders/koppelen/", filled(url="", file=file, audiences=["jonge-mantelzorgers"])
    )
    ConnectedCalendar.objects.update(for_young_carers=True)
    jobs.work()
    (waits,) = queue.waiting(cast.pieter.user)
    with pytest.raises(CannotDecide, match="contactpersoon"):
        queue.place_calendar(waits.id, by=cast.pieter.user)
    queue.reject_calendar(waits.id, by=cast.pieter.user, text="We kennen jullie nog niet.")
    assert set(Activity.objects.values_list("state", flat=True)) == {State.REJECTED}
    jobs.work()
    assert not queue.waiting(cast.pieter.user)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"url": ""}, "één van de twee"),
        ({"url": "onze agenda"}, "geen webadres"),
        ({"url": "http://127.0.0.1/a.ics"}, "van jezelf"),
        ({"url": "webcal://localhost/a.ics"}, "van jezelf"),
        ({"url": "http://[::1]/a.ics"}, "van jezelf"),
        ({"url": "http://169.254.169.254/"}, "van jezelf"),
        ({"url": "http://0x7f000001/a.ics"}, "van jezelf"),
        ({"url": "nas/agenda.ics"}, "van jezelf"),
        ({"url": "", "file": ics(b"geen kalender")}, "Dit is geen kalender"),
        ({"url": "", "file": ics(b"x" * (5 * 1024 * 1024 + 1))}, "groter dan 5 MB"),
        ({"audiences": []}, "Kies voor wie het is"),
    ],
)
def test_what_cannot_be_connected_is_said(
    sanne: Client, changes: dict[str, Any], said: str
) -> None:
    for value in changes.values():
        if hasattr(value, "seek"):
            value.seek(0)
    answer = sanne.post("/mijn/kalenders/koppelen/", filled(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ConnectedCalendar.objects.exists()


def test_the_same_calendar_is_connected_once(sanne: Client) -> None:
    sanne.post("/mijn/kalenders/koppelen/", filled())
    assert "al gekoppeld" in sanne.post("/mijn/kalenders/koppelen/", filled()).content.decode()


def test_it_is_of_the_organisation_and_of_nobody_else(sanne: Client, cast: SimpleNamespace) -> None:
    page = sanne.post("/mijn/kalenders/koppelen/", filled())["Location"]
    for person, status in ((cast.youssef, 200), (cast.daan, 404), (cast.els, 404)):
        sanne.force_login(person.user)
        assert sanne.get(page).status_code == status
        assert sanne.post(f"{page}lezing/").status_code == (302 if status == 200 else 404)
    sanne.force_login(cast.els.user)
    assert "hoort bij een organisatie" in sanne.get("/mijn/kalenders/").content.decode()
    sanne.logout()
    assert sanne.get(page)["Location"].startswith("/inloggen/")


def test_what_did_not_change_is_not_read_again(sanne: Client, answers: list[Any]) -> None:
    sanne.post("/mijn/kalenders/koppelen/", filled())
    answers.extend([calendar(event(soon())), fetcher.Answer(None)])
    found = ConnectedCalendar.objects.get()
    jobs.read_again(found)
    found.refresh_from_db()
    assert found.etag == '"een"'
    assert jobs.read_again(found).outcome == Outcome.SAME


def test_it_is_asked_less_and_less_and_its_owner_once_after_a_week(
    sanne: Client, cast: SimpleNamespace, answers: list[Any]
) -> None:
    sanne.post("/mijn/kalenders/koppelen/", filled())
    answers.append("Op dit adres staat niets meer.")
    now, pauses = timezone.now(), []
    for _ in range(40):
        found = ConnectedCalendar.objects.get()
        assert found.next_at is not None
        now = max(now, found.next_at)
        with time_machine.travel(now, tick=False):
            jobs.work()
            found.refresh_from_db()
            assert found.next_at is not None
            pauses.append(found.next_at - now)
    assert pauses[0] == timedelta(hours=4)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(days=1)
    mail = OutgoingMail.objects.get(template="agenda/mail/calendar_failing")
    assert mail.to == cast.sanne.user.email
    assert "niets meer" in mail.text
    assert CalendarReading.objects.count() == jobs.KEPT
    shown = sanne.get(found.get_absolute_url()).content.decode()
    assert "Op dit adres staat niets meer." in shown


def test_when_it_works_again_all_is_forgotten(sanne: Client, answers: list[Any]) -> None:
    sanne.post("/mijn/kalenders/koppelen/", filled())
    answers.extend(["Stuk.", calendar(event(soon()))])
    jobs.read_again(ConnectedCalendar.objects.get())
    jobs.read_again(ConnectedCalendar.objects.get())
    found = ConnectedCalendar.objects.get()
    assert (found.failures, found.failing_since) == (0, None)


def test_a_disconnected_one_rests_and_what_came_from_it_stays(
    sanne: Client, answers: list[Any]
) -> None:
    page = sanne.post("/mijn/kalenders/koppelen/", filled())["Location"]
    answers.append(calendar(event(soon())))
    jobs.work()
    sanne.post(f"{page}ontkoppeling/")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert jobs.claim(timezone.now()) is None
    assert Activity.objects.exists()
    sanne.post(f"{page}lezing/")
    assert jobs.claim(timezone.now()) is not None


def test_two_workers_read_a_calendar_once(sanne: Client) -> None:
    sanne.post("/mijn/kalenders/koppelen/", filled())
    assert jobs.claim(timezone.now()) is not None
    assert jobs.claim(timezone.now()) is None


def test_the_list_costs_the_same_however_many_there_are(
    sanne: Client, cast: SimpleNamespace
) -> None:
    def more() -> None:
        for number in range(15):
            ConnectedCalendar.objects.create(
                organisation=cast.brug, name=f"Kalender {number}", url=f"{URL}?{number}"
            )

    more_first = ConnectedCalendar.objects.create(organisation=cast.brug, name="Een", url=URL)
    assert more_first.pk
    assert_flat(sanne, "/mijn/kalenders/", more)


def page_with(*events: dict[str, Any]) -> bytes:
    told = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, *events]})
    return f'<!doctype html><title>x</title><script type="application/ld+json">{told}</script>'.encode()  # noqa: E501


def test_a_page_that_tells_search_engines_is_a_calendar_too(cast: SimpleNamespace) -> None:
    day = f"{timezone.localdate() + timedelta(days=30)}"
    told = {
        "@type": "EducationEvent",
        "name": "Training",
        "startDate": f"{day}T19:30:00+01:00",
        "url": "https://voorbeeld.example/training",
        "location": {
            "@type": "Place",
            "name": "Zaal 1",
            "address": {"addressLocality": "Utrecht", "postalCode": "3511 AB"},
        },
    }
    camp = {"@type": ["Event"], "name": "Kamp", "startDate": day, "endDate": day}
    feed = web_pages.read(
        page_with(
            told,
            camp,
            {"@type": "Event", "name": "Zonder dag"},
            {"@type": "Event", "startDate": day},
        )
    )
    assert [one.title for one in feed.events] == ["Training", "Kamp"]
    assert [one.title for one in feed.left_out] == ["Zonder dag", "zonder titel"]
    assert feed.events[1].end - feed.events[1].start == timedelta(days=1)
    target = ConnectedCalendar.objects.create(
        organisation=cast.brug, name="Site", url=URL, for_professionals=True
    )
    assert sync.take_over(target, feed).added == 2
    assert sync.take_over(target, feed).unchanged == 2
    assert Activity.objects.get(title="Training").town == cast.brug.town


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b'<script type="application/ld+json">{"@type": "Event"',
        b"[" * 100_000,
        b'{"@type":"Person"}',
    ],
)
def test_a_page_without_events_is_said_to_have_none(content: bytes) -> None:
    with pytest.raises(Unreadable, match="geen activiteiten"):
        web_pages.read(content)


def test_the_command_reads_a_file_once_and_prints_what_it_left_out(
    cast: SimpleNamespace, tmp_path: Path
) -> None:
    file = tmp_path / "agenda.ics"
    file.write_bytes(calendar(event(soon()), event("DTSTART:morgen", uid="2", title="Kapot")))
    for options, said, there in (
        (["--dry-run"], "nieuw: 1", 0),
        ([], "nieuw: 1", 1),
        ([], "onveranderd: 1", 1),
    ):
        out = StringIO()
        call_command(
            "import_calendar", str(file), "--organisation", cast.brug.slug, *options, stdout=out
        )
        assert said in out.getvalue()
        assert "- Kapot: Wat er als begin staat, is geen datum" in out.getvalue()
        assert Activity.objects.count() == there


def test_the_command_says_what_is_wrong(cast: SimpleNamespace, tmp_path: Path) -> None:
    file = tmp_path / "leeg.ics"
    file.write_bytes(b"niets")
    for source, organisation, said in (
        (str(file), cast.brug.slug, "geen activiteiten"),
        ("/bestaat/niet.ics", cast.brug.slug, "No such file"),
        (str(file), "weg", "no organisation"),
        ("http://127.0.0.1/", cast.brug.slug, "openbare internet"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("import_calendar", source, "--organisation", organisation)
