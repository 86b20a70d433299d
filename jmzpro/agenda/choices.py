"""The words of the agenda: kinds, states, where, registers. Their values are in addresses, feeds
and the database.
"""

from django.db import models


class State(models.TextChoices):
    """Where an activity stands. On the site: published, and cancelled after it was published."""

    DRAFT = "concept", "Concept"
    TO_CONFIRM = "bevestigen", "Wacht op bevestiging per mail"
    FOR_REVIEW = "beoordelen", "Wacht op beoordeling"
    PUBLISHED = "gepubliceerd", "Op de site"
    CANCELLED = "afgelast", "Gaat niet door"
    REJECTED = "afgewezen", "Afgewezen"
    WITHDRAWN = "ingetrokken", "Van de site gehaald"


ON_THE_SITE = (State.PUBLISHED, State.CANCELLED)
# In these it can be changed.
OPEN = (State.DRAFT, State.TO_CONFIRM, State.FOR_REVIEW, State.PUBLISHED)


class ActivityKind(models.TextChoices):
    OUTING = "uitje", "Uitje"
    CAMP = "kamp", "Kamp of weekend"
    THEATRE = "theater", "Theater of film"
    SPORT = "sport", "Sport en spel"
    CREATIVE = "creatief", "Creatief"
    MEETING = "ontmoeting", "Ontmoeting"
    GROUP = "groep", "Groep of cursus"
    BUDDY = "maatje", "Maatjesproject"
    INFORMATION = "informatie", "Informatiebijeenkomst"
    NETWORK_DAY = "netwerkdag", "Netwerkdag"
    WEBINAR = "webinar", "Webinar"
    TRAINING = "training", "Training"
    SYMPOSIUM = "symposium", "Symposium of congres"
    CASES = "casus", "Casusbespreking"
    LESSON = "les", "Les of gastles"
    OTHER = "anders", "Iets anders"


# Each under a name of its own in the description of the API, where the Kennisbank has kinds and
# audiences too. The class has a name of its own for the description of the API, where the
# Kennisbank has kinds too; so has that of the audiences.
Kind = ActivityKind


class Where(models.TextChoices):
    ON_SITE = "locatie", "Op een plek"
    ONLINE = "online", "Online"
    BOTH = "beide", "Op een plek en online"


class ForWhom(models.TextChoices):
    YOUNG_CARERS = "jonge-mantelzorgers", "Jonge mantelzorgers"
    PARENTS = "ouders", "Ouders"
    PROFESSIONALS = "professionals", "Professionals"


Audience = ForWhom
# Of an activity and of each of its dates, the columns that say for whom it is.
AUDIENCE_COLUMNS = {
    Audience.YOUNG_CARERS: "for_young_carers",
    Audience.PARENTS: "for_parents",
    Audience.PROFESSIONALS: "for_professionals",
}


class Register(models.TextChoices):
    """Where professionals get points of accreditation."""

    SKJ = "skj", "SKJ"
    REGISTERPLEIN = "registerplein", "Registerplein"
    ABAN = "aban", "ABAN"
    VENVN = "venvn", "V&VN"


class Source(models.TextChoices):
    """How it came to us."""

    MEMBER = "lid", "Formulier, door een lid"
    VISITOR = "bezoeker", "Formulier, door een bezoeker"
    OFFICE = "bureau", "Door het bureau"
    CALENDAR = "kalender", "Gekoppelde kalender"
    IMPORT = "import", "Ingelezen bestand"


class Registration(models.TextChoices):
    NONE = "geen", "Aanmelden hoeft niet"
    ELSEWHERE = "elders", "Aanmelden bij de organisator"
    HERE = "hier", "Aanmelden op deze site"


class Language(models.TextChoices):
    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    FRISIAN = "fy", "Fries"
    GERMAN = "de", "Duits"
    ARABIC = "ar", "Arabisch"
    TURKISH = "tr", "Turks"
    UKRAINIAN = "uk", "Oekraïens"
    POLISH = "pl", "Pools"
    SIGN = "ngt", "Nederlandse Gebarentaal"


class OccurrenceState(models.TextChoices):
    PLANNED = "gepland", "Gepland"
    MOVED = "verplaatst", "Verplaatst"
    CANCELLED = "vervallen", "Gaat niet door"


class Step(models.TextChoices):
    """What happened to an activity on its way to the site."""

    SENT = "verstuurd", "Verstuurd"
    REVISED = "aangepast", "Aangepast"
    ASKED = "gevraagd", "Vraag van het bureau"
    ANSWERED = "beantwoord", "Antwoord"
    PLACED = "geplaatst", "Op de site gezet"
    REJECTED = "afgewezen", "Niet geplaatst"


class ChangeState(models.TextChoices):
    WAITING = "wacht", "Wacht op een besluit"
    TAKEN = "overgenomen", "Overgenomen"
    REFUSED = "afgewezen", "Niet overgenomen"
    REPLACED = "vervangen", "Vervangen door een latere"
