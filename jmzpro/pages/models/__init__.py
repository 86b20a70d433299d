"""What editors own: the home page, pages of text, news, and the words above coded pages; and
what visitors write to the office.
"""

from jmzpro.pages.models.base import BasePage
from jmzpro.pages.models.home import HomePage
from jmzpro.pages.models.introduction import Introduction
from jmzpro.pages.models.message import Message, MessageKind, MessageState
from jmzpro.pages.models.news import NewsIndexPage, NewsPage
from jmzpro.pages.models.starter import MadeStarter
from jmzpro.pages.models.text import TextPage

__all__ = [
    "BasePage",
    "HomePage",
    "Introduction",
    "MadeStarter",
    "Message",
    "MessageKind",
    "MessageState",
    "NewsIndexPage",
    "NewsPage",
    "TextPage",
]
