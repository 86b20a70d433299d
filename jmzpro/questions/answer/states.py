"""What an answer can be, and how it came."""

from django.db import models


class AnswerState(models.TextChoices):
    HELD = "nakijken", "Wacht tot de schrijver het nakijkt"
    VISIBLE = "zichtbaar", "Zichtbaar"
    REMOVED = "verwijderd", "Verwijderd"


class CameBy(models.TextChoices):
    PAGE = "site", "op de site"
    MAIL = "mail", "per mail"
