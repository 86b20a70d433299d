"""Run as a program: loads the site once, then for each line on standard input forks a process that
does waves and letters until killed.

Prints the process id of each. Forking is what makes many kills cheap.
"""

import os
import signal
import sys
import time

import django

django.setup()

from django.db import OperationalError, connection  # noqa: E402 (after the set-up)

from jmzpro.letters import composition  # noqa: E402
from jmzpro.questions.routing import waves  # noqa: E402


def work_for_ever() -> None:
    while True:
        for job in (waves.work_through, composition.send_due):
            try:
                job()
            except OperationalError:  # the other one holds the database: the next round
                connection.close()
        time.sleep(0.01)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            work_for_ever()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
