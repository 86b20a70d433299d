"""Floors know nothing of what stands on them, and parts never import each other."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import EXIT_STATUS_ERROR, EXIT_STATUS_SUCCESS

ROOT = Path(settings.BASE_DIR)
TOY = """
[tool.importlinter]
root_package = "toyhouse"
[[tool.importlinter.contracts]]
name = "floors"
type = "layers"
layers = ["toyhouse.part", "toyhouse.floor"]
"""


def lint_imports(folder: Path) -> int:
    """The exit status of import-linter on this folder: as a program, since in our process it
    would silence every other logger.
    """
    program = Path(sys.executable).parent / "lint-imports"
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, env=env, capture_output=True, check=False
    ).returncode


def layers(config: str) -> set[str]:
    contract = tomllib.loads(config)["tool"]["importlinter"]["contracts"][0]
    return {
        name.strip().removeprefix("jmzpro.")
        for layer in contract["layers"]
        for name in layer.replace(":", "|").split("|")
    }


def missing(packages: set[str], config: str) -> set[str]:
    return packages - layers(config)


def test_imports_only_go_down() -> None:
    assert lint_imports(ROOT) == EXIT_STATUS_SUCCESS


def test_every_slice_has_its_floor() -> None:
    packages = {path.parent.name for path in ROOT.glob("jmzpro/*/__init__.py")}
    assert missing(packages, (ROOT / "pyproject.toml").read_text()) == set()


def test_a_slice_without_a_floor_turns_it_red() -> None:
    assert missing({"kit", "speelgoed"}, (ROOT / "pyproject.toml").read_text()) == {"speelgoed"}


@pytest.mark.parametrize(
    ("importer", "status"), [("part", EXIT_STATUS_SUCCESS), ("floor", EXIT_STATUS_ERROR)]
)
def test_an_import_that_goes_up_turns_it_red(tmp_path: Path, importer: str, status: int) -> None:
    other = {"part": "floor", "floor": "part"}[importer]
    for name in ("part", "floor"):
        folder = tmp_path / "toyhouse" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(
            f"import toyhouse.{other}\n" if name == importer else ""
        )
    (tmp_path / "toyhouse" / "__init__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text(TOY)
    assert lint_imports(tmp_path) == status
