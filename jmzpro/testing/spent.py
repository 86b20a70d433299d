"""Where the processor time of a test run goes: its slowest tests, each slice, and a budget for each
slice.

A pytest plugin, loaded by conftest.py. Processor time of the process and its children, so that a
busy machine is no fault. `--spent-in FILE` keeps the seconds of each test for `bin/spent.py`, which
prints them and holds them to `budgets.toml`.
"""

import json
import os
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

START = "start and collection"
FIXTURES = "fixtures of the session"


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(os.times()[:4])


def slice_of(nodeid: str) -> str:
    """The slice a test stands in: jmzpro/questions/tests/test_x.py::test_y is of "questions";
    the journeys are a slice of their own.
    """
    parts = nodeid.split("::", maxsplit=1)[0].split("/")
    return parts[1] if len(parts) > 2 else parts[0]


def by_slice(tests: Mapping[str, float]) -> dict[str, float]:
    """What the tests of each slice took together, the most first."""
    total: dict[str, float] = {}
    for nodeid, seconds in tests.items():
        name = slice_of(nodeid)
        total[name] = total.get(name, 0.0) + seconds
    return dict(sorted(total.items(), key=lambda one: -one[1]))


def over(spent: Mapping[str, float], budget: Mapping[str, float]) -> list[str]:
    """A line for each slice that took more than its budget, or has none."""
    return [
        f"{name}: {seconds:.0f} s, budget {f'{budget[name]:g} s' if name in budget else 'none'}"
        for name, seconds in spent.items()
        if seconds > budget.get(name, 0)
    ]


class Spending:
    """Adds up in each process what its tests spend; the process that began the run gathers it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.last = processor_seconds()
        self.of_session = 0.0
        self.apart = 0.0
        self.tests: dict[str, float] = {}
        self.others: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_finish(self) -> Iterator[None]:
        yield
        if not self.is_controller:
            self.others[START] = processor_seconds()
        self.last = processor_seconds()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        """What a fixture of the session takes is not of the test that happened to ask for it
        first.
        """
        if fixturedef.scope != "session" or self.apart:
            return (yield)
        self.apart = began = processor_seconds()
        try:
            return (yield)
        finally:
            taken = processor_seconds() - began
            self.apart = 0.0
            self.of_session += taken
            self.others[FIXTURES] = self.others.get(FIXTURES, 0.0) + taken

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, Any, Any]:
        report = yield
        now = processor_seconds()
        report.spent = now - self.last - self.of_session
        self.last, self.of_session = now, 0.0
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.tests[report.nodeid] = self.tests.get(report.nodeid, 0.0) + getattr(
            report, "spent", 0.0
        )

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for name, seconds in getattr(node, "workeroutput", {}).get("spent", {}).items():
            self.others[name] = self.others.get(name, 0.0) + seconds

    @property
    def is_controller(self) -> bool:
        return not hasattr(self.config, "workerinput") and bool(
            getattr(self.config.option, "numprocesses", None)
        )

    def pytest_sessionfinish(self) -> None:
        if hasattr(self.config, "workerinput"):
            output: dict[str, Any] = vars(self.config)["workeroutput"]
            output["spent"] = self.others
            return
        if file := self.config.getoption("--spent-in"):
            Path(file).write_text(json.dumps({"tests": self.tests, "others": self.others}))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--spent-in", help="keep the processor seconds of each test in this file (JSON)"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Spending(config), "spending")
