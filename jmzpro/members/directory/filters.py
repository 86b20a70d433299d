"""What can be asked of the directory, and the organisations and people that fit. The list and
the map ask here.
"""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from jmzpro.kit.forms import options
from jmzpro.members.directory import areas
from jmzpro.members.directory.expertise import Said, understood
from jmzpro.members.models import Organisation, OrganisationKind, Person
from jmzpro.places.forms import MunicipalitiesField, NearField, settled
from jmzpro.places.lookup import Place, towns_within
from jmzpro.places.models import Province
from jmzpro.themes.models import Theme

DISTANCES = [
    ("0", "alleen in deze plaats"),
    ("5", "5 km"),
    ("10", "10 km"),
    ("25", "25 km"),
    ("50", "50 km"),
    ("100", "100 km"),
]
USUAL_DISTANCE = "25"
LONGEST_QUESTION = 200


class KnownChoice(forms.ChoiceField):
    """A choice in an address: what does not exist counts as nothing chosen."""

    def clean(self, value: Any) -> str:
        return str(value) if value and self.valid_value(str(value)) else ""


class DirectoryForm(forms.Form):
    """The filter, as it stands in the address."""

    q = forms.CharField(
        label="Wie of wat zoek je?",
        required=False,
        max_length=LONGEST_QUESTION,
        help_text="Een naam, of waar iemand iets van weet: “brusjes in Friesland”.",
    )
    plaats = NearField(label="Plaats of postcode", help_text="", required=False)
    afstand = KnownChoice(label="Binnen", choices=DISTANCES, required=False)
    gemeente = MunicipalitiesField(
        label="Werkt in gemeente", help_text="", required=False, widget=forms.TextInput
    )
    provincie = KnownChoice(label="Provincie", required=False)
    soort = KnownChoice(
        label="Soort organisatie",
        choices=[("", "Alle soorten"), *OrganisationKind.choices],
        required=False,
    )
    thema = KnownChoice(label="Thema", required=False)
    use_required_attribute = False

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.provinces = list(Province.objects.values_list("slug", "name", "pk"))
        self.themes = list(
            Theme.objects.active().order_by("name").values_list("slug", "name", "pk")
        )
        self.offer(
            "provincie",
            [("", "Alle provincies"), *((slug, name) for slug, name, _ in self.provinces)],
        )
        self.offer(
            "thema", [("", "Alle thema’s"), *((slug, name) for slug, name, _ in self.themes)]
        )

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_q(self) -> str:
        return " ".join(str(self.cleaned_data["q"]).replace("\x00", " ").split())


class Asked:
    """One question to the directory. What could not be read is told by `form.errors`, and left
    out of what is asked.
    """

    def __init__(self, query: QueryDict) -> None:
        self.query = settled(query, "plaats")
        self.form = DirectoryForm(self.query)
        self.form.is_valid()
        self.values: dict[str, Any] = self.form.cleaned_data
        self.said: Said = understood(self.values["q"]) if self.values.get("q") else Said()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields to type in, also when it could not be read."""
        return {name: self.query.get(name, "") for name in ("q", "plaats", "gemeente")}

    @property
    def selects(self) -> list[tuple[str, str, SafeString]]:
        """The lists to choose one from: name, label and options."""
        chosen = {**self.values, "afstand": self.distance}
        fields: list[tuple[str, Any]] = [
            (name, self.form.fields[name]) for name in ("afstand", "provincie", "soort", "thema")
        ]
        return [
            (name, str(field.label), options(tuple(field.choices), chosen.get(name, "")))
            for name, field in fields
        ]

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.values.items() if name != "afstand") or bool(
            self.form.errors
        )

    @property
    def place(self) -> Place | None:
        return self.values.get("plaats") or self.said.place

    @property
    def distance(self) -> str:
        return self.values.get("afstand") or USUAL_DISTANCE

    @property
    def province(self) -> int | None:
        chosen = self.values.get("provincie")
        found = next((pk for slug, _, pk in self.form.provinces if slug == chosen), None)
        return found or (self.said.province.pk if self.said.province else None)

    @property
    def themes(self) -> list[int]:
        chosen = self.values.get("thema")
        return [pk for slug, _, pk in self.form.themes if slug == chosen] or [
            theme.pk for theme in self.said.themes
        ]

    def fitting(
        self, rows: QuerySet[Organisation], *, without: tuple[str, ...] = ()
    ) -> QuerySet[Organisation]:
        """Of these those that fit, apart from the place; `without`: the filters to leave out, to
        count what each choice would give.
        """
        if self.values.get("soort") and "soort" not in without:
            rows = rows.filter(kind=self.values["soort"])
        if self.province and "provincie" not in without:
            rows = rows.filter(areas.works_in_province(self.province))
        if self.themes:
            about = Organisation.themes.through.objects.filter(theme__in=self.themes)
            rows = rows.filter(pk__in=about.values("organisation"))
        if municipalities := self.values.get("gemeente"):
            served = Q()
            for one in municipalities:
                served |= areas.serves(one)
            rows = rows.filter(served)
        for word in self.said.words:
            rows = rows.filter(Q(name__icontains=word))
        return rows

    def towns(self) -> list[int] | None:
        """The keys of the towns that were asked for; None when nobody asked for a place."""
        return towns_within(self.place, float(self.distance)) if self.place else None

    def people(self, user: Any) -> QuerySet[Person]:
        """Who knows about it, for members; nobody when nothing was asked in words."""
        rows = Person.objects.visible_to(user)
        if not self.said:
            return rows.none()
        if self.themes:
            rows = rows.filter(
                pk__in=Person.themes.through.objects.filter(theme__in=self.themes).values("person")
            )
        if self.province:
            there = Organisation.objects.filter(areas.works_in_province(self.province))
            rows = rows.filter(Q(province=self.province) | Q(organisation__in=there.values("pk")))
        if (towns := self.towns()) is not None:
            rows = rows.filter(Q(town__in=towns) | Q(organisation__town__in=towns))
        for word in self.said.words:
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(function__icontains=word)
                | Q(brings__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        return rows
