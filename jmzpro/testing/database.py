"""The test database: migrated once for each set of migrations, and never emptied of what the
migrations put in.

The cast takes a tenth of a second to make, and two thousand tests ask for it. So it is made once,
in a transaction around those tests.

A pytest plugin, loaded by conftest.py.
"""

import fcntl
import hashlib
import os
import pickle
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key

from jmzpro.testing.cast import begin_pauses, make_cast
from jmzpro.testing.statements import choose

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_serialized_rollback"}
OURS = Path(__file__).resolve().parent.parent


def is_sqlite() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))


@cache
def migrations_hash() -> str:
    """Changes with any migration file or data file of any installed app. Of the files as they
    were when the run began.
    """
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        folder = Path(config.path)
        files = [
            *folder.glob("migrations/*.py"),
            *(folder.glob("data/*.csv") if OURS in folder.parents else ()),
        ]
        for file in sorted(files):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def copy_database(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


class Turn:
    """Of the workers of a run, one migrates; the others wait for it and copy what it made."""

    def __init__(self) -> None:
        self._lock: int | None = None

    def take(self) -> None:
        folder().mkdir(parents=True, exist_ok=True)
        self._lock = os.open(folder() / "lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def end(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def is_ours(self) -> bool:
        return self._lock is not None


turn = Turn()
# On PostgreSQL, a database that every worker copies.
MIGRATED = "migrated"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What is copied is not made again, and goes with the folder or the server it is on."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database of this worker's own, copied from one that is migrated already when there is
    one.
    """
    if not is_sqlite():
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        with request.getfixturevalue("django_db_blocker").unblock():
            begin_on_postgresql()
        return
    file = tmp_path_factory.mktemp("database") / "test.sqlite3"
    if not template().exists():
        turn.take()
    if (begun := template() if template().exists() else base()).exists():
        copy_database(begun, file)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


def begin_on_postgresql() -> None:
    """A copy of what another worker migrated; else it is this one's turn to migrate."""
    turn.take()
    creation: Any = connection.creation
    name = creation._get_test_db_name()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED])
        if cursor.fetchone():
            turn.end()
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{MIGRATED}"')


@pytest.fixture(scope="session", autouse=True)
def _keep_the_migrated_database(request: pytest.FixtureRequest) -> None:
    """pytest-django makes no test database for a run that asks none, a journey for example: the
    settings then name somebody's own.
    """
    if not any(map(asks_a_database, request.session.items)):
        return
    if not is_sqlite() or not template().exists():
        request.getfixturevalue("django_db_setup")
    if turn.is_ours:
        try:
            with request.getfixturevalue("django_db_blocker").unblock():
                keep_the_migrated_database()
        finally:
            turn.end()


def keep_the_migrated_database() -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    if is_sqlite():
        if not template().exists():
            fresh = template().with_suffix(f".{os.getpid()}")
            copy_database(Path(name), fresh)
            fresh.replace(template())
        return
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{MIGRATED}" TEMPLATE "{name}"')


def folder() -> Path:
    return Path(settings.DATA_DIR) / "test-databases"


def template() -> Path:
    return folder() / f"{migrations_hash()}.sqlite3"


def base() -> Path:
    """A database to begin from that lacks migrations only: put there by who knows that it does,
    to save the others.
    """
    return template().with_name("base.sqlite3")


def is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    names: Any = getattr(item, "fixturenames", ())
    return bool({"transactional_db", "live_server"} & set(names)) or bool(
        marker and marker.kwargs.get("transaction")
    )


def asks_the_cast(item: pytest.Item) -> bool:
    return "cast" in getattr(item, "fixturenames", ())


def asks_a_database(item: pytest.Item) -> bool:
    return bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("django_db")
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Tests that empty the tables come last, for each gets the tables anew. Before them those with
    the cast.

    What asks no database is not run again on another one than SQLite, nor what says nothing new
    there (statements.py).
    """
    if not is_sqlite():
        asking = [item for item in items if asks_a_database(item)]
        if file := config.getoption("--statements-from"):
            asking = choose(asking, Path(file), is_transactional)
        run = {id(item) for item in asking}
        config.hook.pytest_deselected(items=[item for item in items if id(item) not in run])
        items[:] = asking
    items.sort(key=lambda item: (is_transactional(item), asks_the_cast(item)))


@pytest.fixture(autouse=True)
def _audit_trail_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    if not is_transactional(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    empty_the_audit_trail()


def empty_the_audit_trail() -> None:
    """On SQLite a test's flush deletes row by row, which the audit trail refuses: lift its
    triggers for that moment.
    """
    if not is_sqlite():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = "
            "'trust_auditline'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("DELETE FROM trust_auditline")
        for _, sql in triggers:
            cursor.execute(sql)


def as_migrated() -> None:
    """The tables as the migrations left them. Copying all of it takes a tenth of what Django
    needs to write the rows again.
    """
    connection.close()
    name = connection.settings_dict["NAME"]
    if is_sqlite():
        copy_database(template(), Path(name))
        # this one turns write-ahead logging on, which a hundred at once cannot
        connection.ensure_connection()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{MIGRATED}"')


class KeptCast:
    """The cast in a transaction that is never committed; each test that asks for it has a
    savepoint of its own within that.
    """

    def __init__(self) -> None:
        self._around: transaction.Atomic | None = None
        self._pickled = b""
        self._day = timezone.localdate()

    @property
    def is_there(self) -> bool:
        return self._around is not None

    def make(self) -> None:
        if self.is_there:
            return
        around: Any = transaction.atomic()
        around._from_testcase = (
            True  # as Django marks its own, so that `durable` blocks may stand within it
        )
        around.__enter__()
        self._around = around
        self._day = timezone.localdate()
        self._pickled = pickle.dumps(make_cast(self._day))
        # What was to happen on commit belongs to no test.
        connection.run_on_commit = []

    def give(self) -> SimpleNamespace:
        """Objects of its own for each test."""
        cast: SimpleNamespace = pickle.loads(self._pickled)  # noqa: S301 -- our own, of a moment ago
        if (today := timezone.localdate()) != self._day:
            begin_pauses(cast, today)
        return cast

    def undo(self) -> None:
        if self._around is not None:
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)
            self._around = None


kept_cast = KeptCast()


class Tables:
    """Whether a test emptied the tables of this worker: one that takes over the last tests of
    another may go on with ones that need what the migrations put in.
    """

    are_emptied = False

    def fill(self) -> None:
        kept_cast.undo()
        as_migrated()
        self.are_emptied = False


tables = Tables()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> None:
    """Right before a test gets its own transaction."""
    if fixturedef.argname != "_django_db_helper":
        return
    with request.getfixturevalue("django_db_blocker").unblock():
        if tables.are_emptied or is_transactional(request.node):
            tables.fill()
        if is_transactional(request.node):
            tables.are_emptied = True
        elif asks_the_cast(request.node):
            kept_cast.make()
        else:
            kept_cast.undo()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Before the database goes."""
    with session.config.stash[blocking_manager_key].unblock():
        kept_cast.undo()


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return kept_cast.give() if kept_cast.is_there else make_cast()
