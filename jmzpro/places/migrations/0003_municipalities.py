"""Municipalities: places/data/municipalities.csv fills them in the next migration (PostgreSQL wants the two apart)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_provinces_and_towns")]

    operations = [
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, unique=True)),
                ("name", models.CharField(db_index=True, max_length=60)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("is_rough", models.BooleanField(default=True)),
                ("ggd_region", models.CharField(blank=True, max_length=80)),
                ("youth_region", models.CharField(blank=True, max_length=80)),
                ("rmc_region", models.CharField(blank=True, max_length=80)),
                (
                    "merged_into",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged_from", to="places.municipality"),
                ),
                ("province", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="municipalities", to="places.province")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.CheckConstraint(condition=~models.Q(merged_into=models.F("pk")), name="municipality_merged_into_another")],
            },
        ),
        migrations.AddField("town", "is_rough", models.BooleanField(default=True)),
        migrations.AddField(
            "town",
            "municipality",
            models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="towns", to="places.municipality"),
        ),
        migrations.AlterField("town", "geonames_id", models.PositiveIntegerField(blank=True, null=True, unique=True)),
    ]
