"""Many registrations from one source: seen together by who organises, without an address being
kept.

A mark is keyed by the secret of the site and salted by the activity and the day: it tells that two
came from one source, on that day and there, and nothing else. It goes after KEPT, or as soon as the
registration does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jmzpro.agenda.registration.models import Desk, Registration

KEPT = timedelta(days=7)
# So many from one source are shown together.
MANY = 5


def mark_of(desk: Desk, client_key: str) -> str:
    text = f"{desk.pk}/{timezone.localdate():%Y%m%d}/{client_key}"
    return salted_hmac("jmzpro.agenda.registering.source", text, algorithm="sha256").hexdigest()[
        :16
    ]


@dataclass(frozen=True)
class Group:
    """What came from one source: how many registrations, how many of them nobody confirmed, and
    between when.
    """

    mark: str
    count: int
    unproven: int
    places: int
    first_at: datetime
    last_at: datetime


def groups(desk: Desk) -> list[Group]:
    """The largest first."""
    found = (
        Registration.objects.current()
        .filter(gathering__desk=desk)
        .exclude(source="")
        .values(mark=F("source"))
        .annotate(
            count=Count("pk"),
            unproven=Count("pk", filter=Q(confirm_until__isnull=False)),
            places=Sum("people"),
            first_at=Min("registered_at"),
            last_at=Max("registered_at"),
        )
        .filter(count__gte=MANY)
        .order_by("-count", "mark")
    )
    return [Group(**row) for row in found]


def of_group(desk: Desk, mark: str) -> list[Registration]:
    current = Registration.objects.current().filter(gathering__desk=desk, source=mark)
    related = current.select_related("gathering__desk__activity", "gathering__occurrence")
    return list(
        related.exclude(source="").prefetch_related("bookings").order_by("registered_at", "pk")
    )


def shown(registrations: Iterable[Registration]) -> list[tuple[Registration, bool]]:
    """With whether it is proposed to go: what nobody confirmed."""
    return [(one, one.confirm_until is not None) for one in registrations]


def sweep() -> int:
    """Forget where registrations of some days ago came from. How many."""
    old = Registration.objects.filter(registered_at__lt=timezone.now() - KEPT)
    return old.exclude(source="").update(source="")
