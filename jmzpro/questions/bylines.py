"""Who wrote it: members read a name and an organisation, visitors a role and a part of the country."""

from collections.abc import Mapping

from jmzpro.members.models import Person, Role

ROLES: Mapping[str, str] = {
    Role.CONSULTANT: "een consulent",
    Role.WELFARE: "een welzijns- of jongerenwerker",
    Role.SCHOOL: "iemand van een school",
    Role.YOUTH_HEALTH: "een jeugdarts of jeugdverpleegkundige",
    Role.SOCIAL_WORK: "een maatschappelijk werker of jeugdconsulent",
    Role.MENTAL_HEALTH: "iemand uit de ggz of verslavingszorg",
    Role.POLICY: "een beleidsmedewerker",
    Role.RESEARCH: "een onderzoeker of adviseur",
    Role.EXPERIENCE: "een ervaringsdeskundige",
    Role.OTHER: "een lid van het netwerk",
}
FORGOTTEN = "een oud-lid"


def role_of(person: Person | None) -> str:
    """ "een consulent": for after "gevraagd door"."""
    return ROLES.get(person.role, ROLES[Role.OTHER]) if person else FORGOTTEN


def part_of(person: Person | None) -> str:
    """ "in het zuiden van het land", or nothing when we do not know where somebody works."""
    return f"in {person.province.get_part_display()} van het land" if person and person.province else ""
