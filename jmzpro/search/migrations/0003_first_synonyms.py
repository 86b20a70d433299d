"""The words that every network like this begins with; from here on the office keeps them."""

from django.db import migrations

ROWS = (
    ("KOV", "KVO"),
    ("KOPP/KOV", "KOPP/KVO"),
    ("brus", "brusje", "brussen", "brusjes", "broer of zus", "broertje of zusje", "broers en zussen"),
    ("jonge mantelzorger", "JMZ", "JMZ'er"),
    ("LVB", "licht verstandelijke beperking"),
    ("NAH", "niet-aangeboren hersenletsel"),
    ("po", "basisschool", "basisonderwijs"),
    ("vo", "middelbare school", "voortgezet onderwijs"),
    ("ggz", "geestelijke gezondheidszorg"),
    ("jgz", "jeugdgezondheidszorg"),
    ("poh", "praktijkondersteuner"),
)


def add(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(synonym(words="\n".join(row)) for row in ROWS)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_asked_and_synonyms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
