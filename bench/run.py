"""Runs the measurements and writes them in RESULTS.md: `bench/run.py` all of them, `bench/run.py
start soak/kill_worker` these.

What a script takes stands behind its name: `bench/run.py "soak/days --recorded"`.

Those in soak/ take long and run only when named (`make soak`). A measurement is a script in this
folder. It prints a section of Markdown: `## The question`, how it was measured, and the figures.
This runner adds the command, the machine, its load and the day. A measurement that fails leaves its
old section and makes this runner fail.
"""

import datetime
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
RESULTS = BENCH / "RESULTS.md"
HEAD = (
    "# What was measured\n\nMade by `make bench` and `make soak`; each section says how. Do not "
    "write in it by hand.\n"
)
MARK = re.compile(r"^<!-- ([\w/]+) -->\n", re.MULTILINE)


def machine() -> str:
    names = [
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({names[0] if names else platform.machine()}), {memory:.0f} GB, "
        f"Python {platform.python_version()}"
    )


def sections() -> dict[str, str]:
    """The sections that stand now, by the name of their script."""
    if not RESULTS.exists():
        return {}
    _, *parts = MARK.split(RESULTS.read_text())
    return dict(zip(parts[::2], parts[1::2], strict=True))


def measured(name: str) -> str | None:
    """The new section of one script, a name with what it takes; None when it failed."""
    script, *options = name.split()
    environment = {
        **os.environ,
        "PYTHONPATH": str(BENCH.parent),
        "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
    }
    before = os.getloadavg()[0]
    asked = [sys.executable, str(BENCH / f"{script}.py"), *options]
    done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, env=environment, check=False)  # noqa: S603
    if done.returncode:
        return None
    command = (
        f"make soak SOAK={name.removeprefix('soak/')}"
        if name.startswith("soak/")
        else f"make bench BENCH={name}"
    )
    if options:
        command = f"bench/run.py '{name}'"
    day = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    made_by = (
        f"`{command}` on {machine()}, load {before:.1f} before and {os.getloadavg()[0]:.1f} "
        f"after, {day}."
    )
    return f"{done.stdout.strip()}\n\n{made_by}\n\n"


def main(names: list[str]) -> int:
    known = sorted(path.stem for path in BENCH.glob("*.py") if path != Path(__file__).resolve())
    long = sorted(f"soak/{path.stem}" for path in BENCH.glob("soak/*.py"))
    kept = {name: text for name, text in sections().items() if name in [*known, *long]}
    failed = []
    for name in names or known:
        sys.stdout.write(f"{name} ...\n")
        sys.stdout.flush()
        section = measured(name)
        if section is None:
            failed.append(name)
        else:
            kept[name.split()[0]] = section
            sys.stdout.write(section)
    RESULTS.write_text(
        "\n".join(
            [HEAD, "".join(f"<!-- {name} -->\n{kept[name]}" for name in sorted(kept))]
        ).rstrip()
        + "\n"
    )
    sys.stdout.writelines(f"{name} failed.\n" for name in failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
