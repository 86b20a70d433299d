"""Dutch names of people: taken apart, told in every form people write them, and found in running
text.

The lists in `data/` know common first names and surnames of those who live in the Netherlands; a
name they do not know is found only where what stands beside it says that it is one
(`guard/personal_details.py`). Places are those of the text that was given.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jmzpro.text.collation import ALIKE, APOSTROPHES, PARTICLES
from jmzpro.text.words import fold, words_of

Span = tuple[int, int]

FIRST_NAMES = frozenset(words_of("first-names"))
SURNAMES = frozenset(words_of("surnames"))
# First names that are an ordinary word too: names with their capital alone.
WORD_NAMES = frozenset(words_of("word-names"))
# Those of them that begin a sentence as an ordinary word more often than as a name, and what
# somebody does: with one behind it the first word of a sentence is a name after all.
SENTENCE_WORDS = frozenset(words_of("sentence-words"))
PERSON_VERBS = frozenset(words_of("person-verbs"))
NO_NAMES = frozenset(fold(word) for word in words_of("no-names"))
BETWEEN = (
    PARTICLES
    - {
        "al",
        "an",
        "auf",
        "bij",
        "da",
        "do",
        "i",
        "las",
        "le",
        "les",
        "los",
        "o",
        "tot",
        "uit",
        "vom",
    }
) | {
    *(
        "v/d",
        "vd",
        "v.d",
        "v",
        "vder",
        "vden",
        "l",
        "bin",
        "ben",
        "bint",
        "ould",
        "ait",
        "'t",
        "'s",
        "d",
    ),
}
TITLES = frozenset(words_of("titles"))
# Letters with an apostrophe or a hyphen between them: "'t", "O'Neill", "Jansen-Bakker".
WORD = re.compile(r"['’]?[^\W\d_]+(?:['’-][^\W\d_]+)*")
MOST_WORDS = 7
DIMINUTIVES = "je|tje|pje|kje|etje|ke|ken|eke|ie|y|i|tie"


@dataclass(frozen=True)
class Name:
    """Somebody's name: "Anne-Fleur", "van der", "Jansen-Bakker". What a name does not have is
    empty.
    """

    given: tuple[str, ...] = ()
    between: str = ""
    family: str = ""

    @property
    def is_full(self) -> bool:
        return bool(self.given and self.family)


def flat(text: str) -> str:
    """Small letters without accents, a straight apostrophe; character for character, so that
    places stay the same.
    """
    text = text.translate(APOSTROPHES)
    return text.lower() if text.isascii() else "".join(_flat_letter(char) for char in text)


@lru_cache(maxsize=2048)
def _flat_letter(char: str) -> str:
    folded = fold(char).translate(ALIKE)
    return folded if len(folded) == 1 else char


def split_name(full: str) -> Name:
    """Take a full name apart; "Vries, Kim de" counts as Kim de Vries. One word alone is a first
    name.
    """
    before, comma, after = full.partition(",")
    if comma and after.strip() and before.strip():
        full = f"{after.strip()} {before.strip()}"
    words = [
        word
        for word in full.replace("(", " ").replace(")", " ").split()
        if flat(word).strip(".") not in TITLES
    ]
    for at, word in enumerate(words):
        if is_particle(word) and at < len(words) - 1:
            end = next(
                after
                for after in range(at, len(words))
                if after == len(words) - 1 or not is_particle(words[after])
            )
            return Name(tuple(words[:at]), " ".join(words[at:end]), " ".join(words[end:]))
    if len(words) < 2:
        return Name(tuple(words))
    at = 1
    while at < len(words) - 1 and (is_first_name(words[at]) or is_initials(words[at])):
        at += 1
    return Name(tuple(words[:at]), "", " ".join(words[at:]))


def is_particle(word: str) -> bool:
    return flat(word).rstrip(".") in BETWEEN


def is_first_name(word: str) -> bool:
    """Whether the lists know it; also of two joined ("Jan-Willem") and, whatever its case, with
    the genitive's apostrophe.
    """
    bare = flat(word).removesuffix("'s").rstrip("'")
    return bare in FIRST_NAMES or (
        "-" in bare and all(part in FIRST_NAMES for part in bare.split("-"))
    )


def is_surname(word: str) -> bool:
    return any(part in SURNAMES for part in flat(word).split("-"))


def is_initials(word: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.?){1,4}", word) is not None and (len(word) == 1 or "." in word)


# All forms of a name that is known


def mentions(text: str, full: str) -> list[Span]:
    """Where a text has this person's name, in any form.

    Whole, first name or surname alone, with a genitive, as a pet name, with initials, in capitals
    or none, without accents, in one word or as an account or the front of a mail address. A form
    that is an ordinary word counts with its capital alone.
    """
    pattern, needs_capital, initials = _forms_of(full)
    plain = flat(text)
    found = [
        match.span()
        for match in pattern.finditer(plain)
        if not (
            needs_capital.fullmatch(match[0])
            and not text[match.start() : match.end()][:1].isupper()
        )
    ]
    if initials is not None:
        found += [match.span() for match in initials.finditer(text)]
    return list(joined(found))


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap as one."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


@lru_cache(maxsize=512)
def _forms_of(full: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    """How to find the name in flat text, which forms need their capital, and its initials (in
    the text as it is).
    """
    name = split_name(full)
    given = [flat(word) for word in name.given if not is_initials(word)]
    between, family = _between_pattern(name.between), _family_pattern(name.family)
    forms: list[str] = []
    if name.family:
        first = "|".join([*(re.escape(word) for word in given), *_initial_patterns(name.given)])
        if first:
            forms.append(rf"(?:{first})[\s._-]*{between}{family}")
        forms.append(rf"{between}{family}")
    forms += [_given_pattern(word) for word in given if len(word) > 1]
    if len(given) > 1:
        forms.append(r"[\s-]?".join(re.escape(word) for word in given))
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(forms) or '(?!)'})(?:'?s|')?(?![^\W_])")
    return pattern, _capital_pattern(given, name.family), _initials(name)


def _given_pattern(word: str) -> str:
    """A first name, its pet forms ("Timmie", "Lotje") and its parts when it has a hyphen."""
    parts = [part for part in word.split("-") if len(part) > 2] if "-" in word else []
    forms = []
    for part in dict.fromkeys([word, *parts]):
        stem = part[:-1] if part[-1] in "aeiy" and len(part) > 3 else part
        single = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
        roots = "|".join(
            re.escape(root) for root in dict.fromkeys([part, stem, single, stem + stem[-1]])
        )
        forms.append(rf"{re.escape(part)}|(?:{roots})(?:{DIMINUTIVES})")
    whole = re.escape(word).replace(r"\-", "[- ]?")
    return f"{whole}|{'|'.join(forms)}"


def _between_pattern(between: str) -> str:
    """The particles in each of their shorter forms; they may be left out."""
    words = flat(between).split()
    if not words:
        return ""
    whole = r"[\s._-]*".join(rf"{re.escape(word.rstrip('.'))}\.?" for word in words)
    short = r"[\s./]*".join(rf"{re.escape(word.strip(chr(39))[:1])}\.?" for word in words)
    return rf"(?:(?:{whole}|{short})[\s._-]*)?"


def _family_pattern(family: str) -> str:
    """A surname, or one half of a double one."""
    parts = [
        part for part in re.split(r"[\s-]+", flat(family)) if len(part) > 2 and part not in BETWEEN
    ]
    whole = r"[\s-]*".join(re.escape(part) for part in re.split(r"[\s-]+", flat(family)) if part)
    return f"(?:{'|'.join(dict.fromkeys([whole, *map(re.escape, parts)]))})"


def _initial_patterns(given: tuple[str, ...]) -> list[str]:
    first = [flat(part)[:1] for word in given for part in word.split("-") if part[:1].isalpha()]
    return [
        r"\.?\s*".join(map(re.escape, letters)) + r"\.?"
        for letters in (first, first[:1])
        if letters
    ]


def _capital_pattern(given: list[str], family: str) -> re.Pattern[str]:
    """The forms that are an ordinary word too: a first name that is one, and a surname alone."""
    words = [word for word in given if word in WORD_NAMES or len(word) < 3]
    alone = [part for part in re.split(r"[\s-]+", flat(family)) if part]
    return re.compile(
        rf"(?:{'|'.join(re.escape(word) for word in [*words, *alone]) or '(?!)'})(?:'?s|')?"
    )


def _initials(name: Name) -> re.Pattern[str] | None:
    """ "SdV", "S. d. V.", "S.V.": as capitals, with dots unless the particle stands between."""
    first = [
        flat(part)[:1].upper()
        for word in name.given
        for part in word.split("-")
        if part[:1].isupper()
    ]
    last = flat(name.family)[:1].upper()
    if not first or not last.isalpha():
        return None
    middle = [word.strip("'’")[:1] for word in name.between.split()]
    dotted = r"\. ?".join(re.escape(letter) for letter in [*first, last]) + r"\."
    forms = [dotted]
    if middle:
        between = "".join(
            rf"[{letter.lower()}{letter.upper()}]\.? ?" for letter in middle if letter.isalpha()
        )
        before = r"\.? ?".join(map(re.escape, first))
        forms.append(rf"{before}\.? ?{between}{re.escape(last)}\.?")
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


# Names nobody told us, in running text


@dataclass(frozen=True)
class Found:
    """A name at `text[start:end]`. `is_full`: with a surname. `is_known`: the lists have its
    first name.
    """

    start: int
    end: int
    is_full: bool
    is_known: bool

    @property
    def span(self) -> Span:
        return self.start, self.end


def full_names(text: str) -> list[Found]:
    """First names the lists know, followed by a surname: "Kim de Vries", "KIM DE VRIES", "kim de
    vries", "Fatima El Idrissi".
    """
    return [found for found in names_in(text) if found.is_full]


def names_in(text: str) -> list[Found]:
    """Every first name the lists know, with the surname behind it where there is one."""
    words = list(WORD.finditer(text))
    found: list[Found] = []
    at = 0
    while at < len(words):
        end, is_full = name_from(text, words, at)
        if end:
            found.append(Found(words[at].start(), words[end - 1].end(), is_full, is_known=True))
        at = end or at + 1
    return found


def name_from(text: str, words: list[re.Match[str]], at: int) -> tuple[int, bool]:
    """Behind which word the name ends that begins at word `at` (0: none does), and whether it
    has a surname.
    """
    if not may_be_first_name(words[at][0]):
        return 0, False
    end = at + 1
    while (
        end < len(words)
        and follows(text, words, end)
        and may_be_first_name(words[end][0])
        and end - at < 3
    ):
        end += 1
    last = end_of_surname(text, words, at, end)
    if (
        last == 0 and end - at > 1 and is_capital(words[end - 1][0])
    ):  # "Anna Maria", or "Kim Thomas": a name that is a surname too
        return end, is_surname(words[end - 1][0])
    return (last, True) if last else (end, False)


def may_be_first_name(word: str) -> bool:
    if not is_first_name(word):
        return False
    return is_capital(word) or flat(word) not in WORD_NAMES


def end_of_surname(text: str, words: list[re.Match[str]], first: int, at: int) -> int:
    """Behind which word the surname ends that begins at `at`, particles included; 0 when there
    is none.
    """
    start, is_small = at, not is_capital(words[first][0])
    while (
        at < len(words)
        and at - first < MOST_WORDS
        and follows(text, words, at, dots=at > start)
        and is_particle(words[at][0])
    ):
        at += 1
    if at >= len(words) or not follows(text, words, at, dots=at > start):
        return 0
    word = words[at][0]
    is_no_name = flat(word) in NO_NAMES and not (
        at > start and is_surname(word)
    )  # "ter Haar" is one
    if is_no_name or not (is_surname(word) if is_small else is_capital(word)):
        return 0
    at += 1
    while (
        at < len(words)
        and at - first < MOST_WORDS
        and follows(text, words, at)
        and is_capital(words[at][0])
    ):
        if flat(words[at][0]) in NO_NAMES or not is_surname(words[at][0]):
            break
        at += 1
    return at


def begins_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` is the first of its sentence, line or quotation."""
    before = text[:start].rstrip(" \t\u00a0\"'‘’“”„(*•–-")
    return not before or before[-1] in ".!?:;…\n\r"


def is_ordinary_word(text: str, found: Found) -> bool:
    """Whether a name the lists know is an ordinary word at the beginning of its sentence: "Elke
    week", "Onder de tafel", "Ben je er?", and not "Ben belde", "Ben en Kim" or "Ben Jansen".
    """
    words = list(WORD.finditer(text, found.start, found.end))
    first = flat(words[0][0])
    if first not in SENTENCE_WORDS or not begins_sentence(text, found.start):
        return False
    if len(words) > 1:
        return not is_surname(words[-1][0])
    behind = list(WORD.finditer(text, found.end, found.end + 40))[:2]
    if not behind or not follows(text, [*words, *behind], 1):
        return False
    if flat(behind[0][0]) in {"en", "of"} and len(behind) > 1:
        return not is_capital(behind[1][0])
    return flat(behind[0][0]) not in PERSON_VERBS


def follows(text: str, words: list[re.Match[str]], at: int, *, dots: bool = False) -> bool:
    """Whether nothing but one space (or "v.d. ") stands between this word and the one before it."""
    between = text[words[at - 1].end() : words[at].start()]
    return between in {" ", "\u00a0"} or (dots and between in {".", ". ", "/"})


def is_capital(word: str) -> bool:
    return word.lstrip("'’")[:1].isupper()
