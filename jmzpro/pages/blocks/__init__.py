"""What an editor builds a page from: a short list, one file each, so that every page looks like
it belongs.
"""

from jmzpro.pages.blocks.body import BodyBlock
from jmzpro.pages.blocks.doors import (
    ButtonBlock,
    ButtonsBlock,
    ContactFormBlock,
    DoorBlock,
    HelpNumbersBlock,
)
from jmzpro.pages.blocks.pictures import FigureBlock, PeopleBlock, PictureBlock
from jmzpro.pages.blocks.words import (
    HeadingBlock,
    NoticeBlock,
    NumberedBlock,
    ParagraphBlock,
    PointBlock,
    QuoteBlock,
    StepBlock,
)

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
