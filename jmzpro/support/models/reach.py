"""Where and for whom each service is found: what the search reads. Made from the services by `reach.lay_out`, never edited."""

from django.db import models


class Reach(models.Model):
    """One row for each area and each theme of a service; what is about no theme in particular has one row without.

    `area`: "nl", "p7" (the province with that key) or "g12" (the municipality). All columns that the search compares stand here, so that
    it finds the candidates through one index, without a join.
    """

    service = models.ForeignKey("support.SupportService", on_delete=models.CASCADE, related_name="reaches")
    area = models.CharField(max_length=12)
    theme = models.ForeignKey("themes.Theme", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    is_first = models.BooleanField(default=True)  # one for each area, for whoever asks about no theme
    # About something particular at home: not for whom asks for something else there.
    is_bound = models.BooleanField(default=False)
    # 0 and 99 where nobody said so, and where it is not for children: any age finds it.
    minimum_age = models.SmallIntegerField(default=0)
    maximum_age = models.SmallIntegerField(default=99)
    ways = models.TextField(blank=True)  # "|groep|online|"
    themes = models.TextField(blank=True)  # of its service, all of them: "|3|12|"
    assured_date = models.DateField()
    # The centre of its town, never the address; empty for what is nowhere in particular.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "theme", "assured_date", "minimum_age", "maximum_age", "is_bound", "latitude", "longitude", "service"],
                name="reach_by_area_and_theme",
            ),
            models.Index(
                fields=["area", "is_first", "assured_date", "minimum_age", "maximum_age", "latitude", "longitude", "service"],
                name="reach_by_area",
            ),
            models.Index(fields=["latitude", "longitude"], name="reach_by_position"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.area}"
