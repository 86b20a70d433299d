"""What search, search engines and short addresses know of the agenda."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from jmzpro.agenda.activity.wording import for_whom, place
from jmzpro.agenda.models import Activity
from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.search.registry import Document, Hit, Name, Searchable


def document(activity: Activity) -> Document:
    return Document(
        title=activity.title,
        body="\n\n".join(part for part in (activity.summary, activity.text) if part),
        keywords=[
            activity.get_kind_display(),
            activity.organiser_name,
            activity.venue_name,
            activity.town.name if activity.town else "",
            activity.town.province.name if activity.town else "",
            *(audience.label for audience in activity.audiences),
            *(theme.name for theme in activity.themes.all()),
        ],
        date=activity.starts_at,
    )


def hit(activity: Activity) -> Hit:
    facts = [
        activity.first_words(),
        place(activity),
        for_whom(activity),
        "gaat niet door" if activity.is_cancelled else "",
    ]
    return Hit(
        title=activity.title,
        url=activity.get_absolute_url(),
        snippet_source=f"{activity.summary}\n\n{activity.text}".strip(),
        facts=[fact for fact in facts if fact],
        date=activity.starts_at,
        public_id=activity.public_id,
        external_id=activity.external_uid,
    )


ACTIVITIES = Searchable(
    key="activity",
    label="activiteit",
    label_plural="Agenda",
    model=Activity,
    all=lambda: (
        Activity.objects.on_the_site().select_related("town__province").prefetch_related("themes")
    ),
    visible_to=Activity.objects.visible_to,
    document=document,
    hit=hit,
    with_all=lambda rows: rows.select_related("town"),
    name=lambda activity: Name(activity.title, activity.get_absolute_url()),
    order=30,
)


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
    for activity in (
        Activity.objects.visible_to(AnonymousUser()).only("slug", "last_modified").iterator()
    ):
        yield activity.get_absolute_url(), activity.last_modified
