"""Two versions of the house rules, two applications that wait, an organisation that left, and
one that is asked whether all is right.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace

from jmzpro.members.membership.application.models import ApplicationStepKind
from jmzpro.members.models import (
    Agreement,
    Application,
    ApplicationState,
    HouseRules,
    MembershipState,
    Organisation,
    OrganisationKind,
)
from jmzpro.places.models import Town

FIRST = """Dit zijn voorbeeldregels: ze gelden voor niemand, maar zo kunnen Spelregels eruitzien.

We helpen elkaar. De ene keer haal je iets, de andere keer breng je iets.

Wie een vraag krijgt en er iets van weet, antwoordt binnen een week.

We schrijven niets waaraan een kind of gezin te herkennen is.

Wat een ander deelt, mag je gebruiken. Je noemt erbij van wie het komt.

Elke organisatie heeft één stem. De contactpersoon brengt die uit."""
SECOND = """Dit zijn voorbeeldregels: ze gelden voor niemand, maar zo kunnen Spelregels eruitzien.

We helpen elkaar. De ene keer haal je iets, de andere keer breng je iets.

Wie een vraag krijgt en er iets van weet, antwoordt binnen drie werkdagen of geeft hem door.

We schrijven niets waaraan een kind of gezin te herkennen is.

Wat een ander deelt, mag je gebruiken en aanpassen. Je noemt erbij van wie het komt.

Elke organisatie heeft één stem. De contactpersoon brengt die uit.

Een keer per jaar kijkt de contactpersoon na of alles nog klopt."""
CHANGED = (
    "Antwoorden gaat sneller, materiaal aanpassen mag, en één keer per jaar kijken we onze "
    "gegevens na."
)
ABOUT = (
    "Voorbeeldorganisatie: ze bestaat niet, maar zo kan een organisatie eruitzien die geen lid "
    "meer is."
)


def build(cast: SimpleNamespace, random: Random, moment: datetime) -> None:
    members = list(Organisation.objects.filter(is_active=True).order_by("pk"))
    write_rules(cast, members, random, moment)
    say_checked(cast, members, random, moment)
    apply(moment)
    leave(moment)


def write_rules(
    cast: SimpleNamespace, members: Sequence[Organisation], random: Random, moment: datetime
) -> None:
    """Everybody agreed to the first; of the second some still have to, Steunpunt De Brug among
    them.
    """
    first = HouseRules.objects.create(
        number=1, text=FIRST, published_at=moment - timedelta(days=500)
    )
    second = HouseRules.objects.create(
        number=2, text=SECOND, summary=CHANGED, published_at=moment - timedelta(days=12)
    )
    agreed = [one for one in members if one != cast.brug and random.random() < 0.7]
    of_first = [
        agreement(first, one, moment - timedelta(days=random.randint(300, 480))) for one in members
    ]
    of_second = [
        agreement(second, one, moment - timedelta(days=random.randint(1, 11))) for one in agreed
    ]
    Agreement.objects.bulk_create([*of_first, *of_second])


def agreement(rules: HouseRules, organisation: Organisation, at: datetime) -> Agreement:
    return Agreement(
        rules=rules, organisation=organisation, person_id=organisation.contact_id, at=at
    )


def say_checked(
    cast: SimpleNamespace, members: Sequence[Organisation], random: Random, moment: datetime
) -> None:
    for organisation in members:
        organisation.checked_on = (moment - timedelta(days=random.randint(5, 330))).date()
    asked = cast.ijssel.pk
    for organisation in members:
        if organisation.pk == asked:
            organisation.checked_on = (moment - timedelta(days=371)).date()
            organisation.check_asked_at = moment - timedelta(days=6)
    Organisation.objects.bulk_update(members, ["checked_on", "check_asked_at"])


def apply(moment: datetime) -> None:
    """A municipality that is asked something, and one that may be there already."""
    municipality = waiting(
        "Gemeente Voorbeeldrade",
        OrganisationKind.MUNICIPALITY,
        "heerlen",
        moment - timedelta(days=4),
    )
    step = municipality.take_step(
        ApplicationStepKind.ASKED, by=None, text="Wie van jullie werkt straks met het netwerk?"
    )
    type(step).objects.filter(pk=step.pk).update(at=moment - timedelta(days=2))
    waiting(
        "St. Steunpunt de Brug",
        OrganisationKind.CARER_CENTRE,
        "utrecht",
        moment - timedelta(days=1),
    )


def waiting(name: str, kind: OrganisationKind, town: str, at: datetime) -> Application:
    application = Application.objects.create(
        name=name,
        kind=kind,
        town=Town.objects.get(slug=town),
        motivation=(
            "Dit is een voorbeeld: deze organisatie bestaat niet. We willen jonge mantelzorgers "
            "eerder zien en leren van anderen."
        ),
        contact_name="Robin Voorbeeld",
        contact_function="beleidsmedewerker",
        contact_email=f"robin@{town}.voorbeeld.example",
        state=ApplicationState.WAITING,
        created_at=at,
    )
    step = application.take_step(ApplicationStepKind.SENT, by=None)
    type(step).objects.filter(pk=step.pk).update(at=at)
    return application


def leave(moment: datetime) -> None:
    left = moment - timedelta(days=90)
    organisation = Organisation.objects.create(
        name="Buurtsteun Vroeger",
        slug="buurtsteun-vroeger",
        kind=OrganisationKind.VOLUNTEERS,
        town=Town.objects.get(slug="zwolle"),
        description=ABOUT,
        joined_on=(moment - timedelta(days=900)).date(),
        state=MembershipState.ENDED,
        state_since=left.date(),
        is_active=False,
    )
    organisation.membership_changes.create(
        state=MembershipState.ENDED, at=left, reason="Voorbeeld: de organisatie stopte."
    )
