"""What a text is like: its terms, the themes it speaks of, and the earlier questions that
resemble it.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from django.core.cache import cache

from jmzpro.members.models import Person
from jmzpro.questions.models import Question
from jmzpro.search.query import find_like, resembling
from jmzpro.text.analysis import (
    QUESTION_WORDS,
    STOP_WORDS,
    Terms,
    analyse,
    overlap,
    part_stems,
    tokens,
)
from jmzpro.text.lexicon import stem
from jmzpro.themes.recognition import themes_in

SHOWN = 3
LOOKED_AT = 12
LIKE_ENOUGH = 0.33
REMEMBERED = 10 * 60  # seconds


@lru_cache(maxsize=5_000)
def terms(text: str) -> Mapping[str, str]:
    """The telling terms of a text, each with the word it came from: stems, and the stems of a
    compound's parts.
    """
    found: dict[str, str] = {}
    for word in tokens(text):
        if len(word) < 3 or word in STOP_WORDS or word in QUESTION_WORDS:
            continue
        found.setdefault(stem(word), word)
        for part in part_stems(word):
            found.setdefault(part, word)
    return found


def questions_like(
    title: str, text: str, user: Any, *, besides: Question | None = None
) -> list[Question]:
    """At most three questions this user may read that are like this one, best first; each with
    its `answer_count`.
    """
    return [question for question, _ in alike(title, text, user, besides)][:SHOWN]


def beside(question: Question, user: Any) -> list[Question]:
    """What a question's page shows as "lijkt hierop": remembered for a while; whether this user may
    see them is asked each time.

    In the words that this user may read.
    """
    is_member = bool(getattr(user, "is_member", False))
    key = f"alike:{question.pk}:{question.asked_at.timestamp()}:{is_member}"
    ids: list[int] | None = cache.get(key)
    if ids is None:
        ids = [
            found.pk
            for found in questions_like(question.title, question.text, user, besides=question)
        ]
        cache.set(key, ids, REMEMBERED)
    there = Question.objects.visible_to(user).in_bulk(ids)
    found_again = [there[pk] for pk in ids if pk in there]
    return found_again if is_member else [other.in_public_words() for other in found_again]


def earlier_questions(
    title: str,
    text: str,
    *,
    themes: Collection[int],
    asker: Person | None,
    besides: Question | None,
) -> dict[int, float]:
    """Question → likeness (at most 1.0) of earlier questions like this one, as far as its asker may
    read them.

    What `alike` gives, of one kind and without anything to show of them: for routing, where it
    counts how long it takes.
    """
    if asker is None:
        return {}
    kind = "question" if asker.user.is_member else "public-question"
    ids = resembling(f"{title}\n{text}", [kind], 3 * LOOKED_AT, besides)
    readable = Question.objects.visible_to(asker.user).filter(pk__in=ids)
    texts = {
        pk: f"{its_title}\n{its_text}"
        for pk, its_title, its_text in readable.values_list("pk", "title", "text")
    }
    best = [pk for pk in map(int, ids) if pk in texts][:LOOKED_AT]
    about: dict[int, set[int]] = {pk: set() for pk in best}
    for pk, theme in Question.themes.through.objects.filter(question__in=best).values_list(
        "question", "theme"
    ):
        about[pk].add(theme)
    wanted = analyse(title)
    found = {pk: likeness(wanted, set(themes), analysed(texts[pk]), about[pk]) for pk in best}
    return {pk: likely for pk, likely in found.items() if likely >= LIKE_ENOUGH}


def alike(
    title: str, text: str, user: Any, besides: Question | None
) -> list[tuple[Question, float]]:
    """What the index finds, measured once more: an index always has a best match, also for what is
    like nothing.

    Likeness is for half the telling words of the title that occur in the other, for half the themes
    both are about.
    """
    found = find_like(
        f"{title}\n{text}",
        user,
        kinds=("question", "public-question"),
        limit=LOOKED_AT,
        exclude=besides,
    )
    if not found:
        return []
    wanted = analyse(title)
    about = {theme.pk for theme in (besides.themes.all() if besides else themes_in(title, text))}
    measured = [
        (
            r.instance,
            likeness(
                wanted,
                about,
                analysed(f"{r.instance.title}\n{r.instance.text}"),
                {t.pk for t in r.instance.themes.all()},
            ),
        )
        for r in found
    ]
    return sorted((pair for pair in measured if pair[1] >= LIKE_ENOUGH), key=lambda pair: -pair[1])


def likeness(wanted: Terms, about: set[int], other: Terms, other_about: set[int]) -> float:
    in_words = overlap(wanted, other)
    return 0.5 * in_words + 0.5 * (len(about & other_about) / len(about) if about else in_words)


@lru_cache(maxsize=2_000)
def analysed(text: str) -> Terms:
    """Remembered: what is asked often resembles the same few."""
    return analyse(text)
