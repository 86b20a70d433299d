"""The words around a question and its answers: when, after how long, by whom."""

from collections.abc import Mapping
from datetime import datetime

from django import template

from jmzpro.kit import dutch
from jmzpro.questions.models import Answer, ConsentRequest, Question
from jmzpro.questions.question import bylines
from jmzpro.questions.routing import reasons

register = template.Library()


@register.filter
def delay_in_words(later: datetime, earlier: datetime) -> str:
    """ "na 40 minuten", "na 5 uur", "na 3 dagen"."""
    took = dutch.span(later - earlier)
    return "binnen een minuut" if took == "minder dan een minuut" else f"na {took}"


@register.filter
def author_in_words(answer: Answer) -> str:
    return bylines.author_in_words(answer)


@register.filter
def in_words(number: int) -> str:
    return reasons.in_words(number)


@register.filter
def answers_counted(count: int) -> str:
    return "1 antwoord" if count == 1 else f"{count or 'geen'} antwoorden"


@register.filter
def asker_in_words(question: Question) -> str:
    return bylines.asker_in_words(question)


@register.filter
def asker_name(question: Question) -> str:
    return bylines.asker_name(question)


@register.filter
def region_in_words(question: Question, is_member: bool) -> str:
    return bylines.region_in_words(question, is_member=is_member)


@register.filter
def of_answer(
    requests: Mapping[int | None, ConsentRequest], answer: int | None
) -> ConsentRequest | None:
    return requests.get(answer) if requests else None
