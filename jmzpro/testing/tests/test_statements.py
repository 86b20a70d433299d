"""On PostgreSQL run as few tests as send every statement, and every test in which the database
had its own say.
"""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from jmzpro.helplines.models import Line
from jmzpro.testing.statements import REFUSED, Recorder, chosen, number_of, times

SELECT = 'SELECT "a"."name" FROM "a" WHERE "a"."id" IN (%s, %s)'


def test_a_statement_is_the_same_for_a_list_of_any_length() -> None:
    assert (
        number_of(SELECT)
        == number_of(SELECT.replace("(%s, %s)", "(%s)"))
        == number_of(SELECT.replace("(%s, %s)", "(%s, %s, %s)"))
    )
    assert number_of("INSERT INTO a VALUES (%s, %s), (%s, %s)") == number_of(
        "INSERT INTO a VALUES (%s, %s)"
    )
    assert number_of(SELECT) != number_of(SELECT.replace("name", "other"))
    assert number_of('SAVEPOINT "s1_x1"') == number_of('SAVEPOINT "s2_x9"')


def test_what_databases_differ_in_is_run_three_times() -> None:
    assert times(number_of(SELECT)) == 1
    assert times(number_of(SELECT + ' AND "a"."name" LIKE %s ESCAPE \'\\\'')) == 3
    assert times(number_of('SELECT COUNT(*) FROM "a" GROUP BY "a"."day"')) == 3


def test_every_statement_is_sent_by_a_test_that_runs() -> None:
    once, twice, three, rare = 11, 13, 20, 17
    sent = {
        "all": [once, twice],
        "half": [once],
        "first": [three],
        "second": [three],
        "third": [three],
        "fourth": [three],
        "refused": [REFUSED, once],
        "apart": [rare],
    }
    run = chosen(sent, always={"new"})
    assert {"all", "refused", "apart", "new"} <= run
    assert "half" not in run
    assert len(run & {"first", "second", "third", "fourth"}) == 3


def test_nothing_is_left_out_that_no_other_sends() -> None:
    sent = {str(number): [number * 2 + 1] for number in range(50)}
    assert chosen(sent, always=()) == set(sent)
    assert chosen({}, always={"a"}) == {"a"}


def test_the_recorder_notes_what_is_sent_and_what_is_refused(db: None, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "kept.json")
    with transaction.atomic(), connection.execute_wrapper(recorder.note):
        assert Line.objects.filter(pk=-1).first() is None
        assert REFUSED not in recorder.running
        assert len(recorder.running) == 1
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM nowhere")
        assert REFUSED in recorder.running
