"""Where things are: provinces and towns, their distance, and the four parts of the country."""

from django.db import models


class Part(models.TextChoices):
    """Deel van het land (landsdeel), as CBS divides the provinces."""

    NORTH = "noord", "het noorden"
    EAST = "oost", "het oosten"
    WEST = "west", "het westen"
    SOUTH = "zuid", "het zuiden"


class Province(models.Model):
    code = models.CharField(max_length=2, unique=True)  # CBS code: 20 Groningen … 31 Limburg
    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(unique=True)
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=models.Q(part__in=Part.values), name="province_part_is_known")]

    def __str__(self) -> str:
        return self.name


class Town(models.Model):
    """A town or village, from GeoNames (CC BY). Degrees in WGS 84."""

    geonames_id = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=80, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="towns")
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name", "-population"]

    def __str__(self) -> str:
        return self.name
