"""The names of the three groups that make the office. Who is in one, and what it may do, is
arranged in /beheer/.
"""

from enum import StrEnum


class Office(StrEnum):
    EDITORS = "Redactie"
    MODERATORS = "Moderatie"
    BUREAU = "Bureau"
