"""Words without what differs by the way, and the short word lists in `data/` (one file each,
divided by white space).
"""

import unicodedata
from pathlib import Path

DATA = Path(__file__).parent / "data"
# Between the pages of a text that has them, so that search can say on which page a sentence is.
PAGE_END = "\f"


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    for _ in range(
        2
    ):  # taking a character apart may show a capital, and making that small an accent
        text = "".join(
            char
            for char in unicodedata.normalize("NFKD", text.casefold())
            if not unicodedata.combining(char)
        )
    return text


def words_of(name: str) -> list[str]:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8").split()
