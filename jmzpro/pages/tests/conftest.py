import pytest

from jmzpro.pages.bootstrap import make_root
from jmzpro.pages.models import HomePage


@pytest.fixture
def home(db: None) -> HomePage:
    return make_root()
