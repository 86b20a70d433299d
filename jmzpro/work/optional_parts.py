"""Parts of the system that may be missing: what they give is then switched off, and nothing
else.
"""

import ctypes.util
from functools import cache


@cache
def pdf_available() -> bool:
    """Making a PDF needs Debian's libpango. Cheap: it looks for the libraries and loads nothing."""
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))


def missing() -> list[str]:
    """One sentence for each thing that is switched off, with what brings it back."""
    sentences = []
    if not pdf_available():
        sentences.append(
            "PDF is off: the library libpango is missing (Debian: apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0)."
        )
    return sentences
