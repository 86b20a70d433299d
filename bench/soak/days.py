"""Runs the suite on days on which calendars are difficult; nothing may depend on the day it runs.

    python bench/soak/days.py [--journeys] [--workers=N] [--again | --recorded] [DAY ...] [PATH ...]

A DAY is Dutch local time, "2028-02-29T09:00"; without one every day of `DAYS` is tried. A PATH is a
folder or file of tests; without one all of them run. The tests run on SQLite, in two processes or
as many as `--workers` says (0: in pytest's own); with `--journeys` those in a browser run as well.
`--again` runs only what failed on that day before, `--recorded` runs nothing.

Each run is recorded in var/soak/days/, with pytest's own words. Prints a Markdown section of all
that is recorded there, and ends with 1 when a test failed that did not pass since. Remove that
folder to begin anew. The first run migrates a database (var/test/test-databases/) that all others
begin from.
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLOCK = ROOT / "jmzpro" / "testing" / "clock"
KEPT = ROOT / "var" / "soak" / "days"
RUNS = KEPT / "runs.jsonl"
NOTHING_TO_RUN = 5  # pytest's
DAYS = {
    "2026-12-01T08:30": "the first of a month, a Tuesday",
    "2026-12-31T22:45": (
        "New Year's Eve, less than an hour and a half before the year ends, in week 53"
    ),
    "2027-01-01T00:10": "New Year's Day, ten past midnight, still in week 53 of 2026",
    "2027-01-31T09:00": "the last of a month, a Sunday; no 31st follows",
    "2027-03-14T12:00": (
        "two weeks before the clock goes forward: what most tests plan is on that day"
    ),
    "2027-03-28T01:30": "half an hour before the clock goes forward",
    "2027-05-05T09:00": "5 May, a holiday once in five years",
    "2027-10-17T12:00": "two weeks before the clock goes back",
    "2027-10-31T01:30": "an hour and a half before the clock goes back",
    "2027-11-30T23:30": "the last of a month, half past eleven",
    "2028-02-29T09:00": "29 February",
    "2028-03-31T12:00": "the last of a quarter of a leap year",
    "2028-12-01T09:00": "two years from the first, a Friday",
    "2028-12-24T14:00": "the Sunday before Christmas",
    "2031-07-16T16:00": "a working day years ahead",
}
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected)")
COUNTS = re.compile(rf"^(?:=+ )?((?:{COUNT.pattern}(?:, )?)+)", re.MULTILINE)
FAILURE = re.compile(r"^(?:FAILED|ERROR) (\S+::.+?)(?: - .*)?$", re.MULTILINE)


@dataclass
class Run:
    """One part of the suite on one day, of all folders when `paths` is empty."""

    day: str
    marked: str
    paths: list[str]
    again: bool
    passed: int
    left_out: int
    failures: list[str]
    seconds: int

    def covers(self, test: str) -> bool:
        return not self.paths or any(test.startswith(path.rstrip("/")) for path in self.paths)


def environment(day: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    data = os.environ.get("JMZ_DATA_DIR", str(ROOT / "var" / "test"))
    began = str(time.time())
    return kept | {
        "TEST_DAY": day,
        "TEST_DAY_BEGAN": began,
        "PYTHONPATH": str(CLOCK),
        "JMZ_DATA_DIR": data,
    }


def run(day: str, marked: str, paths: list[str], workers: str, again: bool) -> Run:
    folder = KEPT / re.sub(r"\W", "-", f"{day} {marked}")
    folder.mkdir(parents=True, exist_ok=True)
    # The clock is moved before pytest can rewrite the module that moves it.
    options = [
        "-W",
        "ignore:Module already imported:pytest.PytestAssertRewriteWarning",
        "-n",
        workers,
        "-o",
        f"cache_dir={folder}/cache",
    ]
    if again:
        options += ["--last-failed", "--last-failed-no-failures=none"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-rfE",
        "--durations=25",
        *options,
        "-m",
        marked,
        *paths,
    ]
    began = time.monotonic()
    log = folder / f"{len(list(folder.glob('*.txt'))) + 1:02}.txt"
    with log.open("w") as out:  # as it goes, for who waits
        out.write(f"$ {' '.join(command)}\n")
        out.flush()
        done = subprocess.run(  # noqa: S603
            command,
            cwd=ROOT,
            env=environment(day),
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    words = log.read_text()
    failures = sorted(set(FAILURE.findall(words)))
    said = COUNTS.findall(words)
    if not (again and done.returncode == NOTHING_TO_RUN):
        if not said or (done.returncode and not failures):
            failures = [f"{paths[0] if paths else ''}::the run itself"]
        if failures:
            sys.stderr.write(f"--- {words}\n")
    counts = {word: int(number) for number, word in COUNT.findall(said[-1][0] if said else "")}
    left_out = counts.get("deselected", 0) + counts.get("skipped", 0)
    return Run(
        day,
        marked,
        paths,
        again,
        counts.get("passed", 0),
        left_out,
        failures,
        round(time.monotonic() - began),
    )


def recorded() -> list[Run]:
    return (
        [Run(**json.loads(line)) for line in RUNS.read_text().splitlines()] if RUNS.exists() else []
    )


def failing(runs: list[Run]) -> set[str]:
    """What failed in these runs of one day, one after another, and did not pass since."""
    left: set[str] = set()
    for one in runs:
        left = {test for test in left if not one.covers(test)} | set(one.failures)
    return left


def what_of(paths: set[str]) -> str:
    """ "agenda (12 files), letters": the folders in the product, and of how many files when not
    of all of it.
    """
    files: dict[str, int] = {}
    for path in sorted(paths):
        folder = path.removeprefix("jmzpro/").partition("/")[0]
        files[folder] = files.get(folder, 0) + path.endswith(".py")
    return (
        ", ".join(
            f"{folder} ({number} file{'s' * (number > 1)})" if number else folder
            for folder, number in files.items()
        )
        or "everything"
    )


def section(runs: list[Run]) -> str:
    rows = []
    for day, marked in sorted({(one.day, one.marked) for one in runs}):
        of_day = [one for one in runs if (one.day, one.marked) == (day, marked)]
        first = [one for one in of_day if not one.again]
        paths = {path for one in first for path in one.paths}
        at_first = {test for one in first for test in one.failures}
        figures = (
            sum(one.passed for one in first),
            sum(one.left_out for one in first),
            len(at_first),
            len(failing(of_day)),
        )
        minutes = round(sum(one.seconds for one in of_day) / 60)
        cells = (day, DAYS.get(day, "as asked"), marked, what_of(paths), *figures, minutes)
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return (
        "## The suite on difficult days\n\nThe clock of every process of the run is moved (not "
        "that of a browser); goal: nothing fails "
        "on any day. What failed was mended and run again on its day.\n\n"
        "| day, Dutch time | why this one | part | folders | passed at first | left out | failed "
        "at first | fails now | minutes |\n"
        "|---|---|---|---|---:|---:|---:|---:|---:|\n" + "\n".join(rows) + f"\n\n{not_run(runs)}"
    )


def not_run(runs: list[Run]) -> str:
    """What this record says nothing about."""
    partly = {one.day for one in runs if not one.again}
    whole = {one.day for one in runs if not one.again and not one.paths}
    said = (
        [f"Of {len(partly - whole)} days only the folders or files named were run."]
        if partly - whole
        else []
    )
    if never := [day for day in DAYS if day not in partly]:
        said.append(f"Not run: {', '.join(never)}.")
    return " ".join(said) or "All days were run whole."


def main(arguments: list[str]) -> int:
    days = [given for given in arguments if re.match(r"\d{4}-", given)] or list(DAYS)
    paths = [given for given in arguments if not given.startswith("--") and given not in days]
    workers = next(
        (given.partition("=")[2] for given in arguments if given.startswith("--workers=")), "2"
    )
    parts = ["not journey", *(["journey"] if "--journeys" in arguments else [])]
    KEPT.mkdir(parents=True, exist_ok=True)
    for day in [] if "--recorded" in arguments else days:
        for marked in parts:
            outcome = run(day, marked, paths, workers, "--again" in arguments)
            with RUNS.open("a") as lines:
                lines.write(json.dumps(asdict(outcome)) + "\n")
    runs = recorded()
    print(section(runs))  # noqa: T201
    return (
        1
        if any(
            failing([one for one in runs if one.day == day]) for day in {one.day for one in runs}
        )
        else 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
