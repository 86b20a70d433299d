"""Each theme gets a code of its own for its short address, which stays when its name changes."""

from django.db import migrations, models

import jmzpro.kit.short_links


def give_codes(apps, schema_editor):
    model = apps.get_model("themes", "theme")
    for pk in model.objects.values_list("pk", flat=True):
        model.objects.filter(pk=pk).update(public_id=jmzpro.kit.short_links.new_code())


class Migration(migrations.Migration):
    dependencies = [("themes", "0003_promises_and_introductions")]

    operations = [
        migrations.AddField("theme", "public_id", models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, null=True)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField("theme", "public_id", models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True)),
    ]
