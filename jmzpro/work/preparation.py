"""What must be so before the site can start: the database's shape, the static files. Both skip
what is current.
"""

import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jmzpro.work.start_check import our_static_files


def migrate() -> bool:
    """Bring the database up to date; False when it was."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def collect_static() -> bool:
    """Collect, name by content and compress the static files; False when they were current."""
    stamp = Path(settings.STATIC_ROOT) / "stamp"
    wanted = static_stamp()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def static_stamp() -> str:
    """A hash of our own static files and of the list of packages that bring theirs."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (settings.BASE_DIR / "requirements" / "base.txt", *our_static_files()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
