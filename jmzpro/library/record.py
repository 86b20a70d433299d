"""What the page of one item shows."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

from jmzpro.kit.dutch import MONTHS
from jmzpro.kit.structured_data import as_json_ld
from jmzpro.library import citations, search, upkeep, uses
from jmzpro.library.choices import LICENCE_EXPLAINED, LICENCE_PAGES, Audience, Kind, Workplace
from jmzpro.library.list_page import for_cards
from jmzpro.library.models import CreditRole, File, Item, Purpose
from jmzpro.themes.models import Axis

RELATED = 4
Fact = tuple[str, str] | tuple[str, str, str]


def context_of(item: Item, request: HttpRequest) -> dict[str, Any]:
    files = list(item.files.standing().filter(current__isnull=False).select_related("current"))
    entries = item.entries.all().select_related("item") if item.is_toolkit else ()
    seen = set(
        Item.objects.visible_to(request.user)
        .filter(pk__in=[entry.item_id for entry in entries])
        .values_list("pk", flat=True)
    )
    return {
        "item": item,
        "themes": [theme for theme in item.themes.all() if theme.is_active],
        "facts": facts_of(item),
        "own_facts": own_facts_of(item),
        "stories": stories_of(item),
        "licence_explained": LICENCE_EXPLAINED[item.licence],
        "licence_page": LICENCE_PAGES.get(item.licence, ""),
        "files": [file for file in files if file.purpose == Purpose.CONTENT and not is_film(file)],
        "films": [file for file in files if is_film(file)],
        "captions": [file for file in files if file.purpose == Purpose.CAPTIONS],
        "cover": next((file for file in files if file.current and file.current.cover), None),
        "links": list(item.links.all()),
        "entries": [entry for entry in entries if entry.item_id in seen],
        "hidden_entries": len(entries) - len(seen),
        "in_toolkits": Item.objects.visible_to(request.user)
        .filter(entries__item=item)
        .defer("text", "transcript"),
        "related": related_to(item, request.user),
        "shared": search.shared(item),
        "citation": citations.apa(item),
        "for_reference_managers": citations.highwire(item),
        "for_search_engines": as_json_ld(citations.schema_org(item)),
        "upkeep_url": upkeep.asked_of(item, request.user),
        **uses.shown_with(item, request.user),
    }


def is_film(file: File) -> bool:
    return bool(file.current and file.current.content_type == "video/mp4")


def facts_of(item: Item) -> list[Fact]:
    """The definition list: what a reader weighs before opening it."""
    names = {
        role: [credit.shown_name for credit in item.credits.all() if credit.role == role]
        for role in CreditRole
    }
    facts: list[Fact] = [("Soort", item.get_kind_display())]
    if item.year:
        facts.append(
            ("Jaar", f"{MONTHS[item.month - 1]} {item.year}" if item.month else str(item.year))
        )
    for label, values in (
        ("Van", names[CreditRole.AUTHOR]),
        ("Uitgegeven door", names[CreditRole.PUBLISHER]),
        ("Voor wie", labels(Audience, item.audiences)),
        ("Waar", labels(Workplace, item.workplaces)),
        ("Leeftijd", ages(item.ages)),
    ):
        if values:
            facts.append(
                (label, in_a_row(running(values) if label in {"Voor wie", "Waar"} else values))
            )
    if item.language != "nl":
        facts.append(("Taal", item.get_language_display()))
    facts.append(("Wat je ermee mag", item.get_reuse_display()))
    licence = LICENCE_PAGES.get(item.licence)
    facts.append(
        ("Licentie", item.get_licence_display(), licence)
        if licence
        else ("Licentie", item.get_licence_display())
    )
    if item.isbn:
        facts.append(("ISBN", item.isbn))
    if item.doi:
        facts.append(("DOI", item.doi, f"https://doi.org/{quote(item.doi, safe='/()')}"))
    facts.append(
        ("Laatst nagekeken", on_day(item.last_checked_on) if item.last_checked_on else "nog niet")
    )
    return facts


def on_day(day: date) -> str:
    """ "14 november 2026": always with its year, for this page may be printed."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def labels(choices: Any, values: Sequence[str]) -> list[str]:
    return [choices(value).label for value in values]


def running(names: Sequence[str]) -> list[str]:
    """Common nouns as they stand in one list: only the first begins with a capital."""
    return [*names[:1], *(f"{name[:1].lower()}{name[1:]}" for name in names[1:])]


def ages(bands: Sequence[str]) -> list[str]:
    """Neighbouring bands read as one: "6 tot en met 17 jaar"."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted(
        (int(low), int(high)) for low, _, high in (band.partition("-") for band in bands)
    ):
        begin = spans.pop()[0] if spans and first == spans[-1][1] + 1 else first
        spans.append((begin, last))
    return [
        f"{first} {'en' if last == first + 1 else 'tot en met'} {last} jaar"
        for first, last in spans
    ]


def in_a_row(names: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"; a comma within a name turns the others into semicolons."""
    comma = "; " if any("," in name for name in names) else ", "
    return f"{comma.join(names[:-1])} en {names[-1]}" if len(names) > 1 else "".join(names)


def own_facts_of(item: Item) -> list[Fact]:
    """The short fields that only its kind has."""
    if item.kind == Kind.FILM and item.film_minutes:
        return [("Duur", "1 minuut" if item.film_minutes == 1 else f"{item.film_minutes} minuten")]
    by_kind = {
        Kind.TRAINING: (
            ("Wie geeft de training", item.training_by),
            ("Waar", item.training_place),
            ("Hoe lang", item.training_length),
            ("Voor welke groep", item.training_group),
        ),
        Kind.INSTRUMENT: (
            ("Wie mag het gebruiken", item.instrument_users),
            ("Gevalideerd", item.get_instrument_validation_display()),
            ("Bron", item.instrument_source),
        ),
        Kind.PRACTICE: (("Meer weten", item.practice_contact),),
    }
    return [(label, value) for label, value in by_kind.get(Kind(item.kind), ()) if value]


def stories_of(item: Item) -> list[tuple[str, str]]:
    """The long fields that only its kind has: a heading and a text."""
    by_kind = {
        Kind.INSTRUMENT: (("Waarvoor gebruik je het?", item.instrument_purpose),),
        Kind.PRACTICE: (
            ("Situatie", item.practice_context),
            ("Aanpak", item.practice_approach),
            ("Wat het opleverde", item.practice_result),
            ("Wat we anders zouden doen", item.practice_differently),
        ),
    }
    return [(heading, text) for heading, text in by_kind.get(Kind(item.kind), ()) if text]


def related_to(item: Item, user: Any) -> Sequence[Item]:
    """What is about the same: items with a theme in common, the newest first."""
    themes = [theme.pk for theme in item.themes.all() if theme.axis != Axis.PHASE] or [
        theme.pk for theme in item.themes.all()
    ]
    if not themes:
        return []
    tagged = Item.themes.through.objects.filter(theme__in=themes).values("item")
    return list(
        for_cards(
            Item.objects.visible_to(user).filter(pk__in=tagged).exclude(pk=item.pk).newest_first()
        )[:RELATED]
    )
