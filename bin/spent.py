"""Where the processor time of `make test` went: the slowest tests, each slice against its budget.
Not 0 when a slice is over it.

Reads what `pytest --spent-in` kept, one file a step. `bin/spent.py FOLDER --set` makes the budgets
anew from them, with room.
"""

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from jmzpro.testing.spent import by_slice, over  # noqa: E402

BUDGETS = ROOT / "jmzpro" / "testing" / "budgets.toml"
SLOWEST = 15
ROOM = 1.5  # of what was measured; another machine may need its own
HEAD = """# Processor seconds that the tests of a slice may take in `make test`, one table a step; `make test` turns red above it.
# When a slice needs more, say here what for. `bin/spent.py var/test/spent --set` makes this file from the last run, with room.
"""  # noqa: E501


def read(folder: Path) -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """By step: the seconds of each test, and those of what is no test."""
    found = {}
    for file in sorted(folder.glob("*.json")):
        kept = json.loads(file.read_text())
        found[file.stem] = (kept["tests"], kept["others"])
    return found


def report(folder: Path, budgets: dict[str, dict[str, float]]) -> tuple[list[str], bool]:
    lines, is_over = [], False
    for step, (tests, others) in read(folder).items():
        spent = by_slice(tests)
        lines.append(
            f"{step}: {sum(spent.values()) + sum(others.values()):.0f} s of the processor, "
            f"{len(tests)} tests"
        )
        lines += [
            f"  {seconds:6.1f}  {name}" for name, seconds in [*spent.items(), *others.items()]
        ]
        slowest = sorted(tests.items(), key=lambda one: -one[1])[:SLOWEST]
        lines += ["  slowest:", *(f"  {seconds:6.1f}  {nodeid}" for nodeid, seconds in slowest)]
        if step not in budgets:
            lines.append(f"  no budgets for this step yet: bin/spent.py {folder} --set")
            continue
        for line in over(spent, budgets[step]):
            is_over = True
            lines.append(f"  OVER ITS BUDGET  {line}")
    return lines, is_over


def written(folder: Path) -> str:
    tables = []
    for step, (tests, _) in read(folder).items():
        rows = [
            f"{name} = {max(5, round(seconds * ROOM))}"
            for name, seconds in sorted(by_slice(tests).items())
        ]
        tables.append("\n".join([f"\n[{step}]", *rows]))
    return HEAD + "\n".join(tables) + "\n"


def main() -> int:
    folder = Path(sys.argv[1])
    if "--set" in sys.argv:
        BUDGETS.write_text(written(folder))
        return 0
    lines, is_over = report(folder, tomllib.loads(BUDGETS.read_text()))
    sys.stdout.write("\n".join(lines) + "\n")
    return int(is_over)


if __name__ == "__main__":
    raise SystemExit(main())
