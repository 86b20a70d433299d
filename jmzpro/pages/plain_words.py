"""Words that make a text harder than it needs to be: a hint for who writes, never a verdict."""

from jmzpro.text import lexicon
from jmzpro.text.words import fold

# What offices say, and how people say it. The list is ours.
PLAINER = {
    "middels": "met",
    "derhalve": "daarom",
    "teneinde": "om",
    "omtrent": "over",
    "inzake": "over",
    "conform": "volgens",
    "dienen te": "moeten",
    "dient te": "moet",
    "ten behoeve van": "voor",
    "met betrekking tot": "over",
    "ten aanzien van": "over",
    "in het kader van": "voor, bij",
    "op basis van": "door, met",
    "met ingang van": "vanaf",
    "indien": "als",
    "tevens": "ook",
    "alsmede": "en ook",
    "desgewenst": "als je wilt",
    "woonachtig": "woont",
    "betreffende": "over",
    "dusdanig": "zo",
    "dermate": "zo",
    "echter": "maar",
    "doch": "maar",
    "reeds": "al",
    "thans": "nu",
    "gaarne": "graag",
    "alvorens": "voordat",
    "aangaande": "over",
    "bewerkstelligen": "zorgen voor",
    "faciliteren": "mogelijk maken",
    "implementeren": "invoeren",
    "monitoren": "volgen",
    "participeren": "meedoen",
    "optimaliseren": "beter maken",
    "realiseren": "maken, bereiken",
    "communiceren": "vertellen",
    "initiëren": "beginnen",
    "stakeholders": "wie erbij betrokken is",
    "handvatten": "tips, hulp",
    "traject": "hulp, tijd",
    "expertise": "kennis",
    "preventief": "om erger te voorkomen",
    "adequaat": "goed",
    "significant": "duidelijk",
    "problematiek": "problemen",
    "casuïstiek": "voorbeelden",
    "ketenpartners": "organisaties met wie je samenwerkt",
    "hulpvraag": "vraag",
    "draagkracht": "wat iemand aankan",
    "draaglast": "wat iemand moet dragen",
    "systeem": "gezin, familie",
}
LONGEST = 60
SHORTEST_RARE = 5


def is_rare(word: str) -> bool:
    """Neither in the word list, nor a form or compound of words in it. A name (with a capital)
    is none of our business.
    """
    if not SHORTEST_RARE <= len(word) <= LONGEST or not word.islower():
        return False
    whole = fold(word.replace("’", "").replace("'", ""))
    return not any(known(part) for part in (whole, whole.replace("-", ""))) and not all(
        known(part) for part in whole.split("-")
    )


def known(word: str) -> bool:
    if not word or lexicon.is_word(word) or lexicon.is_word(lexicon.lemma(word)):
        return True
    return bool(lexicon.parts(word))
