"""The words around a question and its answers: when, after how long, by whom."""

from datetime import datetime

from django import template

from jmzpro.kit import dutch
from jmzpro.members.models import Person
from jmzpro.questions import bylines, reasons

register = template.Library()


@register.filter
def delay_in_words(later: datetime, earlier: datetime) -> str:
    """ "na 40 minuten", "na 5 uur", "na 3 dagen"."""
    return f"na {dutch.span(later - earlier)}"


@register.filter
def role_in_words(person: Person | None) -> str:
    return bylines.role_of(person)


@register.filter
def part_in_words(person: Person | None) -> str:
    return bylines.part_of(person)


@register.filter
def in_words(number: int) -> str:
    return reasons.in_words(number)


@register.filter
def answers_counted(count: int) -> str:
    return "1 antwoord" if count == 1 else f"{count or 'geen'} antwoorden"
