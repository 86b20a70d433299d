"""Run as a program: sends one form and kills itself with -9 at a named place, as a machine that
fails does.

Reads one line of JSON: {"user": key of an account, "path": where to, "fields": {…}, "at": a
function, or "" for the view's end}.
"""

import json
import os
import signal
import sys
from importlib import import_module
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402 (after the set-up)
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from jmzpro.members.models import User  # noqa: E402


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    told = json.loads(sys.stdin.readline())
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.get(pk=told["user"]))
    owner, _, name = told["at"].rpartition(".")
    setattr(
        import_string(owner) if owner.rpartition(".")[2][:1].isupper() else import_module(owner),
        name,
        die,
    )
    client.post(told["path"], told["fields"])
    sys.stdout.write("it was not killed\n")


if __name__ == "__main__":
    main()
