"""What starting up reads in: every process, every command and every worker of the tests pays for
it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Read in at first use (kit/lazy.py): each takes between ten milliseconds and a fifth of a second of
# the processor.
LATE = {
    "bibtexparser",
    "docx",
    "flufl",
    "fontTools",
    "holidays",
    "hypothesis",
    "icalendar",
    "numpy",
    "openpyxl",
    "pikepdf",
    "playwright",
    "pptx",
    "pylatexenc",
    "pyproj",
    "pytest",
    "schemathesis",
    "shapely",
    "simplemma",
    "weasyprint",
}
CHECK = """
import sys
sys.argv = ["manage.py", "check"]
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
print("READ", *sorted(sys.modules))
"""


def read_in(code: str) -> set[str]:
    """The names of all modules that a fresh process has read in after this code."""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.rpartition("READ ")[2].split())


def too_early(modules: set[str]) -> set[str]:
    return {name for name in LATE if name in modules}


def test_starting_reads_in_nothing_that_takes_long() -> None:
    modules = read_in(CHECK)
    assert "jmzpro.questions.routing.scoring" in modules
    assert too_early(modules) == set()


def test_reading_a_spreadsheet_at_the_start_turns_it_red() -> None:
    assert too_early(read_in("import openpyxl, sys\nprint('READ', *sys.modules)")) >= {"openpyxl"}
