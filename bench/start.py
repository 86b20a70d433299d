"""How long from `make run` until a page is there: in a fresh clone, and again; and how long
until all has stopped.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS_AGAIN = 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Start:
    """One `make run`: `seconds` until the home page answered, `stopped` seconds from SIGTERM
    until it was gone.
    """

    def __init__(self, folder: Path) -> None:
        port = free_port() % 20000 + 20000
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JMZ_", "MAKE", "PYTHONPATH", "DJANGO"))
        }
        began = time.monotonic()
        command = ["make", "run", f"PORT={port}"]
        process = subprocess.Popen(  # noqa: S603 -- our own
            command, cwd=folder, env=kept, stdout=sys.stderr, start_new_session=True
        )
        self.wait_for_page(process, f"http://127.0.0.1:{port}/")
        self.seconds = time.monotonic() - began
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        self.stopped = time.monotonic() - began

    def wait_for_page(self, process: subprocess.Popen[bytes], address: str) -> None:
        while process.poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=30):  # noqa: S310 -- our own address
                    return
            except urllib.error.HTTPError as error:
                raise SystemExit(f"{address} answered {error.code}") from error
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"make run ended with {process.returncode}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jmz start ") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603, S607
        first = Start(clone)
        again = [Start(clone) for _ in range(STARTS_AGAIN)]
    seconds = sorted(start.seconds for start in again)
    stopped = max(start.stopped for start in [first, *again])
    sys.stdout.write(
        "## How long does a start take?\n\n"
        "A fresh clone in a folder with a space in its name; `make run`; the clock stops when "
        "the home page answers 200. "
        f"Then {STARTS_AGAIN} times again in the same clone.\n\n"
        "| | seconds | asked |\n|---|---|---|\n"
        "| first start, packages from the registry or the cache of this machine | "
        f"{first.seconds:.1f} | under 180 |\n"
        f"| second start, median of {STARTS_AGAIN} | {seconds[STARTS_AGAIN // 2]:.1f} | under 5 |\n"
        f"| second start, slowest of {STARTS_AGAIN} | {seconds[-1]:.1f} | under 5 |\n"
        f"| from SIGTERM to the end of all processes, slowest | {stopped:.1f} | under 3 |\n"
    )


if __name__ == "__main__":
    main()
