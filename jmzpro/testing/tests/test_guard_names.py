"""A module is named by a noun, and one word is one thing."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from jmzpro.testing.names import EXCEPTIONS, NOUNS_IN_ING, find_bad_names, find_shared_names

ROOT = Path(settings.BASE_DIR)
# Names that Django or Wagtail look for.
FRAMEWORK = {
    "views",
    "urls",
    "models",
    "apps",
    "forms",
    "management",
    "commands",
    "templatetags",
    "tests",
}


def modules() -> set[str]:
    """Dotted names of all product modules and packages; commands are verbs, as Django's own are."""
    found = set()
    for path in (ROOT / "jmzpro").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if {"tests", "migrations", "commands"} & set(parts):
            continue
        found.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def glossary() -> list[list[str]]:
    """The rows of the glossary in docs/STYLE.md: Dutch, English, in code."""
    section = (ROOT / "docs" / "STYLE.md").read_text().partition("## Dutch and English")[2]
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in section.splitlines()
        if row.startswith("|")
    ]
    return rows[2:]


def test_every_module_is_named_by_a_noun() -> None:
    assert find_bad_names(modules()) == set()


def test_one_word_is_not_a_room_and_a_thing_in_it() -> None:
    names = {one for one in modules() if one.rpartition(".")[2] not in FRAMEWORK}
    assert find_shared_names(names) == set()


@pytest.mark.parametrize("name", ["taking", "said", "row_reading", "connected", "once", "known"])
def test_a_participle_or_a_gerund_turns_it_red(name: str) -> None:
    assert find_bad_names([f"jmzpro.tips.{name}"]) == {f"jmzpro.tips.{name}"}


def test_a_room_named_like_a_thing_in_the_slice_turns_it_red() -> None:
    house = [
        "jmzpro.tips",
        "jmzpro.tips.review",
        "jmzpro.tips.review.queue",
        "jmzpro.tips.forms.review",
    ]
    assert find_shared_names(house) == {"jmzpro.tips.review and jmzpro.tips.forms.review"}


def test_each_exception_is_used() -> None:
    used = {one.rpartition(".")[2].split("_")[-1] for one in modules()}
    assert set(NOUNS_IN_ING) - used == set()
    assert set(EXCEPTIONS) - modules() == set()


def test_the_glossary_has_one_word_for_one_thing() -> None:
    rows = glossary()
    assert 0 < len(rows) <= 80
    for column in range(3):
        cells = (re.sub(r"\(.*?\)", "", row[column]) for row in rows)
        words = [word.strip() for cell in cells for word in cell.split(",") if word.strip() != "–"]
        assert len(words) == len(set(words))


def test_every_word_of_the_glossary_is_in_the_code() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "jmzpro").rglob("*.py"))
    names = {*re.findall(r"\w+", code), *(part for one in modules() for part in one.split("."))}
    wanted = {word for row in glossary() for word in re.findall(r"`(\w+)`", row[2])}
    assert wanted - names == set()
