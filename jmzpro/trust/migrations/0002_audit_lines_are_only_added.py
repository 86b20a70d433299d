from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_line_is_never_changed BEFORE UPDATE ON trust_auditline
       BEGIN SELECT RAISE(ABORT, 'an audit line is never changed or deleted'); END""",
    """CREATE TRIGGER audit_line_is_never_deleted BEFORE DELETE ON trust_auditline
       BEGIN SELECT RAISE(ABORT, 'an audit line is never changed or deleted'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_line_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'an audit line is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER audit_line_is_never_changed BEFORE UPDATE OR DELETE ON trust_auditline
       FOR EACH ROW EXECUTE FUNCTION audit_line_refuses()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER audit_line_is_never_changed", "DROP TRIGGER audit_line_is_never_deleted"],
    "postgresql": ["DROP TRIGGER audit_line_is_never_changed ON trust_auditline", "DROP FUNCTION audit_line_refuses()"],
}


def make_triggers(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trust", "0001_initial")]
    operations = [migrations.RunPython(make_triggers, drop_triggers)]
