"""A list of 500 publications with 7 bad rows: what the report says, after mending as well, and how
long it takes.

    python bench/library_intake.py

In this process, as the worker and the command do it; SQLite in a temporary folder. Prints a
Markdown section.
"""

import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROWS, GOAL = 500, 60  # seconds, processor time of both runs together
BROKEN: tuple[dict[str, Any], ...] = (
    {"title": ""},
    {"year": "twee"},
    {"kind": "stripboek"},
    {"external_id": ""},
    {"links": "ftp://x"},
    {"external_id": "x-1"},
    {"licence": "cc-by-nd", "reuse": "aanpassen"},
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("bootstrap", email="beheer@voorbeeld.example", stdout=io.StringIO())
        measure(Path(folder))


def rows() -> list[dict[str, Any]]:
    return [
        {
            "external_id": f"x-{n}",
            "title": f"Handreiking {n}",
            "promise": "Begin morgen.",
            "year": 2020,
            "themes": "vervoer",
        }
        for n in range(ROWS)
    ]


def imported(file: Path, content: list[dict[str, Any]]) -> tuple[str, float]:
    """What the command says last, and the seconds of processor time it took."""
    from django.core.management import call_command

    file.write_text("\n".join(json.dumps(row) for row in content))
    said = io.StringIO()
    busy = time.process_time()
    call_command("import_publications", file, stdout=said)
    took = time.process_time() - busy
    return next(
        line for line in said.getvalue().splitlines() if line.startswith(f"{ROWS} rijen")
    ), took


def measure(folder: Path) -> None:
    bad = rows()
    for number, change in enumerate(BROKEN):
        bad[100 + number * 50] |= change
    first, took = imported(folder / "lijst.jsonl", bad)
    second, took_again = imported(folder / "lijst.jsonl", rows())
    is_right = (
        "493 nieuw, 0 gewijzigd, 0 ongewijzigd, 7 fout" in first
        and "7 nieuw, 0 gewijzigd, 493 ongewijzigd, 0 fout" in second
    )
    verdict = "reached" if is_right and took + took_again < GOAL else "NOT reached"
    sys.stdout.write(
        f"## A list of {ROWS} publications with 7 bad rows\n\n"
        f"First: {first} {took:.1f} s. Mended: {second} {took_again:.1f} s (processor time).\n\n"
        f"Goal: 493 new and 7 told, then 7 new and 493 unchanged, within {GOAL} s together: "
        f"{verdict}.\n"
    )


if __name__ == "__main__":
    main()
