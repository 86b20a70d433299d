"""An installation of before the migrations were squashed, full of data, upgraded to now; beside it
a new one. On the database asked for.

Run by `make soak SOAK=upgrade`, and by `bin/postgres .venv/bin/python bench/soak/upgrade.py` for
PostgreSQL.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from history import unpack  # noqa: E402

BEFORE = "052920b"  # the last one that all installations may have
BUILD = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from jmzpro.demo.network import build
build()
"""
MIGRATE = (
    "import django\ndjango.setup()\nfrom django.core.management import "
    "call_command\ncall_command('migrate', verbosity=0)\n"
)
SHAPE = """
import json, sys, django
django.setup()
from django.apps import apps
from django.db import connection
with connection.cursor() as cursor:
    shape = {}
    for table in sorted(connection.introspection.table_names(cursor)):
        columns = sorted([c.name, c.type_code if isinstance(c.type_code, int) else str(c.type_code), c.null_ok]
                         for c in connection.introspection.get_table_description(cursor, table))
        constraints = connection.introspection.get_constraints(cursor, table)
        kinds = sorted(
            [name if not name.startswith("__") else "", d["columns"], d["primary_key"], d["unique"], d["foreign_key"], d["check"]]
            for name, d in constraints.items()
        )
        # Django names these by itself, one way or the other.
        kinds = sorted([k[1:] if k[4] or k[2] or (k[3] and len(k[1]) == 1) else k for k in kinds], key=str)
        shape[table] = [columns, kinds]
rows = {m._meta.label: m._base_manager.count() for m in apps.get_models() if m.__module__.startswith("jmzpro.")}
print("SHAPE" + json.dumps([shape, rows]))
"""  # noqa: E501


def run(code: str, where: Path, data: Path, database: str) -> str:
    """In a process of its own, on the code that stands in `where`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("JMZ_")}
    env |= {
        "JMZ_DATA_DIR": str(data),
        "PYTHONPATH": str(where),
        "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
    }
    if database:
        env["JMZ_DATABASE_URL"] = database
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=where,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise SystemExit(1)
    return done.stdout


def shape_of(data: Path, database: str) -> Any:
    return json.loads(run(SHAPE, ROOT, data, database).rpartition("SHAPE")[2])


def on(kind: str, url: str) -> str:
    """Another database on the same PostgreSQL; nothing on SQLite, where the folder is another."""
    if not url:
        return ""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{kind}"')
    return url.replace("/postgres?", f"/{kind}?")


def main() -> None:
    url = os.environ.get("JMZ_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        old_code, old_data, new_data = (Path(folder) / name for name in ("code", "old", "new"))
        unpack(BEFORE, old_code)
        old, new = on("upgraded", url), on("fresh", url)
        run(BUILD, old_code, old_data, old)
        before = shape_of_rows(old_code, old_data, old)
        run(MIGRATE, ROOT, old_data, old)
        run(MIGRATE, ROOT, new_data, new)
        upgraded, rows = shape_of(old_data, old)
        fresh, _ = shape_of(new_data, new)
    different = sorted(
        table for table in upgraded.keys() | fresh.keys() if upgraded.get(table) != fresh.get(table)
    )
    lost = {
        name: (count, rows.get(name))
        for name, count in before.items()
        if name in rows and rows[name] < count
    }
    full = sum(1 for count in before.values() if count)
    sys.stdout.write(
        f"## Does an installation of {BEFORE} upgrade?\n\nOn "
        f"{'PostgreSQL' if url else 'SQLite'}: the demo network of {BEFORE} "
        f"({sum(before.values())} rows in {full} tables) was upgraded. Tables that differ from "
        "those of a new installation: "
        f"{', '.join(different) or 'none'}. Rows lost: {lost or 'none'}.\n"
    )
    raise SystemExit(bool(different or lost))


def shape_of_rows(code: Path, data: Path, database: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(run(SHAPE, code, data, database).rpartition("SHAPE")[2])[1]
    return found


if __name__ == "__main__":
    main()
