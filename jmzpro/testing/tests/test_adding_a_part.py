"""A stranger adds a part by following docs/architecture.md: this does exactly that, in a copy of
the house.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from jmzpro.testing.database import template

ROOT = Path(settings.BASE_DIR)
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A block of the chapter: a file to write (`path`), a file to change (kind `diff`) or
    commands (kind `sh`).
    """

    kind: str
    path: str
    text: str


def chapter(document: str) -> Iterator[Block]:
    for found in BLOCK.finditer(document.split("\n## Add a part\n", 1)[1]):
        yield Block(found["kind"], found["path"] or "", found["text"])


def carry_out(block: Block, house: Path) -> None:
    """AssertionError when the block cannot be followed to the letter."""
    if block.kind == "sh":
        for command in block.text.splitlines():
            run(command, house)
    elif block.kind == "diff":
        file = house / block.path
        lines = [(line[:1], line[1:]) for line in block.text.splitlines()]
        old, new = (
            "\n".join(text for sign, text in lines if sign in f" {side}") + "\n" for side in "-+"
        )
        assert file.read_text().count(old) == 1, f"{block.path} does not have once: {old}"
        file.write_text(file.read_text().replace(old, new))
    else:
        file = house / block.path
        assert not file.exists(), block.path
        file.write_text(block.text)


def run(command: str, house: Path) -> str:
    tools = Path(sys.executable).parent
    environment = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": os.environ.get("HOME", "/"),
        "JMZ_DATA_DIR": str(house / "var"),
        "JMZ_DATABASE_URL": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house without its tests' leftovers."""
    copy = tmp_path / "house"
    copy.mkdir()
    leave = shutil.ignore_patterns("__pycache__", "*.pyc", "node_modules")
    shutil.copytree(ROOT / "jmzpro", copy / "jmzpro", ignore=leave)
    for name in ("manage.py", "conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy / name)
    (copy / "docs").mkdir()
    if template().exists():  # all but the migrations of the new part
        (copy / "var/test-databases").mkdir(parents=True)
        shutil.copy(template(), copy / "var/test-databases/base.sqlite3")
    shutil.copy(
        ROOT / "docs/e-mail.md", copy / "docs/e-mail.md"
    )  # the list that a new mail is added to
    return copy


@pytest.mark.once
def test_a_stranger_adds_a_part_by_following_the_chapter(house: Path) -> None:
    blocks = list(chapter((ROOT / "docs/architecture.md").read_text()))
    assert {block.kind for block in blocks} == {"sh", "diff", "python", "html", "text"}
    for block in blocks:
        carry_out(block, house)
    table = (house / "jmzpro/testing/routes.txt").read_text()
    assert re.search(r"^GET +/tips/ +login +200 +200", table, re.MULTILINE)
    run("python manage.py makemigrations --check", house)


def test_a_chapter_that_no_longer_fits_turns_it_red(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("APPS = [\n]\n")
    block = next(
        chapter(
            '\n## Add a part\n```diff settings.py\n     "jmzpro.questions",\n+    '
            '"jmzpro.tips",\n```\n'
        )
    )
    with pytest.raises(AssertionError, match="does not have once"):
        carry_out(block, tmp_path)
    with pytest.raises(AssertionError, match="false"):
        carry_out(Block("sh", "", "false"), tmp_path)
