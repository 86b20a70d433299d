"""Somebody subscribed with vdirsyncer and looks in khal: what the organiser changes arrives
there.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.activity.recurrence import aware
from jmzpro.agenda.submission.tests.filled_in import last_mail, link_in, typed
from jmzpro.agenda.submission.tests.test_a_visitor import confirmed, decide
from jmzpro.agenda.tests.test_calendars import khal
from jmzpro.testing.samples import make_activity


class Web:
    """An address that gives what the site answers; asked for in the thread of the test, that has
    the database.
    """

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path, self.answer = client, path, b""
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(web.answer)))
                self.end_headers()
                self.wfile.write(web.answer)

            def log_message(self, *args: object) -> None:
                """Not on the screen."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/agenda.ics"

    def ask_anew(self) -> None:
        self.answer = self.client.get(self.path).content


class Subscriber:
    """A computer with a folder that follows an address."""

    def __init__(self, folder: Path, web: Web) -> None:
        self.folder, self.web = folder, web
        web.ask_anew()
        self.config = folder / "vdirsyncer.conf"
        self.config.write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n'
            '[pair agenda]\na = "here"\nb = "there"\ncollections = null\nconflict_resolution = '
            '"b wins"\n'
            f'[storage here]\ntype = "filesystem"\npath = "{folder / "agenda"}"\nfileext = ".ics"\n'
            f'[storage there]\ntype = "http"\nurl = "{web.url}"\n'
        )
        (folder / "agenda").mkdir()
        self.run("discover")

    def run(self, command: str) -> str:
        program = Path(sys.executable).parent / "vdirsyncer"
        done = subprocess.run(
            [program, "-c", self.config, command],
            input="y\n" * 5,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert "error" not in said.lower(), said
        return said

    def sees(self) -> list[str]:
        self.web.ask_anew()
        self.run("sync")
        shown = khal(
            self.folder,
            "list",
            "--format",
            "{title}|{start}|{location}|{status}",
            "--day-format",
            "",
            "today",
            "400d",
        )
        return [line for line in shown.splitlines() if line]


@pytest.fixture
def subscribe(client: Client, tmp_path: Path) -> Iterator[Callable[[str], Subscriber]]:
    webs: list[Web] = []

    def start(path: str) -> Subscriber:
        webs.append(Web(client, path))
        return Subscriber(tmp_path, webs[-1])

    yield start
    for web in webs:
        web.server.shutdown()
        web.server.server_close()


def test_a_new_room_and_a_moved_evening_arrive(
    subscribe: Callable[[str], Subscriber], cast: SimpleNamespace
) -> None:
    evening = datetime.combine(
        timezone.localdate() + timedelta(days=20), datetime.min.time()
    ) + timedelta(hours=19, minutes=30)
    told = {
        "starts_at": aware(evening),
        "ends_at": aware(evening + timedelta(hours=1)),
        "rrule": "FREQ=WEEKLY;COUNT=4",
    }
    activity = make_activity(cast, "Groep", venue_name="Zaal 1", **told)
    make_activity(cast, "Andere leeftijd", age_from=18, age_to=25)
    subscriber = subscribe("/agenda.ics?leeftijd=9")
    first = subscriber.sees()
    assert [line.split("|")[1] for line in first] == [
        f"{evening + timedelta(weeks=week):%Y-%m-%d %H:%M}" for week in range(4)
    ]
    assert all("Zaal 1" in line for line in first)

    activity.venue_name = "Zaal 2"
    activity.save()
    schedule.reschedule(activity)
    assert all("Zaal 2" in line for line in subscriber.sees())

    second = activity.occurrences.order_by("starts_at")[1]
    moved = evening + timedelta(weeks=1, days=1)
    activity.move_date(second, aware(moved), aware(moved + timedelta(hours=1)), by=None)
    assert f"{moved:%Y-%m-%d %H:%M}" in [line.split("|")[1] for line in subscriber.sees()]
    assert len(subscriber.sees()) == 4

    activity.refresh_from_db()
    activity.cancel(by=None)
    assert all(line.endswith("CANCELLED") or "CANCELLED" in line for line in subscriber.sees())
    subscriber.run("sync")


def test_what_is_taken_off_the_site_goes(
    subscribe: Callable[[str], Subscriber], cast: SimpleNamespace
) -> None:
    activity = make_activity(cast, "Toch niet")
    make_activity(cast, "Blijft")
    subscriber = subscribe("/agenda.ics")
    assert len(subscriber.sees()) == 2
    activity.take_off(by=None)
    assert [line.split("|")[0] for line in subscriber.sees()] == ["Blijft"]


def test_from_the_form_to_the_calendar_of_who_subscribed(
    client: Client, cast: SimpleNamespace, subscribe: Callable[[str], Subscriber]
) -> None:
    """An organisation without an account adds, confirms and is approved; then it changes the
    room by the link in its mail.
    """
    activity = confirmed(client)
    decide(client, cast, activity, "plaats")
    subscriber = subscribe("/agenda.ics?voor=professionals")
    assert ["zaal 2" in line for line in subscriber.sees()] == [True]

    page = link_in(last_mail("placed"), "/agenda/wijzigen/")
    changed = {"venue_name": "Buurthuis, zaal 7", "submitter_email": None}
    assert client.post(f"{page}formulier/", typed(**changed)).status_code == 302
    shown = subscriber.sees()
    assert ["zaal 7" in line for line in shown] == [True]
    assert activity.title in shown[0]
