"""Names of modules, judged: a module is a room, so its name is a noun (docs/STYLE.md)."""

import re
from collections.abc import Iterable

# Words in -ing that the field uses as the name of a thing, each with its reason.
NOUNS_IN_ING = {
    "routing": "the standard term for choosing who gets a question",
    "scoring": "the standard term for ranking by a number",
    "ranking": "the standard term in search",
    "training": "the standard term for fitting weights to data",
    "spelling": "a noun: the spelling of a word",
    "booking": "a noun: a place that somebody has taken",
    "rescheduling": "the standard term for moving what is planned",
    "matching": "the standard term for finding what fits",
    "throttling": "the standard term for limits per time",
    "sharing": "the standard term of sites for passing a page on",
    "voting": "the standard term for counting votes",
    "mapping": "the standard term for fields of theirs to fields of ours",
    "settings": "Django's own name for it",
    "testing": "what the folder is for; Django and pytest say so too",
    "wording": "a noun: how something is worded",
}
ADVERBS = {
    *(
        "of",
        "once",
        "outside",
        "inside",
        "among",
        "several",
        "both",
        "apart",
        "alike",
        "again",
        "anew",
    ),
    *(
        "afterwards",
        "ahead",
        "together",
        "elsewhere",
        "meanwhile",
        "back",
        "forward",
        "since",
        "until",
    ),
}
IRREGULAR = {
    *(
        "said",
        "known",
        "told",
        "found",
        "kept",
        "made",
        "given",
        "taken",
        "written",
        "seen",
        "held",
        "sent",
    ),
    *(
        "shown",
        "left",
        "lost",
        "built",
        "put",
        "gone",
        "done",
        "had",
        "met",
        "begun",
        "chosen",
        "drawn",
    ),
    *(
        "spoken",
        "thought",
        "brought",
        "caught",
        "won",
        "paid",
        "laid",
        "hidden",
        "forgotten",
        "asked",
    ),
}
# They end in -ed and are no participles.
NOUNS_IN_ED = {
    "embed",
    "pubmed",
    "feed",
    "feeds",
    "seed",
    "seeds",
    "bed",
    "need",
    "needs",
    "shed",
    "speed",
}

# Modules that keep such a name, with the reason.
EXCEPTIONS = {
    "jmzpro.held": "its app label stands in the database; what it keeps is called a held text",
    "jmzpro.mail.incoming": "incoming mail: the adjective names which mail of the room above it",
}


def is_noun(name: str) -> bool:
    """Whether the name of a module or package can be a noun: its last word is what it is."""
    word = re.split(r"_", name.strip("_"))[-1]
    if word in ADVERBS | IRREGULAR:
        return False
    if word.endswith("ing"):
        return word in NOUNS_IN_ING or len(word) <= 5
    return not word.endswith("ed") or word in NOUNS_IN_ED


def find_bad_names(modules: Iterable[str]) -> set[str]:
    """Modules, as dotted names, of which the last part is a bare participle, gerund or adverb."""
    judged = set(modules) - set(EXCEPTIONS)
    return {module for module in judged if not is_noun(module.rpartition(".")[2])}


def find_shared_names(modules: Iterable[str]) -> set[str]:
    """Names that a slice uses for a package and, outside that package, for a module: one word for
    two things. Template tags are named after the room whose tags they hold.
    """
    every = {module for module in modules if ".templatetags." not in module}
    packages = {module.rpartition(".")[0] for module in every}
    shared = set()
    for package in packages:
        slice_name = ".".join(package.split(".")[:2])
        name = package.rpartition(".")[2]
        if package == slice_name:
            continue
        for module in every - packages:
            is_beside = module.startswith(f"{slice_name}.") and not module.startswith(f"{package}.")
            if is_beside and module.endswith(f".{name}"):
                shared.add(f"{package} and {module}")
    return shared
