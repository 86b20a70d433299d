"""What search keeps: what changed, other words for the same, and what is asked."""

from jmzpro.search.models.changes import KEPT, Change, changed, kinds_of, note_changes
from jmzpro.search.models.query_log import AskedQuery, AskedToday, AskingDay
from jmzpro.search.models.synonym import Synonym

__all__ = [
    "KEPT",
    "AskedQuery",
    "AskedToday",
    "AskingDay",
    "Change",
    "Synonym",
    "changed",
    "kinds_of",
    "note_changes",
]
