"""What every test may ask for."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from jmzpro.api.middleware import reading
from jmzpro.page_cache.cache import pages
from jmzpro.testing.client import PageClient
from jmzpro.trust import installation

# In this order: database reads statements.
pytest_plugins = [
    "jmzpro.testing.statements",
    "jmzpro.testing.database",
    "jmzpro.testing.plugin",
    "jmzpro.testing.spent",
]

# A busy machine is no fault in what is tested.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: Any) -> None:
    """Nothing a test writes outlives it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEARCH_INDEX_DIR = tmp_path / "search-index"
    settings.STORAGES = {
        **settings.STORAGES,
        # Templates name static files without a build of them.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.CHECK_LINKS = False  # no test asks the outside web


@pytest.fixture
def client() -> PageClient:
    """Checks every page it gets (jmzpro/testing/pages.py)."""
    return PageClient()


@pytest.fixture(autouse=True)
def _no_demo() -> None:
    """A test of the demo network says `installation.remember(True)`; nothing of that outlives
    it, and no query is spent on it.
    """
    installation.remember(False)


@pytest.fixture(autouse=True)
def _nobody_asked_the_api_yet() -> None:
    reading.clear()


@pytest.fixture(autouse=True)
def _no_kept_pages(settings: Any) -> None:
    """A page is made anew for each request, unless a test asks for `kept_pages`."""
    settings.KEEP_PAGES = False


@pytest.fixture
def kept_pages(settings: Any) -> None:
    """Pages for visitors are kept, as they are in the product."""
    pages.clear()
    settings.KEEP_PAGES = True
