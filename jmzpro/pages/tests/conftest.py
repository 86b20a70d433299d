import pytest

from jmzpro.pages.bootstrap import make_root
from jmzpro.pages.models import HomePage

# Enough of the starter pages for most tests: making them all takes seconds.
SOME = {
    "/herkennen/",
    "/vijf-stappen/",
    "/waardering/",
    "/voor/",
    "/voor/school/",
    "/voor-jou/",
    "/voor-jou/hulp-bellen-en-chatten/",
    "/over/",
    "/nieuws/",
    "/contact/",
    "/privacy/",
    "/en/young-carers/",
    "/en/young-carers/help-by-phone-and-chat/",
}


@pytest.fixture
def home(db: None) -> HomePage:
    """The home, with some of the starter pages."""
    return make_root(SOME)


@pytest.fixture
def whole_site(db: None) -> HomePage:
    """The home, with every starter page."""
    return make_root()
