"""How Hulp vinden says things: why a service is in the list, its facts, and the same words
plainer for who is no professional.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from jmzpro.kit.dutch import MONTHS, in_a_row
from jmzpro.places.models import Municipality
from jmzpro.support.candidates import COUNTRY, MUNICIPALITY, PROVINCE
from jmzpro.support.choices import Applicant, Audience, Language, Way
from jmzpro.support.matching import Match
from jmzpro.support.models import SupportService

# What a way is called within a sentence.
WAYS = {
    Way.GROUP: "groep",
    Way.INDIVIDUAL: "één op één",
    Way.BUDDY: "maatje",
    Way.ONLINE: "online",
    Way.PHONE: "telefoon",
    Way.RESPITE: "even vrij zijn van zorgen",
    Way.INFORMATION: "informatie",
}
# Other words for a way, as somebody may type them.
ALSO_CALLED = {
    Way.GROUP: "groep groepje lotgenoten samen met anderen leeftijdgenoten",
    Way.INDIVIDUAL: "gesprek gesprekken praten",
    Way.BUDDY: "maatje buddy",
    Way.ONLINE: "online chat chatten app",
    Way.PHONE: "bellen telefoon telefonisch",
    Way.RESPITE: "respijt logeren weekend vakantie oppas ontspanning",
    Way.INFORMATION: "informatie uitleg folder cursus",
}
# Themes as a young person or a parent would say it.
PLAIN = {
    "chronische-ziekte": "Iemand is lang ziek of heeft een lichamelijke beperking",
    "psychische-kwetsbaarheid": (
        "Iemand heeft psychische problemen, zoals een depressie of psychose"
    ),
    "verslaving": "Iemand drinkt, gebruikt drugs of gokt",
    "verstandelijke-beperking": "Iemand heeft een verstandelijke beperking",
    "autisme": "Iemand heeft autisme",
    "dementie-en-nah": "Iemand heeft dementie of hersenletsel",
    "rouw-en-verlies": "Iemand gaat dood of is doodgegaan",
    "armoede-en-schulden": "Er zijn zorgen over geld",
    "ouder": "Een vader, moeder of stiefouder",
    "broer-of-zus": "Een broer of zus",
    "grootouder": "Een opa of oma",
}
PLAIN_WAYS = {
    Way.GROUP: "Een groep met anderen die dit ook meemaken",
    Way.INDIVIDUAL: "Met één iemand praten",
    Way.BUDDY: "Een maatje: iemand die iets leuks met je doet",
    Way.ONLINE: "Online of chatten",
    Way.PHONE: "Bellen",
    Way.RESPITE: "Even niet hoeven zorgen",
    Way.INFORMATION: "Uitleg en informatie",
}


def reasons(match: Match, municipality: Municipality | None) -> list[str]:
    """Why it is here, in a few words each: works in Tilburg, 12 to 17, and what it shares with
    what was asked.
    """
    service = match.service
    said = [where_it_works(match, municipality), distance(match, municipality), ages(service)]
    said += [theme.name for theme in match.themes] or (
        ["voor alle situaties thuis"] if match.is_for_all else []
    )
    said += [WAYS[Way(way)] for way in (match.ways or service.ways) if way in WAYS]
    return [part for part in dict.fromkeys(said) if part]


def where_it_works(match: Match, municipality: Municipality | None) -> str:
    if match.area == MUNICIPALITY and municipality:
        return f"werkt in de gemeente {municipality.name}"
    if match.area == COUNTRY:
        return "werkt in heel Nederland"
    if match.area == PROVINCE:
        return f"werkt in {match.service.area_in_words}"
    return f"werkt alleen in {match.service.area_in_words}" if match.service.area_in_words else ""


def distance(match: Match, municipality: Municipality | None) -> str:
    """As the crow flies, from the middle of one place to that of the other."""
    town = match.service.town
    if match.km is None or town is None or match.area == COUNTRY:
        return ""
    if match.area == MUNICIPALITY and municipality and town.name == municipality.name:
        return ""  # said already
    return f"in {town.name}" if match.km < 1.5 else f"in {town.name}, ongeveer {round(match.km)} km"


def ages(service: SupportService) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return f"{low} jaar" if low == high else f"{low} tot en met {high} jaar"
    if low is not None:
        return f"vanaf {low} jaar"
    return f"tot en met {high} jaar" if high is not None else ""


def for_whom(service: SupportService) -> str:
    """`jonge mantelzorgers van 8 tot en met 12 jaar en ouders`."""
    of_age = ages(service)
    names = {audience.value: audience.label.lower() for audience in Audience}
    if of_age:
        names[Audience.YOUNG_CARERS] += (
            f" {of_age if of_age.startswith(('vanaf', 'tot')) else f'van {of_age}'}"
        )
    said = [names[one] for one in service.audiences if one in names]
    return in_a_row(said) or of_age


def who_applies(service: SupportService) -> str:
    names = {
        Applicant.SELF: "de jongere zelf",
        Applicant.PARENT: "een ouder of verzorger",
        Applicant.PROFESSIONAL: "een professional",
    }
    who = [names[Applicant(one)] for one in service.applicants if one in names]
    return f"Aanmelden kan door {with_a_pause(who)}." if who else ""


def with_a_pause(who: Sequence[str]) -> str:
    """Three with a comma before "of": one of them has an "of" of its own."""
    return in_a_row(who, "of") if len(who) < 3 else f"{', '.join(who[:-1])}, of {who[-1]}"


def who_applies_plainly(service: SupportService) -> str:
    """The same, to a young person."""
    others = {Applicant.PARENT: "je ouder of verzorger", Applicant.PROFESSIONAL: "een hulpverlener"}
    named = in_a_row([others[Applicant(one)] for one in service.applicants if one in others], "of")
    if Applicant.SELF in service.applicants:
        return (
            "Je kunt jezelf "
            f"aanmelden.{f' {named[0].upper()}{named[1:]} mag het ook doen.' if named else ''}"
        )
    return f"{named[0].upper()}{named[1:]} meldt je aan." if named else ""


def languages(service: SupportService) -> str:
    return in_a_row([Language(one).label for one in service.languages if one in Language.values])


def ways(service: SupportService) -> str:
    return in_a_row([WAYS[Way(one)] for one in service.ways if one in WAYS])


def provider_link(service: SupportService) -> str:
    """The page of the member organisation it is of, or ""."""
    member = service.organisation
    return member.get_absolute_url() if member is not None and member.is_active else ""


def location(service: SupportService) -> str:
    """`Voorbeeldstraat 1, 5038 AA Tilburg`."""
    town = f"{service.postcode} {service.town.name}".strip() if service.town else ""
    return ", ".join(part for part in (service.address, town) if part)


def wait_time(service: SupportService) -> str:
    """`ongeveer drie weken (bekend op 3 november)`, with the year when it is not this one."""
    known_on = service.wait_time_known_on
    if not service.wait_time or known_on is None:
        return service.wait_time
    year = "" if known_on.year == timezone.localdate().year else f" {known_on.year}"
    return (
        f"{service.wait_time.removesuffix('.')} (bekend op {known_on.day} "
        f"{MONTHS[known_on.month - 1]}{year})"
    )


def month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def checked(service: SupportService) -> str:
    """`laatst gecontroleerd in mei 2026 door Steunpunt De Brug`."""
    if not service.assurer:
        return "nog door niemand gecontroleerd"
    return f"laatst gecontroleerd in {month(service.assured_date)} door {service.assurer}"
