"""A child that is a fork: how it ends is known, and it ends with the one that made it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jmzpro.work.tests.test_supervisor import is_alive, until

# As a program of its own: a test process with threads is not to be forked.
PROGRAM = """
import sys, time
from jmzpro.work.fork import Forked

def fail():
    raise ValueError("broken")

work = {"ends": lambda: None, "leaves": lambda: sys.exit(3), "breaks": fail, "sleeps": lambda: time.sleep(60)}[sys.argv[1]]
child = Forked(work)
if sys.argv[1] == "sleeps":
    child.send_signal(15)
while child.poll() is None:
    time.sleep(0.01)
print(child.returncode)
"""  # noqa: E501
LIVING = """
import os, sys, time
from jmzpro.work.fork import Forked
from jmzpro.work.lifeline import die_with_parent

def live():
    die_with_parent()
    open(sys.argv[1], "w").write(str(os.getpid()))
    time.sleep(60)

Forked(live)
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("work", "code"), [("ends", 0), ("leaves", 3), ("breaks", 1), ("sleeps", -signal.SIGTERM)]
)
def test_how_a_fork_ended_is_known(work: str, code: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, work],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert int(ended.stdout) == code
    assert ("broken" in ended.stderr) == (work == "breaks")


def test_a_fork_ends_when_the_one_that_made_it_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    maker = subprocess.Popen([sys.executable, "-c", LIVING, str(note)])
    assert until(lambda: note.exists() and note.read_text() != "", 20)
    pid = int(note.read_text())
    assert os.getsid(pid) == pid
    maker.kill()
    maker.wait()
    assert until(lambda: not is_alive(pid), 5)
