"""What search engines and short addresses know of the agenda."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from jmzpro.agenda.models import Activity
from jmzpro.kit.sharing import Shareable, Shared


def find(code: str, user: Any) -> Shared | None:
    activity = Activity.objects.visible_to(user).filter(public_id=code).first()
    return shared(activity) if activity else None


SHAREABLE = Shareable(key="activity", prefix="a", find=find)


def shared(activity: Activity) -> Shared:
    return Shared(
        code=SHAREABLE.code(activity.public_id),
        title=activity.title,
        kind=activity.get_kind_display(),
        path=activity.get_absolute_url(),
        accent="apricot",
        is_public=activity.is_on_the_site,
        about=activity.summary,
    )


def addresses() -> Iterator[tuple[str, datetime | None]]:
    yield "/agenda/", None
    for activity in Activity.objects.visible_to(AnonymousUser()).only("slug", "last_modified").iterator():
        yield activity.get_absolute_url(), activity.last_modified
