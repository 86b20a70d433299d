from jmzpro.library.models.file import File, FileText, FileVersion, Purpose, Reading
from jmzpro.library.models.item import Item, ItemQuerySet, free_slug
from jmzpro.library.models.parts import Credit, CreditRole, Link, ToolkitEntry

__all__ = [
    "Credit",
    "CreditRole",
    "File",
    "FileText",
    "FileVersion",
    "Item",
    "ItemQuerySet",
    "Link",
    "Purpose",
    "Reading",
    "ToolkitEntry",
    "free_slug",
]
