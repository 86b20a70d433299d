from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from jmzpro.trust import audit
from jmzpro.trust.models import AuditLine


def test_a_line_says_who_did_what_to_what_and_why(cast: SimpleNamespace) -> None:
    line = audit.record(
        "organisatie toegelaten",
        cast.brug,
        by=cast.anouk.user,
        reason="bekend bij het bureau",
        via="wachtrij",
    )
    line.refresh_from_db()
    assert (line.actor, line.subject_type, line.subject_id) == (
        cast.anouk.user,
        "members.organisation",
        str(cast.brug.pk),
    )
    assert (line.reason, line.details) == ("bekend bij het bureau", {"via": "wachtrij"})


def test_a_line_is_never_changed_or_deleted_in_python(cast: SimpleNamespace) -> None:
    line = audit.record("toegelaten", cast.brug, by=None)
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()


@pytest.mark.parametrize(
    "sql", ["UPDATE trust_auditline SET reason = 'anders'", "DELETE FROM trust_auditline"]
)
def test_a_line_is_never_changed_or_deleted_in_the_database(
    cast: SimpleNamespace, sql: str
) -> None:
    audit.record("toegelaten", cast.brug, by=None, reason="zo")
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert AuditLine.objects.get().reason == "zo"


def test_a_queryset_cannot_either(cast: SimpleNamespace) -> None:
    audit.record("toegelaten", cast.brug, by=None, reason="zo")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditLine.objects.update(reason="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditLine.objects.all().delete()
    assert AuditLine.objects.get().reason == "zo"
