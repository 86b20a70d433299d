"""The names of the office's groups stand in trust/offices.py; a part that types one itself would
miss a new name.
"""

import ast
from pathlib import Path

from django.conf import settings

from jmzpro.trust.offices import Office

HOME = Path(settings.BASE_DIR) / "jmzpro"


def typed_names(source: str) -> set[str]:
    """Names of groups that this source spells out as a string by itself."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and node.value in set(Office)
    }


def test_no_part_types_the_name_of_a_group() -> None:
    sources = [
        path
        for path in HOME.rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and path.name != "offices.py"
    ]
    found = {
        str(path.relative_to(HOME)): names
        for path in sources
        if (names := typed_names(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_typed_name_turns_it_red() -> None:
    assert typed_names('@office_required("Bureau")\ndef toy(): ...') == {"Bureau"}
    assert typed_names('LABEL = "Het Bureau"') == set()
