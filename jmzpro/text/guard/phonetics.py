"""Dutch as it sounds: a child who writes "k wor geslage" and a grown-up who writes it right come
out the same.

`plain` turns a text into words of one spelling, with one space between; `pattern` makes a regular
expression over such a text from words in ordinary spelling. Both fold the same way, so a pattern
reads as Dutch.
"""

import re
from functools import cache, lru_cache

from jmzpro.text.lexicon import is_word
from jmzpro.text.words import DATA, fold, words_of

# Short ways to write, as whole words. "me" may be "mij" and "mijn": see MY in `danger_words`.
SHORT = dict(
    line.partition(" ")[::2]
    for line in (DATA / "short-spellings.txt").read_text(encoding="utf-8").splitlines()
)
# A participle that was cut in two.
CUT_OFF = re.compile(
    r"\bge (?=slag|schop|sneje|sned|stok|stek|trap|wurg|dwon|loop|lope|vall|moord|bruik)"
)
CUT_SELF = re.compile(r"\b(me|mijn|mij|zich|haar|hem|je) zel(f|v|ve|fe|ven)\b")
# "dak" is "dat ik", where no roof can be meant.
THAT_I = re.compile(
    r"(?<!\bhet )(?<!\bt )(?<!\been )(?<!\bn )(?<!\bde )(?<!\bop )(?<!\bvan )(?<!\bplatte )\bdak\b"
)
CUT_AWAY = re.compile(r"\bweg (?=gelop|lop)")
NO_WORD = re.compile(r"[\W_]+")
APOSTROPHE = re.compile("['’‘`´]")
DIGIT_LETTERS = str.maketrans("013457@$", "oieastas")
DIGITS_INSIDE = re.compile(r"(?<=[a-z])[013457@$]+(?=[a-z])")
# A word said over and over ("nee nee nee nee") tells no more than one said twice.
REPEATED = re.compile(r"\b(\w+)(?: \1\b){2,}")
STRETCHED = re.compile(r"([a-z])\1{2,}")
# What sounds the same, from the longest on.
SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("ij|ey|y", "ei"), ("auw|ouw|au", "ou"), ("gt(?=h)", "t"), ("sch", "sg"), ("ch", "g"), ("ck", "k"), ("c", "k"), ("qu", "kw"),  # noqa: E501
        ("x", "ks"), ("ph", "f"), ("th", "t"), ("ieu", "iu"), ("ie", "i"), ("v", "f"), ("z", "s"), ("dt", "t"),  # noqa: E501
        (r"([b-df-hj-np-tv-z])\1", r"\1"),
        (r"d\b", "t"), (r"b\b", "p"), (r"(?<=[a-z][b-df-hj-np-tv-z]e)n\b", ""),
    )
)  # fmt: skip
LETTERS = re.compile(r"\\.|[a-z]+(?=(\\w)?)")
# In a word of a pattern: a long vowel may be written short, and one in an open syllable long.
LONG = re.compile(r"([aeou])\1")
OPEN = re.compile(r"(?<![aeiou{])([aeou])(?=[b-df-hj-np-tv-z][aeiou])")
END_OF_STEM = re.compile(r"[tp]$")
EITHER = {"t": "[dt]", "p": "[bp]"}
SHORTEST_MENDED = 6


def sound(word: str) -> str:
    """A folded word as it sounds."""
    for old, new in SOUNDS:
        word = old.sub(new, word)
    return word


def plain(text: str) -> str:
    """The words of a text as they sound, a space between each and at both ends."""
    text = APOSTROPHE.sub("", fold(text))
    text = DIGITS_INSIDE.sub(lambda found: found[0].translate(DIGIT_LETTERS), text)
    text = STRETCHED.sub(r"\1\1", NO_WORD.sub(" ", text))
    text = REPEATED.sub(r"\1 \1", THAT_I.sub("dat ik", text))
    text = " ".join(SHORT.get(word, word) for word in text.split())
    text = CUT_AWAY.sub("weg", CUT_SELF.sub(r"\1zelf", CUT_OFF.sub("ge", text)))
    return f" {' '.join(heard(word) for word in text.split())} "


@lru_cache(maxsize=20_000)
def heard(word: str) -> str:
    """How a word sounds; a word of danger that was mistyped by one letter is mended, when it is
    no other word.
    """
    if (
        len(word) >= SHORTEST_MENDED
        and word.isascii()
        and (meant := mistyped().get(word))
        and not is_word(word)
    ):
        return sound(meant)
    return sound(word)


def pattern(source: str) -> str:
    """A regular expression over `plain` texts, from one in ordinary Dutch: `wil\\w* dood` also
    fits what a child makes of it.
    """
    return LETTERS.sub(
        lambda found: (
            found[0]
            if found[0].startswith("\\")
            else as_heard(found[0], is_stem=found[1] is not None)
        ),
        source,
    )


def as_heard(word: str, *, is_stem: bool) -> str:
    """A word of a pattern; the last letter of a stem sounds as the end of a word ("rijdt") or as
    in the middle of one ("rijden").
    """
    heard_so = OPEN.sub(r"\1{1,2}", sound(word))
    heard_so = LONG.sub(r"\1{1,2}", heard_so)
    return (
        END_OF_STEM.sub(lambda found: EITHER[found[0]], heard_so)
        if is_stem and word[-1] in "db"
        else heard_so
    )


# Words that tell of danger and are long enough to be known with a slip in them.
MENDED = frozenset(words_of("danger-words"))
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@cache
def mistyped() -> dict[str, str]:
    """Each word of `MENDED` with one letter left out, added, changed, or two changed over, and
    what was meant.
    """
    found: dict[str, str] = {}
    for word in MENDED:
        halves = [(word[:cut], word[cut:]) for cut in range(1, len(word) + 1)]
        for first, rest in halves:
            slips = [first + letter + rest for letter in ALPHABET]
            if rest:
                slips += [first + rest[1:], *(first + letter + rest[1:] for letter in ALPHABET)]
            if len(rest) > 1:
                slips.append(first + rest[1] + rest[0] + rest[2:])
            found.update((slip, word) for slip in slips if slip not in found)
    return {slip: word for slip, word in found.items() if slip not in MENDED}
