"""What a letter holds of the agenda: what is new on the site and still to come, about what its
reader follows.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from jmzpro.agenda.activity.wording import for_whom
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.letters.registry import Item, Part, Reader, Section

MOST = 10
AGENDA = Part("agenda", "de agenda", "agenda:list", order=25)


def new_activities(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    coming = (
        Occurrence.objects.visible_to(reader.user)
        .filter(ends_at__gt=timezone.now())
        .values("activity")
    )
    came = Activity.objects.visible_to(reader.user).filter(
        published_at__gt=since, published_at__lte=until, state="gepubliceerd", pk__in=coming
    )
    followed = reader.chosen(
        came.filter(pk__in=coming), part=AGENDA.key, organisation="organisation"
    )
    chosen = (
        followed.select_related("town")
        .prefetch_related("themes")
        .order_by("starts_at", "pk")[:MOST]
    )
    return [as_letter_item(activity, reader) for activity in chosen]


def as_letter_item(activity: Activity, reader: Reader) -> Item:
    followed = [
        theme for theme in activity.themes.all() if str(theme.pk) in reader.followed("theme")
    ]
    about = [("theme", str(theme.pk)) for theme in activity.themes.all()]
    if activity.organisation_id:
        about.append(("organisation", str(activity.organisation_id)))
    where = activity.town.name if activity.town else "online"
    return Item(
        key=f"activity/{activity.pk}",
        title=activity.title,
        url=activity.get_absolute_url(),
        text=activity.summary,
        meta=f"{activity.first_words()}, {where}. {for_whom(activity)}",
        why=reason(activity, followed, reader),
        about=about,
    )


def reason(activity: Activity, followed: Sequence[object], reader: Reader) -> str:
    if followed:
        return f"je {followed[0]} volgt"
    if str(activity.organisation_id) in reader.followed("organisation"):
        return f"je {activity.organiser_name} volgt"
    return "je de agenda volgt"


SECTION = Section(
    key="agenda",
    label="Nieuw in de agenda",
    items=new_activities,
    more="agenda:list",
    more_label="De hele agenda",
    order=25,
)
