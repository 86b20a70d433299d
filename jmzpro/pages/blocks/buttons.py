from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from jmzpro.pages.addresses import is_fit


class AddressBlock(blocks.CharBlock):
    """Where a button or door leads: on this site or elsewhere over https. Nothing else, so no `javascript:` either."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not is_fit(cleaned):
            raise ValidationError("Begin met / voor een pagina op deze site (/themas/), of met https:// voor een andere site.")
        return cleaned


class ButtonBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Wat je gaat doen", help_text="Begin met een werkwoord: Bekijk de leden.")
    address = AddressBlock(label="Adres", help_text="Op deze site (/themas/) of een volledig adres (https://…).")

    class Meta:
        label = "Knop"
        icon = "link"


class ButtonsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ButtonBlock(), **kwargs)

    class Meta:
        label = "Knoppen"
        icon = "link"
        template = "pages/blocks/buttons.html"
        description = "Een of twee volgende stappen. De eerste valt het meest op."
        preview_value = [{"text": "Bekijk de vijf stappen", "address": "/vijf-stappen/"}, {"text": "Zoek een thema", "address": "/themas/"}]
