from wagtail import blocks

from jmzpro.pages.blocks.numbered import PointBlock


class StepBlock(blocks.StructBlock):
    """One of the five steps: what it asks, what you may notice, and what each role can do."""

    number = blocks.IntegerBlock(label="Nummer", min_value=1, max_value=9)
    title = blocks.CharBlock(label="Stap")
    text = blocks.RichTextBlock(label="Wat het is", features=["bold", "link", "ul"])
    signals = blocks.ListBlock(blocks.CharBlock(label="Wat je kunt merken"), label="Wat je kunt merken", min_num=0, default=[])
    roles = blocks.ListBlock(PointBlock(), label="Wat jij kunt doen", help_text="Per rol: de kop is de rol.", default=[])

    class Meta:
        label = "Stap"
        icon = "list-ol"
        template = "pages/blocks/step.html"
        description = "Een stap met wat je kunt merken en wat elke rol kan doen."
        preview_value = {
            "number": 2,
            "title": "Sta open voor signalen",
            "text": "<p>Neem serieus wat je ziet en doe er iets mee.</p>",
            "signals": ["Anders dan je van dit kind gewend bent", "Anders dan je op deze leeftijd verwacht"],
            "roles": [{"title": "Op school", "text": "Schrijf op wat je zag, niet wat je denkt."}],
        }
