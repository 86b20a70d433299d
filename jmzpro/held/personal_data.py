"""What is held of who waits for a moderator."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jmzpro.held import custody
from jmzpro.held.models import HeldText, LookedOver
from jmzpro.trust.personal_data import DataCategory, moment

ROW_KEPT = timedelta(days=90)


def export(user: Any) -> dict[str, Any]:
    """That it waited, and what came of it. The words are gone, or wait where only the moderator
    reads them.
    """
    held = HeldText.objects.filter(writer=user).defer("sealed")
    looked_over = LookedOver.objects.filter(writer=user)
    return {
        "bij_de_moderator": [
            {
                "wat": one.what,
                "gevonden": one.found,
                "sinds": moment(one.held_at),
                "stand": one.get_state_display(),
                "waar": one.result_url,
            }
            for one in held
        ],
        "zelf_nagekeken": [
            {"wat": one.what, "gevonden": one.found, "waar": one.url, "op": moment(one.at)}
            for one in looked_over
        ],
    }


def erase(user: Any) -> None:
    HeldText.objects.filter(writer=user).delete()
    LookedOver.objects.filter(writer=user).delete()


def sweep() -> int:
    """Throw away the words that nobody decided on in a week, and old rows; how many rows
    changed.
    """
    before = timezone.now() - ROW_KEPT
    gone = custody.throw_away_overdue()
    gone += HeldText.objects.filter(held_at__lt=before, sealed=None).delete()[0]
    return gone + LookedOver.objects.filter(at__lt=before).delete()[0]


DATA_CATEGORY = DataCategory(
    key="held",
    label="Teksten die een moderator eerst leest",
    models=("held.HeldText", "held.LookedOver"),
    export=export,
    erase=erase,
    kept=(
        "De tekst tot de moderator besloot en hoogstens zeven dagen, versleuteld. "
        "Dat er een was, en waar je iets zelf nakeek, negentig dagen."
    ),
    sweep=sweep,
)
