"""The cast: the named people that every test and the demo logins use. One table; invented, at
addresses that cannot exist.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify

from jmzpro.members.models import (
    AlertPace,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    Standing,
    User,
)
from jmzpro.places.models import Province, Town
from jmzpro.themes.models import Theme
from jmzpro.trust.offices import Office

# Everything invented says so.
EXAMPLE = "Dit is een voorbeeldorganisatie: ze bestaat niet."

ORGANISATIONS = {
    # key: name, kind, town slug, province slugs, theme slugs
    "brug": (
        "Steunpunt De Brug",
        OrganisationKind.CARER_CENTRE,
        "utrecht",
        ["utrecht"],
        ["broer-of-zus", "groep"],
    ),
    "wad": (
        "Welzijn Waddenkust",
        OrganisationKind.WELFARE,
        "harlingen",
        ["friesland"],
        ["broer-of-zus", "vervoer"],
    ),
    "ijssel": (
        "Jongerenwerk IJsselstroom",
        OrganisationKind.WELFARE,
        "zwolle",
        ["overijssel", "gelderland"],
        ["armoede-en-schulden", "groep"],
    ),
    "maas": (
        "Maascollege Rotterdam",
        OrganisationKind.SCHOOL,
        "rotterdam",
        ["zuid-holland"],
        ["vo", "gesprek"],
    ),
    "kompas": (
        "Preventie Het Kompas",
        OrganisationKind.MENTAL_HEALTH,
        "eindhoven",
        ["noord-brabant", "limburg"],
        ["psychische-kwetsbaarheid", "verslaving"],
    ),
    "kennis": ("Kennishuis Naasten", OrganisationKind.KNOWLEDGE, "ede", [], ["gemeente-en-beleid"]),
}

# Who keeps which organisation right.
CONTACTS = {
    "brug": "sanne",
    "wad": "marijke",
    "ijssel": "daan",
    "maas": "fatima",
    "kompas": "joost",
    "kennis": "anouk",
}


@dataclass(frozen=True)
class Member:
    """One of the cast. `offices`: the office groups; `note`: what makes this one useful in a
    test or a demo.
    """

    key: str
    name: str
    function: str
    role: Role
    organisation: str | None
    province: str
    themes: tuple[str, ...]
    note: str
    standing: Standing = Standing.MEMBER
    pace: AlertPace = AlertPace.AT_ONCE
    paused_days: int = 0
    is_team_mailbox: bool = False
    is_active: bool = True
    offices: tuple[str, ...] = ()
    is_superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@cast.example"


CAST = (
    Member(
        "sanne",
        "Sanne Vermeer",
        "consulent jonge mantelzorgers",
        Role.CONSULTANT,
        "brug",
        "utrecht",
        ("broer-of-zus", "groep"),
        "stelt de vraag",
    ),
    Member(
        "youssef",
        "Youssef el Idrissi",
        "consulent mantelzorg",
        Role.CONSULTANT,
        "brug",
        "utrecht",
        ("broer-of-zus", "vervoer"),
        "collega van Sanne",
    ),
    Member(
        "marijke",
        "Marijke Hoekstra",
        "coördinator brusjesgroepen",
        Role.WELFARE,
        "wad",
        "friesland",
        ("broer-of-zus", "vervoer", "groep"),
        "weet veel van brusjes",
    ),
    Member(
        "daan",
        "Daan Kolkman",
        "jongerenwerker",
        Role.WELFARE,
        "ijssel",
        "overijssel",
        ("armoede-en-schulden", "groep", "vervoer"),
        "antwoordt vanaf zijn telefoon",
    ),
    Member(
        "fatima",
        "Fatima Benali",
        "zorgcoördinator",
        Role.SCHOOL,
        "maas",
        "zuid-holland",
        ("vo", "gesprek", "toestemming"),
        "werkt op een school",
    ),
    Member(
        "joost",
        "Joost van Rijn",
        "preventiewerker",
        Role.MENTAL_HEALTH,
        "kompas",
        "noord-brabant",
        ("verslaving", "psychische-kwetsbaarheid"),
        "heeft pauze",
        paused_days=14,
    ),
    Member(
        "lotte",
        "Lotte Maes",
        "gezinswerker",
        Role.SOCIAL_WORK,
        "kompas",
        "limburg",
        ("psychische-kwetsbaarheid", "ouder"),
        "wil geen mail",
        pace=AlertPace.NONE,
    ),
    Member(
        "nynke",
        "Nynke Postma",
        "opbouwwerker",
        Role.WELFARE,
        "wad",
        "friesland",
        (),
        "nieuw, vulde nog niets in",
    ),
    Member(
        "team",
        "Team Waddenkust",
        "teammailbox",
        Role.WELFARE,
        "wad",
        "friesland",
        ("vervoer",),
        "gedeelde mailbox",
        is_team_mailbox=True,
    ),
    Member(
        "els",
        "Els Brouwer",
        "onderzoeker",
        Role.RESEARCH,
        None,
        "gelderland",
        ("gemeente-en-beleid", "grootouder"),
        "partner in de Alliantie",
        standing=Standing.ALLIANCE,
    ),
    Member(
        "noor",
        "Noor Janssen",
        "ervaringsdeskundige",
        Role.EXPERIENCE,
        None,
        "limburg",
        ("ouder", "rouw-en-verlies"),
        "was zelf jonge mantelzorger",
        standing=Standing.EXPERIENCE,
    ),
    Member(
        "wim",
        "Wim de Boer",
        "consulent",
        Role.CONSULTANT,
        "brug",
        "utrecht",
        ("groep",),
        "oud-lid, mag er niet meer in",
        is_active=False,
    ),
    Member(
        "anouk",
        "Anouk Visser",
        "coördinator van het bureau",
        Role.OTHER,
        "kennis",
        "utrecht",
        ("samenwerking",),
        "handelt alles af wat wacht",
        pace=AlertPace.NONE,
        offices=(Office.BUREAU, Office.MODERATORS),
    ),
    Member(
        "pieter",
        "Pieter Smit",
        "moderator",
        Role.OTHER,
        "kennis",
        "utrecht",
        (),
        "moderator",
        pace=AlertPace.NONE,
        offices=(Office.MODERATORS,),
    ),
    Member(
        "ilse",
        "Ilse Bakker",
        "redacteur",
        Role.OTHER,
        "kennis",
        "utrecht",
        (),
        "schrijft de pagina’s",
        pace=AlertPace.NONE,
        offices=(Office.EDITORS,),
    ),
    Member(
        "beheer",
        "Bas Beheer",
        "beheerder",
        Role.OTHER,
        "kennis",
        "utrecht",
        (),
        "houdt de installatie bij",
        pace=AlertPace.NONE,
        offices=(Office.BUREAU, Office.MODERATORS, Office.EDITORS),
        is_superuser=True,
    ),
)


def make_cast(today: date | None = None) -> SimpleNamespace:
    """The cast in the database (needs the places and themes of the migrations): `cast.sanne` is
    a Person, `cast.brug` an Organisation.
    """
    day = today or timezone.localdate()
    provinces = {province.slug: province for province in Province.objects.all()}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    people = SimpleNamespace()
    for key, (name, kind, town, works_in, about) in ORGANISATIONS.items():
        organisation = Organisation.objects.create(
            name=name,
            slug=slugify(name),
            kind=kind,
            town=Town.objects.get(slug=town),
            description=EXAMPLE,
        )
        organisation.works_in.set([provinces[slug] for slug in works_in])
        organisation.themes.set([themes[slug] for slug in about])
        setattr(people, key, organisation)
    for row in CAST:
        setattr(people, row.key, make_member(row, people, provinces, themes, day))
    for key, contact in CONTACTS.items():
        own: Organisation = getattr(people, key)
        own.contact = getattr(people, contact)
        own.save(update_fields=["contact"])
    return people


def begin_pauses(cast: SimpleNamespace, today: date) -> None:
    """Who pauses does so from this day on: of a cast that was made on another day than its test
    takes place.
    """
    for row in CAST:
        if row.paused_days:
            person: Person = getattr(cast, row.key)
            person.paused_until = today + timedelta(days=row.paused_days)
            person.save(update_fields=["paused_until"])


def make_member(
    row: Member,
    made: SimpleNamespace,
    provinces: dict[str, Province],
    themes: dict[str, Theme],
    day: date,
) -> Person:
    user = User.objects.create_user(
        row.email, is_staff=bool(row.offices), is_superuser=row.is_superuser
    )
    for office in row.offices:
        user.groups.add(Group.objects.get_or_create(name=office)[0])
    organisation = getattr(made, row.organisation) if row.organisation else None
    person = Person.objects.create(
        user=user,
        name=row.name,
        function=row.function,
        role=row.role,
        standing=row.standing,
        organisation=organisation,
        is_team_mailbox=row.is_team_mailbox,
        province=provinces[row.province],
        alert_pace=row.pace,
        paused_until=day + timedelta(days=row.paused_days) if row.paused_days else None,
        welcomed_at=None if row.key == "nynke" else timezone.now(),
        is_active=row.is_active,
    )
    person.themes.set([themes[slug] for slug in row.themes])
    if organisation is not None:
        person.affiliations.create(organisation=organisation, started_at=person.created_at)
    return person
