"""What the way of activities to the site holds about a person: who did each step, who proposed
which change.
"""

from typing import Any

from jmzpro.agenda.models import ProposedChange, ReviewStep
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> dict[str, Any]:
    steps = ReviewStep.objects.filter(by=user).select_related("activity")
    changes = ProposedChange.objects.filter(by=user).select_related("activity")
    return {
        "stappen": [
            {
                "activiteit": one.activity.title,
                "stap": one.get_step_display(),
                "tekst": one.text,
                "wanneer": moment(one.at),
            }
            for one in steps
        ],
        "wijzigingen": [
            {
                "activiteit": one.activity.title,
                "wat": ", ".join(one.values),
                "wanneer": moment(one.proposed_at),
            }
            for one in changes
        ],
    }


def erase(user: Any) -> None:
    """What was said about an activity stays with it; who said it is forgotten. A change that
    still waits goes.
    """
    ReviewStep.objects.filter(by=user).update(by=None)
    ProposedChange.objects.filter(by=user).delete()


DATA_CATEGORY = DataCategory(
    key="agenda-adding",
    label="Wat je veranderde in de agenda",
    models=("agenda.ReviewStep", "agenda.ProposedChange"),
    export=export,
    erase=erase,
    kept="Zolang de activiteit er is; je naam verdwijnt erbij als je je gegevens wist.",
    order=46,
)
