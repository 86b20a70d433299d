from wagtail import blocks

from jmzpro.pages.blocks.buttons import ButtonsBlock
from jmzpro.pages.blocks.contact_form import ContactFormBlock
from jmzpro.pages.blocks.figure import FigureBlock
from jmzpro.pages.blocks.heading import HeadingBlock
from jmzpro.pages.blocks.help_numbers import HelpNumbersBlock
from jmzpro.pages.blocks.notice import NoticeBlock
from jmzpro.pages.blocks.numbered import NumberedBlock
from jmzpro.pages.blocks.paragraph import ParagraphBlock
from jmzpro.pages.blocks.people import PeopleBlock
from jmzpro.pages.blocks.picture import PictureBlock
from jmzpro.pages.blocks.quote import QuoteBlock
from jmzpro.pages.blocks.step import StepBlock

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
