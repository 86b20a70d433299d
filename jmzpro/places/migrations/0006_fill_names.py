"""The names by which places are looked for."""

from django.db import migrations

from jmzpro.places.place_names import write_names


def fill(apps, schema_editor):
    model = apps.get_model
    towns, municipalities = model("places", "Town").objects.all(), model("places", "Municipality").objects.all()
    write_names(model("places", "PlaceName"), towns, municipalities)


class Migration(migrations.Migration):
    dependencies = [("places", "0005_names_and_postcodes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
