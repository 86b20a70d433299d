"""What a page tells search engines about itself, for within <script type="application/ld+json">."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# So that no text can end the script element it stands in.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def as_json_ld(data: dict[str, Any]) -> SafeString:
    """The data as JSON, safe within a script element."""
    return mark_safe(  # noqa: S308
        json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(
            ESCAPES
        )
    )
