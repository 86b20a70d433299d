from io import StringIO

from django.core.management import call_command

from jmzpro.office import privacy_table


def test_the_privacy_document_says_what_the_parts_registered() -> None:
    assert privacy_table.written() == privacy_table.table(), "run: manage.py privacy --write"


def test_the_command_prints_it() -> None:
    out = StringIO()
    call_command("privacy", stdout=out)
    assert "`trust.AuditLine`" in out.getvalue()
