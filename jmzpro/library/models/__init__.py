from jmzpro.library.models.file import File, FileText, FileVersion, Purpose, Reading
from jmzpro.library.models.intake import Intake, IntakeState
from jmzpro.library.models.item import Item, ItemQuerySet, free_slug
from jmzpro.library.models.parts import Credit, CreditRole, Link, ToolkitEntry

__all__ = [
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
    "Purpose",
    "Reading",
    "ToolkitEntry",
    "free_slug",
]
