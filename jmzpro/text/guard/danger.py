"""Words of acute danger: a reason to show the help numbers first, never a reason to stop somebody.

Two rules listen. One weighs all the words of a sentence together (`danger_weights`): it hears what
it never saw before, since it knows words by their field, their sound and their pieces. The other
looks for known sentences (`data/danger.txt`): it counts as long as the first does not find that
plainly about something else. `manage.py explain_danger` shows what either goes by.

In the table some sentences always count ("mijn vader slaat me"). Some are also a subject that
professionals work on ("training over kindermishandeling"): those do not count in a sentence that is
plainly about such work.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jmzpro.text.guard.danger_patterns import as_it_is, as_it_sounds, lines_of, pairs
from jmzpro.text.guard.danger_weights import heaviest
from jmzpro.text.guard.phonetics import plain

SENTENCE_END = re.compile(r"[.!?;\n\r]+(?:\s|$)|\n")
QUOTED = re.compile(r"[‘'\"“„«]([^‘’'\"“”„«»\n]{3,80})[’'\"”»]")


Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@dataclass(frozen=True)
class Table:
    """The patterns, made once for each process."""

    always: re.Pattern[str]
    unless_work: re.Pattern[str]
    together: Pairs
    near: Pairs
    no_danger: re.Pattern[str]
    work: re.Pattern[str]
    somebody: re.Pattern[str]
    titled: re.Pattern[str]
    fiction: re.Pattern[str]
    real: re.Pattern[str]
    other_languages: re.Pattern[str]


@cache
def table() -> Table:
    return Table(
        always=as_it_sounds(lines_of("always")),
        unless_work=as_it_sounds(lines_of("unless work")),
        together=pairs("together"),
        near=pairs("near"),
        no_danger=as_it_sounds(lines_of("no danger")),
        work=as_it_sounds(lines_of("work")),
        somebody=as_it_sounds(lines_of("somebody")),
        titled=as_it_sounds(lines_of("titled")),
        fiction=as_it_sounds(lines_of("fiction")),
        real=as_it_sounds(lines_of("real")),
        other_languages=as_it_is(lines_of("other languages")),
    )


# What a sentence has to weigh to be heard, and what to make a known sentence in its text count.
# Chosen on sentences that the weights had not seen (bench/danger_heard.py says which): a danger
# that is missed is worse than the numbers standing above an ordinary question.
HEARD = -0.9
IN_DOUBT = -1.6


def has_acute_danger(text: str) -> bool:
    """Whether the text speaks of suicide, violence, abuse or somebody in danger, however it is
    inflected, spelled or denied.
    """
    if table().other_languages.search(text):
        return True
    weight = heaviest(told(text))
    return weight > HEARD or (weight > IN_DOUBT and is_known(text))


def told(text: str) -> str:
    """A text without the titles in it of books, films and the like."""
    return (
        ". ".join(without_titles(sentence) for sentence in SENTENCE_END.split(text))
        if QUOTED.search(text)
        else text
    )


def prepare() -> None:
    """Make the tables of both rules, which takes the first text of a process most of a second."""
    has_acute_danger("")
    table()


def is_known(text: str) -> bool:
    """Whether a sentence of the text is in the table, or two that follow each other are."""
    heard = sounding(text)
    return any(map(is_danger, heard)) or any(
        has_both(table().near, f"{before}{after}") for before, after in pairwise(["", *heard])
    )


def sounding(text: str) -> list[str]:
    """The sentences of a text as they sound, without sayings."""
    sentences = [
        sentence for sentence in SENTENCE_END.split(text) if sentence and not sentence.isspace()
    ]
    return [table().no_danger.sub(" ", plain(without_titles(sentence))) for sentence in sentences]


def is_danger(sentence: str) -> bool:
    """Whether one sentence, as it sounds, tells of danger."""
    if is_fiction(sentence):
        return False
    if table().always.search(sentence):
        return True
    may_be = table().unless_work.search(sentence) is not None or has_both(
        table().together, sentence
    )
    return may_be and not is_about_work(sentence)


def has_both(couples: Pairs, text: str) -> bool:
    return any(first.search(text) and second.search(text) for first, second in couples)


def is_about_work(sentence: str) -> bool:
    """Whether a sentence is about a training, a book or figures, and about nobody in particular."""
    return table().work.search(sentence) is not None and table().somebody.search(sentence) is None


def is_fiction(sentence: str) -> bool:
    """Whether a sentence is about a book, a film or the like, and about nobody real."""
    return table().fiction.search(sentence) is not None and table().real.search(sentence) is None


def without_titles(sentence: str) -> str:
    """A sentence without what stands between quotation marks, when it names a book, a film or
    the like.
    """
    if QUOTED.search(sentence) is None or table().titled.search(plain(sentence)) is None:
        return sentence
    return QUOTED.sub(" ", sentence)
