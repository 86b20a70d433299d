"""What the team puts in the registries of the floors: called once, when the app of the members
is ready.
"""

from datetime import timedelta
from typing import Any

from jmzpro.kit.menu import MenuItem, menu
from jmzpro.kit.panels import panels
from jmzpro.members.team import departure
from jmzpro.members.team.panels import PANELS
from jmzpro.members.team.personal_data import DATA_CATEGORY
from jmzpro.members.team.queue import QUEUE
from jmzpro.trust.personal_data import data_categories
from jmzpro.trust.queue import queue
from jmzpro.work.jobs import Job, jobs


def keeps_an_organisation(user: Any) -> bool:
    from jmzpro.members.models import Organisation

    return (
        bool(getattr(user, "is_member", False)) and Organisation.objects.editable_by(user).exists()
    )


def register_team() -> None:
    menu.register(
        MenuItem(
            "team",
            "Onze mensen",
            "members:team",
            place="mine",
            order=22,
            shown_to=keeps_an_organisation,
        )
    )
    for panel in PANELS:
        panels.register(panel)
    queue.register(QUEUE)
    data_categories.register(DATA_CATEGORY)
    jobs.register(Job("close-accounts", every=timedelta(hours=1), run=departure.close_due))
