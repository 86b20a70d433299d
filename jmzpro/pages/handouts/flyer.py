"""The flyer: one A4."""

from docx.shared import Pt

from jmzpro.pages.handouts import paper
from jmzpro.pages.handouts.sender import Sender
from jmzpro.pages.handouts.texts import SIGNALS, STEPS, numbers


def make(sender: Sender) -> bytes:
    document = paper.new("Een jonge mantelzorger herkennen", sender, size=9.5)
    document.add_paragraph("Achter welk raam brandt het licht?", style="Title")
    document.add_paragraph(
        "Jonge mantelzorgers zijn tussen de 6 en 25 jaar. Thuis is iemand ziek, verslaafd of "
        "psychisch kwetsbaar, of "
        "iemand heeft een beperking. "
        "Je ziet het meestal niet. Jij kunt degene zijn die het wel ziet."
    )
    document.add_paragraph("Negen signalen", style="Heading 1")
    for title, text in SIGNALS:
        paper.titled(document, "List Bullet", title, text)
    document.add_paragraph(
        "Let op wat anders is dan je van dit kind gewend bent, of anders dan je op deze leeftijd "
        "verwacht. Een "
        "signaal is nooit een diagnose."
    )
    document.add_paragraph("Vijf stappen", style="Heading 1")
    for title, text in STEPS:
        paper.titled(document, "List Number", title, text)
    document.add_paragraph("Wie je belt", style="Heading 1")
    document.add_paragraph().add_run(f"{sender.who}, {sender.we}: {sender.reach}").bold = True
    document.add_paragraph("  ·  ".join(f"{label}: {number}" for label, number in numbers()))
    for style in ("List Bullet", "List Number"):
        document.styles[style].paragraph_format.space_after = Pt(1.5)
    return paper.saved(document)
