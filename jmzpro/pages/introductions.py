"""Finding the words above a coded page."""

from wagtail.rich_text import expand_db_html

from jmzpro.pages.models import Introduction


def words_of(key: str) -> str:
    """The published introduction as safe HTML, or nothing."""
    text = Introduction.objects.filter(key=key, live=True).values_list("text", flat=True).first()
    return str(expand_db_html(text)) if text else ""
