"""What a question can be, and how much it may tell."""

from datetime import timedelta

from django.db import models

# How long after closing an answer is still welcome, on the page and by mail.
LATE_ANSWERS = timedelta(days=30)


class QuestionState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "gesloten", "Gesloten"
    REMOVED = "verwijderd", "Verwijderd"


class Region(models.TextChoices):
    """How much of the province a question without a name may tell."""

    PROVINCE = "provincie", "De provincie"
    PART = "deel", "Alleen het deel van het land"
    NOTHING = "niets", "Niets"
