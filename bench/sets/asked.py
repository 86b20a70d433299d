"""Sets to measure search by: collections of Dutch texts, and what is asked of them, damaged in one
way at a time.

A set is documents and queries; each query has a kind, a text, and the documents that are meant.
Made the same every time. What is measured by is held apart from what the ranking was chosen on:
`part` is "chosen" or "unseen", and no collection is in both.

- single words of the Dutch word list, half of them for either;
- the site's own texts: starter pages, the demo network's questions and library ("chosen");
- the Dutch manuals of other programs, when a folder of them is named: LibreOffice ("chosen"), GIMP
  and Debian ("unseen"). They are
  not in this repository; `apt-get download libreoffice-help-nl gimp-help-nl debian-edu-doc-nl
  aptitude-doc-nl` and `dpkg -x` put them in one;
- any folder as `manage.py evaluate_search` reads it.
"""

import gzip
import html
import json
import os
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmzpro.settings")

from jmzpro.search.evaluation import EvaluationSet  # noqa: E402
from jmzpro.search.registry import Document  # noqa: E402
from jmzpro.text.analysis import STOP_WORDS, tokens  # noqa: E402
from jmzpro.text.lexicon import ENDINGS, word_list  # noqa: E402

WORDS, QUERIES = 8_000, 150
# Of a larger collection so many texts are taken.
MOST_TEXTS, LONGEST_TEXT = 1_200, 6_000
# Pairs that no rule of spelling connects.
IRREGULAR = (
    "stad steden, ei eieren, lid leden, schip schepen, museum musea, politicus politici, "
    "catalogus catalogi, centrum centra, smid smeden, "
    "gelegenheid gelegenheden, mogelijkheid mogelijkheden, kalf kalveren, lam lammeren, blad "
    "bladeren, rund runderen, kind kinderen, "
    "lopen gelopen, denken gedacht, brengen gebracht, kopen gekocht, zoeken gezocht, spreken "
    "gesproken, schrijven geschreven, "
    "blijven gebleven, helpen geholpen, kiezen gekozen, verliezen verloren, vinden gevonden, "
    "slapen sliep, dragen gedragen, "
    "snijden gesneden, verdwijnen verdwenen, onderzoeken onderzocht, begrijpen begrepen, bieden "
    "geboden, genieten genoten, "
    "verbieden verboden, vliegen gevlogen, sluiten gesloten, schuiven geschoven, wegen gewogen, "
    "trekken getrokken, drinken gedronken, "
    "zingen gezongen, lezen gelezen, geven gegeven, houden gehouden, vallen gevallen, sterven "
    "gestorven, opvangen opgevangen, "
    "been benen, koe koeien, vlo vlooien, goed goederen, lied liederen, hoen hoenders, rad "
    "raderen, bad baden, dag dagen, dak daken, "
    "gat gaten, glas glazen, god goden, graf graven, hof hoven, hol holen, lot loten, pad paden, "
    "slag slagen, slot sloten, spel spelen, "
    "vat vaten, weg wegen, bedrag bedragen, bevel bevelen, gebed gebeden, gebrek gebreken, "
    "hertog hertogen, oorlog oorlogen, "
    "kleinood kleinodien, medicus medici, historicus historici, criticus critici, datum data, "
    "decennium decennia, stadium stadia, "
    "jubileum jubilea, basis bases, crisis crises, koopman kooplieden, zeeman zeelui, "
    "brandweerman brandweerlieden, "
    "verantwoordelijkheid verantwoordelijkheden, bijzonderheid bijzonderheden, overheid "
    "overheden, vaardigheid vaardigheden"
)


@dataclass(frozen=True)
class Asked:
    kind: str
    text: str
    meant: frozenset[str]


@dataclass
class Collection:
    name: str
    part: str
    documents: dict[str, Document]
    queries: list[Asked] = field(default_factory=list)

    def ask(self, kind: str, text: str, *meant: str) -> None:
        self.queries.append(Asked(kind, text, frozenset(meant)))


def collections(manuals: Path | None = None, folders: Sequence[Path] = ()) -> Iterator[Collection]:
    yield single_words("chosen")
    yield single_words("unseen")
    yield asked_of_texts("site and demo", "chosen", site_texts())
    if manuals:
        for name, part, below in (
            ("LibreOffice", "chosen", "usr/share/libreoffice/help/nl"),
            ("GIMP", "unseen", "usr/share/gimp"),
            ("Debian", "unseen", "usr/share/doc"),
        ):
            texts = dict(list(pages(manuals / below))[:MOST_TEXTS])
            if texts:
                yield asked_of_texts(name, part, texts)
    for folder in folders:
        found = EvaluationSet.read(folder)
        judged = [
            Asked("judged", found.queries[query], frozenset(meant))
            for query, meant in found.relevant().items()
        ]
        yield Collection(folder.name, "chosen", found.documents, judged)
        yield asked_of_texts(f"{folder.name}, damaged", "chosen", found.documents)


# ---- damage


def known() -> set[str]:
    return set(word_list().decode().split())


def inflected(word: str, words: set[str]) -> list[str]:
    """Other forms of a word by the rules of spelling, as far as the list has them."""
    roots = {
        word,
        *(
            word.removesuffix(end)
            for end in ("en", "s", "e", "je", "t", "te", "de")
            if word.endswith(end)
        ),
    }
    roots |= {root[:-1] for root in roots if root[-2:-1] == root[-1:]} | {
        root + root[-1:] for root in roots
    }
    made = {
        root + end for root in roots for end in ("", "en", "s", "e", "je", "tje", "t", "te", "de")
    } | {f"ge{root}{end}" for root in roots for end in "dt"}
    return sorted(form for form in made if form != word and len(form) > 3 and form in words)


def mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    change = chance.randrange(4)
    if change == 0:
        made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif change == 1:
        made = word[:at] + word[at + 1 :]
    elif change == 2:
        made = word[:at] + word[at] + word[at:]
    else:
        made = word[:at] + chance.choice("aeioustrn") + word[at + 1 :]
    return made if made != word else mistyped(word, chance)


def taken_apart(word: str, words: set[str]) -> tuple[str, str] | None:
    """A compound in two words of the list; made without the product's own splitter."""
    for cut in range(len(word) - 4, 3, -1):
        last = word[cut:]
        if last in words and last not in ENDINGS:
            for link in ("", "s", "en", "e"):
                first = word[:cut].removesuffix(link)
                if word[:cut].endswith(link) and len(first) > 3 and first in words:
                    return first, last
    return None


def accented(word: str) -> str:
    return word.translate(str.maketrans("aeiou", "áéïóü"))


def damaged(word: str, words: set[str], chance: random.Random) -> list[tuple[str, str]]:
    """One word in every way in which it can be asked for otherwise."""
    made = [("exact", word), ("accent", accented(word))]
    if forms := inflected(word, words):
        made.append(("inflected", chance.choice(forms)))
    if len(word) > 5:
        made.append(("mistyped", mistyped(word, chance)))
    if len(word) > 8 and (halves := taken_apart(word, words)):
        made += [
            ("taken apart", " ".join(halves)),
            ("turned round", f"{halves[1]} van {halves[0]}"),
            ("head only", halves[1]),
        ]
    return made


@dataclass(frozen=True)
class Damage:
    """What damage is made with: the words that exist, and chance."""

    words: set[str]
    chance: random.Random


# ---- single words


def single_words(part: str) -> Collection:
    """Each word a document; and compounds as two words, which are asked for as one."""
    chance = random.Random(f"20261124 {part}")  # noqa: S311 -- the same every time
    every = known()
    words = {word for word in every if (zlib.crc32(word.encode()) % 2 == 0) == (part == "chosen")}
    chosen = set(chance.sample(sorted(word for word in words if 5 <= len(word) <= 20), WORDS))
    pairs = [
        (base, form)
        for base, form in (pair.split() for pair in IRREGULAR.split(", "))
        if (zlib.crc32(base.encode()) % 2 == 0) == (part == "chosen")
    ]
    chosen |= {base for base, _ in pairs}
    found = Collection("single words", part, {word: Document(word, "") for word in sorted(chosen)})
    for base, form in pairs:
        if form not in chosen:
            found.ask("irregular", form, base)
    for word in sorted(chosen, key=lambda word: zlib.crc32(word[::-1].encode())):
        for kind, text in damaged(word, every, chance):
            if kind == "exact" or text not in chosen:
                found.ask(kind, text, word)
    for word in sorted(words - chosen)[::47]:
        if len(word) > 9 and (halves := taken_apart(word, every)):
            found.documents[word] = Document(" ".join(halves), "")
            found.ask("written as one", word, word)
    return found


# ---- texts


def asked_of_texts(name: str, part: str, documents: dict[str, Document]) -> Collection:
    """Of each text: its first sentence as the question (and taken out of it), keywords, those
    damaged, and single words of it.

    A single word means every text that has it, of which there are few.
    """
    chance = random.Random(f"20261124 {name}")  # noqa: S311 -- the same every time
    words = known()
    found = Collection(name, part, {})
    for key, document in documents.items():
        first, rest = first_sentence(document.body)
        if first:
            found.ask("whole question", first, key)
        found.documents[key] = Document(document.title, rest)
    where: dict[str, set[str]] = defaultdict(set)
    counts = {}
    for key, document in found.documents.items():
        counts[key] = Counter(
            word for word in tokens(f"{document.title}\n{document.body}") if is_telling(word)
        )
        for word in counts[key]:
            where[word].add(key)
    for key in sorted(found.documents, key=lambda key: zlib.crc32(key.encode())):
        says = sorted(
            counts[key],
            key=lambda word: (
                -counts[key][word] / (len(where[word]) + 3),
                zlib.crc32(word.encode()),
            ),
        )[:12]
        if len(says) < 4:
            continue
        found.ask("keywords", " ".join(says[:3]), key)
        _ask_damaged(found, key, says, where, Damage(words, chance))
    return found


def _ask_damaged(
    found: Collection, key: str, says: list[str], where: dict[str, set[str]], asked: Damage
) -> None:
    for place, word in enumerate(says[:6]):
        for kind, text in damaged(word, asked.words, asked.chance):
            if kind != "exact":
                found.ask(f"{kind}, with another", f"{text} {says[(place + 3) % len(says)]}", key)
            if len(where[word]) <= 4 and (kind == "exact" or text not in where):
                found.ask(f"{kind}, alone", text, *where[word])


def is_telling(word: str) -> bool:
    return len(word) > 4 and word.isalpha() and word not in STOP_WORDS


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of six words or more, and the text without it; no sentence when little
    text would be left.
    """
    for match in re.finditer(r"[^.!?\n]+(?:[.!?]|\n|$)", text):
        sentence = match[0].strip()
        if 6 <= len(sentence.split()) <= 30 and len(text) - len(match[0]) > 150:
            return sentence, text[: match.start()] + text[match.end() :]
    return "", text


def site_texts() -> dict[str, Document]:
    """The questions of the demo network with their answers, its library, and the pages of the
    site as they begin.
    """
    found: dict[str, Document] = {}
    for name in ("questions", "library", "offers"):
        for number, row in enumerate(
            json.loads((ROOT / f"jmzpro/demo/data/{name}.json").read_text())
        ):
            if isinstance(row, dict):
                found[f"{name}-{number}"] = Document(
                    "" if name == "questions" else str(row.get("title", "")), text_of(row)
                )
    return found


def text_of(row: dict[str, object]) -> str:
    texts: list[str] = []
    waiting: list[object] = list(row.values())
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str) and " " in value:
            texts.append(value)
        elif isinstance(value, dict | list):
            waiting += list(value.values()) if isinstance(value, dict) else value
    return "\n".join(texts)


def pages(folder: Path) -> Iterator[tuple[str, Document]]:
    """The Dutch web pages below a folder, those with some text."""
    files = [
        path
        for path in folder.rglob("*.html*")
        if "nl" in {*path.parts, path.name.split(".")[-1], path.name.split(".")[-2]}
    ]
    for path in sorted(files, key=lambda path: zlib.crc32(path.name.encode())):
        packed = path.read_bytes()
        page = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode(
            errors="replace"
        )[:400_000]
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        body = re.sub(r"(?s)<(script|style|head|nav|header|footer)\b.*?</\1>", " ", page)
        pieces = [
            plain(piece)
            for piece in re.findall(
                r"(?s)<(?:p|h[1-4]|li|td|dd|dt)\b[^>]*>(.*?)</(?:p|h[1-4]|li|td|dd|dt)>", body
            )
        ]
        text = "\n".join(dict.fromkeys(piece for piece in pieces if len(piece) > 20))[:LONGEST_TEXT]
        if title and len(text) > 300:
            yield str(path.relative_to(folder)), Document(plain(title[1]), text)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
