"""What adding to the agenda puts in the registries."""

from datetime import timedelta
from typing import Any


def is_member(user: Any) -> bool:
    return bool(getattr(user, "is_member", False))


def register() -> None:
    from jmzpro.agenda.submission import drafts, upkeep
    from jmzpro.agenda.submission.emails import MAIL_KIND
    from jmzpro.agenda.submission.personal_data import DATA_CATEGORY
    from jmzpro.agenda.submission.queue import QUEUES
    from jmzpro.kit.menu import MenuItem, menu
    from jmzpro.letters.registry import mail_kinds
    from jmzpro.trust.personal_data import data_categories
    from jmzpro.trust.queue import queue
    from jmzpro.work.jobs import Job, jobs

    for kind in QUEUES:
        queue.register(kind)
    mail_kinds.register(MAIL_KIND)
    data_categories.register(DATA_CATEGORY)
    menu.register(
        MenuItem(
            "agenda-mine",
            "Mijn activiteiten",
            "agenda:mine",
            place="mine",
            order=46,
            shown_to=is_member,
        )
    )
    jobs.register(
        Job("agenda-unconfirmed", every=timedelta(hours=1), run=drafts.delete_old_unconfirmed)
    )
    jobs.register(
        Job("agenda-still-right", every=timedelta(days=1), run=upkeep.ask_whether_still_right)
    )
