"""Where things are: provinces and towns, their distance, and the four parts of the country."""

from django.db import models

from jmzpro.places.distance import box_around, distance_km

# Towns that are called otherwise by who lives near: the municipality of Nieuw-Bergen is Bergen.
ALSO_CALLED = {"bergen": ("nieuw-bergen",)}


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


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> "MunicipalityQuerySet":
        """Those that are there now: not merged into another."""
        return self.filter(merged_into=None)


class Municipality(models.Model):
    """A municipality, from CBS (CC BY 4.0). Its position is that of its largest town until its outline was imported."""

    code = models.CharField(max_length=6, unique=True)  # CBS code: GM0855
    name = models.CharField(max_length=60, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="municipalities")
    year = models.PositiveSmallIntegerField()  # the last year of which we know that it was there
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_rough = models.BooleanField(default=True)  # its position
    ggd_region = models.CharField(max_length=80, blank=True)
    youth_region = models.CharField(max_length=80, blank=True)
    rmc_region = models.CharField(max_length=80, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("pk")), name="municipality_merged_into_another"),
        ]

    def __str__(self) -> str:
        return self.name


class TownQuerySet(models.QuerySet["Town"]):
    def named(self, name: str) -> "TownQuerySet":
        """Towns of exactly this name (capitals apart), the largest first; "Bergen (Limburg)" names the province too."""
        typed, _, province = name.strip().rstrip(")").partition("(")
        town = typed.strip().lower()
        found = self.filter(models.Q(name__iexact=town) | models.Q(slug__in=ALSO_CALLED.get(town, ())))
        if province.strip():
            found = found.filter(province__name__iexact=province.strip())
        return found.select_related("province").order_by("-population", "name")

    def beginning_with(self, start: str) -> "TownQuerySet":
        return self.filter(name__istartswith=start.strip()).select_related("province").order_by("-population", "name")

    def within(self, km: float, of: "Town") -> list["Town"]:
        """Towns at most `km` from `of` (itself among them), the nearest first."""
        south, west, north, east = box_around(of.latitude, of.longitude, km)
        inside = self.filter(latitude__range=(south, north), longitude__range=(west, east)).select_related("province")
        near = sorted((of.distance_to(town), town.name, town) for town in inside)
        return [town for distance, _, town in near if distance <= km]


class Town(models.Model):
    """A town or village, from GeoNames (CC BY) or added by hand. Degrees in WGS 84."""

    geonames_id = models.PositiveIntegerField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=80, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="towns")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="towns")
    is_rough = models.BooleanField(default=True)  # in which municipality it is was guessed from what is near, or its position is
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)

    objects = TownQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-population"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="town_by_position")]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name that can be typed back into a place field when several towns share it."""
        return f"{self.name} ({self.province.name})"

    def distance_to(self, other: "Town") -> float:
        """Kilometres as the crow flies."""
        return distance_km(self.latitude, self.longitude, other.latitude, other.longitude)
