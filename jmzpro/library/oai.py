"""OAI-PMH 2.0 at /oai: other libraries harvest the public records, and hear which are no longer
there.

https://www.openarchives.org/OAI/openarchivesprotocol.html. Only oai_dc; sets are kinds and themes;
a resumption token says by itself where to go on, so nothing is kept between requests.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from xml.etree import ElementTree as ET

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jmzpro.library.choices import LICENCE_EXPLAINED, LICENCE_PAGES, Kind
from jmzpro.library.models import CreditRole, Item
from jmzpro.text.clean_text import UNFIT
from jmzpro.themes.models import Theme

OAI, DC, OAI_DC, XSI = (
    "http://www.openarchives.org/OAI/2.0/",
    "http://purl.org/dc/elements/1.1/",
    "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "http://www.w3.org/2001/XMLSchema-instance",
)
for prefix, address in (("", OAI), ("dc", DC), ("oai_dc", OAI_DC), ("xsi", XSI)):
    ET.register_namespace(prefix, address)
FORMAT = "oai_dc"
ON_A_PAGE = 100
SECOND = timedelta(seconds=1)
DAY_ONLY, TO_THE_SECOND = (
    re.compile(r"\d{4}-\d\d-\d\d"),
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
)
# Dublin Core's own words for what a thing is.
TYPES = {Kind.FILM: "MovingImage", Kind.TRAINING: "Event", Kind.TOOLKIT: "Collection"}

ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {  # verb: what it needs, what it may have
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
}


class Refused(Exception):
    """An error of the protocol: its code, and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Harvest:
    """What is asked for, and after which record to go on. Dates as the protocol writes them."""

    start: str = ""
    until: str = ""
    of_set: str = ""
    after: str = ""  # changed_at of the last record given, in full
    after_id: int = 0
    given: int = 0

    def token(self) -> str:
        return (
            urlsafe_b64encode(json.dumps(list(asdict(self).values())).encode()).decode().rstrip("=")
        )

    @classmethod
    def of(cls, token: str) -> "Harvest":
        try:
            values = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            found = cls(*values)
            if not all(isinstance(value, str) for value in values[:4]) or not all(
                type(value) is int and 0 <= value < 2**62 for value in values[4:]
            ):
                raise ValueError(token)
            datetime.fromisoformat(found.after).astimezone(
                UTC
            )  # OverflowError at the edge of the calendar
            found.rows()
        except (ValueError, TypeError, OverflowError, RecursionError, Refused) as error:
            raise Refused(
                "badResumptionToken", "We did not give this token, or it is no longer complete."
            ) from error
        return found

    def rows(self) -> models.QuerySet[Item]:
        rows = Item.objects.ever_public().filter(
            moment_range(self.start, self.until), in_set(self.of_set)
        )
        if self.after:
            after = datetime.fromisoformat(self.after).astimezone(UTC)
            rows = rows.filter(Q(changed_at__gt=after) | Q(changed_at=after, pk__gt=self.after_id))
        return rows.order_by("changed_at", "pk").prefetch_related("themes", "credits", "links")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """One address for everything; reading by POST is part of the protocol."""
    asked: QueryDict = request.POST if request.method == "POST" else request.GET
    answer = ET.Element(
        f"{{{OAI}}}OAI-PMH",
        {f"{{{XSI}}}schemaLocation": f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"},
    )
    ET.SubElement(answer, f"{{{OAI}}}responseDate").text = stamp(timezone.now())
    echo = ET.SubElement(answer, f"{{{OAI}}}request")
    echo.text = f"{settings.BASE_URL}/oai"
    try:
        verb, given = arguments(asked)
        body = ET.Element(f"{{{OAI}}}{verb}")
        VERBS[verb](body, given)
        for name, value in {"verb": verb, **given}.items():
            echo.set(name, fit(value))
        answer.append(body)
    except Refused as error:
        if error.code not in {"badVerb", "badArgument"}:
            for name in asked:
                echo.set(name, fit(str(asked[name])))
        ET.SubElement(answer, f"{{{OAI}}}error", {"code": error.code}).text = str(error)
    text = ET.tostring(answer, encoding="utf-8", xml_declaration=True)
    return HttpResponse(
        text, content_type="text/xml; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


def arguments(asked: QueryDict) -> tuple[str, dict[str, str]]:
    verbs = asked.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Refused("badVerb", f"Ask one of {', '.join(ARGUMENTS)}.")
    verb, given = str(verbs[0]), {name: str(asked[name]) for name in asked if name != "verb"}
    if doubled := [name for name in asked if len(asked.getlist(name)) > 1]:
        raise Refused("badArgument", f"{doubled[0]} is given more than once.")
    needed, allowed = ARGUMENTS[verb]
    if "resumptionToken" in given and verb in {"ListIdentifiers", "ListRecords", "ListSets"}:
        if len(given) > 1:
            raise Refused("badArgument", "resumptionToken stands alone.")
        return verb, given
    if lacking := sorted(needed - given.keys()):
        raise Refused("badArgument", f"{lacking[0]} is missing.")
    if unknown := sorted(given.keys() - needed - allowed):
        raise Refused("badArgument", f"{verb} does not take {fit(unknown[0])[:60]}.")
    if "metadataPrefix" in given and given["metadataPrefix"] != FORMAT:
        raise Refused("cannotDisseminateFormat", f"We only have {FORMAT}.")
    return verb, given


def identify(body: ET.Element, given: Mapping[str, str]) -> None:
    first = (
        Item.objects.ever_public()
        .order_by("changed_at")
        .values_list("changed_at", flat=True)
        .first()
    )
    for name, value in (
        ("repositoryName", "JMZ Pro Kennisbank"),
        ("baseURL", f"{settings.BASE_URL}/oai"),
        ("protocolVersion", "2.0"),
        ("adminEmail", parseaddr(settings.MAIL_FROM)[1]),
        ("earliestDatestamp", stamp(first or timezone.now())),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        ET.SubElement(body, f"{{{OAI}}}{name}").text = value


def list_formats(body: ET.Element, given: Mapping[str, str]) -> None:
    if "identifier" in given:
        item_named(given["identifier"])
    kind = ET.SubElement(body, f"{{{OAI}}}metadataFormat")
    ET.SubElement(kind, f"{{{OAI}}}metadataPrefix").text = FORMAT
    ET.SubElement(kind, f"{{{OAI}}}schema").text = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    ET.SubElement(kind, f"{{{OAI}}}metadataNamespace").text = OAI_DC


def list_sets(body: ET.Element, given: Mapping[str, str]) -> None:
    if "resumptionToken" in given:
        raise Refused("badResumptionToken", "The sets fit in one answer.")
    kinds = [(f"kind:{kind.value}", kind.label) for kind in Kind]
    themes = [
        (f"theme:{slug}", name)
        for slug, name in Theme.objects.active().order_by("slug").values_list("slug", "name")
    ]
    for spec, name in [("kind", "Soort"), *kinds, ("theme", "Thema"), *themes]:
        one = ET.SubElement(body, f"{{{OAI}}}set")
        ET.SubElement(one, f"{{{OAI}}}setSpec").text = spec
        ET.SubElement(one, f"{{{OAI}}}setName").text = fit(name)


def get_record(body: ET.Element, given: Mapping[str, str]) -> None:
    add_record(body, item_named(given["identifier"]))


def list_records(body: ET.Element, given: Mapping[str, str]) -> None:
    harvest_into(body, given, add_record)


def list_identifiers(body: ET.Element, given: Mapping[str, str]) -> None:
    harvest_into(body, given, add_header)


def harvest_into(
    body: ET.Element, given: Mapping[str, str], add: Callable[[ET.Element, Item], None]
) -> None:
    token = given.get("resumptionToken")
    first = Harvest(given.get("from", ""), given.get("until", ""), given.get("set", ""))
    asked = first if token is None else Harvest.of(token)
    found = list(asked.rows()[: ON_A_PAGE + 1])
    if not found and token is None:
        raise Refused("noRecordsMatch", "There are no records like that.")
    shown = found[:ON_A_PAGE]
    for item in shown:
        add(body, item)
    if token is None and len(found) == len(shown):
        return
    size = asked.given + asked.rows().count()
    end = ET.SubElement(
        body,
        f"{{{OAI}}}resumptionToken",
        {"completeListSize": str(size), "cursor": str(asked.given)},
    )
    if len(found) > len(shown):
        last = shown[-1]
        following = replace(
            asked,
            after=last.changed_at.isoformat(),
            after_id=last.pk,
            given=asked.given + len(shown),
        )
        end.text = following.token()


VERBS: dict[str, Callable[[ET.Element, Mapping[str, str]], None]] = {
    "Identify": identify,
    "ListMetadataFormats": list_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}


def moment_range(start: str, until: str) -> Q:
    if start and until:
        if len(start) != len(until):
            raise Refused(
                "badArgument",
                "from and until are written alike: both with a time, or both without.",
            )
        if moment(start) > moment(until):
            raise Refused("badArgument", "from lies after until.")
    found = Q(changed_at__gte=moment(start)) if start else Q()
    if until:
        found &= Q(changed_at__lt=moment(until) + (SECOND if "T" in until else timedelta(days=1)))
    return found


def moment(text: str) -> datetime:
    if not (DAY_ONLY.fullmatch(text) or TO_THE_SECOND.fullmatch(text)) or text.startswith("0000"):
        raise Refused("badArgument", "A date is written as 2026-03-31 or 2026-03-31T12:00:00Z.")
    try:
        found = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused("badArgument", f"{text} is not in the calendar.") from error
    if not 2 <= found.year <= 9998:
        raise Refused("badArgument", f"{text} is too far away.")
    return found


def in_set(spec: str) -> Q:
    name, _, value = spec.partition(":")
    if not spec or (spec in {"kind", "theme"}):
        return Q() if spec != "theme" else Q(pk__in=Item.themes.through.objects.values("item"))
    if name == "kind" and value in Kind.values:
        return Q(kind=value)
    if name == "theme" and (
        theme := Theme.objects.active().filter(slug=value).first() if value.isascii() else None
    ):
        return Q(pk__in=Item.themes.through.objects.filter(theme=theme).values("item"))
    raise Refused("noRecordsMatch", "There is no set of that name: see ListSets.")


def item_named(identifier: str) -> Item:
    item = (
        Item.objects.ever_public()
        .filter(public_id=identifier.removeprefix(f"oai:{settings.BASE_HOST}:"))
        .first()
    )
    if item is None or identifier != name_of(item):
        raise Refused("idDoesNotExist", "There is no record of that name.")
    return item


def name_of(item: Item) -> str:
    return f"oai:{settings.BASE_HOST}:{item.public_id}"


def is_gone(item: Item) -> bool:
    return not item.live or item.is_for_members


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fit(text: str) -> str:
    """Without what XML cannot hold."""
    return UNFIT.sub("", text)


def add_header(parent: ET.Element, item: Item) -> None:
    header = ET.SubElement(
        parent, f"{{{OAI}}}header", {"status": "deleted"} if is_gone(item) else {}
    )
    ET.SubElement(header, f"{{{OAI}}}identifier").text = name_of(item)
    ET.SubElement(header, f"{{{OAI}}}datestamp").text = stamp(item.changed_at)
    if not is_gone(item):
        for spec in (
            f"kind:{item.kind}",
            *sorted(f"theme:{theme.slug}" for theme in item.themes.all() if theme.is_active),
        ):
            ET.SubElement(header, f"{{{OAI}}}setSpec").text = spec


def add_record(parent: ET.Element, item: Item) -> None:
    record = ET.SubElement(parent, f"{{{OAI}}}record")
    add_header(record, item)
    if is_gone(item):
        return
    metadata = ET.SubElement(record, f"{{{OAI}}}metadata")
    described = ET.SubElement(
        metadata,
        f"{{{OAI_DC}}}dc",
        {f"{{{XSI}}}schemaLocation": f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"},
    )
    for name, values in dublin_core(item).items():
        for value in values:
            ET.SubElement(described, f"{{{DC}}}{name}").text = fit(value)


def dublin_core(item: Item) -> dict[str, list[str]]:
    """Simple Dublin Core: element → values, without the empty ones."""
    credits_of = {
        role: [credit.name for credit in item.credits.all() if credit.role == role]
        for role in CreditRole
    }
    numbers = [
        f"urn:isbn:{item.isbn.replace('-', '').replace(' ', '')}" if item.isbn else "",
        f"https://doi.org/{item.doi}" if item.doi else "",
    ]
    when = f"{item.year}-{item.month:02}" if item.year and item.month else str(item.year or "")
    found = {
        "title": [item.title],
        "creator": credits_of[CreditRole.AUTHOR],
        "subject": sorted(theme.name for theme in item.themes.all() if theme.is_active),
        "description": [item.promise, item.text],
        "publisher": credits_of[CreditRole.PUBLISHER],
        "date": [when],
        "type": [TYPES.get(Kind(item.kind), "Text"), item.get_kind_display()],
        "identifier": [f"{settings.BASE_URL}{item.get_absolute_url()}", *numbers],
        "source": [link.url for link in item.links.all()],
        "language": [item.language],
        "rights": [LICENCE_PAGES.get(item.licence, LICENCE_EXPLAINED[item.licence])],
    }
    return {name: [value for value in values if value] for name, values in found.items()}
