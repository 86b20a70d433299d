from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from jmzpro.pages.addresses import is_fit


class AddressBlock(blocks.CharBlock):
    """Where a button or door leads: on this site or elsewhere over https. Nothing else, so no
    `javascript:` either.
    """

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not is_fit(cleaned):
            raise ValidationError(
                "Begin met / voor een pagina op deze site (/themas/), of met https:// voor "
                "een andere site."
            )
        return cleaned


class ButtonBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label="Wat je gaat doen", help_text="Begin met een werkwoord: Bekijk de leden."
    )
    address = AddressBlock(
        label="Adres", help_text="Op deze site (/themas/) of een volledig adres (https://…)."
    )

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
        preview_value = [
            {"text": "Bekijk de vijf stappen", "address": "/vijf-stappen/"},
            {"text": "Zoek een thema", "address": "/themas/"},
        ]


class DoorBlock(blocks.StructBlock):
    """A way in for one kind of visitor. It shows only while its address exists."""

    title = blocks.CharBlock(label="Ik werk …")
    text = blocks.CharBlock(label="Wat je hier vindt")
    address = AddressBlock(
        label="Adres", help_text="Op deze site, bijvoorbeeld /herkennen/#op-school."
    )

    class Meta:
        label = "Deur"
        icon = "user"
        template = "pages/blocks/door.html"
        preview_value = {
            "title": "op een school",
            "text": "Herkennen in de klas, een goed gesprek",
            "address": "/voor/school/",
        }


class ContactFormBlock(blocks.StaticBlock):
    """The form for the office. What is wrong with it is shown on its own page."""

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        from jmzpro.pages.forms import MessageForm

        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"form": MessageForm()}

    class Meta:
        label = "Contactformulier"
        icon = "mail"
        admin_text = "Laat het formulier zien waarmee een bezoeker het bureau een bericht stuurt."
        template = "pages/blocks/contact_form.html"
        description = "Een formulier aan het bureau. Wat iemand stuurt, komt in de wachtrij."
        preview_value = None


class HelpNumbersBlock(blocks.StaticBlock):
    class Meta:
        label = "Hulpnummers"
        icon = "warning"
        admin_text = "Laat 112, Veilig Thuis, 113 en de Kindertelefoon zien."
        template = "kit/help_box.html"
        description = (
            "De nummers voor wie niet kan wachten. Hoort op elke pagina waar iemand over een "
            "kind leest."
        )
        preview_value = None
