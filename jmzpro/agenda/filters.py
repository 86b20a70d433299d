"""What can be asked of the agenda, and the dates that fit. The list, the month, the map, the
feeds, the API and the embed all ask here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import AUDIENCE_COLUMNS, Audience, Kind, Register
from jmzpro.agenda.models import Activity, OccurrenceQuerySet
from jmzpro.kit.fields import DayField
from jmzpro.kit.forms import options
from jmzpro.kit.key_lists import KeyList
from jmzpro.members.models import Organisation
from jmzpro.places.forms import NearField, settled
from jmzpro.places.lookup import Place, towns_within
from jmzpro.places.models import Province
from jmzpro.themes.models import Theme

OLDEST = 99
DISTANCES = [
    ("0", "alleen in deze plaats"),
    ("5", "5 km"),
    ("10", "10 km"),
    ("25", "25 km"),
    ("50", "50 km"),
    ("100", "100 km"),
]
USUAL_DISTANCE = "25"
PERIODS = [("", "Alles wat komt"), ("week", "Deze week"), ("maand", "Deze maand")]
PLACES = [("", "Maakt niet uit"), ("locatie", "Op een plek"), ("online", "Online")]
ANY_REGISTER = "elke"
SELECTS = ("thema", "provincie", "waar", "organisatie", "accreditatie")
UNKNOWN_CHOICE = {"invalid_choice": "Deze keuze kennen we niet (meer). Kies er een uit de lijst."}


class FilterForm(forms.Form):
    """The filter, as it stands in the address. Names and values are Dutch, for people share
    these addresses.
    """

    voor = forms.MultipleChoiceField(
        label="Voor wie", choices=Audience, required=False, error_messages=UNKNOWN_CHOICE
    )
    leeftijd = forms.IntegerField(label="Leeftijd", required=False, min_value=0, max_value=OLDEST)
    leeftijd_tot = forms.IntegerField(
        label="tot en met", required=False, min_value=0, max_value=OLDEST
    )
    plaats = NearField(label="Plaats of postcode", help_text="", required=False)
    afstand = forms.ChoiceField(
        label="Binnen", choices=DISTANCES, required=False, error_messages=UNKNOWN_CHOICE
    )
    wanneer = forms.ChoiceField(
        label="Wanneer", choices=PERIODS, required=False, error_messages=UNKNOWN_CHOICE
    )
    van = DayField(label="Vanaf", required=False)
    tot = DayField(label="Tot en met", required=False)
    waar = forms.ChoiceField(
        label="Waar", choices=PLACES, required=False, error_messages=UNKNOWN_CHOICE
    )
    provincie = forms.ChoiceField(label="Provincie", required=False, error_messages=UNKNOWN_CHOICE)
    thema = forms.ChoiceField(label="Thema", required=False, error_messages=UNKNOWN_CHOICE)
    soort = forms.MultipleChoiceField(
        label="Soort", choices=Kind, required=False, error_messages=UNKNOWN_CHOICE
    )
    organisatie = forms.ChoiceField(
        label="Organisatie", required=False, error_messages=UNKNOWN_CHOICE
    )
    gratis = forms.BooleanField(label="Gratis", required=False)
    mantelzorgweek = forms.BooleanField(label="Week van de Jonge Mantelzorger", required=False)
    accreditatie = forms.ChoiceField(
        label="Accreditatie",
        choices=[("", "Maakt niet uit"), (ANY_REGISTER, "Met punten"), *Register.choices],
        required=False,
        error_messages=UNKNOWN_CHOICE,
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.themes = list(Theme.objects.active().values_list("slug", "name", "pk"))
        self.provinces = list(Province.objects.values_list("slug", "name", "pk"))
        self.organisations = list(
            Organisation.objects.visible_to(None).values_list("slug", "name", "pk")
        )
        for name, rows in (
            ("provincie", self.provinces),
            ("thema", self.themes),
            ("organisatie", self.organisations),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Alle"), *((slug, label) for slug, label, _ in rows)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        youngest, oldest = cleaned.get("leeftijd"), cleaned.get("leeftijd_tot")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("leeftijd_tot", "Deze leeftijd ligt onder de eerste. Draai ze om.")
        first, last = cleaned.get("van"), cleaned.get("tot")
        if first and last and last < first:
            self.add_error("tot", "Deze dag ligt voor de eerste. Draai ze om.")
        return cleaned


@dataclass(frozen=True)
class Period:
    """From one moment up to another; without an end it goes on."""

    start: datetime
    end: datetime | None = None


class Asked:
    """One question to the agenda. What could not be read is told by `form.errors`, and left out
    of what is asked.
    """

    def __init__(self, query: QueryDict, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.query = settled(query, "plaats")
        self.form = FilterForm(self.query)
        self.form.is_valid()
        self.values: dict[str, Any] = self.form.cleaned_data
        self._near: list[int] | None = None

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.values.items() if name != "afstand") or bool(
            self.form.errors
        )

    @property
    def has_more(self) -> bool:
        """Something was asked that stands behind "kies meer"."""
        return any(
            self.query.get(name)
            for name in (*SELECTS, "soort", "van", "tot", "gratis", "mantelzorgweek")
        )

    @property
    def distance(self) -> str:
        return self.values.get("afstand") or USUAL_DISTANCE

    @property
    def selects(self) -> list[tuple[str, str, SafeString, Any]]:
        """The lists to choose one from: name, label, options, what is wrong with it."""
        return [
            (
                name,
                str(self.form.fields[name].label),
                self.options(name),
                self.form.errors.get(name, ""),
            )
            for name in SELECTS
        ]

    @property
    def distances(self) -> SafeString:
        return self.options("afstand", self.distance)

    @property
    def periods(self) -> SafeString:
        return self.options("wanneer")

    def options(self, name: str, chosen: str = "") -> SafeString:
        field: Any = self.form.fields[name]
        return options(tuple(field.choices), chosen or self.values.get(name, ""))

    @property
    def is_dated(self) -> bool:
        """Only some dates of a series may fit."""
        return bool(self.values.get("wanneer") or self.values.get("van") or self.values.get("tot"))

    @cached_property
    def period(self) -> Period:
        """What the dates were narrowed to; it begins now when nobody said otherwise."""
        today = timezone.localdate(self.now)
        first, last, word = (
            self.values.get("van"),
            self.values.get("tot"),
            self.values.get("wanneer"),
        )
        if first or last:
            start = recurrence.midnight(first) if first else self.now
            return Period(start, recurrence.midnight(last + timedelta(days=1)) if last else None)
        if word == "week":
            return Period(
                self.now, recurrence.midnight(today + timedelta(days=7 - today.weekday()))
            )
        if word == "maand":
            return Period(
                self.now,
                recurrence.midnight((today.replace(day=1) + timedelta(days=32)).replace(day=1)),
            )
        return Period(self.now)

    @property
    def kilometres(self) -> float:
        return float(self.distance)

    def towns_near(self, place: Place) -> list[int]:
        """The keys of the towns within the distance asked for."""
        if self._near is None:
            self._near = towns_within(place, self.kilometres)
        return self._near

    def dates(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Of these dates those that fit, and are on in the period asked for; the first first."""
        period = self.period
        fitting = self.fitting(dates)
        return (
            fitting.between(period.start, period.end)
            if period.end
            else fitting.upcoming(period.start)
        )

    def count(self, dates: OccurrenceQuerySet) -> int:
        """How many `dates` gives."""
        period = self.period
        return (
            self.dates(dates).order_by().count()
            if period.end
            else self.fitting(dates).not_over(period.start).count()
        )

    def past(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Of these dates those that fit and are over, the last first."""
        over = self.fitting(dates).past(self.now)
        period = self.period
        if self.values.get("van"):
            over = over.filter(ends_at__gt=period.start)
        return (
            over.filter(starts_at__lt=period.end) if self.values.get("tot") and period.end else over
        )

    def fitting(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Those that fit, whenever they are."""
        chosen = self.values
        dates = dates.filter(self.for_whom())
        if place := chosen.get("plaats"):
            dates = dates.filter(KeyList("town_id", self.towns_near(place)))
        if chosen.get("provincie"):
            dates = dates.filter(province=key_of(self.form.provinces, chosen["provincie"]))
        if chosen.get("organisatie"):
            dates = dates.filter(
                organisation=key_of(self.form.organisations, chosen["organisatie"])
            )
        if chosen.get("thema"):
            about = Activity.themes.through.objects.filter(
                theme=key_of(self.form.themes, chosen["thema"])
            )
            dates = dates.filter(activity__in=about.values("activity"))
        if chosen.get("soort"):
            dates = dates.filter(kind__in=chosen["soort"])
        if chosen.get("waar"):
            dates = (
                dates.filter(is_online=True)
                if chosen["waar"] == "online"
                else dates.filter(is_on_site=True)
            )
        for name, column in (("gratis", "is_free"), ("mantelzorgweek", "in_week")):
            if chosen.get(name):
                dates = dates.filter(**{column: True})
        return self.accredited(dates)

    def for_whom(self) -> Q:
        found = Q()
        for audience in self.values.get("voor", ()):
            found |= Q(**{AUDIENCE_COLUMNS[Audience(audience)]: True})
        youngest, oldest = self.values.get("leeftijd"), self.values.get("leeftijd_tot")
        if youngest is None and oldest is None:
            return found
        # The ages asked for and those of the activity have one in common. One number is one age;
        # only an upper one: up to there.
        low = 0 if youngest is None else youngest
        high = low if oldest is None else oldest
        return found & Q(age_from__lte=high, age_to__gte=low)

    def accredited(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        register = self.values.get("accreditatie")
        if not register:
            return dates
        dates = dates.filter(has_accreditation=True)
        return (
            dates
            if register == ANY_REGISTER
            else dates.filter(activity__accreditations__contains=f"|{register}|")
        )


def key_of(rows: list[tuple[str, str, int]], slug: str) -> int:
    return next(pk for known, _, pk in rows if known == slug)
