"""The web server as a child of `manage.py run`: granian with the site, ending when its parent ends.

Granian makes its own processes by forking, so they have loaded what `manage.py run` has.
"""

import logging
from typing import Any

from jmzpro.work.lifeline import die_with_parent

# Blocking threads of one process: what waits for the database waits beside the others.
THREADS = 4


def serve(address: str, port: int, processes: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    die_with_parent()
    logging.getLogger("_granian").setLevel(logging.WARNING)
    Server(
        "jmzpro.work.web:site",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=2,
    ).serve()


def site() -> Any:
    """Called by granian in each of its processes."""
    from jmzpro.wsgi import application

    die_with_parent()
    return application
