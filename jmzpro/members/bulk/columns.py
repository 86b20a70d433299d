"""The columns of the lists of organisations and of people: how they are called, written, and
read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jmzpro.members.models import Organisation, Person
from jmzpro.text.words import fold

BETWEEN = " | "


@dataclass(frozen=True)
class Column:
    """`heading` is how it is exported and `also` how others call it; `read`: may it be taken in."""

    key: str
    heading: str
    of: Callable[[Any], Any]
    also: tuple[str, ...] = ()
    read: bool = True

    @property
    def headings(self) -> set[str]:
        return {plain(name) for name in (self.key, self.heading, *self.also)}


def plain(heading: str) -> str:
    """ "E-mail adres:" and "emailadres" are the same heading."""
    return "".join(letter for letter in fold(heading) if letter.isalnum())


def several(names: Any) -> str:
    return BETWEEN.join(str(one) for one in names)


COMPANY = (
    "organisatie",
    "naam organisatie",
    "organisatienaam",
    "bedrijfsnaam",
    "instelling",
    "company",
    "organization name",
)
EMPLOYER = (
    "werkgever",
    "lidorganisatie",
    "bedrijf",
    "company",
    "organization name",
    "organization 1 - name",
    "organisatienaam",
)
FULL_NAME = (
    "volledige naam",
    "persoon",
    "medewerker",
    "collega",
    "full name",
    "display name",
    "weergavenaam",
)
ORGANISATION = (
    Column(
        "name",
        "Naam",
        lambda one: one.name,
        (
            "organisatie",
            "naam organisatie",
            "organisatienaam",
            "bedrijfsnaam",
            "instelling",
            "company",
            "organization name",
        ),
    ),
    Column(
        "kind",
        "Soort",
        lambda one: one.get_kind_display(),
        ("type", "soort organisatie", "categorie"),
    ),
    Column("kvk", "KvK-nummer", lambda one: one.kvk, ("kvk", "kvk nr", "kamer van koophandel")),
    Column(
        "town",
        "Plaats",
        lambda one: one.town.full_name if one.town else "",
        ("woonplaats", "vestigingsplaats", "stad", "gemeente"),
    ),
    Column(
        "works_in",
        "Werkt in (provincies)",
        lambda one: several(one.works_in.all()),
        ("werkt in", "provincies", "provincie", "werkgebied"),
    ),
    Column(
        "themes",
        "Thema’s",
        lambda one: several(one.themes.all()),
        ("themas", "thema", "onderwerpen"),
    ),
    Column(
        "description",
        "Wie zij zijn",
        lambda one: one.description,
        ("omschrijving", "beschrijving", "wie we zijn"),
    ),
    Column("website", "Website", lambda one: one.website, ("site", "url", "webadres", "www")),
    Column(
        "email",
        "E-mail",
        lambda one: one.email,
        ("e-mailadres", "mail", "algemeen e-mailadres", "mailadres"),
    ),
    Column(
        "phone",
        "Telefoon",
        lambda one: one.phone,
        ("telefoonnummer", "tel", "algemeen telefoonnummer", "phone", "business phone"),
    ),
    Column(
        "joined_on",
        "Lid sinds",
        lambda one: one.joined_on.isoformat() if one.joined_on else "",
        ("lid vanaf", "ingangsdatum"),
    ),
    Column("state", "Stand", lambda one: one.get_state_display(), read=False),
    Column(
        "contact", "Contactpersoon", lambda one: one.contact.name if one.contact else "", read=False
    ),
    Column("people", "Mensen", lambda one: one.people_count, read=False),
    Column("address", "Adres op de site", lambda one: one.slug, read=False),
)
MAIL = (
    *(
        "e-mailadres",
        "mail",
        "mailadres",
        "werkmail",
        "e-mail address",
        "e-mail 1 - value",
        "e-mail 1 - waarde",
    ),
    *("e-mailadres 1", "e-mailadres werk", "primary email"),
)
# How lists and contact programs call the parts of a name, in Dutch and English; "tv" and "voorv"
# are those of Dutch schools.
GIVEN, PARTICLE, FAMILY = "given", "particle", "family"
NAME_PARTS = {
    GIVEN: ("voornaam", "voornamen", "roepnaam", "first name", "given name"),
    PARTICLE: (
        *(
            "tussenvoegsel",
            "tussenvoegsels",
            "tussenv",
            "tv",
            "voorvoegsel",
            "voorvoegsels",
            "voorv",
        ),
        *("middelste naam", "tweede naam", "middle name", "additional name"),
    ),
    FAMILY: ("achternaam", "familienaam", "geslachtsnaam", "last name", "family name", "surname"),
}
PARTS_BY_HEADING = {
    "".join(letter for letter in heading if letter.isalnum()): part
    for part, headings in NAME_PARTS.items()
    for heading in headings
}
PERSON = (
    Column(
        "name",
        "Naam",
        lambda one: one.name,
        (
            "volledige naam",
            "persoon",
            "medewerker",
            "collega",
            "full name",
            "display name",
            "weergavenaam",
        ),
    ),
    Column("email", "E-mail", lambda one: one.user.email, MAIL),
    Column(
        "organisation",
        "Organisatie",
        lambda one: one.organisation.name if one.organisation else "",
        EMPLOYER,
    ),
    Column(
        "function",
        "Functie",
        lambda one: one.function,
        ("functietitel", "beroep", "job title", "organization title", "organization 1 - title"),
    ),
    Column("role", "Rol", lambda one: one.get_role_display(), ("wat doet iemand",)),
    Column(
        "is_team_mailbox",
        "Teammailbox",
        lambda one: "ja" if one.is_team_mailbox else "nee",
        ("team", "gedeelde mailbox"),
    ),
    Column("standing", "Hoort erbij als", lambda one: one.get_standing_display(), read=False),
    Column(
        "is_contact",
        "Contactpersoon",
        lambda one: "ja" if one.organisation and one.organisation.contact_id == one.pk else "nee",
        read=False,
    ),
    Column("province", "Provincie", lambda one: str(one.province or ""), read=False),
    Column(
        "last_login",
        "Laatst ingelogd",
        lambda one: one.user.last_login.date().isoformat() if one.user.last_login else "",
        read=False,
    ),
    Column("is_active", "Doet mee", lambda one: "ja" if one.is_active else "nee", read=False),
    Column(
        "leaves_on",
        "Account sluit op",
        lambda one: one.leaves_on.isoformat() if one.leaves_on else "",
        read=False,
    ),
)
COLUMNS: Mapping[type, tuple[Column, ...]] = {Organisation: ORGANISATION, Person: PERSON}


def name_part(heading: str) -> str | None:
    """Which part of a person's name this heading names."""
    return PARTS_BY_HEADING.get(plain(heading))


def known_as(heading: str, columns: tuple[Column, ...]) -> str | None:
    """The key of the column that this heading names; None for one that is not taken in."""
    wanted = plain(heading)
    return next(
        (column.key for column in columns if column.read and wanted and wanted in column.headings),
        None,
    )
