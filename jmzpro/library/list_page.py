"""The list of the Kennisbank: what was chosen, what fits, and how many of each choice there are.

Within a facet any of the choices will do, between facets all of them must hold. So the number
beside a choice counts what would be there if that facet had nothing chosen: what you see is what
you get when you tick it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Cast, ExtractYear
from django.http import QueryDict

from jmzpro.library.choices import AgeBand, Audience, Kind, Reuse, Workplace
from jmzpro.library.models import File, Item, ItemQuerySet
from jmzpro.search.models import kinds_of
from jmzpro.search.query import find_ids
from jmzpro.text import clean_text
from jmzpro.themes.knowledge import KnowledgeKind, knowledge_kinds
from jmzpro.themes.models import Axis, Theme

PER_PAGE = 15
LONGEST_QUERY = 200
# Facets by their name in the address, and the column each is in.
ONE_VALUE = {"soort": "kind", "licentie": "reuse", "jaar": "year"}
SEVERAL: dict[str, tuple[str, type[models.TextChoices]]] = {
    "voor": ("audiences", Audience),
    "waar": ("workplaces", Workplace),
    "leeftijd": ("ages", AgeBand),
}
THEMED = ("thema", "stap")
LABELS = {
    "soort": "Soort",
    "thema": "Thema",
    "voor": "Voor wie",
    "waar": "Waar je werkt",
    "leeftijd": "Leeftijd van de jonge mantelzorger",
    "stap": "Stap van de vijf",
    "licentie": "Wat je ermee mag",
    "jaar": "Jaar",
}
# Knowledge of other parts has a kind, themes and a date; who asks for anything else asks for items.
OF_ITEMS_ALONE = frozenset({"voor", "waar", "leeftijd", "licentie"})
SORTS = {
    "nieuwste": "Nieuwste eerst",
    "gebruikt": "Meest gebruikt eerst",
    "best": "Best passend eerst",
}
ITEM = "item"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    key: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Row:
    """A row of the list: an item, or a card of another part's."""

    item: Item | None = None
    card: Any = None
    tag: str = ""


class Asked:
    """What the address asks for. What we do not know is left out, so that an old or mangled
    address still shows a list.
    """

    def __init__(self, query: QueryDict, themes: Mapping[str, Theme]) -> None:
        self.q = clean_text.tidy_line(query.get("q", ""))[:LONGEST_QUERY].strip()
        self.themes = themes
        known: dict[str, Iterable[str]] = {
            "soort": [*Kind.values, *(kind.key for kind in knowledge_kinds)],
            "licentie": Reuse.values,
            **{key: choices.values for key, (_, choices) in SEVERAL.items()},
            "thema": [slug for slug, theme in themes.items() if theme.axis != Axis.PHASE],
            "stap": [slug for slug, theme in themes.items() if theme.axis == Axis.PHASE],
        }
        self.chosen = {key: set(query.getlist(key)) & set(values) for key, values in known.items()}
        self.chosen["jaar"] = {
            year
            for year in query.getlist("jaar")
            if year.isascii() and year.isdigit() and len(year) == 4
        }
        default = "best" if self.q else "nieuwste"
        sort = query.get("volgorde", default)
        self.sort = sort if sort in SORTS and (sort != "best" or self.q) else default

    @property
    def has_choices(self) -> bool:
        return any(self.chosen.values())

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.has_choices)

    def theme_ids(self, key: str) -> list[int]:
        return [self.themes[slug].pk for slug in self.chosen[key]]

    def items(self, items: ItemQuerySet, without: str = "") -> ItemQuerySet:
        """The items that fit, leaving one facet out of it."""
        for key, values in self.chosen.items():
            if not values or key == without:
                continue
            if key in ONE_VALUE:
                items = items.filter(**{f"{ONE_VALUE[key]}__in": values})
            elif key in SEVERAL:
                column = SEVERAL[key][0]
                items = items.filter(
                    any_of(Q(**{f"{column}__contains": f"|{value}|"}) for value in sorted(values))
                )
            else:
                tagged = Item.themes.through.objects.filter(theme__in=self.theme_ids(key))
                items = items.filter(pk__in=tagged.values("item"))
        return items

    def others(
        self, kind: KnowledgeKind, rows: models.QuerySet[Any], without: str = ""
    ) -> models.QuerySet[Any]:
        """The rows of another part that fit."""
        if any(self.chosen[key] for key in OF_ITEMS_ALONE):
            return rows.none()
        if self.chosen["soort"] and without != "soort" and kind.key not in self.chosen["soort"]:
            return rows.none()
        for key in THEMED:
            if self.chosen[key] and key != without:
                tagged = rows.model.themes.through.objects.filter(theme__in=self.theme_ids(key))
                rows = rows.filter(pk__in=tagged.values(rows.model._meta.model_name))
        if self.chosen["jaar"] and without != "jaar":
            rows = rows.filter(
                any_of(
                    Q(**{f"{kind.date_field}__year": int(year)})
                    for year in sorted(self.chosen["jaar"])
                )
            )
        return rows


def any_of(conditions: Iterable[Q]) -> Q:
    together = Q()
    for condition in conditions:
        together |= condition
    return together


class Listing:
    """Everything the page shows, for one visitor or member and one address."""

    def __init__(self, query: QueryDict, user: Any) -> None:
        self.user = user
        active = list(Theme.objects.active())
        self.themes = {theme.slug: theme for theme in active}
        self.asked = Asked(query, self.themes)
        self.items = Item.objects.visible_to(user)
        self.others = {kind.key: kind.visible_to(user).order_by() for kind in knowledge_kinds}
        self.ranked: list[tuple[str, int]] = []
        if self.asked.q:
            self.only_what_was_found()
        self.counts = self.count()
        wanted = self.asked.chosen["soort"]
        self.total = sum(
            number
            for value, number in self.counts["soort"].items()
            if not wanted or value in wanted
        )
        self.facets = [facet for key in LABELS if (facet := self.facet(key)).choices]
        self.page = self.paged(query.get("pagina"))

    def only_what_was_found(self) -> None:
        searched = {kind.key: ITEM for kind in kinds_of(Item)}
        for key, rows in self.others.items():
            searched |= {kind.key: key for kind in kinds_of(rows.model)}
        self.ranked = [
            (searched[kind], int(pk))
            for kind, pk in find_ids(self.asked.q, self.user, list(searched))
        ]
        self.items = self.items.filter(pk__in=[pk for part, pk in self.ranked if part == ITEM])
        self.others = {
            key: rows.filter(pk__in=[pk for part, pk in self.ranked if part == key])
            for key, rows in self.others.items()
        }

    def count(self) -> dict[str, Counter[str]]:
        """How many each choice of each facet would give: one query for the items, three for each
        kind of another part.
        """
        counts: dict[str, Counter[str]] = {key: Counter() for key in LABELS}
        # With no theme and no step chosen, one count holds both.
        together = not (self.asked.chosen["thema"] or self.asked.chosen["stap"])
        first, *rest = [self.counted(key) for key in LABELS if not (together and key == "stap")]
        for key, value, number in first.union(*rest, all=True):
            for one in (value or "").strip("|").split("|") if key in SEVERAL else [value]:
                if one:
                    counts[key][one] += number
        by_id = {str(theme.pk): theme.slug for theme in self.themes.values()}
        if together:
            counts["stap"] = counts["thema"].copy()
        for key in THEMED:
            is_step = key == "stap"
            named = {by_id[pk]: n for pk, n in counts[key].items() if pk in by_id}
            counts[key] = Counter(
                {
                    slug: n
                    for slug, n in named.items()
                    if (self.themes[slug].axis == Axis.PHASE) == is_step
                }
            )
        for kind in knowledge_kinds:
            self.count_others(kind, counts)
        return counts

    def counted(self, key: str) -> Any:
        """Rows of (facet, value, number) for one facet of the items."""
        items = self.asked.items(self.items, without=key).order_by()
        if key in THEMED:
            tagged = Item.themes.through.objects.filter(item__in=items.values("pk"))
            grouped = tagged.values(facet=Value(key), value=Cast("theme_id", models.TextField()))
        else:
            column = ONE_VALUE.get(key) or SEVERAL[key][0]
            grouped = items.values(facet=Value(key), value=Cast(F(column), models.TextField()))
        return grouped.annotate(number=Count("pk")).values_list("facet", "value", "number")

    def count_others(self, kind: KnowledgeKind, counts: dict[str, Counter[str]]) -> None:
        rows = self.others[kind.key]
        if number := self.asked.others(kind, rows, without="soort").count():
            counts["soort"][kind.key] = number
        by_id = {theme.pk: theme for theme in self.themes.values()}
        for key in THEMED:
            tagged = (
                self.asked.others(kind, rows, without=key)
                .values("themes")
                .annotate(number=Count("pk", distinct=True))
            )
            for pk, number in tagged.values_list("themes", "number"):
                if pk in by_id and (by_id[pk].axis == Axis.PHASE) == (key == "stap"):
                    counts[key][by_id[pk].slug] += number
        dated = (
            self.asked.others(kind, rows, without="jaar")
            .values(year=ExtractYear(kind.date_field))
            .annotate(number=Count("pk", distinct=True))
        )
        for year, number in dated.values_list("year", "number"):
            counts["jaar"][str(year)] += number

    def facet(self, key: str) -> Facet:
        chosen = self.asked.chosen[key]
        found = self.counts[key]
        choices = [
            Choice(value, label, found[value], value in chosen)
            for value, label in self.known(key)
            if found[value] or value in chosen
        ]
        return Facet(key, LABELS[key], choices)

    def known(self, key: str) -> list[tuple[str, str]]:
        if key == "soort":
            return [
                *Kind.choices,
                *((kind.key, kind.label.capitalize()) for kind in knowledge_kinds),
            ]
        if key == "licentie":
            return list(Reuse.choices)
        if key in SEVERAL:
            return list(SEVERAL[key][1].choices)
        if key == "jaar":
            return [
                (year, year)
                for year in sorted({*self.counts["jaar"], *self.asked.chosen["jaar"]}, reverse=True)
            ]
        return [
            (slug, theme.name)
            for slug, theme in self.themes.items()
            if (theme.axis == Axis.PHASE) == (key == "stap")
        ]

    def paged(self, number: str | None) -> Page[Row]:
        places = self.best_first() if self.asked.sort == "best" else self.in_order()
        paginator: Paginator[Any] = Paginator(places, PER_PAGE)
        paginator.__dict__["count"] = (
            self.total
        )  # it is a cached property; the facets counted already
        page = paginator.get_page(number)
        page.object_list = self.rows([(part, pk) for *_, part, pk in page.object_list])
        return page

    def best_first(self) -> list[tuple[str, int]]:
        there = {
            (ITEM, pk)
            for pk in self.asked.items(self.items).order_by().values_list("pk", flat=True)
        }
        for kind in knowledge_kinds:
            there |= {
                (kind.key, pk)
                for pk in self.asked.others(kind, self.others[kind.key]).values_list(
                    "pk", flat=True
                )
            }
        return [place for place in self.ranked if place in there]

    def in_order(self) -> Any:
        columns = ("uses", "since", "part", "row")
        items = self.asked.items(self.items).order_by()
        found = items.annotate(
            uses=F("used_count"), since=F("first_published_at"), part=Value(ITEM), row=F("pk")
        ).values_list(*columns)
        others = [
            rows.annotate(
                uses=Value(0), since=F(kind.date_field), part=Value(kind.key), row=F("pk")
            ).values_list(*columns)
            for kind in knowledge_kinds
            if not (rows := self.asked.others(kind, self.others[kind.key])).query.is_empty()
        ]
        merged = found.union(*others, all=True) if others else found
        order = ("-since", "-row", "part")
        return (
            merged.order_by("-uses", *order)
            if self.asked.sort == "gebruikt"
            else merged.order_by(*order)
        )

    def rows(self, places: Sequence[tuple[str, int]]) -> list[Row]:
        """What stands at these places, in their order."""
        wanted: dict[str, list[int]] = {}
        for part, pk in places:
            wanted.setdefault(part, []).append(pk)
        found: dict[tuple[str, int], Row] = {}
        for item in for_cards(self.items.filter(pk__in=wanted.get(ITEM, []))):
            found[ITEM, item.pk] = Row(item=item, tag=item.get_kind_display())
        for kind in knowledge_kinds:
            for row in kind.visible_to(self.user).filter(pk__in=wanted.get(kind.key, [])):
                found[kind.key, row.pk] = Row(card=kind.card(row), tag=kind.label.capitalize())
        return [found[place] for place in places if place in found]


# What a card does not show, and a list need not fetch.
LONG_TEXTS = (
    "text",
    "transcript",
    "instrument_purpose",
    "practice_context",
    "practice_approach",
    "practice_result",
    "practice_differently",
)


def for_cards(items: ItemQuerySet) -> ItemQuerySet:
    files = File.objects.standing().filter(current__isnull=False).select_related("current")
    return items.defer(*LONG_TEXTS).prefetch_related(
        models.Prefetch("files", files, to_attr="shown_files")
    )
