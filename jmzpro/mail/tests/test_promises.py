"""No page and no message says that a mail was sent while it may still wait here: "we sturen je
een mail", never "we stuurden".
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "jmzpro"
SENT_ALREADY = re.compile(
    r"""
    \b(?:we|wij)\s+(?:stuurden|mailden)\b
    | \b(?:stuurden|mailden)\s+(?:we|wij|je|jou|jullie|hem|haar|hen)\b
    | \bhebben\s[^.<"]{0,60}\b(?:gestuurd|verstuurd|gemaild|verzonden)\b
    | \b(?:is|zijn|werd|werden)\s(?:\w+\s){0,3}(?:verstuurd|gemaild|verzonden|gestuurd)\b
    | \b(?:heeft|hebben|kreeg|kregen)\s(?:\w+\s){0,2}een\s(?:e-)?mail\b
    | \b(?:mail|uitnodiging|code|spelregels)\b[^.<"]{0,40}\b(?:is|zijn)\s+onderweg\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What is no promise about a mail of now: the file, the words, and why they may stand.
MAY_STAND = {
    ("agenda/templates/agenda/adding/check.html", "is verstuurd"): "it says that nothing was sent",
    (
        "letters/templates/letters/sent.html",
        "We stuurden",
    ): "letters of the past: only what has left is listed",
}


def said_in(text: str) -> list[str]:
    """What was not sent may be said."""
    found = (" ".join(one.group().split()) for one in SENT_ALREADY.finditer(text))
    return [words for words in found if not re.search(r"\bnie(?:t|ts)\b", words)]


def texts() -> list[tuple[str, str]]:
    """Every template, and what our own code says in Dutch; no tests, and not what reads the mail
    of others.
    """
    found = []
    for file in sorted(ROOT.rglob("*")):
        parts = file.relative_to(ROOT).parts
        if file.suffix in {".html", ".txt", ".py"} and not {
            "tests",
            "migrations",
            "reading",
            "demo",
            "text",
        } & set(parts):
            found.append(("/".join(parts), file.read_text()))
    return found


def test_no_page_says_that_a_mail_went_before_it_did() -> None:
    found = {(name, words) for name, text in texts() for words in said_in(text)}
    assert found - set(MAY_STAND) == set(), "say what will happen: “We sturen je een mail.”"
    assert set(MAY_STAND) <= found, "take out what is said no more"


@pytest.mark.parametrize(
    "sentence",
    [
        "We stuurden je een mail.",
        "We hebben opnieuw een code gestuurd.",
        "De uitnodiging aan Mo is onderweg naar hem.",
        "De ander heeft een mail.",
        "Je verzoek is verstuurd.",
        "Versie 2 is ernaartoe gemaild.",
        "Wij mailden je.",
        "Zes leden kregen meteen een mail.",
    ],
)
def test_what_says_too_much_is_caught(sentence: str) -> None:
    assert said_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We sturen je een mail.",
        "De ander krijgt een mail.",
        "Je vraag is nog niet verstuurd.",
        "Je hebt een mailadres nodig.",
    ],
)
def test_what_will_happen_may_be_said(sentence: str) -> None:
    assert not said_in(sentence)
