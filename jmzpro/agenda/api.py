"""The activities at /api/v1/activities: the same questions as the list, by the same names in
English, one row for each date's activity.
"""

from datetime import datetime
from typing import Annotated, Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from ninja import Field, FilterSchema, Schema
from ninja.errors import HttpError

from jmzpro.agenda.activity.structured_data import written
from jmzpro.agenda.choices import Audience, Kind, Register, Registration, State, Where
from jmzpro.agenda.feeds import dates_asked
from jmzpro.agenda.filters import Asked
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.api.collection import Collection
from jmzpro.api.registry import Resource

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SLUG = Field(max_length=120, description="Zoals het in adressen heet.")
# What is asked here is called otherwise in the addresses of the list.
DUTCH = {
    "audience": "voor",
    "age": "leeftijd",
    "age_to": "leeftijd_tot",
    "place": "plaats",
    "distance": "afstand",
    "since": "van",
    "until": "tot",
    "where": "waar",
    "province": "provincie",
    "theme": "thema",
    "kind": "soort",
    "organisation": "organisatie",
    "free": "gratis",
    "week": "mantelzorgweek",
    "accreditation": "accreditatie",
}


# From later to earlier, or from older to younger: nothing is between them.
TURNED_ROUND = ("leeftijd_tot", "tot")


class DateOut(Schema):
    start: Annotated[
        str, Field(description="ISO 8601 met het verschil met UTC; een hele dag is een datum.")
    ]
    end: Annotated[str, Field(description="Tot dit moment; van een hele dag de dag erna.")]
    cancelled: bool
    moved_from: str | None


class PlaceOut(Schema):
    name: str
    address: str
    postcode: str
    town: str
    province: str
    accessibility: str
    public_transport: str


class ActivityOut(Schema):
    id: Annotated[str, Field(description="Blijft altijd hetzelfde.")]
    uid: Annotated[str, Field(description="Hoe de activiteit in iCalendar heet.")]
    slug: str
    url: str
    short_url: str
    calendar_url: str
    title: str
    summary: str
    text: str
    state: State
    kind: Kind
    language: str
    audiences: list[Audience]
    age_from: int | None
    age_to: int | None
    themes: list[str]
    organiser: str
    organisation: Annotated[
        str | None, Field(description="De lidorganisatie, zoals ze in adressen heet.")
    ]
    where: Where
    place: PlaceOut | None
    free: bool
    cost: str
    week: Annotated[bool, Field(description="Hoort bij de Week van de Jonge Mantelzorger.")]
    accreditations: list[Register]
    registration: Registration
    registration_url: str
    all_day: bool
    rrule: str
    dates: list[DateOut]
    sequence: int
    published_at: datetime | None
    changed_at: datetime


class ActivityFilters(FilterSchema):
    audience: Annotated[Audience | None, Field(description="Voor wie.")] = None
    age: Annotated[
        int | None, Field(ge=0, le=99, description="Leeftijd van de jonge mantelzorger.")
    ] = None
    age_to: Annotated[int | None, Field(ge=0, le=99, description="Tot en met deze leeftijd.")] = (
        None
    )
    place: Annotated[str | None, Field(max_length=120, description="Plaats of postcode.")] = None
    distance: Annotated[
        Literal["0", "5", "10", "25", "50", "100"] | None,
        Field(description="Kilometers rond die plaats."),
    ] = None
    since: Annotated[str | None, Field(pattern=DAY, description="Vanaf deze dag: jjjj-mm-dd.")] = (
        None
    )
    until: Annotated[
        str | None, Field(pattern=DAY, description="Tot en met deze dag: jjjj-mm-dd.")
    ] = None
    where: Annotated[Where | None, Field(description="Op een plek of online.")] = None
    province: Annotated[str | None, SLUG] = None
    theme: Annotated[str | None, SLUG] = None
    kind: Annotated[Kind | None, Field(description="Alleen deze soort.")] = None
    organisation: Annotated[str | None, SLUG] = None
    free: Annotated[bool | None, Field(description="Alleen wat gratis is.")] = None
    week: Annotated[
        bool | None, Field(description="Alleen wat bij de Week van de Jonge Mantelzorger hoort.")
    ] = None
    accreditation: Annotated[
        Register | Literal["elke"] | None, Field(description="Een register, of `elke`.")
    ] = None

    def asked(self) -> Asked:
        query = QueryDict(mutable=True)
        for name, dutch in DUTCH.items():
            value = getattr(self, name)
            if value is True:
                query[dutch] = "on"
            elif value not in (None, False):
                query[dutch] = str(value)
        return Asked(query)

    def custom_expression(self) -> Q:
        """As the list does: also what was in the last ninety days, unless days are asked for. A
        name that we do not know is 404.
        """
        asked = self.asked()
        errors = dict(asked.form.errors)
        if any(name in errors for name in TURNED_ROUND):
            return Q(pk__in=())
        if errors:
            english = {dutch: name for name, dutch in DUTCH.items()}
            said = [
                f"{english.get(name, name)}: {error}"
                for name, of_field in errors.items()
                for error in of_field
            ]
            raise HttpError(404, " ".join(said))
        return Q(pk__in=dates_asked(asked, AnonymousUser()).order_by().values("activity"))


def public() -> QuerySet[Activity]:
    dates = Prefetch("occurrences", Occurrence.objects.order_by("starts_at", "pk"))
    found = Activity.objects.visible_to(AnonymousUser()).select_related(
        "organisation", "town__province"
    )
    return found.prefetch_related("themes", dates)


def show(activity: Activity) -> ActivityOut:
    url = settings.BASE_URL + activity.get_absolute_url()
    same = {
        name: getattr(activity, name)
        for name in (
            *(
                "uid",
                "slug",
                "title",
                "summary",
                "text",
                "state",
                "kind",
                "language",
                "age_from",
                "age_to",
                "where",
                "cost",
            ),
            *(
                "accreditations",
                "registration",
                "registration_url",
                "rrule",
                "sequence",
                "published_at",
                "audiences",
            ),
        )
    }
    return ActivityOut(
        **same,
        id=activity.public_id,
        url=url,
        short_url=settings.BASE_URL + activity.get_short_url(),
        calendar_url=f"{url}agenda.ics",
        themes=sorted(theme.slug for theme in activity.themes.all() if theme.is_active),
        organiser=activity.organiser_name,
        organisation=activity.organisation.slug if activity.organisation else None,
        place=place_out(activity) if activity.is_on_site else None,
        free=activity.is_free,
        week=activity.in_week,
        all_day=activity.is_all_day,
        dates=[date_out(activity, date) for date in activity.occurrences.all()],
        changed_at=activity.last_modified,
    )


def place_out(activity: Activity) -> PlaceOut:
    return PlaceOut(
        name=activity.venue_name,
        address=activity.address,
        postcode=activity.postcode,
        town=activity.town.name if activity.town else "",
        province=activity.town.province.name if activity.town else "",
        accessibility=activity.accessibility,
        public_transport=activity.public_transport,
    )


def date_out(activity: Activity, date: Occurrence) -> DateOut:
    date.activity = activity
    is_moved = date.recurrence_id != date.starts_at
    return DateOut(
        start=written(date.starts_at, activity),
        end=written(date.ends_at, activity),
        cancelled=date.is_cancelled,
        moved_from=written(date.recurrence_id, activity) if is_moved else None,
    )


COLLECTION = Collection(
    name="Activity",
    label="Agenda",
    public=public,
    item=ActivityOut,
    show=show,
    order=("starts_at", "slug"),
    filters=ActivityFilters,
)
ABOUT = (
    "Activiteiten voor jonge mantelzorgers, ouders en professionals, met hun data. Dezelfde "
    "keuzes als in de agenda zelf."
)
RESOURCE = Resource(
    key="activities", label="Agenda", about=ABOUT, router=COLLECTION.router(), order=35
)
