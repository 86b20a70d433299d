"""What may be found of themes: by search, by search engines, and by their short address."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.search.registry import Document, Hit, Name, Searchable
from jmzpro.themes.models import Theme


def document(theme: Theme) -> Document:
    return Document(
        title=theme.name,
        body=f"{theme.promise}\n{theme.introduction_text}",
        keywords=theme.other_names,
    )


def hit(theme: Theme) -> Hit:
    about = theme.introduction_text or theme.names_in_a_row
    return Hit(
        title=theme.name, url=theme.get_absolute_url(), snippet_source=about, public_id=theme.slug
    )


THEMES = Searchable(
    key="theme",
    label="thema",
    label_plural="thema’s",
    model=Theme,
    all=Theme.objects.active,
    visible_to=lambda user: Theme.objects.active(),
    document=document,
    hit=hit,
    name=lambda theme: Name(theme.name, theme.get_absolute_url()),
    order=20,
    is_offered=True,
)


def find(code: str, user: Any) -> Shared | None:
    theme = Theme.objects.active().filter(public_id=code).first()
    return shared(theme) if theme else None


SHAREABLE = Shareable(key="theme", prefix="t", find=find)


def shared(theme: Theme) -> Shared:
    code = SHAREABLE.code(theme.public_id)
    return Shared(
        code=code,
        title=theme.name,
        kind="Thema",
        path=theme.get_absolute_url(),
        accent="sun",
        about=theme.promise,
    )


def addresses() -> Iterator[tuple[str, datetime | None]]:
    yield "/themas/", None
    for theme in Theme.objects.active():
        yield theme.get_absolute_url(), theme.updated_at
