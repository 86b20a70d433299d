"""Rows that are committed late, and a follower that is killed: nothing is skipped."""

import fcntl
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from jmzpro.search.index import IndexBroken
from jmzpro.search.models import Change, changed
from jmzpro.search.registry import Document
from jmzpro.search.sync import catch_up
from jmzpro.search.tantivy_index import TantivyIndex
from jmzpro.search.tests.test_following_the_database import names, theme


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_committed_after_a_younger_one_is_followed_all_the_same() -> None:
    """On PostgreSQL the older row waits in its transaction while a younger one is committed and
    followed.
    """
    if connection.vendor != "postgresql":
        assert (
            Change.objects.place() == Change.objects.last_id() + 1
        )  # SQLite lets one writer in at a time: there is no late row
        return
    late, early = theme("Zeilen"), theme("Kanovaren")
    catch_up()
    is_written, may_commit = threading.Event(), threading.Event()

    def write_late() -> None:
        with transaction.atomic():
            type(late).objects.filter(pk=late.pk).update(name="Roeien")
            changed(late)
            is_written.set()
            may_commit.wait(20)
        connection.close()

    writer = threading.Thread(target=write_late)
    writer.start()
    assert is_written.wait(20)
    type(early).objects.filter(pk=early.pk).update(name="Surfen")
    changed(early)
    catch_up()
    assert names("surfen") == ["Surfen"]
    assert "Roeien" not in names("roeien")
    may_commit.set()
    writer.join(20)
    catch_up()
    assert names("roeien")[0] == "Roeien"


ADD_FOR_EVER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmzpro.settings")
from pathlib import Path
from jmzpro.search.registry import Document
from jmzpro.search.tantivy_index import TantivyIndex
index = TantivyIndex(Path(sys.argv[1]))
number = int(index.note() or 0)
while True:
    for _ in range(20):
        number += 1
        index.add("k", str(number), Document(f"Zeilen {number}", "boot"))
    index.commit(str(number))
    print(number, flush=True)
"""


def test_killed_at_any_moment_the_index_holds_exactly_what_its_note_says(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for round_ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", ADD_FOR_EVER, str(folder)],
            stdout=subprocess.PIPE,
            cwd=Path.cwd(),
        )
        assert process.stdout is not None
        for _ in range(2 + round_):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        index = TantivyIndex(folder)
        assert index.count() == int(index.note()) > 0
    index.add("k", "0", Document("Kanovaren", ""))
    index.commit("klaar")
    assert [match.id for match in index.search("kanovaren")] == ["0"]


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    first, second = TantivyIndex(tmp_path / "index"), TantivyIndex(tmp_path / "index")
    first.add("k", "1", Document("Zeilen", ""))
    with pytest.raises(IndexBroken, match="lock"):
        second.add("k", "2", Document("Kanovaren", ""))
    first.commit("")


@pytest.mark.django_db
def test_a_second_process_of_the_machine_leaves_following_to_the_first(settings: Any) -> None:
    root = Path(settings.SEARCH_INDEX_DIR)
    root.mkdir(parents=True)
    with (root / "follow.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        theme()
        catch_up()
        assert not (root / "current").exists()
    catch_up()
    assert names("zeilen") == ["Zeilen"]
