"""Runs the suite on days on which calendars are difficult; nothing may depend on the day it runs.

    python bench/soak/days.py [--journeys] [DAY ...]

A DAY is Dutch local time, "2028-02-29T09:00"; without one every day of `DAYS` is tried. The tests
run on SQLite; with `--journeys` those in a browser run as well. Prints a Markdown section and ends
with 1 when any day has a failure, which is then written to standard error.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLOCK = ROOT / "jmzpro" / "testing" / "clock"
DAYS = {
    "2026-12-01T08:30": "the first of a month, a Tuesday",
    "2026-12-31T22:45": "New Year's Eve, less than an hour and a half before the year ends, in week 53",
    "2027-01-01T00:10": "New Year's Day, ten past midnight, still in week 53 of 2026",
    "2027-01-31T09:00": "the last of a month, a Sunday; no 31st follows",
    "2027-03-28T01:30": "half an hour before the clock goes forward",
    "2027-05-05T09:00": "5 May, a holiday once in five years",
    "2027-10-31T01:30": "an hour and a half before the clock goes back",
    "2027-11-30T23:30": "the last of a month, half past eleven",
    "2028-02-29T09:00": "29 February",
    "2028-03-31T12:00": "the last of a quarter of a leap year",
    "2028-12-01T09:00": "two years from the first, a Friday",
    "2028-12-24T14:00": "the Sunday before Christmas",
    "2031-07-16T16:00": "a working day years ahead",
}
OUTCOME = re.compile(r"^(?:=+ )?((?:\d+ (?:failed|passed|errors?|skipped)(?:, )?)+)", re.MULTILINE)


def environment(day: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    data = os.environ.get("JMZ_DATA_DIR", str(ROOT / "var" / "test"))
    began = str(time.time())
    return kept | {"TEST_DAY": day, "TEST_DAY_BEGAN": began, "PYTHONPATH": str(CLOCK), "JMZ_DATA_DIR": data}


def run(day: str, marked: str, paths: list[str]) -> tuple[bool, str]:
    """Run one part of the suite on one day: whether it is green, and pytest's last words."""
    # The clock is moved before pytest can rewrite the module that moves it.
    quiet = ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]
    command = [sys.executable, "-m", "pytest", "-q", *quiet, "-n", "2", "-m", marked, *paths]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment(day), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(f"--- {day}\n{done.stdout}\n{done.stderr}\n")
    said = OUTCOME.findall(done.stdout)
    return done.returncode == 0, said[-1].strip(", ") if said else "did not run"


def main(arguments: list[str]) -> int:
    days = [given for given in arguments if re.match(r"\d{4}-", given)] or list(DAYS)
    paths = [given for given in arguments if "/" in given]
    parts = ["not journey", *(["journey"] if "--journeys" in arguments else [])]
    rows, is_green = [], True
    for day in days:
        for marked in parts:
            fine, said = run(day, marked, paths)
            is_green = is_green and fine
            rows.append(f"| {day} | {DAYS.get(day, 'as asked')} | {marked} | {said} |")
    print(  # noqa: T201
        "## The suite on difficult days\n\nThe clock of every process of the run is moved; goal: no failure on any day.\n\n"
        "| day, Dutch time | why this one | part | outcome |\n|---|---|---|---|\n" + "\n".join(rows)
    )
    return 0 if is_green else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
