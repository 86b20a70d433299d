from typing import Any

from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = "Tussenkop"
        icon = "title"
        template = "pages/blocks/heading.html"
        help_text = "Andere pagina’s kunnen hierheen linken: #woorden-van-de-kop."
        description = "Begint een nieuw deel van de pagina en komt in de lijst ‘Op deze pagina’."
        preview_value = "Wat je vandaag kunt doen"


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
            "<p>Een leerling die thuis veel regelt, valt op school vaak niet op. <b>Vraag er dus "
            "naar</b>, op een gewoon moment.</p>"
            "<ul><li>Na de les, op de gang.</li><li>Onderweg naar de fiets.</li></ul>"
        )


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Kop", required=False)
    text = blocks.RichTextBlock(label="Tekst", features=["bold", "link", "ul"])

    class Meta:
        label = "Kader"
        icon = "info-circle"
        template = "pages/blocks/notice.html"
        description = "Iets dat niemand mag missen. Hoogstens één of twee op een pagina."
        preview_value = {
            "title": "Goed om te weten",
            "text": "<p>Een signaal is nooit een diagnose.</p>",
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Citaat")
    source = blocks.CharBlock(
        label="Van wie",
        required=False,
        help_text="Een rol of leeftijd, nooit een naam van een kind.",
    )

    class Meta:
        label = "Citaat"
        icon = "openquote"
        template = "pages/blocks/quote.html"
        description = "Eén zin die blijft hangen, met wie hem zei."
        preview_value = {
            "text": "Ik wilde dat iemand gewoon een keer vroeg hoe het thuis was.",
            "source": "Voorbeeld, 14 jaar",
        }


class PointBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Punt")
    text = blocks.TextBlock(label="Uitleg")

    class Meta:
        label = "Punt"


class NumberedBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PointBlock(), **kwargs)

    class Meta:
        label = "Genummerde rij"
        icon = "list-ol"
        template = "pages/blocks/numbered.html"
        description = "Punten met elk een kop en een korte uitleg. Zet er een tussenkop boven."
        preview_value = [
            {
                "title": "Teruggetrokken gedrag",
                "text": "Zegt weinig en zoekt de rand van de groep op.",
            },
            {"title": "Moeite met opletten", "text": "Is er wel en toch niet bij."},
        ]


class StepBlock(blocks.StructBlock):
    """One of the five steps: what it asks, what you may notice, and what each role can do."""

    number = blocks.IntegerBlock(label="Nummer", min_value=1, max_value=9)
    title = blocks.CharBlock(label="Stap")
    text = blocks.RichTextBlock(label="Wat het is", features=["bold", "link", "ul"])
    signals = blocks.ListBlock(
        blocks.CharBlock(label="Wat je kunt merken"),
        label="Wat je kunt merken",
        min_num=0,
        default=[],
    )
    roles = blocks.ListBlock(
        PointBlock(), label="Wat jij kunt doen", help_text="Per rol: de kop is de rol.", default=[]
    )

    class Meta:
        label = "Stap"
        icon = "list-ol"
        template = "pages/blocks/step.html"
        description = "Een stap met wat je kunt merken en wat elke rol kan doen."
        preview_value = {
            "number": 2,
            "title": "Sta open voor signalen",
            "text": "<p>Neem serieus wat je ziet en doe er iets mee.</p>",
            "signals": [
                "Anders dan je van dit kind gewend bent",
                "Anders dan je op deze leeftijd verwacht",
            ],
            "roles": [{"title": "Op school", "text": "Schrijf op wat je zag, niet wat je denkt."}],
        }
