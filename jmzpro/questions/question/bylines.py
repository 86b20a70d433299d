"""Who wrote it: members read a name and an organisation, visitors a role and a part of the
country.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from jmzpro.members.models import FORMER_MEMBER, Role
from jmzpro.places.models import Part
from jmzpro.questions.question import anonymity
from jmzpro.questions.question.states import Region

if TYPE_CHECKING:
    from jmzpro.questions.models import Answer, Question, Thanks

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


def asker_to_be(question: Question) -> str:
    """What visitors will read instead of the asker's name, when that is fixed now."""
    if question.asker is None or question.is_without_name or question.asker_agrees_to_publish:
        return asker_in_words(question)
    shown = anonymity.shown_of(question.asker, None)
    return in_words(shown.role, shown.part)


def author_to_be(answer: Answer) -> str:
    if answer.author is None or answer.is_reaction:
        return author_in_words(answer)
    shown = anonymity.shown_of(answer.author, None)
    return in_words(shown.role, shown.part)


def in_words(role: str, part: str) -> str:
    """ "een consulent in het zuiden van het land", "een consulent" or "een lid"."""
    told = ROLES.get(role, A_MEMBER)
    return f"{told} in {Part(part).label} van het land" if part else told


def asker_without_name(question: Question) -> str:
    """ "een consulent in het zuiden van het land", "een consulent" or "een lid": fixed when it
    was asked.
    """
    return in_words(question.shown_role, question.shown_part)


def asker_in_words(question: Question) -> str:
    """The asker without a name and organisation: for visitors, and for everybody under a
    question without a name.
    """
    is_gone = not question.is_without_name and not (question.asker and question.asker.shows_name)
    return FORMER_MEMBER if is_gone else asker_without_name(question)


def author_in_words(answer: Answer) -> str:
    """ "een consulent in het zuiden van het land": what visitors read instead of a name, as it
    was fixed.
    """
    if answer.is_reaction:
        return asker_in_words(answer.question)
    if answer.author is None or not answer.author.shows_name:
        return FORMER_MEMBER
    return in_words(answer.shown_role, answer.shown_part)


def asker_name(question: Question) -> str:
    """For members: the name, or what stands instead."""
    if question.is_without_name:
        return asker_without_name(question)
    return question.asker.shown_name if question.asker else FORMER_MEMBER


def region_in_words(question: Question, *, is_member: bool) -> str:
    """Where the answer must be right, as far as this reader may know: "Friesland", "het noorden
    van het land", or nothing.
    """
    province = question.province
    if province is None or question.shown_region == Region.NOTHING:
        return ""
    return (
        province.name
        if is_member and question.shown_region == Region.PROVINCE
        else f"{province.get_part_display()} van het land"
    )


def asker_first(question: Question) -> str:
    """The same, to begin a sentence with. A name keeps its own capitals."""
    return (
        question.asker.shown_name_first
        if question.asker and not question.is_without_name
        else capfirst(asker_name(question))
    )


def organisation_of(question: Question) -> str:
    """For members: where the asker works; nothing under a question without a name."""
    asker = question.asker
    return (
        asker.organisation.name
        if asker and asker.organisation and not question.is_without_name
        else ""
    )


def sender_of(question: Question) -> str:
    """The name in From of a mail that carries the asker's words."""
    if question.is_without_name:
        return "Een lid via JMZ Pro"
    return (
        f"{question.asker.name} via JMZ Pro"
        if question.asker and question.asker.shows_name
        else "JMZ Pro"
    )


def thanker(thanks: Thanks) -> str:
    """Who says thank you; the asker of a question without a name does so without one too."""
    question = thanks.answer.question
    return (
        "De vraagsteller"
        if question.is_without_name and question.is_asked_by(thanks.person)
        else thanks.person.shown_name_first
    )
