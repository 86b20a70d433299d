"""The words of Hulp vinden that are chosen from."""

from django.db import models


class Status(models.TextChoices):
    """In the words of HSDS 3, since they are what is exchanged."""

    ACTIVE = "active", "Er kan iemand terecht"
    CLOSED = "temporarily closed", "Tijdelijk gesloten"
    INACTIVE = "inactive", "Staat nog niet of niet meer op de site"
    DEFUNCT = "defunct", "Bestaat niet meer"


# What a visitor may see.
ON_THE_SITE = (Status.ACTIVE, Status.CLOSED)


class Audience(models.TextChoices):
    YOUNG_CARERS = "jonge-mantelzorgers", "Jonge mantelzorgers"
    PARENTS = "ouders", "Ouders"
    FAMILY = "gezin", "Het hele gezin"


class Way(models.TextChoices):
    """How it is given."""

    GROUP = "groep", "Een groep"
    INDIVIDUAL = "individueel", "Eén op één"
    BUDDY = "maatje", "Een maatje"
    ONLINE = "online", "Online of chat"
    PHONE = "telefoon", "Telefoon"
    RESPITE = "respijt", "Even vrij zijn van zorgen (respijt)"
    INFORMATION = "informatie", "Informatie"


class Applicant(models.TextChoices):
    """Who may apply."""

    SELF = "zelf", "Jezelf"
    PARENT = "ouder", "Een ouder of verzorger"
    PROFESSIONAL = "professional", "Een professional"


class Language(models.TextChoices):
    """ISO 639: the languages that are spoken there."""

    DUTCH = "nl", "Nederlands"
    FRISIAN = "fy", "Fries"
    ENGLISH = "en", "Engels"
    GERMAN = "de", "Duits"
    FRENCH = "fr", "Frans"
    ARABIC = "ar", "Arabisch"
    TURKISH = "tr", "Turks"
    POLISH = "pl", "Pools"
    UKRAINIAN = "uk", "Oekraïens"
    TIGRINYA = "ti", "Tigrinya"
    SOMALI = "so", "Somalisch"
    PERSIAN = "fa", "Farsi"
    SPANISH = "es", "Spaans"
    PAPIAMENTO = "pap", "Papiamento"
    SIGN = "dse", "Nederlandse Gebarentaal"


class ReportState(models.TextChoices):
    WAITING = "wacht", "wacht"
    MENDED = "verholpen", "verholpen"
    ASIDE = "opzij", "opzij gelegd"
