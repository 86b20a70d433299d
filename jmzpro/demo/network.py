"""The demo network: invented organisations and people all over the country, the same every time,
with dates from today backwards.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from jmzpro.demo import (
    agenda,
    letters,
    library,
    membership,
    offers,
    pages,
    questions,
    registration,
    support,
)
from jmzpro.members.models import (
    AlertPace,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    Standing,
    User,
)
from jmzpro.places.distance import distance_km
from jmzpro.places.models import Municipality, Town
from jmzpro.testing.cast import CAST, make_cast
from jmzpro.themes.models import Axis, Theme

DATA = Path(__file__).resolve().parent / "data"
SEED = 2018
PEOPLE = 240
# The others work in the municipalities around them.
IN_WHOLE_PROVINCE = ("kennis", "ervaring", "ggz")

# What somebody at such an organisation is called, and which role that is.
FUNCTIONS: dict[str, list[tuple[str, Role]]] = {
    OrganisationKind.CARER_CENTRE: [
        ("consulent jonge mantelzorgers", Role.CONSULTANT),
        ("mantelzorgconsulent", Role.CONSULTANT),
    ],
    OrganisationKind.WELFARE: [
        ("jongerenwerker", Role.WELFARE),
        ("opbouwwerker", Role.WELFARE),
        ("gezinswerker", Role.SOCIAL_WORK),
    ],
    OrganisationKind.MENTAL_HEALTH: [
        ("preventiewerker KOPP/KOV", Role.MENTAL_HEALTH),
        ("gezinsbegeleider", Role.MENTAL_HEALTH),
    ],
    OrganisationKind.SCHOOL: [
        ("zorgcoördinator", Role.SCHOOL),
        ("mentor", Role.SCHOOL),
        ("studentendecaan", Role.SCHOOL),
    ],
    OrganisationKind.MUNICIPALITY: [
        ("beleidsmedewerker jeugd", Role.POLICY),
        ("jeugdconsulent", Role.SOCIAL_WORK),
    ],
    OrganisationKind.YOUTH_HEALTH: [
        ("jeugdverpleegkundige", Role.YOUTH_HEALTH),
        ("jeugdarts", Role.YOUTH_HEALTH),
    ],
    OrganisationKind.KNOWLEDGE: [("onderzoeker", Role.RESEARCH), ("adviseur", Role.RESEARCH)],
    OrganisationKind.EXPERIENCE: [
        ("ervaringsdeskundige", Role.EXPERIENCE),
        ("ambassadeur", Role.EXPERIENCE),
    ],
    OrganisationKind.VOLUNTEERS: [
        ("coördinator vrijwilligers", Role.WELFARE),
        ("maatjescoördinator", Role.WELFARE),
    ],
}
BRINGS = (
    "Een dag meelopen met onze groep. Laat maar weten wanneer.",
    "Een lesbrief voor {theme}, die je mag aanpassen.",
    "Meedenken over {theme}; bellen mag ook.",
    "Een zaaltje voor een bijeenkomst van het netwerk, met koffie.",
    "Ervaring met {theme}: wat werkte, en wat we anders zouden doen.",
    "",
    "",
)
SEEKS = (
    "Voorbeelden van {theme} die elders werken.",
    "Collega’s in de buurt om mee te sparren.",
    "Materiaal over {theme} dat ik in de klas kan gebruiken.",
    "",
    "",
)


@transaction.atomic
def build(now: datetime | None = None) -> None:
    """Fill an empty database with the demo network. `now` (aware) is what its dates count back
    from.
    """
    moment = now or timezone.now()
    random = Random(SEED)  # noqa: S311 (no secret: the same network every time)
    cast = make_cast(timezone.localdate(moment))
    people = [getattr(cast, row.key) for row in CAST]
    organisations = list(make_organisations(random, moment))
    people += make_people(random, organisations, moment, count=PEOPLE - len(people))
    questions.build(people, random, moment)
    library.build(Random(SEED), moment)  # noqa: S311 (as above)
    offers.build(people, Random(SEED + 1), moment)  # noqa: S311 (a chance of its own: what was made before stays as it was)
    pages.build(moment)
    letters.build(people, Random(SEED + 2), moment)  # noqa: S311 (as above)
    agenda.build(Random(SEED + 3), moment)  # noqa: S311 (as above)
    registration.build(cast, people, Random(SEED + 4), moment)  # noqa: S311 (as above)
    support.build(Random(SEED + 5), moment)  # noqa: S311 (as above)
    membership.build(cast, Random(SEED + 6), moment)  # noqa: S311 (as above)


def make_organisations(random: Random, moment: datetime) -> Iterator[Organisation]:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    towns = {town.slug: town for town in Town.objects.select_related("province", "municipality")}
    neighbours = Neighbours()
    with (DATA / "organisations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            town = towns[row["town"]]
            organisation = Organisation.objects.create(
                name=row["name"],
                slug=slugify(row["name"]),
                kind=row["kind"],
                town=town,
                description=(
                    f"Voorbeeldorganisatie in {town.name}: ze bestaat niet, maar zo kan een lid "
                    "van het netwerk eruitzien."
                ),
                website=f"https://{slugify(row['name'])}.example",
                email=f"info@{slugify(row['name'])}.example",
                joined_on=(moment - timedelta(days=random.randint(200, 2800))).date(),
            )
            if row["kind"] in IN_WHOLE_PROVINCE:
                organisation.works_in.add(town.province)
            else:
                organisation.municipalities.set(neighbours.of(town, 1 + len(row["name"]) % 4))
            organisation.themes.set([themes[slug] for slug in row["themes"].split()])
            yield organisation


class Neighbours:
    """The municipalities around a town, its own first: where an organisation there would work."""

    def __init__(self) -> None:
        self.all = list(Municipality.objects.current())

    def of(self, town: Town, number: int) -> list[Municipality]:
        own = town.municipality_id
        far = [
            (
                one.pk != own,
                distance_km(town.latitude, town.longitude, one.latitude, one.longitude),
                one.pk,
                one,
            )
            for one in self.all
        ]
        return [one for _, _, _, one in sorted(far)[:number]]


def read_names() -> tuple[list[str], list[str]]:
    lines = [
        line
        for line in (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return lines[0].split(), lines[1].split()


def unused_names(random: Random) -> Iterator[str]:
    first, last = read_names()
    pairs = [f"{given} {family}" for given in first for family in last]
    random.shuffle(pairs)
    yield from pairs


def make_people(
    random: Random, organisations: Sequence[Organisation], moment: datetime, *, count: int
) -> list[Person]:
    """People spread over the organisations, each with themes near those of where they work."""
    names = unused_names(random)
    every_theme = list(Theme.objects.active().exclude(axis=Axis.PHASE).order_by("slug"))
    own_themes = {
        organisation.pk: list(organisation.themes.order_by("slug"))
        for organisation in organisations
    }
    made: list[Person] = []
    for index in range(count):
        organisation = organisations[index % len(organisations)]
        themes = [
            theme for theme in own_themes[organisation.pk] if random.random() < 0.8
        ] + random.sample(every_theme, 1)
        made.append(
            make_person(random, next(names), organisation, list(dict.fromkeys(themes)), moment)
        )
    for organisation, contact in zip(
        organisations, made, strict=False
    ):  # who came first keeps the organisation right
        organisation.contact = contact
        organisation.save(update_fields=["contact"])
    return made


def make_person(
    random: Random, name: str, organisation: Organisation, themes: list[Theme], moment: datetime
) -> Person:
    function, role = random.choice(FUNCTIONS[organisation.kind])
    local = slugify(name).replace("-", ".")
    user = User.objects.create_user(f"{local}@{organisation.slug}.example")
    town = organisation.town
    talk = themes[0].name.lower()
    joined = moment - timedelta(days=random.randint(20, 900))
    person = Person.objects.create(
        user=user,
        name=name,
        function=function,
        role=role,
        standing=Standing.MEMBER,
        organisation=organisation,
        province=town.province if town else None,
        town=town,
        brings=random.choice(BRINGS).format(theme=talk),
        seeks=random.choice(SEEKS).format(theme=talk),
        alert_pace=random.choices(
            [AlertPace.AT_ONCE, AlertPace.DAILY, AlertPace.WEEKLY, AlertPace.NONE],
            weights=[72, 12, 10, 6],
        )[0],
        alerts_per_week=random.choice([1, 2, 3, 3, 3, 5]),
        paused_until=(moment + timedelta(days=random.randint(3, 30))).date()
        if random.random() < 0.04
        else None,
        welcomed_at=joined,
    )
    person.themes.set(themes)
    person.affiliations.create(organisation=organisation, started_at=joined)
    return person
