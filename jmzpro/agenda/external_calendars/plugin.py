"""What connected calendars put in the registries."""

from datetime import timedelta


def register() -> None:
    from jmzpro.agenda.external_calendars import jobs as external_calendars_jobs
    from jmzpro.agenda.external_calendars import placement
    from jmzpro.agenda.external_calendars.personal_data import DATA_CATEGORY
    from jmzpro.agenda.external_calendars.queue import QUEUE
    from jmzpro.agenda.submission.plugin import is_member
    from jmzpro.kit.menu import MenuItem, menu
    from jmzpro.trust.personal_data import data_categories
    from jmzpro.trust.queue import queue
    from jmzpro.work.jobs import Job, jobs

    queue.register(QUEUE)
    data_categories.register(DATA_CATEGORY)
    menu.register(
        MenuItem(
            "agenda-calendars",
            "Mijn kalenders",
            "agenda:calendars",
            place="mine",
            order=47,
            shown_to=is_member,
        )
    )
    jobs.register(
        Job(
            "agenda-calendars",
            every=timedelta(minutes=2),
            run=external_calendars_jobs.work,
            lease=timedelta(minutes=10),
        )
    )
    jobs.register(Job("agenda-calendars-placed", every=placement.EVERY, run=placement.work))
