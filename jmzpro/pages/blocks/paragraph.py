from typing import Any

from wagtail import blocks

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        label = "Tekst"
        icon = "pilcrow"
        template = "pages/blocks/paragraph.html"
        description = "Gewone tekst, met lijstjes en links."
        preview_value = (
            "<p>Een leerling die thuis veel regelt, valt op school vaak niet op. <b>Vraag er dus naar</b>, op een gewoon moment.</p>"
            "<ul><li>Na de les, op de gang.</li><li>Onderweg naar de fiets.</li></ul>"
        )
