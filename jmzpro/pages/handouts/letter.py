"""The mail."""

from jmzpro.pages.handouts import paper
from jmzpro.pages.handouts.sender import Sender

PARAGRAPHS = (
    "Onderwerp: Jonge mantelzorgers bij jullie",
    "Beste [naam],",
    "In elke groep en in elke praktijk zitten kinderen die thuis zorg en zorgen hebben. Een "
    "vader met een depressie, "
    "een zus met een beperking, "
    "een moeder die steeds zieker wordt. We noemen hen jonge mantelzorgers. Ze vallen zelden op, "
    "want ze doen erg hun best.",
    (
        "Wie hen ziet, hoeft het niet op te lossen. Eén volwassene die vraagt hoe het gaat, "
        "thuis en op school, maakt al verschil."
    ),
    "Ik kom graag een keer langs bij jullie team. In twintig minuten laat ik zien waar je op "
    "let, hoe je het gesprek "
    "begint en wie je kunt bellen. "
    "Daarna spreken we één ding af dat past bij hoe jullie werken.",
    "Zou [dag] of [dag] kunnen?",
)


def make(sender: Sender) -> bytes:
    document = paper.new("Mail over jonge mantelzorgers", sender, size=11)
    subject, *rest = PARAGRAPHS
    document.add_paragraph().add_run(subject).bold = True
    for text in rest:
        document.add_paragraph(text)
    document.add_paragraph(f"Met vriendelijke groet,\n{sender.who}\n{sender.we}\n{sender.reach}")
    return paper.saved(document)
