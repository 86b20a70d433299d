"""Whole years of the network, made by chance, and what waves and letters promise of them. Prints a
Markdown section.

    python bench/soak/years_of_waves.py [years] [first seed]

Each year has some 280 happenings in fifty weeks: questions (one in four without a name), answers,
passes, naming others, pauses, other paces and weeks, muted themes, closed days, people who leave or
change organisation. The worker comes by every twelve hours. Ends with 1 when a promise is broken,
and says in which year: the seed makes the same year again. Uses a database of its own.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent.parent
TICK = timedelta(hours=12)


def main(number: int, first: int) -> int:
    with tempfile.TemporaryDirectory(prefix="jmz-soak-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        return soak(range(first, first + number))


def soak(seeds: range) -> int:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    started, broken, lived = time.monotonic(), dict[int, str](), Counter[str]()
    for seed in seeds:
        error = one_year(seed, lived)
        if error:
            broken[seed] = error
            sys.stderr.write(f"seed {seed}: {error}\n")
    figures = "".join(f"| {what} | {lived[what]} |\n" for what in lived)
    print(  # noqa: T201
        f"## {len(seeds)} years of questions made by chance ({connection.vendor})\n\n"
        "Promised: nobody over the week's number, nobody told twice, no colleague (in letters "
        "neither), nobody who is away, no wave too "
        "large, the second wave after two working days, the office after five, each once.\n\n"
        f"| what | number |\n|---|---:|\n{figures}"
        f"| years with a broken promise (goal: 0) | {len(broken)} |\n| seconds | "
        f"{time.monotonic() - started:.0f} |"
    )
    return int(bool(broken))


def one_year(seed: int, lived: Counter[str]) -> str:
    """Lives it and forgets it; gives what was broken."""
    from django.db import transaction

    from jmzpro.questions.tests import promises, years
    from jmzpro.testing.cast import make_cast

    with transaction.atomic():
        year = years.live(make_cast(), years.whole_year(Random(seed)), TICK)  # noqa: S311 (a repeatable soak, no secret)
        error = ""
        try:
            promises.are_kept(year)
        except AssertionError as broken:
            error = f"{promise_of(broken)}: {broken}"
        count(lived)
        transaction.set_rollback(True)
    return error


def promise_of(broken: AssertionError) -> str:
    """Which promise it was: its function stands in the traceback."""
    names, trace = [], broken.__traceback__
    while trace is not None:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return names[names.index("are_kept") + 1]


def count(lived: Counter[str]) -> None:
    from jmzpro.mail.models import OutgoingMail
    from jmzpro.questions.models import Alert, Question, Referral, Step

    lived["questions"] += Question.objects.count()
    lived["alerts by mail"] += Alert.objects.filter(in_letter=False).count()
    lived["asked in a letter"] += Alert.objects.filter(in_letter=True).count()
    lived["letters"] += OutgoingMail.objects.filter(template="letters/mail/letter").count()
    lived["passes"] += Alert.objects.filter(state="weet-niet").count()
    lived["named by somebody"] += Referral.objects.count()
    lived["second waves"] += Step.objects.filter(kind="tweede-ronde", done_at__isnull=False).count()
    lived["came to the office"] += Step.objects.filter(kind="bureau", done_at__isnull=False).count()


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(given[0] if given else 20, given[1] if len(given) > 1 else 1))
