"""What members shared in the Kennisbank, for whoever looks for people who know."""

from collections.abc import Collection, Iterable, Iterator

from jmzpro.library.models import Item
from jmzpro.members.expertise import ExpertiseSource, Work


def works(people: Collection[int] | None) -> Iterator[Work]:
    shared = Item.objects.published().filter(shared_by__isnull=False).prefetch_related("themes")
    if people is not None:
        shared = shared.filter(shared_by__in=people)
    for item in shared.only("shared_by_id", "title", "promise", "text"):
        text = f"{item.title}\n{item.promise}\n{item.text}"
        yield Work(
            person=item.shared_by_id, themes=[theme.pk for theme in item.themes.all()], text=text
        )


def writers(ids: Collection[str]) -> Iterable[int]:
    return Item.objects.filter(pk__in=ids, shared_by__isnull=False).values_list(
        "shared_by", flat=True
    )


SOURCE = ExpertiseSource(key="library", works=works, searchable="item", writers=writers)
