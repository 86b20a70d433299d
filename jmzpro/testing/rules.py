"""The house's rules over models and forms: each function gives what breaks its rule, as lines
that name the place.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from jmzpro.text.forms import GuardedTextField, GuardedTexts, PlainTextField

# Looked at first (`incoming/one_person.py`), and let pass by a moderator.
GIVE_REPLIES = {"jmzpro.mail.incoming.acceptance", "jmzpro.held.acts"}


def is_ours(thing: type) -> bool:
    """Of the product itself, not of a library and not a toy of a test."""
    return thing.__module__.startswith("jmzpro.") and ".tests." not in thing.__module__


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if is_ours(model)]


def choices_without_constraint(model: type[models.Model]) -> Iterator[str]:
    """Each field with choices has a check constraint that names exactly these values (an empty
    one may be added).
    """
    for field in model._meta.local_fields:
        if not field.choices:
            continue
        values = {value for value, _ in field.flatchoices}
        allowed = [
            found - {""}
            for constraint in model._meta.constraints
            for found in values_allowed(constraint, field.name)
        ]
        if values - {""} not in allowed:
            yield f"{model._meta.label}.{field.name}"


def values_allowed(constraint: Any, name: str) -> Iterator[set[Any]]:
    if isinstance(constraint, models.CheckConstraint):
        yield from values_in(constraint.condition, name)


def values_in(condition: Any, name: str) -> Iterator[set[Any]]:
    if isinstance(condition, Q) and not condition.negated:
        for child in condition.children:
            if isinstance(child, Q):
                yield from values_in(child, name)
            elif isinstance(child, tuple) and child[0] == f"{name}__in":
                yield set(child[1])


def points_to_a_person(model: type[models.Model]) -> list[str]:
    """The names of the fields with which a model points at an account or a person."""
    people = {settings.AUTH_USER_MODEL, "members.Person"}
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        field.name
        for field in fields
        if field.is_relation and field.related_model and field.related_model._meta.label in people
    ]


def unregistered_people(registered: set[str], among: Iterable[type[models.Model]]) -> Iterator[str]:
    for model in among:
        if (
            model._meta.label not in registered
            and not model._meta.auto_created
            and (fields := points_to_a_person(model))
        ):
            yield f"{model._meta.label} ({', '.join(fields)})"


def all_forms(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def unguarded_texts(form: type[forms.BaseForm]) -> Iterator[str]:
    """Free text (more than a line) that is neither guarded nor plain for a reason."""
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    for name, field in fields.items():
        is_free = isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea)
        if is_free and not isinstance(field, GuardedTextField | PlainTextField):
            yield f"{form.__module__}.{form.__name__}.{name}"


def texts_past_the_rule(form: type[forms.BaseForm], source: str) -> Iterator[str]:
    """A form with guarded fields, also ones made in its methods, whose words are not judged
    together (`GuardedTexts`).
    """
    fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
    has_guarded = (
        any(isinstance(field, GuardedTextField) for field in fields.values())
        or "GuardedTextField(" in source
    )
    if has_guarded and not issubclass(form, GuardedTexts):
        yield f"{form.__module__}.{form.__name__}"


def replies_past_the_rule(module: str, source: str) -> Iterator[str]:
    """Where a reply by mail is given to its part: only behind the look at what points at one
    person, or with a moderator's.
    """
    if re.search(r"\breply_kinds\[[^\]]+\]\.receive\(", source) and module not in GIVE_REPLIES:
        yield module
