"""A start that has nothing to prepare knows it; anything that changed makes it prepare."""

import sqlite3
from pathlib import Path

import pytest

from jmzpro import settings
from jmzpro.work import start_check


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plain settings module, as `manage.py run` reads it before Django is loaded."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static")
    monkeypatch.setitem(
        settings.DATABASES,
        "default",
        {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "jmz.sqlite3"},
    )
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    write(
        tmp_path,
        "CREATE TABLE django_migrations (app, name)",
        "CREATE TABLE trust_installation (is_demo)",
    )
    write(
        tmp_path,
        "INSERT INTO django_migrations VALUES ('themes', '0001')",
        "INSERT INTO trust_installation VALUES (1)",
    )
    return tmp_path


def write(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "jmz.sqlite3")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_nothing_to_do_after_preparing(data_dir: Path) -> None:
    start_check.write_note(is_demo=True)
    prepared = start_check.note()
    assert start_check.is_current(prepared)
    assert prepared is not None
    assert prepared.is_demo


def test_a_first_start_has_everything_to_prepare(data_dir: Path) -> None:
    assert start_check.note() is None
    assert not start_check.is_current(None)


def test_a_database_put_back_from_a_backup_is_looked_at_again(data_dir: Path) -> None:
    start_check.write_note(is_demo=True)
    write(data_dir, "DELETE FROM django_migrations")
    assert not start_check.is_current(start_check.note())


@pytest.mark.parametrize("gone", ["jmz.sqlite3", "static/staticfiles.json"])
def test_what_was_thrown_away_is_made_again(data_dir: Path, gone: str) -> None:
    start_check.write_note(is_demo=True)
    (data_dir / gone).unlink()
    assert not start_check.is_current(start_check.note())


def test_other_code_than_was_prepared_is_prepared_again(data_dir: Path) -> None:
    start_check.write_note(is_demo=True)
    note = data_dir / start_check.NOTE
    note.write_text(note.read_text().replace(start_check.code_hash(), "older"))
    assert not start_check.is_current(start_check.note())


def test_a_damaged_note_is_no_note(data_dir: Path) -> None:
    (data_dir / start_check.NOTE).write_text("{")
    assert start_check.note() is None


def test_another_database_is_prepared_each_time(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_check.write_note(is_demo=False)
    monkeypatch.setitem(
        settings.DATABASES, "default", {"ENGINE": "django.db.backends.postgresql", "NAME": "jmz"}
    )
    assert not start_check.is_current(start_check.note())
