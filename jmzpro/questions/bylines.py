"""Who wrote it: members read a name and an organisation, visitors a role and a part of the country."""

from collections.abc import Mapping

from django.utils.text import capfirst

from jmzpro.members.models import FORMER_MEMBER, Person, Role
from jmzpro.places.models import Part
from jmzpro.questions.models import Question, Region, Thanks

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
A_MEMBER = "een lid"


def role_of(person: Person | None) -> str:
    """ "een consulent": for after "gevraagd door"."""
    return ROLES.get(person.role, ROLES[Role.OTHER]) if person and person.shows_name else FORMER_MEMBER


def part_of(person: Person | None) -> str:
    """ "in het zuiden van het land", or nothing when we do not know where somebody works."""
    return f"in {person.province.get_part_display()} van het land" if person and person.shows_name and person.province else ""


def asker_without_name(question: Question) -> str:
    """ "een consulent in het zuiden van het land", "een consulent" or "een lid": fixed when it was asked."""
    role = ROLES.get(question.shown_role, A_MEMBER)
    return f"{role} in {Part(question.shown_part).label} van het land" if question.shown_part else role


def asker_in_words(question: Question) -> str:
    """The asker without a name and organisation: for visitors, and for everybody under a question without a name."""
    if question.is_without_name:
        return asker_without_name(question)
    return public_byline(question.asker)


def public_byline(person: Person | None) -> str:
    """ "een consulent in het zuiden van het land": what visitors read instead of a name."""
    return f"{role_of(person)} {part_of(person)}".strip()


def asker_name(question: Question) -> str:
    """For members: the name, or what stands instead."""
    if question.is_without_name:
        return asker_without_name(question)
    return question.asker.shown_name if question.asker else FORMER_MEMBER


def region_in_words(question: Question, *, is_member: bool) -> str:
    """Where the answer must be right, as far as this reader may know: "Friesland", "het noorden van het land", or nothing."""
    province = question.province
    if province is None or question.shown_region == Region.NOTHING:
        return ""
    return province.name if is_member and question.shown_region == Region.PROVINCE else f"{province.get_part_display()} van het land"


def region_is_hidden(question: Question) -> bool:
    return question.province_id is not None and question.shown_region == Region.NOTHING


def asker_first(question: Question) -> str:
    """The same, to begin a sentence with. A name keeps its own capitals."""
    return question.asker.shown_name_first if question.asker and not question.is_without_name else capfirst(asker_name(question))


def organisation_of(question: Question) -> str:
    """For members: where the asker works; nothing under a question without a name."""
    asker = question.asker
    return asker.organisation.name if asker and asker.organisation and not question.is_without_name else ""


def sender_of(question: Question) -> str:
    """The name in From of a mail that carries the asker's words."""
    if question.is_without_name:
        return "Een lid via JMZ Pro"
    return f"{question.asker.name} via JMZ Pro" if question.asker and question.asker.shows_name else "JMZ Pro"


def thanker(thanks: Thanks) -> str:
    """Who says thank you; the asker of a question without a name does so without one too."""
    question = thanks.answer.question
    return "De vraagsteller" if question.is_without_name and question.is_asked_by(thanks.person) else thanks.person.shown_name_first
