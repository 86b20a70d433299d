"""Where things are: provinces and towns, their distance, and the four parts of the country."""

from django.db import models

from jmzpro.places.distance import box_around, distance_km
from jmzpro.places.normalisation import fold


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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values), name="province_part_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> "MunicipalityQuerySet":
        """Those that are there now: not merged into another."""
        return self.filter(merged_into=None)

    def with_outlines(self) -> "MunicipalityQuerySet":
        """Fetched at once, for who draws them all."""
        return self.defer(None)


OfMunicipalities = models.Manager.from_queryset(MunicipalityQuerySet)


class MunicipalityManager(OfMunicipalities["Municipality"]):
    """Without the outlines, which are kilobytes: nearly everybody asks for a name."""

    def get_queryset(self) -> MunicipalityQuerySet:
        return MunicipalityQuerySet(self.model, using=self._db).defer("outline")


class Municipality(models.Model):
    """A municipality, from CBS (CC BY 4.0). Its position is that of its largest town until its
    outline was imported.
    """

    code = models.CharField(max_length=6, unique=True)  # CBS code: GM0855
    name = models.CharField(max_length=60, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="municipalities")
    year = models.PositiveSmallIntegerField()  # the last year of which we know that it was there
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_rough = models.BooleanField(default=True)  # its position
    ggd_region = models.CharField(max_length=80, blank=True)
    youth_region = models.CharField(max_length=80, blank=True)
    rmc_region = models.CharField(max_length=80, blank=True)
    outline = models.TextField(
        blank=True
    )  # SVG path on the map of kit.map, simplified; filled by import_places

    objects = MunicipalityManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")),
                name="municipality_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TownQuerySet(models.QuerySet["Town"]):
    def named(self, name: str) -> "TownQuerySet":
        """Towns that are called so (whatever the capitals and accents), the largest first."""
        called = PlaceName.objects.filter(key=fold(name), town__isnull=False).values("town")
        found = (
            self.filter(pk__in=called)
            .select_related("province", "municipality")
            .defer("municipality__outline")
        )
        return found.order_by("-population", "name")

    def within(self, km: float, of: "Town") -> list["Town"]:
        """Towns at most `km` from `of` (itself among them), the nearest first."""
        south, west, north, east = box_around(of.latitude, of.longitude, km)
        inside = self.filter(
            latitude__range=(south, north), longitude__range=(west, east)
        ).select_related("province")
        near = sorted((of.distance_to(town), town.name, town) for town in inside)
        return [town for distance, _, town in near if distance <= km]


class Town(models.Model):
    """A town or village, from GeoNames (CC BY) or added by hand. Degrees in WGS 84."""

    geonames_id = models.PositiveIntegerField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=80, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="towns")
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="towns"
    )
    is_rough = models.BooleanField(
        default=True
    )  # in which municipality it is was guessed from what is near, or its position is
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


class PlaceName(models.Model):
    """A name by which a place is looked for: its own, and what else it is called. `key` is the
    folded name.
    """

    key = models.CharField(max_length=100, db_index=True)
    town = models.ForeignKey(
        Town, null=True, blank=True, on_delete=models.CASCADE, related_name="names"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, related_name="names"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "town"], name="town_has_a_name_once"),
            models.UniqueConstraint(
                fields=["key", "municipality"], name="municipality_has_a_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(town__isnull=True) ^ models.Q(municipality__isnull=True),
                name="place_name_is_of_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Postcode(models.Model):
    """The centre of the area of a postcode's four digits; filled by import_places."""

    number = models.CharField(max_length=4, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="postcodes"
    )

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number
