"""A child process that ends with its parent, also when the parent was killed and could say
nothing.
"""

import os
import threading
import time

LOOK_SECONDS = 0.5


def die_with_parent(parent: int | None = None) -> None:
    """Watch from a thread: an orphan gets another parent, and then this process goes at once."""
    mine = parent or os.getppid()

    def watch() -> None:
        while os.getppid() == mine:
            time.sleep(LOOK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
