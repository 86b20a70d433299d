"""Our own image, rendition and document models, so that they can grow without a painful
migration.
"""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class SiteImage(AbstractImage):
    # Wagtail's `description` is the alt text; an editor who skips it says so here.
    is_decorative = models.BooleanField("alleen versiering (geen alt-tekst nodig)", default=False)

    admin_form_fields = (*WagtailImage.admin_form_fields, "is_decorative")

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="a_rendition_is_made_once"
            )
        ]


class SiteDocument(AbstractDocument):
    admin_form_fields = WagtailDocument.admin_form_fields
