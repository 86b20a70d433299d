"""What search, search engines and short addresses know of the Kennisbank: the records, with the
text of their files.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.library.choices import Audience, Workplace
from jmzpro.library.models import File, FileText, Item, ItemQuerySet
from jmzpro.search.registry import Document, Hit, Name, Searchable


def everything() -> ItemQuerySet:
    files = File.objects.standing().filter(current__isnull=False)
    return Item.objects.published().prefetch_related(
        "themes", "credits", Prefetch("files", files, to_attr="shown_files")
    )


def document(item: Item) -> Document:
    return Document(
        title=item.title,
        body="\n\n".join(part for part in (item.promise, own_text(item), texts_of(item)) if part),
        keywords=[
            item.get_kind_display(),
            *(theme.name for theme in item.themes.all()),
            *(credit.shown_name for credit in item.credits.all()),
            *(Audience(value).label for value in item.audiences),
            *(Workplace(value).label for value in item.workplaces),
        ],
        date=item.first_published_at,
    )


def own_text(item: Item) -> str:
    return "\n\n".join(
        part
        for name in ("text", *item.own_fields())
        if isinstance(part := getattr(item, name), str) and part
    )


def texts_of(item: Item) -> str:
    """One query an item, and none for the most: the index is fed in the background, and one book
    at a time is enough in memory.
    """
    current = [file.current_id for file in getattr(item, "shown_files", ())]
    if not current:
        return ""
    return "\n\n".join(FileText.objects.filter(version__in=current).values_list("text", flat=True))


def texts_of_files(items: Sequence[Item]) -> dict[int, list[str]]:
    """Of what visitors can download now; not of older versions."""
    rows = FileText.objects.filter(
        version__in=File.objects.standing().filter(item__in=items).values("current")
    )
    found: dict[int, list[str]] = {}
    for item, text in rows.order_by("version__file__order", "version").values_list(
        "version__file__item", "text"
    ):
        found.setdefault(item, []).append(text)
    return found


def hit(item: Item) -> Hit:
    facts = [item.get_kind_display()]
    return Hit(
        title=item.title,
        url=item.get_absolute_url(),
        snippet_source=f"{item.promise}\n\n{own_text(item)}".strip(),
        facts=[*facts, str(item.year)] if item.year else facts,
        date=item.first_published_at,
        public_id=item.public_id,
        external_id=item.external_id or "",
    )


def find(code: str, user: Any) -> Shared | None:
    item = Item.objects.visible_to(user).filter(public_id=code).first()
    return shared(item) if item else None


# Without a prefix: these were the first, and stand on paper.
SHAREABLE = Shareable(key="item", prefix="", find=find)


def shared(item: Item) -> Shared:
    return Shared(
        code=SHAREABLE.code(item.public_id),
        title=item.title,
        kind=item.get_kind_display(),
        path=item.get_absolute_url(),
        accent="teal",
        is_public=item.live and not item.is_for_members,
        about=item.promise,
    )


ITEMS = Searchable(
    key="item",
    label="Kennisbank",
    label_plural="Kennisbank",
    model=Item,
    all=everything,
    visible_to=Item.objects.visible_to,
    document=document,
    hit=hit,
    name=lambda item: Name(item.title, item.get_absolute_url()),
    long_texts=texts_of_files,
    order=10,
)


def addresses() -> Iterator[tuple[str, datetime | None]]:
    yield "/kennisbank/", None
    for item in Item.objects.public().only("slug", "changed_at").iterator():
        yield item.get_absolute_url(), item.changed_at
