"""The supervisor with toy children, as processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jmzpro.work.addresses import Address, is_loopback, read_address, why_taken

SLEEPER = """
import os, sys, time
from jmzpro.work.lifeline import die_with_parent
die_with_parent()
open(sys.argv[1], "a").write(f"{os.getpid()}\\n")
time.sleep(60)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" + SLEEPER
PROGRAM = """
import signal, sys
from jmzpro.work.supervisor import Child, Supervisor
code, *notes = sys.argv[1:]
supervisor = Supervisor([Child(note, [sys.executable, "-c", code, note]) for note in notes])
signal.signal(signal.SIGTERM, lambda *_: supervisor.stop())
supervisor.run()
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


class Running:
    def __init__(self, folder: Path, code: str) -> None:
        self.notes = [folder / "web", folder / "worker"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, code, *map(str, self.notes)]
        )
        assert until(lambda: all(len(pids(note)) == 1 for note in self.notes), 20)

    def everybody(self) -> list[int]:
        return [pid for note in self.notes for pid in pids(note)]


def pids(note: Path) -> list[int]:
    return [int(line) for line in note.read_text().split()] if note.exists() else []


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Running]]:
    started: list[Running] = []

    def begin(code: str) -> Running:
        started.append(Running(tmp_path, code))
        return started[-1]

    yield begin
    for running in started:
        running.process.kill()
        running.process.wait()
        for pid in running.everybody():
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize(
    "code", [SLEEPER, STUBBORN], ids=["children that listen", "children that do not listen"]
)
def test_sigterm_ends_all_within_three_seconds(start: Callable[[str], Running], code: str) -> None:
    running = start(code)
    began = time.monotonic()
    running.process.terminate()
    assert running.process.wait(timeout=10) == 0
    assert time.monotonic() - began < 3
    assert not any(is_alive(pid) for pid in running.everybody())


def test_a_killed_supervisor_leaves_no_orphan(start: Callable[[str], Running]) -> None:
    running = start(SLEEPER)
    running.process.kill()
    running.process.wait()
    assert until(lambda: not any(is_alive(pid) for pid in running.everybody()), 5)


def test_a_child_that_dies_is_started_again(start: Callable[[str], Running]) -> None:
    running = start(SLEEPER)
    web = running.notes[0]
    os.kill(pids(web)[0], signal.SIGKILL)
    assert until(lambda: len(pids(web)) == 2, 15)
    assert is_alive(pids(web)[1])
    assert len(pids(running.notes[1])) == 1


def test_a_taken_port_is_known_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert why_taken(Address("127.0.0.1", port)) == "another program listens there"
    assert why_taken(Address("127.0.0.1", port)) == ""


def test_addresses_are_read_and_nonsense_is_refused() -> None:
    assert str(read_address("127.0.0.1:8024")) == "127.0.0.1:8024"
    assert read_address("[::1]:8024") == Address("::1", 8024)
    for nonsense in ("8024", "localhost:", "localhost:x", "localhost:70000", ":1"):
        with pytest.raises(ValueError, match="HOST:PORT"):
            read_address(nonsense)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "jmz.localhost", "[::1]"])
def test_loopback_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "jmz.example", "10.0.0.4", ""])
def test_anything_else_is_not_this_machine(host: str) -> None:
    assert not is_loopback(host)
