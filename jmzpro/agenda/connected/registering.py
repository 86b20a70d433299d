"""What connected calendars put in the registries."""

from datetime import timedelta


def register() -> None:
    from jmzpro.agenda.adding.registering import is_member
    from jmzpro.agenda.connected import keeping, placement
    from jmzpro.agenda.connected.personal_data import HOLDING
    from jmzpro.agenda.connected.queue import QUEUE
    from jmzpro.kit.menu import MenuItem, menu
    from jmzpro.trust.personal_data import holdings
    from jmzpro.trust.queue import queue
    from jmzpro.work.jobs import Job, jobs

    queue.register(QUEUE)
    holdings.register(HOLDING)
    menu.register(MenuItem("agenda-calendars", "Mijn kalenders", "agenda:calendars", place="mine", order=47, shown_to=is_member))
    jobs.register(Job("agenda-calendars", every=timedelta(minutes=2), run=keeping.work, lease=timedelta(minutes=10)))
    jobs.register(Job("agenda-calendars-placed", every=placement.EVERY, run=placement.work))
