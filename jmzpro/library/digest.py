"""What a letter holds of the Kennisbank: what is new on the site, about what its reader follows."""

from collections.abc import Sequence
from datetime import datetime

from jmzpro.letters.registry import Item as LetterItem
from jmzpro.letters.registry import Part, Reader, Section
from jmzpro.library.choices import Kind
from jmzpro.library.models import Item

MOST = 10

LIBRARY = Part("library", "de Kennisbank", "library:list", order=20)


def new_items(reader: Reader, since: datetime, until: datetime) -> Sequence[LetterItem]:
    came = Item.objects.visible_to(reader.user).filter(
        first_published_at__gt=since, first_published_at__lte=until
    )
    chosen = (
        reader.chosen(came, part=LIBRARY.key, organisation="organisation")
        .prefetch_related("themes")
        .order_by("-first_published_at", "-pk")
    )
    return [as_letter_item(item, reader) for item in chosen[:MOST]]


def as_letter_item(item: Item, reader: Reader) -> LetterItem:
    followed = [theme for theme in item.themes.all() if str(theme.pk) in reader.followed("theme")]
    about = [("theme", str(theme.pk)) for theme in item.themes.all()]
    return LetterItem(
        key=f"item/{item.pk}",
        title=item.title,
        url=item.get_absolute_url(),
        text=item.promise,
        meta=Kind(item.kind).label,
        why=f"je {followed[0].name} volgt" if followed else "je de Kennisbank volgt",
        about=about,
    )


SECTION = Section(
    key="library",
    label="Nieuw in de Kennisbank",
    items=new_items,
    more="library:list",
    more_label="Alles in de Kennisbank",
    order=30,
)
