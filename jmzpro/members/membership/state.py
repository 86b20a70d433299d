"""In which state a membership is."""

from django.db import models


class MembershipState(models.TextChoices):
    """An aspirant was let in by the office and has yet to agree to the house rules; it is on the
    site, and has no vote.
    """

    ASPIRANT = "aspirant", "Aspirant-lid"
    MEMBER = "lid", "Lid"
    ENDED = "opgezegd", "Opgezegd"
    EXPIRED = "verlopen", "Verlopen"


BELONGING = (MembershipState.ASPIRANT, MembershipState.MEMBER)
GONE = (MembershipState.ENDED, MembershipState.EXPIRED)
