"""What the documents say is held against what is there."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement

ROOT = Path(settings.BASE_DIR)
READ = re.compile(
    r"""(?:env|env_flag|kept_secret|environ\.get|getenv)\(\s*["']((?:JMZ_[A-Z_]+)|PORT)["']"""
)
DOCUMENTED = re.compile(r"^\| `((?:JMZ_[A-Z_]+)|PORT)` \|", re.MULTILINE)


def undocumented(code: str, document: str) -> set[str]:
    """Variables that the code reads or the document describes, and not both."""
    return set(READ.findall(code)) ^ set(DOCUMENTED.findall(document))


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    code = (ROOT / "jmzpro" / "settings.py").read_text()
    assert undocumented(code, (ROOT / "docs" / "operations.md").read_text()) == set()


def test_a_setting_nobody_described_turns_the_rule_red() -> None:
    assert undocumented('X = env("JMZ_NEW")', "| `JMZ_OLD` | 1 | gone |") == {"JMZ_NEW", "JMZ_OLD"}


def test_only_settings_read_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "jmzpro").rglob("*.py")
        if "/tests/" not in str(path)
        and READ.search(path.read_text())
        and path.name != "settings.py"
    }
    # `run` says in words what is wrong with PORT; settings can only fall back.
    assert readers <= {"jmzpro/work/start.py"}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wishes = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    decided = set(
        re.findall(
            r"^\| `([a-z0-9.-]+)` \|",
            (ROOT / "docs" / "decisions" / "0005-dependencies.md").read_text(),
            re.MULTILINE,
        )
    )
    assert {Requirement(wish).name for wish in wishes} == decided


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "SECURITY.md",
        *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/**/*.md")),
    ],
)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    document = ROOT / name
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []
