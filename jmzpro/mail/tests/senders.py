"""Run as a program: loads the site once, then for each line on standard input forks a process that
sends mail until it is killed.

Arguments: the SMTP address, and the lease in seconds. Prints the process id of each fork. Forking
is what makes twenty kills cheap.
"""

import os
import sys
import time
from datetime import timedelta

import django

django.setup()

from jmzpro.mail.delivery import Delivery  # noqa: E402 (after the set-up)
from jmzpro.mail.smtp import Server, SmtpWire  # noqa: E402


def send_for_ever(url: str, lease: float) -> None:
    delivery = Delivery(SmtpWire(Server.from_url(url)), lease=timedelta(seconds=lease))
    while True:
        if not delivery.run():
            time.sleep(0.02)


def main(url: str, lease: float) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            send_for_ever(url, lease)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
