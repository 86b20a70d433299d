from jmzpro.library.models.checked_link import FAULTS, CheckedLink, Outcome, key_of
from jmzpro.library.models.file import File, FileText, FileVersion, Purpose, Reading
from jmzpro.library.models.intake import Intake, IntakeState
from jmzpro.library.models.item import Item, ItemQuerySet, free_slug
from jmzpro.library.models.parts import Credit, CreditRole, Link, ToolkitEntry
from jmzpro.library.models.review import ReviewStep, Step
from jmzpro.library.models.use import Use, UseReport

__all__ = [
    "FAULTS",
    "CheckedLink",
    "Credit",
    "CreditRole",
    "File",
    "FileText",
    "FileVersion",
    "Intake",
    "IntakeState",
    "Item",
    "ItemQuerySet",
    "Link",
    "Outcome",
    "Purpose",
    "Reading",
    "ReviewStep",
    "Step",
    "ToolkitEntry",
    "Use",
    "UseReport",
    "free_slug",
    "key_of",
]
