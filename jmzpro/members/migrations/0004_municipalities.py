from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0003_sort_names"), ("places", "0003_municipalities")]

    operations = [
        migrations.AddField(
            "organisation",
            "municipalities",
            models.ManyToManyField(blank=True, related_name="organisations", to="places.municipality", verbose_name="gemeenten"),
        ),
    ]
