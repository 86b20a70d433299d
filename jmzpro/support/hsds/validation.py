"""Holding a record against the schema of HSDS 3, and saying in Dutch what does not fit."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

SCHEMA = Path(__file__).parent / "schema.json"
MISSING = re.compile(r'^"?([a-z_0-9]+)"? is a required property')
SAYS = {
    "type": "is van een andere soort dan HSDS vraagt",
    "enum": "is geen van de woorden die HSDS kent",
    "format": "is geen geldig adres, of geen geldige datum",
}


@cache
def validator() -> Any:
    return jsonschema_rs.Draft202012Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), validate_formats=True
    )


def faults(record: Any) -> list[str]:
    """What of this record does not fit the schema, as Dutch lines that name the field; empty
    when it fits. No values are repeated.
    """
    return [in_words(error) for error in validator().iter_errors(record)]


def in_words(error: Any) -> str:
    field = ".".join(str(step) for step in error.instance_path)
    if found := MISSING.match(error.message):
        return f"{f'{field}.' if field else ''}{found[1]} ontbreekt"
    keyword = next(
        (step for step in reversed([str(step) for step in error.schema_path]) if step in SAYS), ""
    )
    return f"{field or 'de dienst'} {SAYS.get(keyword, 'past niet in HSDS')}"


def without_nulls(value: Any) -> Any:
    """What is null is not known, and HSDS then leaves it out."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return (
        [without_nulls(one) for one in value if one is not None]
        if isinstance(value, list)
        else value
    )
