"""Everything that is held about a person can be taken along, and nothing that says who it was
stays behind.
"""

import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from jmzpro.members.account.erasure import forget
from jmzpro.members.models import Person
from jmzpro.testing.cast import CAST
from jmzpro.testing.samples import RARE_WORDS, Samples
from jmzpro.trust.personal_data import data_categories, export_all


def where(words: str) -> list[str]:
    """Every column of every table in which these words stand."""
    found = []
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if not isinstance(field, models.CharField | models.TextField | models.JSONField):
                continue
            rows = model._default_manager.annotate(
                as_text=Cast(field.name, models.TextField())
            ).filter(as_text__icontains=words)
            found += [f"{model._meta.label}.{field.name}"] if rows.exists() else []
    return found


@pytest.mark.parametrize("key", [row.key for row in CAST])
def test_everybody_of_the_cast_takes_along_what_is_held(
    cast: SimpleNamespace, samples: Samples, key: str
) -> None:
    exported = json.dumps(export_all(getattr(cast, key).user))
    assert getattr(cast, key).user.email in exported


def test_what_somebody_wrote_is_in_the_export(cast: SimpleNamespace, samples: Samples) -> None:
    assert RARE_WORDS in json.dumps(export_all(cast.sanne.user))
    assert RARE_WORDS not in json.dumps(export_all(cast.youssef.user))


@pytest.mark.parametrize("key", ["sanne", "daan", "marijke", "anouk"])
def test_nothing_says_who_somebody_was_after_forgetting(
    cast: SimpleNamespace, samples: Samples, key: str
) -> None:
    person: Person = getattr(cast, key)
    name, address = person.name, person.user.email
    assert where(name)
    forget(person.user, by=cast.beheer.user)
    assert where(name) == []
    assert where(address) == []


def test_forgetting_twice_does_no_harm(cast: SimpleNamespace, samples: Samples) -> None:
    for _ in range(2):
        for holding in data_categories:
            holding.erase(cast.sanne.user)
    json.dumps(export_all(cast.sanne.user))


def test_a_name_that_stays_turns_it_red(cast: SimpleNamespace, samples: Samples) -> None:
    forget(cast.sanne.user, by=cast.beheer.user)
    cast.brug.description = "Vraag het aan Sanne Vermeer."
    cast.brug.save()
    assert where("Sanne Vermeer") == ["members.Organisation.description"]
