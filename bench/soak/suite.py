"""What the suite and starting cost in processor time, beside 052920b, one after the
other on this machine.

Run by `make soak SOAK=suite`; it takes as long as both suites. `bench/soak/suite.py start` measures
starting only.
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from history import unpack  # noqa: E402

BEFORE = "052920b"
SUBREAPER = 36  # prctl: what loses its parent (PostgreSQL does) becomes ours, and is counted
STARTS = 7
SUITE, START = 0.35, 0.40  # at most, of before


def spent(command: list[str], where: Path) -> tuple[float, float, bool]:
    """Processor seconds of the command and of every process it started, seconds on the clock,
    and whether it ended well.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(  # noqa: S603
        command,
        cwd=where,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace")[-4000:])
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, time.monotonic() - began, done.returncode == 0


def environment() -> dict[str, str]:
    """Compiled code is kept on both sides; nothing that somebody has set for their own."""
    mine = ("JMZ_", "DJANGO_", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(mine)}


def reap() -> None:
    """Waits for the processes that outlived their parent."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def starting(where: Path) -> float:
    command = [".venv/bin/python", "manage.py", "check"]
    spent(command, where)  # compiles
    return median(spent(command, where)[0] for _ in range(STARTS))


def main() -> None:
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    lines, good = [], True
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder)
        unpack(BEFORE, old)
        for side in (old, ROOT):
            spent(["bin/setup", "dev"], side)
        pairs = {f"`manage.py check` (median of {STARTS})": (starting(old), starting(ROOT), START)}
        if sys.argv[1:] != ["start"]:
            (was, was_clock, was_good), (now, now_clock, now_good) = (
                spent(["bin/test"], side) for side in (old, ROOT)
            )
            pairs["`make test`"] = (was, now, SUITE)
            lines.append(
                f"On the clock `make test` took {was_clock / 60:.0f} and "
                f"{now_clock / 60:.0f} minutes."
            )
            good = was_good and now_good
    table = [
        f"| {what} | {was:.1f} | {now:.1f} | {now / was:.2f} | {most:.2f} |"
        for what, (was, now, most) in pairs.items()
    ]
    sys.stdout.write(
        "\n".join(
            [
                f"## What do the suite and starting cost, beside {BEFORE}?",
                "",
                (
                    "Processor seconds, user and system, of all processes, the database and the "
                    "browser among them."
                ),
                "",
                f"| | {BEFORE} | now | ratio | wanted |",
                "|---|---:|---:|---:|---:|",
                *table,
                "",
                *lines,
                "",
            ]
        )
    )
    raise SystemExit(not good)


if __name__ == "__main__":
    main()
