from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Citaat")
    source = blocks.CharBlock(label="Van wie", required=False, help_text="Een rol of leeftijd, nooit een naam van een kind.")

    class Meta:
        label = "Citaat"
        icon = "openquote"
        template = "pages/blocks/quote.html"
        description = "Eén zin die blijft hangen, met wie hem zei."
        preview_value = {"text": "Ik wilde dat iemand gewoon een keer vroeg hoe het thuis was.", "source": "Voorbeeld, 14 jaar"}
