"""Which tests say something on PostgreSQL that the run on SQLite did not.

A pytest plugin, loaded by conftest.py. On SQLite `--statements-in FILE` keeps what each test asked
the database. On PostgreSQL `--statements-from FILE` chooses by it:

- every test that has transactions of its own, or in which the database refused something;
- of the others as few as send every statement once, and three times a statement of a kind that
  databases differ in;
- every test that was not seen on SQLite.

The others send only what those send too. `make soak SOAK=postgres` runs all of them. A statement is
its text with the values left out.
"""

import heapq
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Generator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.db import DatabaseError, connection

REFUSED = 0  # stands among the statements of a test in which the database refused one
DIFFERS = re.compile(
    (
        r"LIKE|JSON|GROUP BY|DISTINCT|COLLATE|REGEXP|CAST\(|CASE WHEN|django_|UNION|EXCEPT|ON "
        r"CONFLICT|LOWER\(|UPPER\(|ORDER BY[^)]*_?name"
    ),
    re.IGNORECASE,
)
TIMES = 3
LISTS = re.compile(r"(%s|\(%s(?:, %s)*\)|SAVEPOINT \S+)(?:, (?:%s|\(%s(?:, %s)*\)))*")


def number_of(sql: str) -> int:
    """The same for all lengths of a list of values; even when databases differ in this kind of
    statement.
    """
    text = LISTS.sub("%s", sql)
    number = (crc32(text.encode()) or 1) << 1
    return number if DIFFERS.search(text) else number | 1


def times(statement: int) -> int:
    """How many tests that send it are run."""
    return 1 if statement % 2 else TIMES


class Recorder:
    """Notes what the running test sends to the database."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.running: set[int] = set()
        self.seen: dict[str, list[int]] = {}

    def note(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.running.add(number_of(sql))
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            self.running.add(REFUSED)
            raise

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, Any, Any]:
        self.running = set()
        if self.note not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.note)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, Any, Any]:
        report = yield
        if report.when == "teardown":
            report.statements = sorted(self.running)
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        if hasattr(report, "statements"):
            self.seen[report.nodeid] = report.statements

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput"):
            self.file.write_text(json.dumps(self.seen))


def chosen(sent: Mapping[str, Collection[int]], always: Collection[str]) -> set[str]:
    """The names of the tests to run: `always`, those in which something was refused, and as few
    others as send every statement.
    """
    wanted = {
        statement: times(statement) for statements in sent.values() for statement in statements
    }
    run: set[str] = set()

    def take(name: str) -> None:
        run.add(name)
        wanted.update({statement: wanted[statement] - 1 for statement in sent.get(name, ())})

    for name in sorted(
        {*always, *(name for name, statements in sent.items() if REFUSED in statements)}
    ):
        take(name)
    heap = [
        (-len(statements), name) for name, statements in sorted(sent.items()) if name not in run
    ]
    heapq.heapify(heap)
    while heap:
        before, name = heapq.heappop(heap)
        now = -sum(1 for statement in sent[name] if wanted[statement] > 0)
        if now == before and now:
            take(name)
        elif now:
            heapq.heappush(heap, (now, name))
    return run


def choose(
    items: list[pytest.Item], file: Path, is_always_run: Callable[[pytest.Item], bool]
) -> list[pytest.Item]:
    """All of them when nothing was kept on SQLite."""
    if not file.exists():
        return items
    sent: dict[str, list[int]] = json.loads(file.read_text())
    there = Counter(item.nodeid for item in items)
    run = chosen(
        {name: statements for name, statements in sent.items() if name in there},
        {item.nodeid for item in items if item.nodeid not in sent or is_always_run(item)},
    )
    return [item for item in items if item.nodeid in run]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--statements-in", help="keep what each test sends to the database in this file (JSON)"
    )
    parser.addoption(
        "--statements-from",
        help="of tests that send the same statements to the database, run some (on PostgreSQL)",
    )


def pytest_configure(config: pytest.Config) -> None:
    if file := config.getoption("--statements-in"):
        config.pluginmanager.register(Recorder(Path(file)), "statements")
