"""What the test run keeps of the database for the next one."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_a_run_that_asks_no_database_keeps_none_for_the_next(tmp_path: Path) -> None:
    """Nothing is migrated then: what would be kept is an empty file, or somebody's own data."""
    test = "jmzpro/testing/tests/test_spent.py::test_the_tests_of_a_slice_are_added_up"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=settings.BASE_DIR,
        env={**os.environ, "JMZ_DATA_DIR": str(tmp_path), "JMZ_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert not list(tmp_path.rglob("*.sqlite3"))
