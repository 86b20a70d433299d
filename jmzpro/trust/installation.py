"""What kind of installation this is. Decided when the database is made, never changed
afterwards.
"""

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from jmzpro.trust.models import Installation
from jmzpro.work.addresses import may_be_seen_anywhere

_known: bool | None = None


def is_demo() -> bool:
    """Whether this is a demo network. Asked once a process; while nothing is decided (or the
    database is away) it is not.
    """
    global _known
    if _known is None:
        try:
            _known = Installation.objects.values_list("is_demo", flat=True).first()
        except (DatabaseError, InterfaceError):
            return False
    return bool(_known)


def is_made() -> bool:
    return Installation.objects.exists()


def make(*, is_demo: bool) -> Installation:
    """The one row; what was decided before stands."""
    row, _ = Installation.objects.get_or_create(pk=1, defaults={"is_demo": is_demo})
    remember(row.is_demo)
    return row


def remember(is_demo: bool | None) -> None:
    """For `make`, and for tests: what `is_demo` answers from now on in this process; None asks
    the database again.
    """
    global _known
    _known = is_demo


def is_demo_allowed_anywhere() -> bool:
    return may_be_seen_anywhere(settings.DEMO_ADDRESS_OK)
