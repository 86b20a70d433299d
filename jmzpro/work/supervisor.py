"""Starts the web server and the worker as children, starts one again that dies, and stops them
all together.
"""

import contextlib
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jmzpro.work.fork import Forked

logger = logging.getLogger(__name__)

STOP_SECONDS = 1.9
# A child that dies at once would be started over and over: each time it waits longer.
FIRST_PAUSE = 0.3
LONGEST_PAUSE = 10.0
LIVED_LONG_ENOUGH = 20.0


@dataclass
class Child:
    """One process, in a session of its own so that Ctrl-C reaches the supervisor only.

    `work` is a command, or a function that runs in a fork of this process.
    """

    name: str
    work: Sequence[str] | Callable[[], None]
    process: subprocess.Popen[bytes] | Forked | None = None
    started_at: float = 0.0
    starts_after: float = 0.0
    pause: float = field(default=FIRST_PAUSE)

    def start(self) -> None:
        self.started_at = time.monotonic()
        if callable(self.work):
            self.process = Forked(self.work)
        else:
            self.process = subprocess.Popen(self.work, start_new_session=True)  # noqa: S603 -- our own commands

    def is_gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def rest(self) -> None:
        """Decide when it may start again."""
        now = time.monotonic()
        self.pause = (
            FIRST_PAUSE
            if now - self.started_at > LIVED_LONG_ENOUGH
            else min(self.pause * 2, LONGEST_PAUSE)
        )
        self.starts_after = now + self.pause

    def signal(self, number: signal.Signals) -> None:
        """To the whole group, so that what the child started goes with it."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self.stopping = threading.Event()

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        """Until `stop()`."""
        for child in self.children:
            child.start()
        try:
            while not self.stopping.wait(0.1):
                for child in self.children:
                    self.look_after(child)
        finally:
            self.end_all()

    def look_after(self, child: Child) -> None:
        if not child.is_gone():
            return
        if child.process is not None:
            logger.error(
                "The %s stopped (%s); it is started again.", child.name, child.process.returncode
            )
            child.signal(signal.SIGKILL)
            child.process = None
            child.rest()
        elif time.monotonic() >= child.starts_after:
            child.start()

    def end_all(self) -> None:
        """Ask all at once, give them the time they have, then kill what is left."""
        running = [child for child in self.children if child.process is not None]
        for child in running:
            child.process.send_signal(signal.SIGTERM) if child.process else None
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and not all(child.is_gone() for child in running):
            time.sleep(0.02)
        for child in running:
            child.signal(signal.SIGKILL)
