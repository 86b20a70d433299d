"""The words of the Kennisbank: kinds, for whom, where, ages, licences. Their values are in
addresses, exports and the database.
"""

from django.db import models


class Kind(models.TextChoices):
    PUBLICATION = "publicatie", "Publicatie"
    RESEARCH = "onderzoek", "Onderzoek"
    FACTSHEET = "factsheet", "Factsheet"
    GUIDE = "handreiking", "Handreiking"
    TOOLKIT = "toolkit", "Toolkit"
    LESSON = "lesmateriaal", "Lesmateriaal"
    FILM = "film", "Film"
    TRAINING = "training", "Training op aanvraag"
    INSTRUMENT = "instrument", "Instrument"
    GUIDELINE = "richtlijn", "Richtlijn"
    PRACTICE = "praktijkvoorbeeld", "Praktijkvoorbeeld"


class State(models.TextChoices):
    CONCEPT = "concept", "Concept"
    FOR_REVIEW = "beoordelen", "Ter beoordeling"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Audience(models.TextChoices):
    """For whom. What a member can be is called the same here as `members.Role` calls it."""

    CONSULTANT = "consulent", "Mantelzorgconsulent"
    WELFARE = "welzijn", "Welzijns- of jongerenwerker"
    SCHOOL = "school", "Wie op een school werkt"
    YOUTH_HEALTH = "jeugdarts", "Jeugdarts of jeugdverpleegkundige"
    SOCIAL_WORK = "maatschappelijk-werk", "Maatschappelijk werker of jeugdconsulent"
    MENTAL_HEALTH = "ggz", "Wie in de ggz of verslavingszorg werkt"
    GENERAL_PRACTICE = "huisarts", "Huisarts of praktijkondersteuner"
    POLICY = "beleid", "Beleidsmedewerker"
    RESEARCH = "onderzoek", "Onderzoeker of adviseur"
    PARENTS = "ouders", "Ouders"
    YOUNG_CARERS = "jonge-mantelzorgers", "Jonge mantelzorgers zelf"


class Workplace(models.TextChoices):
    """Where it is used."""

    PRIMARY = "po", "Basisonderwijs"
    SECONDARY = "vo", "Voortgezet onderwijs"
    VOCATIONAL = "mbo", "Mbo"
    HIGHER = "ho", "Hbo en wo"
    WELFARE = "welzijn", "Welzijn"
    MENTAL_HEALTH = "ggz", "Ggz"
    GENERAL_PRACTICE = "huisarts", "Huisarts en jgz"
    MUNICIPALITY = "gemeente", "Gemeente"


class AgeBand(models.TextChoices):
    """Of the young carer."""

    SIX = "6-11", "6 tot en met 11 jaar"
    TWELVE = "12-15", "12 tot en met 15 jaar"
    SIXTEEN = "16-17", "16 en 17 jaar"
    EIGHTEEN = "18-25", "18 tot en met 25 jaar"


class Language(models.TextChoices):
    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    FRISIAN = "fy", "Fries"
    GERMAN = "de", "Duits"
    FRENCH = "fr", "Frans"
    ARABIC = "ar", "Arabisch"
    TURKISH = "tr", "Turks"
    UKRAINIAN = "uk", "Oekraïens"
    POLISH = "pl", "Pools"
    SPANISH = "es", "Spaans"
    OTHER = "mul", "Meer talen, of een andere taal"


class Reuse(models.TextChoices):
    """What you may do with it, in plain words."""

    ADAPT = "aanpassen", "Mag je aanpassen"
    UNCHANGED = "ongewijzigd", "Alleen ongewijzigd"
    ON_REQUEST = "op-aanvraag", "Op aanvraag"


class Licence(models.TextChoices):
    """By code. What a code allows is in LICENCES_THAT_ADAPT and LICENCES_UNCHANGED."""

    CC0 = "cc0", "CC0"
    BY = "cc-by", "CC BY"
    BY_SA = "cc-by-sa", "CC BY-SA"
    BY_NC = "cc-by-nc", "CC BY-NC"
    BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA"
    BY_ND = "cc-by-nd", "CC BY-ND"
    BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND"
    RESERVED = "arr", "Alle rechten voorbehouden"
    UNKNOWN = "onbekend", "Niet vermeld"


LICENCES_THAT_ADAPT = (Licence.CC0, Licence.BY, Licence.BY_SA, Licence.BY_NC, Licence.BY_NC_SA)
LICENCES_UNCHANGED = (Licence.BY_ND, Licence.BY_NC_ND)
# No version is named: the work itself says which one it is under.
LICENCE_PAGES: dict[str, str] = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    **{
        licence: f"https://creativecommons.org/licenses/{licence.value.removeprefix('cc-')}/4.0/"
        for licence in (*LICENCES_THAT_ADAPT[1:], *LICENCES_UNCHANGED)
    },
}
LICENCE_EXPLAINED: dict[str, str] = {
    Licence.CC0: "Je mag ermee doen wat je wilt.",
    Licence.BY: "Je mag het delen en aanpassen, als je de maker noemt.",
    Licence.BY_SA: (
        "Je mag het delen en aanpassen, als je de maker noemt en het onder dezelfde licentie "
        "doorgeeft."
    ),
    Licence.BY_NC: (
        "Je mag het delen en aanpassen, zonder eraan te verdienen, als je de maker noemt."
    ),
    Licence.BY_NC_SA: (
        "Je mag het delen en aanpassen, zonder eraan te verdienen, als je de maker noemt en "
        "dezelfde licentie gebruikt."
    ),
    Licence.BY_ND: "Je mag het delen zoals het is, als je de maker noemt.",
    Licence.BY_NC_ND: (
        "Je mag het delen zoals het is, zonder eraan te verdienen, als je de maker noemt."
    ),
    Licence.RESERVED: (
        "Lees en gebruik het zelf. Wil je het verspreiden of aanpassen, vraag het dan de maker."
    ),
    Licence.UNKNOWN: (
        "Er staat geen licentie bij. Wil je het verspreiden of aanpassen, vraag het dan de maker."
    ),
}

# How long an item may go unread by its owner, in months: what dates quickly is asked about sooner.
MONTHS_UNTIL_REVIEW: dict[str, int] = {
    Kind.PUBLICATION: 36,
    Kind.RESEARCH: 60,
    Kind.FACTSHEET: 12,
    Kind.GUIDE: 24,
    Kind.TOOLKIT: 12,
    Kind.LESSON: 24,
    Kind.FILM: 36,
    Kind.TRAINING: 12,
    Kind.INSTRUMENT: 24,
    Kind.GUIDELINE: 24,
    Kind.PRACTICE: 24,
}

# The fields that only some kinds have: shown, asked and exported for those alone.
FIELDS_OF_KIND: dict[str, tuple[str, ...]] = {
    Kind.FILM: ("film_minutes", "transcript"),
    Kind.TRAINING: ("training_by", "training_place", "training_length", "training_group"),
    Kind.INSTRUMENT: (
        "instrument_purpose",
        "instrument_users",
        "instrument_validation",
        "instrument_source",
    ),
    Kind.PRACTICE: (
        "practice_context",
        "practice_approach",
        "practice_result",
        "practice_differently",
        "practice_contact",
    ),
}


class Validation(models.TextChoices):
    VALIDATED = "gevalideerd", "Gevalideerd"
    NOT_VALIDATED = "niet-gevalideerd", "Niet gevalideerd"
    UNKNOWN = "onbekend", "Niet bekend"
