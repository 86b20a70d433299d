"""Options of the test run, and what the guards share."""

from types import SimpleNamespace

import pytest

from jmzpro.testing.samples import Samples, make_samples


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-routes",
        action="store_true",
        help="write jmzpro/testing/routes.txt from what the site does now",
    )


@pytest.fixture
def samples(cast: SimpleNamespace) -> Samples:
    return make_samples(cast)
