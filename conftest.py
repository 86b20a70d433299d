"""What every test may ask for."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jmzpro.testing.cast import make_cast


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: Any) -> None:
    """Nothing a test writes outlives it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEARCH_INDEX_DIR = tmp_path / "search-index"
    # Templates name static files without a build of them.
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return make_cast()
