"""What offers put in the registries of the floors: called once, when the app of the questions is
ready.
"""

from jmzpro.kit.panels import panels
from jmzpro.letters.registry import followables, mail_kinds, parts, sections
from jmzpro.mail.tokens import ReplyKind, reply_kinds
from jmzpro.questions.answer.mail_replies import away
from jmzpro.questions.offers import digest, emails, jobs, mail_replies, notifications, search
from jmzpro.questions.offers.panels import PANELS
from jmzpro.questions.offers.personal_data import DATA_CATEGORY
from jmzpro.questions.offers.queue import QUEUE
from jmzpro.search.registry import searchables
from jmzpro.trust.personal_data import data_categories
from jmzpro.trust.queue import queue
from jmzpro.work import jobs as work


def register_offers() -> None:
    for panel in PANELS:
        panels.register(panel)
    searchables.register(search.OFFERS)
    queue.register(QUEUE)
    reply_kinds.register(
        ReplyKind(key=emails.REQUEST_KIND, receive=mail_replies.receive, away=away)
    )
    reply_kinds.register(
        ReplyKind(key=emails.OFFER_KIND, receive=mail_replies.no_conversation, away=away)
    )
    data_categories.register(DATA_CATEGORY)
    parts.register(digest.PART)
    followables.register(digest.OFFER)
    for kind in (digest.MAIL_KIND, notifications.MAIL_KIND):
        mail_kinds.register(kind)
    for section in digest.SECTIONS:
        sections.register(section)
    for job in jobs.JOBS:
        work.jobs.register(job)
