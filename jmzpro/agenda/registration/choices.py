"""The words of registering; their values are in the database and in forms."""

from django.db import models


class WhoMay(models.TextChoices):
    EVERYONE = "iedereen", "Iedereen"
    MEMBERS = "leden", "Alleen leden van het netwerk"
    MEMBERS_FIRST = "leden-eerst", "Leden eerst, daarna iedereen"


class QueueRule(models.TextChoices):
    """What happens when the first in line is a group for which not enough is free."""

    STRICT = "op-volgorde", "Strikt op volgorde: de plekken wachten tot de eerste groep past"
    FITTING = "wie-past", "Wie past gaat voor: de groep blijft vooraan staan"


class GatheringKind(models.TextChoices):
    WHOLE = "geheel", "De hele activiteit"
    DATE = "datum", "Eén datum"
    WORKSHOP = "workshop", "Een workshop"


class BookingState(models.TextChoices):
    """Where somebody stands for one gathering. A hope becomes a place or a wait once there is a
    place at the activity itself.
    """

    HOPED = "wens", "Gekozen"
    WAITING = "wacht", "Op de wachtlijst"
    OFFERED = "aangeboden", "Plek aangeboden"
    HELD = "bewaard", "Nog niet bevestigd"
    PLACE = "plek", "Heeft een plek"
    LEFT = "weg", "Komt niet"


# A place that goes to somebody else when nobody says yes in time: offered from the list, or held
# for an address that nobody proved to be theirs.
FOR_A_WHILE = (BookingState.OFFERED, BookingState.HELD)
# Who has one of these takes room.
TAKES_ROOM = (BookingState.PLACE, *FOR_A_WHILE)


class QuestionKind(models.TextChoices):
    LINE = "regel", "Eén regel tekst"
    TEXT = "tekst", "Een stukje tekst"
    ONE = "een", "Kies één antwoord"
    SEVERAL = "meer", "Kies een of meer antwoorden"
    TICK = "vinkje", "Een vinkje"


WITH_OPTIONS = (QuestionKind.ONE, QuestionKind.SEVERAL)
