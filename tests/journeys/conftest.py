"""Journeys go through the real thing: `manage.py run --demo` on a database of its own, a real
browser, real mail over LMTP.
"""

import fcntl
import os
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 300
# What a page may say on the console: a refused form is a 422, which Chromium reports as a failed
# load.
EXPECTED_NOISE = re.compile(r"status of 4(04|22|29)")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey: it runs apart from the others, since a browser
    keeps an event loop in the process.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Site:
    """A running demo network."""

    url: str
    lmtp_port: int

    def deliver(self, raw: EmailMessage) -> None:
        """Hand one mail to the site as a mail server would."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port, timeout=10) as server:
            server.send_message(raw)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def environment(data: Path, **others: str) -> dict[str, str]:
    """For a site of its own in this folder, whatever somebody has set for theirs."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JMZ_", "DJANGO_", "PYTEST_"))
    }
    return env | {"JMZ_DATA_DIR": str(data)} | others


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The data folder of a demo network, made by the first worker that asks; each site begins
    with a copy.
    """
    shared = (
        tmp_path_factory.getbasetemp()
        if worker_id == "master"
        else tmp_path_factory.getbasetemp().parent
    )
    made = shared / "demo-data"
    with (shared / "demo-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            fresh = shared / "demo-data.new"
            command = [sys.executable, "manage.py", "prepare", "--demo"]
            subprocess.run(command, cwd=ROOT, env=environment(fresh), check=True)
            fresh.rename(made)
    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, demo_data: Path) -> Iterator[Site]:
    port, lmtp_port = free_port(), free_port()
    log = tmp_path_factory.mktemp("site") / "log.txt"
    data = tmp_path_factory.mktemp("data") / "var"
    shutil.copytree(demo_data, data)
    env = environment(data, PORT=str(port), JMZ_LMTP_ADDRESS=f"127.0.0.1:{lmtp_port}")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--demo"],
            cwd=ROOT,
            env=env,
            stdout=output,
            stderr=output,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + START_SECONDS
            while not is_up(url):
                assert process.poll() is None, f"the site stopped:\n{log.read_text()}"
                assert time.monotonic() < deadline, f"the site did not start:\n{log.read_text()}"
                time.sleep(0.3)
            yield Site(url, lmtp_port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = (
        os.environ.get("JMZ_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    assert chromium, "no Chromium: apt-get install chromium"
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*quiet, *root])
        yield started
        started.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[OpenPage]:
    """Makes a page in a browser window of its own. Afterwards: nothing went wrong on any
    console, no server error was seen.
    """
    expect.set_options(timeout=10_000)
    troubles: list[str] = []
    contexts = []

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED_NOISE.search(message.text):
            troubles.append(f"console: {message.text}")

    def note_response(response: Response) -> None:
        if response.status >= 500:
            troubles.append(f"{response.status} {response.url}")
        if not response.url.startswith((site.url, "data:", "blob:")):
            troubles.append(f"third party: {response.url}")

    def make(*, js: bool = True, width: int = 1280, height: int = 900, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=js,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="nl-NL",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", note_console)
        page.on("response", note_response)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def log_in_as(page: Page, key: str) -> None:
    """One click of the demo's login page."""
    page.goto("/inloggen/")
    page.locator(f'form[action*="/demo/inloggen/{key}/"] button').click()
    page.wait_for_load_state()
