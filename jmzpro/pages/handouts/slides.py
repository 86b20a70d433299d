"""The presentation."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Length, Pt

from jmzpro.pages.handouts.sender import Sender
from jmzpro.pages.handouts.texts import EFFECTS, SIGNALS, STEPS, WHO, numbers

INK: Any = RGBColor.from_string("122B36")  # type: ignore[no-untyped-call]  # python-pptx says nothing of its type
TEAL: Any = RGBColor.from_string("005F66")  # type: ignore[no-untyped-call]  # the same
WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.9)


def make(sender: Sender) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = "Jonge mantelzorgers zien en steunen"
    deck.core_properties.author = sender.organisation or "JMZ Pro"
    deck.core_properties.language = "nl-NL"
    opening(deck, sender)
    for title, lines, notes in contents(sender):
        slide = add(deck, title, notes)
        write(slide.placeholders[1], lines)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def contents(sender: Sender) -> list[tuple[str, list[str], str]]:
    return [
        (
            "Wie zijn jonge mantelzorgers?",
            list(WHO),
            "Vraag eerst: wie kent er een? Laat de stilte even duren. Bijna iedereen kent er een.",
        ),
        (
            "Wat het met ze doet",
            list(EFFECTS),
            "Noem ook de laatste regel. Jonge mantelzorgers willen geen medelijden.",
        ),
        (
            "Negen signalen",
            [f"{title}: {text}" for title, text in SIGNALS],
            "Lees ze niet voor. Laat iedereen er een kiezen die hij deze maand zag.",
        ),
        (
            "Zo lees je een signaal",
            [
                "Is het anders dan je van dit kind gewend bent?",
                "Is het anders dan je op deze leeftijd verwacht?",
                (
                    "Eén signaal zegt weinig. Meer signalen, of een signaal dat blijft, zijn een "
                    "reden om verder te kijken."
                ),
                "Een signaal is nooit een diagnose.",
            ],
            (
                "Er kan iets heel anders aan de hand zijn. Het gaat om kijken en vragen, niet om "
                "gelijk krijgen."
            ),
        ),
        (
            "Vijf stappen",
            [f"{title}. {text}" for title, text in STEPS],
            "Stap 1 en 2 doe je al. Vraag: welke stap vinden jullie lastig?",
        ),
        (
            "Wat wij samen kunnen afspreken",
            [
                "Een vaste volwassene bij wie een kind terechtkan.",
                "Ruimte: een toets op een ander moment, extra begeleiding, de telefoon aan.",
                "Wie je belt als je iets ziet.",
                "Vraag thuis en school in één adem: hoe gaat het, en thuis?",
            ],
            (
                "Schrijf de afspraken mee op een flap. Eén afspraak die doorgaat is beter dan "
                "vijf plannen."
            ),
        ),
        (
            "Bel of mail ons",
            [
                f"{sender.who}, {sender.we}",
                sender.reach,
                *(f"{label}: {number}" for label, number in numbers()),
            ],
            "Laat deze dia staan terwijl mensen weggaan.",
        ),
    ]


def opening(deck: Any, sender: Sender) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    title, under = slide.shapes.title, slide.placeholders[1]
    place(title, Inches(2.2), Inches(1.8))
    place(under, Inches(4.2), Inches(1.4))
    title.text_frame.text = "Achter welk raam brandt het licht?"
    under.text_frame.text = f"Jonge mantelzorgers zien en steunen\n{sender.we}"
    style(title, Pt(48), TEAL, bold=True)
    style(under, Pt(26), INK)
    slide.notes_slide.notes_text_frame.text = (
        "Stel je voor en zeg waarom dit je bezighoudt. Houd het bij één zin."
    )


def add(deck: Any, title: str, notes: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    place(slide.shapes.title, Inches(0.6), Inches(1.1))
    place(slide.placeholders[1], Inches(1.9), Inches(5))
    slide.shapes.title.text_frame.text = title
    style(slide.shapes.title, Pt(38), TEAL, bold=True)
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def place(shape: Any, top: Length, height: Length) -> None:
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, WIDTH - 2 * MARGIN, height


def write(shape: Any, lines: list[str]) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = lines[0]
    for line in lines[1:]:
        frame.add_paragraph().text = line
    style(shape, Pt(19) if len(lines) > 6 else Pt(24), INK)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(6)


def style(shape: Any, size: Pt, colour: Any, *, bold: bool = False) -> None:
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = 1  # to the left
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = size, bold, "Verdana"
            run.font.color.rgb = colour
