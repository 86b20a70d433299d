"""What media holds about a person: which editor put a picture or a document on the site."""

from typing import Any

from jmzpro.media.models import SiteDocument, SiteImage
from jmzpro.trust.personal_data import DataCategory


def export(user: Any) -> dict[str, list[str]]:
    return {
        "afbeeldingen": list(
            SiteImage.objects.filter(uploaded_by_user=user).values_list("title", flat=True)
        ),
        "documenten": list(
            SiteDocument.objects.filter(uploaded_by_user=user).values_list("title", flat=True)
        ),
    }


def erase(user: Any) -> None:
    """The files belong to the site and stay; who added them is forgotten."""
    for model in (SiteImage, SiteDocument):
        model.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None)


UPLOADS = DataCategory(
    key="site-files",
    label="Afbeeldingen en documenten die je op de site zette",
    # The last two are Wagtail's own, which the site does not use: their tables stay empty.
    models=("media.SiteImage", "media.SiteDocument", "wagtailimages.Image", "wagtaildocs.Document"),
    export=export,
    erase=erase,
    kept="Zolang de site ze gebruikt; je naam verdwijnt erbij als je je gegevens wist.",
    order=94,
)
