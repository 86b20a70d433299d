"""What search may find of the site's own pages: what everybody may read."""

from typing import Any

from jmzpro.pages.addresses import open_to_all
from jmzpro.pages.models import NewsPage, TextPage
from jmzpro.pages.page_checks import pieces
from jmzpro.search.registry import Document, Hit, Name, Searchable


def text_of(page: Any) -> str:
    """All its words, each heading once and as a sentence of its own: a snippet runs them
    together.
    """
    parts = [page.lead]
    for piece in pieces(page.body):
        said = [heading.strip() for _, heading in piece.headings if heading.strip()]
        parts += [
            heading if heading.endswith((".", "?", "!", ":")) else f"{heading}." for heading in said
        ]
        parts += [line for line in piece.text.splitlines() if line.strip() not in said]
    return "\n".join(part.strip() for part in parts if part.strip())


def document(page: Any) -> Document:
    return Document(
        title=page.title,
        body=text_of(page),
        keywords=[page.search_description],
        date=page.last_published_at,
    )


def hit(page: Any) -> Hit:
    return Hit(
        title=page.title,
        url=page.url or "/",
        snippet_source=text_of(page),
        date=getattr(page, "date", None) and page.last_published_at,
    )


def name(page: Any) -> Name:
    return Name(page.title, page.url or "/")


PAGES = Searchable(
    key="page",
    label="pagina",
    label_plural="Pagina’s",
    model=TextPage,
    all=lambda: open_to_all(TextPage.objects.all()),
    visible_to=lambda user: open_to_all(TextPage.objects.all()),
    document=document,
    hit=hit,
    name=name,
    order=10,
)
NEWS = Searchable(
    key="news",
    label="nieuws",
    label_plural="Nieuws",
    model=NewsPage,
    all=NewsPage.objects.newest,
    visible_to=lambda user: NewsPage.objects.newest(),
    document=document,
    hit=hit,
    name=name,
    order=60,
)
