"""The index follows what is committed, whatever happens to it."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from jmzpro.members.models import Person
from jmzpro.search import find, find_like
from jmzpro.search.models import Change, changed
from jmzpro.search.registry import searchables
from jmzpro.search.storage import index_storage
from jmzpro.search.sync import Built, Progress, catch_up, follow, rebuild
from jmzpro.themes.models import Theme

pytestmark = pytest.mark.django_db


def theme(name: str = "Zeilen", **fields: Any) -> Theme:
    return Theme.objects.create(name=name, slug=slugify(name), axis="werkwijze", **fields)


def names(query: str, user: Any = None) -> list[str]:
    return [result.hit.title for result in find(query, user).results]


def test_what_is_made_changed_and_removed_is_found_accordingly() -> None:
    catch_up()
    made = theme()
    catch_up()
    assert names("zeilen") == ["Zeilen"]
    made.name = "Kanovaren"
    made.save()
    catch_up()
    assert names("zeilen") == []
    assert names("kanovaren") == ["Kanovaren"]
    made.delete()
    catch_up()
    assert names("kanovaren") == []


def test_what_is_removed_is_not_shown_even_before_the_index_knows() -> None:
    made = theme()
    catch_up()
    made.delete()
    assert names("zeilen") == []
    assert find("zeilen", None).total == 0


def test_what_may_not_be_seen_any_more_is_gone_at_once(cast: SimpleNamespace) -> None:
    catch_up()
    assert names("Hoekstra", cast.sanne.user) == ["Marijke Hoekstra"]
    Person.objects.filter(pk=cast.marijke.pk).update(is_active=False)
    assert names("Hoekstra", cast.sanne.user) == []


def test_a_bulk_update_is_followed_when_it_is_said() -> None:
    made = theme()
    catch_up()
    Theme.objects.filter(pk=made.pk).update(name="Kanovaren")
    assert follow() is False
    changed(made)
    catch_up()
    assert names("kanovaren") == ["Kanovaren"]


def test_a_change_that_is_rolled_back_leaves_no_trace() -> None:
    catch_up()
    before = Change.objects.count()
    with transaction.atomic():
        theme()
        transaction.set_rollback(True)
    assert Change.objects.count() == before
    catch_up()
    assert names("zeilen") == []


def test_more_changes_than_a_batch_are_all_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jmzpro.search.sync.BATCH", 3)
    catch_up()
    for number in range(8):
        theme(f"Zeilen {number}", introduction="boot")
    catch_up()
    assert find("zeilen boot", None).total == 8
    assert follow() is False


def test_a_missing_index_is_built_and_a_broken_one_again(settings: Any) -> None:
    theme()
    assert find("zeilen", None).is_building
    assert find_like("zeilen", None) == []
    catch_up()
    assert names("zeilen") == ["Zeilen"]
    folder = Path(settings.SEARCH_INDEX_DIR) / index_storage().name()
    for file in folder.iterdir():
        if file.is_file() and not file.name.endswith(".lock"):
            file.write_bytes(b"stuk")
    index_storage().close()  # as a new process would find it
    assert find("zeilen", None).is_building
    catch_up()
    assert names("zeilen") == ["Zeilen"]


def test_an_index_whose_folder_was_thrown_away_is_built_again(settings: Any) -> None:
    theme()
    catch_up()
    folder = Path(settings.SEARCH_INDEX_DIR) / index_storage().name()
    shutil.rmtree(folder)
    assert find("zeilen", None).is_building
    catch_up()
    assert names("zeilen") == ["Zeilen"]


def test_a_database_put_back_from_a_backup_is_indexed_anew() -> None:
    catch_up()
    theme()
    catch_up()
    before = index_storage().name()
    # What a restore of yesterday's database does: the newest rows are not there.
    Change.objects.all().delete()
    Theme.objects.filter(slug="zeilen").delete()
    Change.objects.all().delete()
    catch_up()
    assert index_storage().name() != before
    assert names("zeilen") == []


def test_rebuilding_serves_the_old_index_until_the_new_one_is_ready(
    capsys: pytest.CaptureFixture[str],
) -> None:
    theme()
    catch_up()
    before = index_storage().name()
    call_command("rebuild_index")
    assert "documents in" in capsys.readouterr().out
    assert index_storage().name() != before
    assert names("zeilen") == ["Zeilen"]
    theme("Kanovaren")
    catch_up()
    assert names("kanovaren") == ["Kanovaren"]


def test_old_rows_are_swept_and_the_newest_stays() -> None:
    for number in range(3):
        theme(f"Zeilen {number}")
    Change.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert Change.objects.sweep() == 2
    assert Change.objects.count() == 1
    assert Change.objects.sweep() == 0


def test_the_follower_of_a_machine_that_was_away_too_long_builds_anew() -> None:
    theme()
    catch_up()
    before = index_storage().name()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        theme("Kanovaren")
        catch_up()
    assert index_storage().name() != before
    assert names("kanovaren") == ["Kanovaren"]


def test_counts_and_pages_tell_nothing_about_what_is_hidden(cast: SimpleNamespace) -> None:
    catch_up()
    for query in ("Utrecht", "consulent", "Sanne Vermeer", "broer of zus", "Friesland vervoer"):
        visitor = find(query, None)
        assert "person" not in {count.kind.key for count in visitor.counts}
        assert all(result.kind.key != "person" for result in visitor.results)
        assert visitor.total_of_all == sum(count.number for count in visitor.counts)
        assert find(query, None, kind="person").total == 0
        assert not any(result.kind.key == "person" for result in find_like(query, None))
    assert find("Hoekstra", None).did_you_mean == ""
    assert find("Hoekstro", cast.sanne.user).did_you_mean == "hoekstra"


def test_look_alikes_leave_out_the_thing_itself(cast: SimpleNamespace) -> None:
    made = theme("Zeilen", introduction="Met een boot het water op.")
    theme("Varen", introduction="Met een boot het water op, zonder zeilen.")
    catch_up()
    assert (
        find_like("boot op het water", None, kinds=("theme",), exclude=made)[0].instance.name
        == "Varen"
    )
    assert made not in [
        result.instance
        for result in find_like("zeilen boot water", None, kinds=("theme",), exclude=made)
    ]


def test_a_search_costs_the_same_number_of_queries_with_more_rows(cast: SimpleNamespace) -> None:
    for number in range(3):
        theme(f"Zeilen {number}")
    catch_up()
    with CaptureQueriesContext(connection) as few:
        find("zeilen", cast.sanne.user)
    for number in range(3, 30):
        theme(f"Zeilen {number}")
    catch_up()
    with CaptureQueriesContext(connection) as many:
        assert find("zeilen", cast.sanne.user).total >= 30
    assert len(many) == len(few)


def test_a_build_that_was_killed_goes_on_where_it_was_and_misses_no_change_since() -> None:
    early = theme("Zeilen")
    begun = index_storage().fresh()
    begun.add("theme", str(early.pk), searchables["theme"].document(early))
    begun.commit(Built(Progress.now(), "theme", str(early.pk)).as_note())
    begun.close()
    Theme.objects.filter(pk=early.pk).update(name="Kanovaren")
    changed(early)
    theme("Roeien")
    rebuild()
    assert index_storage().name() == begun.folder.name
    catch_up()
    assert (names("zeilen"), names("kanovaren"), names("roeien")) == ([], ["Kanovaren"], ["Roeien"])
    rebuild()
    assert index_storage().name() != begun.folder.name
    assert index_storage().begun() is None


def test_a_build_for_another_database_is_not_gone_on_with() -> None:
    theme("Zeilen")
    begun = index_storage().fresh()
    begun.commit(Built(replace(Progress.now(), network="een ander"), "theme", "999999").as_note())
    begun.close()
    rebuild()
    assert index_storage().name() != begun.folder.name
    assert names("zeilen") == ["Zeilen"]
