"""Every test that asks a database, on PostgreSQL: `make test` runs there what says something new
(jmzpro/testing/statements.py).
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    command = [
        "bin/postgres",
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "--dist=worksteal",
        "jmzpro",
        "-m",
        "not once",
    ]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    summary = re.findall(r"^.*\b(?:passed|failed|error).*$", done.stdout, re.MULTILINE)
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise SystemExit(1)
    sys.stdout.write(f"## Is the whole suite good on PostgreSQL?\n\n{summary[-1].strip(' =')}\n")


if __name__ == "__main__":
    main()
