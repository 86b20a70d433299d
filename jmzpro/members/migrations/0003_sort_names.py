"""People and organisations get a stored key to sort by, so that the database puts "van der Berg" under B."""

from django.db import migrations, models

from jmzpro.text.collation import SortNameField, name_key, person_key

AT_ONCE = 1000


def fill(apps, schema_editor):
    for model, key in (("organisation", name_key), ("person", person_key)):
        rows = apps.get_model("members", model).objects.order_by("pk")
        last = 0
        while batch := list(rows.filter(pk__gt=last).only("pk", "name")[:AT_ONCE]):
            for row in batch:
                row.sort_name = key(row.name)
            rows.model.objects.bulk_update(batch, ["sort_name"])
            last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("members", "0002_short_addresses")]

    operations = [
        migrations.AddField("organisation", "sort_name", SortNameField(of="name", key=name_key)),
        migrations.AddField("person", "sort_name", SortNameField(of="name", key=person_key)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterModelOptions("organisation", {"ordering": ["sort_name", "id"], "verbose_name": "organisatie", "verbose_name_plural": "organisaties"}),
        migrations.AlterModelOptions("person", {"ordering": ["sort_name", "id"], "verbose_name": "persoon", "verbose_name_plural": "personen"}),
        migrations.AddIndex("organisation", models.Index(fields=["sort_name", "id"], name="organisations_by_name")),
        migrations.AddIndex("person", models.Index(fields=["sort_name", "id"], name="people_by_name")),
    ]
