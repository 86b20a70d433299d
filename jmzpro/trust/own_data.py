"""What trust itself holds about a person."""

from typing import Any

from jmzpro.trust import alarms, idempotency, limits
from jmzpro.trust.models import AuditLine, Submission
from jmzpro.trust.personal_data import DataCategory, moment


def export_decisions(user: Any) -> list[dict[str, str | None]]:
    lines = AuditLine.objects.filter(actor=user).order_by("at", "pk")
    return [
        {
            "wanneer": moment(line.at),
            "wat": line.action,
            "waarvan": f"{line.subject_name} {line.subject_id}",
            "waarom": line.reason,
        }
        for line in lines
    ]


def keep_decisions(user: Any) -> None:
    """A decision stays, since it is about somebody else; the account it points to loses its
    name.
    """


def export_submissions(user: Any) -> list[dict[str, str | None]]:
    sent = Submission.objects.filter(user=user).order_by("at", "pk")
    return [{"wanneer": moment(one.at), "gemaakt": one.result_url} for one in sent]


def erase_submissions(user: Any) -> None:
    Submission.objects.filter(user=user).delete()


def sweep_submissions() -> int:
    """Also the counts of tries (their keys are hashed) and the alarms of long ago: neither names
    anybody.
    """
    return idempotency.sweep() + limits.sweep() + alarms.sweep()


HOLDINGS = (
    DataCategory(
        key="decisions",
        label="Wat je namens het bureau besloot",
        models=("trust.AuditLine",),
        export=export_decisions,
        erase=keep_decisions,
        kept=(
            "Zolang het netwerk bestaat, want een besluit moet na te gaan zijn. Wis je je "
            "gegevens, dan staat je naam er niet meer bij."
        ),
        order=92,
    ),
    DataCategory(
        key="submissions",
        goes_with_account=True,
        label="Welk formulier je al verstuurde",
        models=("trust.Submission",),
        export=export_submissions,
        erase=erase_submissions,
        kept="Zeven dagen, zodat twee keer klikken niet twee dingen maakt.",
        sweep=sweep_submissions,
        order=91,
    ),
)
