"""How an organisation is reached by telephone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0009_lists_and_merging'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='phone',
            field=models.CharField(blank=True, max_length=40, verbose_name='telefoonnummer'),
        ),
    ]
