"""Words of acute danger: a reason to show the help numbers first, never a reason to stop somebody."""

import re

from jmzpro.text.words import fold

PHRASES = (
    # Suicide and self-harm.
    r"zelfmoord|zelfdoding|suicid|zelfbeschadig|automutil|overdosis|levensgevaar|levensmoe",
    r"\b(?:wil|wilt|wilde|wou|willen|wilden|zou|liever|was|waren) (?:\w+ ){0,4}(?:dood|doodgaan|er niet meer (?:zijn|wezen))\b",
    r"\bdood (?:wil|wilt|wilde|willen|wou|zijn|gaan)\b",
    r"\bniet (?:meer |langer )(?:te |wil |wilt |wilde |willen )?(?:verder )?leven\b",
    r"\bleven (?:te )?beeindig|\beinde? (?:te )?(?:maken |maakt )?aan (?:\w+ )?leven\b|\bvan het leven (?:te )?bero",
    r"\bzich(?:zelf)? (?:\w+ ){0,2}(?:iets|wat) aan ?(?:te )?(?:doen|doet|gedaan|deed)",
    r"\b(?:doet|deed|doe) (?:\w+ ){0,2}zich(?:zelf)? (?:\w+ )?iets aan",
    r"\b(?:snijdt|snijden|snijd|krast|verwondt|verwonden) (?:\w+ ){0,2}zich(?:zelf)?\b",
    r"\bzich(?:zelf)? (?:\w+ ){0,3}(?:snij|sneed|verwond|kras|pijn doe)",
    # Violence and abuse.
    r"mishandel|\b(?:huiselijk|seksueel|fysiek|lichamelijk) geweld|geweld thuis|verkracht|aanrand|misbruik",
    r"\b(?:slaat|slaan|sloeg|sloegen|schopt|schoppen|schopte|wurgt|wurgen|geslagen|geschopt|gewurgd|steekt|neergestoken)\b|\bblauwe plek",
    r"\bbedreig|\bmet een mes\b|\bvuurwapen|\bwapen\b|\bvermoord|\bdoodsla|\bdoodmaken\b",
    r"\bloverboy|\buithuwelijk|\beerwraak|\beergerelateerd|\bbesnijdenis",
    # A child that is not safe now.
    r"\bin gevaar\b|\bacuut\b|\bacute? (?:\w+ )?(?:gevaar|nood|zorg)|\bgevaar(?:lijk)? thuis|\bniet (?:meer )?veilig\b|\bonveilig",
    r"\bdurft? (?:\w+ ){0,3}niet (?:meer )?(?:naar huis|thuis)|\bbang (?:\w+ ){0,2}(?:om naar huis|thuis)",
    r"\bbang voor (?:zijn|haar|mijn|hun|de) (?:stief)?(?:vader|moeder|ouders?|broer)\b|weggelopen|\bvermist\b|\bop straat gezet",
)
DANGER = re.compile("|".join(PHRASES))
NO_WORD = re.compile(r"[\W_]+")


def has_acute_danger(text: str) -> bool:
    """Whether the text speaks of suicide, violence, abuse or a child in danger, whatever the inflection, with or without "niet"."""
    return DANGER.search(NO_WORD.sub(" ", fold(text))) is not None
