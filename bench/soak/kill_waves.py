"""Two workers at waves and letters, killed with -9 again and again; the long version of
questions/tests/test_killing_the_worker.py.

    python bench/soak/kill_waves.py [times]

`times` as many questions, people, letters and kills as in the suite (10: 50 questions, 240 people,
80 letters, 30 kills). Runs that test on a database of its own. Prints a Markdown section; ends with
1 when an alert, a call to the office or a letter came twice or was lost.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEST = "jmzpro/questions/tests/test_killing_the_worker.py"


def main(times: int) -> int:
    started = time.monotonic()
    environment = {
        key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"
    } | {"SOAK_TIMES": str(times)}
    command = [sys.executable, "-m", "pytest", "-q", TEST]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
    print(  # noqa: T201
        f"## Two workers at waves and letters, killed {3 * times} times\n\n"
        "| what | number |\n|---|---:|\n"
        f"| questions with a second wave and the office due | {5 * times} |\n| letters due | "
        f"{8 * times} |\n"
        "| alerts, calls to the office or letters twice or lost (goal: none) | "
        f"{'some' if done.returncode else 'none'} |\n"
        f"| seconds | {time.monotonic() - started:.0f} |"
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
