"""The table of columns is whole: what the model has is in it, and what it names exists."""

import json
from collections.abc import Iterable

import pytest

from jmzpro.members.models import Organisation
from jmzpro.support.api import ServiceOut
from jmzpro.support.fields import BOOKKEEPING, FIELDS, Group, Place, ServiceField, facts, unlisted
from jmzpro.support.forms import ServiceForm
from jmzpro.support.hsds.exporter import as_hsds
from jmzpro.support.hsds.mapping import copied
from jmzpro.support.hsds.validation import SCHEMA
from jmzpro.support.models import SupportService
from jmzpro.support.tests.made import make_service

COLUMNS = [
    field.name
    for field in SupportService._meta.get_fields()
    if not field.auto_created or field.concrete
]
HSDS = json.loads(SCHEMA.read_text())["$defs"]["service"]["properties"]


def unknown_to_hsds(fields: Iterable[ServiceField]) -> set[str]:
    return {field.name for field in fields if field.hsds} - {
        field.name for field in fields if field.hsds in HSDS
    }


def not_in_the_api(fields: Iterable[ServiceField]) -> set[str]:
    return {
        field.name
        for field in fields
        if (field.api or field.hsds) and (field.api or field.hsds) not in ServiceOut.model_fields
    }


def without_a_group(fields: Iterable[ServiceField]) -> set[str]:
    return {field.name for field in fields if (field.ask is None) != (field.group is None)}


def test_every_column_of_the_model_is_in_the_table() -> None:
    assert unlisted(COLUMNS) == set()


def test_a_column_that_nobody_named_turns_it_red() -> None:
    assert unlisted([*COLUMNS, "speelgoed"]) == {"speelgoed"}


def test_the_table_names_nothing_that_is_gone_and_nothing_twice() -> None:
    named = [field.name for field in FIELDS] + list(BOOKKEEPING)
    assert sorted(named) == sorted(COLUMNS)


def test_what_the_table_says_of_hsds_the_api_and_the_form_is_there() -> None:
    assert unknown_to_hsds(FIELDS) == set()
    assert not_in_the_api(FIELDS) == set()
    assert without_a_group(FIELDS) == set()


def test_a_column_that_goes_nowhere_turns_it_red() -> None:
    toy = ServiceField("speelgoed", hsds="toy", group=Group.MORE)
    assert (
        unknown_to_hsds([*FIELDS, toy])
        == not_in_the_api([*FIELDS, toy])
        == without_a_group([*FIELDS, toy])
        == {"speelgoed"}
    )


@pytest.mark.django_db
def test_the_form_asks_every_column_that_somebody_types_in_its_group() -> None:
    form = ServiceForm(organisations=Organisation.objects.none(), is_office=True)
    asked = [bound.name for *_, fields in form.groups() for bound in fields]
    assert asked == [field.name for field in FIELDS if field.ask is not None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field",
    [field for field in FIELDS if field.hsds and field.kind in (str, int)],
    ids=lambda field: field.name,
)
def test_what_stands_in_a_column_goes_to_hsds_and_comes_back(field: ServiceField) -> None:
    value = (
        7
        if field.kind is int
        else "active"
        if field.name == "status"
        else f"https://elders.example/{field.name}"
    )
    service = make_service()
    setattr(service, field.name, value)
    record = as_hsds(service)
    assert record[field.hsds] == value
    assert copied(record)[field.name] == value


@pytest.mark.django_db
def test_readers_are_told_no_fact_that_is_not_known() -> None:
    bare = make_service(wait_time="", interpretation_services="")
    assert {"Wachttijd", "Tolk"} & {label for label, *_ in facts(bare, Place.PAGE)} == set()
    told = facts(
        make_service(wait_time="vier weken", interpretation_services="Arabisch"), Place.PAGE
    )
    assert {("Wachttijd", "vier weken"), ("Tolk", "Arabisch")} <= set(told)
