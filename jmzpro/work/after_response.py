"""Small things that a page leaves to be done after its answer, and that may be lost: a web process
does them every second.

For what counts and no more. What must not be lost is a row, written with the change it belongs to
(jobs.py).
"""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)

EVERY = 1.0  # seconds
# More than this waits for nobody: the oldest is dropped.
MOST = 2_000

_waiting: deque[Callable[[], None]] = deque(maxlen=MOST)
_served_in: int | None = None
_lock = threading.Lock()
_is_served = False


def afterwards(do: Callable[[], None]) -> None:
    """Have this done soon, outside any request. It may run late, or never."""
    _waiting.append(do)
    if _is_served and _served_in != os.getpid():
        _start()


def serve() -> None:
    """Said by the web application: from now on a thread of each process does what waits. (A test
    does it itself, with `do_all`.)
    """
    global _is_served
    _is_served = True


def do_all() -> None:
    """Do what waits now; what fails is logged and dropped."""
    for _ in range(len(_waiting)):
        try:
            do = _waiting.popleft()
        except IndexError:
            return
        try:
            do()
        except Exception:
            logger.exception("Something that may be lost was lost")


def forget() -> None:
    _waiting.clear()


def _start() -> None:
    """A process that was forked has no thread of its parent's, so each starts its own."""
    global _served_in
    with _lock:
        if _served_in == os.getpid():
            return
        _served_in = os.getpid()
        threading.Thread(target=_keep_doing, name="afterwards", daemon=True).start()


def _keep_doing() -> None:
    pause = threading.Event()
    while True:
        pause.wait(EVERY)
        if _waiting:
            do_all()
            connections.close_all()
