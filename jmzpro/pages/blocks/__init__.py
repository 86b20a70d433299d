"""What an editor builds a page from: a short list, one file each, so that every page looks like it belongs."""

from jmzpro.pages.blocks.body import BodyBlock
from jmzpro.pages.blocks.buttons import ButtonBlock, ButtonsBlock
from jmzpro.pages.blocks.contact_form import ContactFormBlock
from jmzpro.pages.blocks.door import DoorBlock
from jmzpro.pages.blocks.figure import FigureBlock
from jmzpro.pages.blocks.heading import HeadingBlock
from jmzpro.pages.blocks.help_numbers import HelpNumbersBlock
from jmzpro.pages.blocks.notice import NoticeBlock
from jmzpro.pages.blocks.numbered import NumberedBlock, PointBlock
from jmzpro.pages.blocks.paragraph import ParagraphBlock
from jmzpro.pages.blocks.people import PeopleBlock
from jmzpro.pages.blocks.picture import PictureBlock
from jmzpro.pages.blocks.quote import QuoteBlock
from jmzpro.pages.blocks.step import StepBlock

__all__ = [
    "BodyBlock",
    "ButtonBlock",
    "ButtonsBlock",
    "ContactFormBlock",
    "DoorBlock",
    "FigureBlock",
    "HeadingBlock",
    "HelpNumbersBlock",
    "NoticeBlock",
    "NumberedBlock",
    "ParagraphBlock",
    "PeopleBlock",
    "PictureBlock",
    "PointBlock",
    "QuoteBlock",
    "StepBlock",
]
