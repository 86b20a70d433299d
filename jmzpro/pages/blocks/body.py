from wagtail import blocks

from jmzpro.pages.blocks.doors import ButtonsBlock, ContactFormBlock, HelpNumbersBlock
from jmzpro.pages.blocks.pictures import FigureBlock, PeopleBlock, PictureBlock
from jmzpro.pages.blocks.words import (
    HeadingBlock,
    NoticeBlock,
    NumberedBlock,
    ParagraphBlock,
    QuoteBlock,
    StepBlock,
)

TEXT, MORE = "Tekst", "Bijzonder"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(group=TEXT)
    paragraph = ParagraphBlock(group=TEXT)
    numbered = NumberedBlock(group=TEXT)
    notice = NoticeBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    picture = PictureBlock(group=TEXT)
    buttons = ButtonsBlock(group=TEXT)
    step = StepBlock(group=MORE)
    figure = FigureBlock(group=MORE)
    people = PeopleBlock(group=MORE)
    help_numbers = HelpNumbersBlock(group=MORE)
    contact_form = ContactFormBlock(group=MORE)
