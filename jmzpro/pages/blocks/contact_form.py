from typing import Any

from wagtail import blocks


class ContactFormBlock(blocks.StaticBlock):
    """The form for the office. What is wrong with it is shown on its own page."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
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
