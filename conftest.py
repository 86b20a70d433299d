"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jmzpro.testing import database
from jmzpro.testing.cast import make_cast
from jmzpro.testing.client import PageClient


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    database.keep_what_the_migrations_brought(items)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: Any) -> None:
    """Nothing a test writes outlives it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEARCH_INDEX_DIR = tmp_path / "search-index"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}},
        # Templates name static files without a build of them.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return


@pytest.fixture(autouse=True)
def _audit_trail_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    if not database.needs_real_transactions(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    database.empty_the_audit_trail()


@pytest.fixture
def client() -> PageClient:
    """Checks every page it gets (jmzpro/testing/pages.py)."""
    return PageClient()


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return make_cast()
