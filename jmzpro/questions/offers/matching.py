""" "Hier ligt iets voor je klaar": which offers fit an open question, or what somebody likes to
fetch.

The index finds what resembles it; then it is measured once more, as with questions that are alike:
an index always has a best match.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Offer, OfferMatch, Question
from jmzpro.search.query import find_like
from jmzpro.text.analysis import QUESTION_WORDS, Terms, analyse, overlap
from jmzpro.text.lexicon import stem
from jmzpro.themes.recognition import themes_in

SHOWN = 3
LOOKED_AT = 15
FITS = 0.34
# Somebody's line in a profile says less than a question: more of it must come back.
FITS_A_WISH = 0.4
AT_A_TIME = 20
REMEMBERED = 10 * 60  # seconds
# Words that every wish and every offer use: they tell nothing about what it is.
SAYS_NOTHING = (
    "aanbod",
    "aanbieden",
    "brengen",
    "halen",
    "delen",
    "gebruiken",
    "graag",
    "collega",
    "collegas",
    "netwerk",
    "jonge",
    "mantelzorger",
    "mantelzorgers",
    "mantelzorg",
    "voorbeeld",
    "voorbeelden",
    "ervaring",
    "ervaringen",
    "ander",
    "anderen",
    "elders",
    "nieuw",
    "nieuwe",
    "werken",
    "werkt",
    "organisatie",
    "hulp",
    "helpen",
    "jullie",
    "zoek",
    "zoeken",
    "buurt",
    "samen",
    "goed",
    "goede",
    "kennis",
    "tips",
)


@dataclass(frozen=True)
class Wanted:
    """What is wanted: its telling words, the themes it is about, and where (None: anywhere)."""

    terms: Terms
    themes: frozenset[int]
    province: Province | None


@lru_cache(maxsize=1)
def dull_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in (*SAYS_NOTHING, *QUESTION_WORDS))


def telling(terms: Terms) -> Terms:
    """Without what every wish says."""
    words = tuple(word for word in terms.words if stem(word) not in dull_stems())
    return analyse(" ".join(words))


def of_question(
    title: str, text: str, themes: Collection[int], province: Province | None
) -> Wanted:
    return Wanted(telling(analyse(title)), frozenset(themes), province)


def of_wish(person: Person) -> Wanted:
    themes = {theme.pk for theme in themes_in("", person.seeks)}
    return Wanted(telling(analyse(person.seeks)), frozenset(themes), person.province)


def fit(wanted: Wanted, offer: Offer) -> float:
    """At most 1: half for the telling words of what is wanted that the offer speaks of, half for
    the themes both are about.

    0 when the offer is bound to another part of the country. Without themes the words say it all.
    """
    if not fits_the_place(wanted.province, offer.province):
        return 0.0
    said = telling(analyse(f"{offer.title}\n{offer.text}\n{offer.for_whom}"))
    in_words = overlap(wanted.terms, said) if wanted.terms.stems else 0.0
    if not wanted.themes:
        return in_words
    both = wanted.themes & {theme.pk for theme in offer.themes.all()}
    return 0.5 * in_words + 0.5 * len(both) / len(wanted.themes)


def fits_the_place(wanted: Province | None, offered: Province | None) -> bool:
    """In the same part of the country; all when either does not say."""
    return wanted is None or offered is None or wanted.part == offered.part


def offers_for(
    title: str,
    text: str,
    person: Person,
    themes: Collection[int] = (),
    province: Province | None = None,
) -> list[Offer]:
    """At most three offers that may help with this question of this person, best first."""
    about = themes or {theme.pk for theme in themes_in(title, text)}
    return measured(
        f"{title}\n{text}",
        of_question(title, text, about, province or person.province),
        person,
        FITS,
    )


def offers_wished_by(person: Person) -> list[Offer]:
    """At most three offers for what this person likes to fetch; remembered until the profile
    changes, or for a while.
    """
    if not person.seeks.strip():
        return []
    key = f"offers-wished:{person.pk}:{person.updated_at.timestamp()}"
    ids = remembered(key, lambda: measured(person.seeks, of_wish(person), person, FITS_A_WISH))
    return takeable([*matched(person, None, person.updated_at), *ids], person)[:SHOWN]


def offers_beside(question: Question, person: Person) -> list[Offer]:
    """What lies ready for an own question: remembered for a while; whether it can still be had
    is asked each time.
    """
    since = question.edited_at or question.asked_at
    key = f"offers-for:{question.pk}:{since.timestamp()}"

    def found() -> list[Offer]:
        return offers_for(
            question.title,
            question.text,
            person,
            [theme.pk for theme in question.themes.all()],
            question.province,
        )

    return takeable([*matched(person, question, since), *remembered(key, found)], person)[:SHOWN]


def matched(person: Person, question: Question | None, since: datetime) -> list[int]:
    """What came in since the words stand as they do: a mail may tell of it while what is
    remembered knows it not.
    """
    came = OfferMatch.objects.filter(
        person=person, question=question, found_at__gte=since
    ).order_by("-found_at", "-pk")
    return list(came.values_list("offer", flat=True)[:SHOWN])


def remembered(key: str, find: Callable[[], list[Offer]]) -> list[int]:
    ids: list[int] | None = cache.get(key)
    if ids is None:
        ids = [offer.pk for offer in find()]
        cache.set(key, ids, REMEMBERED)
    return ids


def takeable(ids: Sequence[int], person: Person) -> list[Offer]:
    there = (
        Offer.objects.available()
        .exclude(bringer=person)
        .select_related("bringer__organisation", "province", "town")
        .in_bulk(ids)
    )
    return [there[pk] for pk in dict.fromkeys(ids) if pk in there]


def measured(text: str, wanted: Wanted, person: Person, least: float) -> list[Offer]:
    found = find_like(text, person.user, kinds=("offer",), limit=LOOKED_AT)
    scored = [(fit(wanted, result.instance), result.instance) for result in found]
    best = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
    return takeable([offer.pk for _, offer in best], person)[:SHOWN]


# For whom is this offer? Found once after it was made or changed, by a job: each person hears of it
# once at most.


def match_new() -> int:
    """Look for whom the offers are that nobody looked at yet; gives how many offers."""
    waiting = (
        Offer.objects.available()
        .filter(matched_at=None)
        .select_related("bringer__user")
        .prefetch_related("themes")
    )
    done = 0
    for offer in waiting[:AT_A_TIME]:
        with transaction.atomic():
            if Offer.objects.filter(pk=offer.pk, matched_at=None).update(matched_at=timezone.now()):
                OfferMatch.objects.bulk_create(matches_of(offer), ignore_conflicts=True)
                done += 1
    return done


def matches_of(offer: Offer) -> list[OfferMatch]:
    """Askers of open questions first, then who wrote it under "dit haal ik graag"; never its
    bringer, each person once.
    """
    if offer.bringer is None:
        return []
    text = f"{offer.title}\n{offer.text}\n{offer.for_whom}"
    user = offer.bringer.user
    found: dict[int, OfferMatch] = {}
    for result in find_like(text, user, kinds=("question",), limit=4 * LOOKED_AT):
        question: Question = result.instance
        if not question.is_open or question.asker is None or not question.asker.is_active:
            continue
        about = [theme.pk for theme in question.themes.all()]
        likeness = fit(
            of_question(
                question.title, question.text, about, question.province or question.asker.province
            ),
            offer,
        )
        if likeness >= FITS:
            found.setdefault(
                question.asker.pk,
                OfferMatch(
                    offer=offer,
                    person=question.asker,
                    question=question,
                    likeness=round(likeness, 3),
                ),
            )
    for result in find_like(text, user, kinds=("person",), limit=4 * LOOKED_AT):
        person: Person = result.instance
        likeness = fit(of_wish(person), offer) if person.seeks.strip() else 0.0
        if likeness >= FITS_A_WISH:
            found.setdefault(
                person.pk, OfferMatch(offer=offer, person=person, likeness=round(likeness, 3))
            )
    found.pop(offer.bringer.pk, None)
    return list(found.values())


def open_questions_for(offer: Offer, person: Person) -> list[Question]:
    """For the bringer: open questions of others that this offer may help with.

    None that was asked without a name: when its asker asks for the offer, the bringer would know
    who that is.
    """
    matched = offer.matches.filter(question__is_without_name=False).values("question")
    return list(
        Question.objects.visible_to(person.user)
        .open()
        .filter(pk__in=matched)
        .exclude(asker=person)[:SHOWN]
    )
