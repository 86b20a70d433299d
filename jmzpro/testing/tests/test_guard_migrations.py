"""Squashed migrations leave behind what the ones they stand for do; `bench/soak/upgrade.py`
upgrades a whole installation.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from jmzpro.kit.table_creation import CreateTables


def differences(before: ProjectState, after: ProjectState) -> list[str]:
    """What differs, model by model; in which order fields and indexes stand is no difference."""
    keys = sorted(before.models.keys() | after.models.keys())
    return [
        f"{'.'.join(key)}: {line}"
        for key in keys
        for line in sorted(described(before.models.get(key)) ^ described(after.models.get(key)))
    ]


def described(model: ModelState | None) -> set[str]:
    """Each field, option, index, constraint and manager of a model as a line."""
    if model is None:
        return set()
    fields = {
        f"{name} {MigrationWriter.serialize(field)[0]}" for name, field in model.fields.items()
    }
    lists = {
        f"{MigrationWriter.serialize(one)[0]}"
        for kind in ("indexes", "constraints")
        for one in model.options.get(kind, ())
    }
    others = {
        f"{name} {value!r}"
        for name, value in model.options.items()
        if value and name not in {"indexes", "constraints"}
    }
    parents = {
        base for base in model.bases if isinstance(base, str)
    }  # of classes that are no models, the tables know nothing
    return (
        fields
        | lists
        | others
        | parents
        | {f"{name} {type(manager)}" for name, manager in model.managers}
    )


def strangers(loader: MigrationLoader) -> Iterator[str]:
    """Operations within a `CreateTables` on a model that it does not create, for which it would
    do nothing.
    """
    for (app, name), migration in loader.disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, CreateTables):
                yield from (f"{app}.{name}: {inner.describe()}" for inner in stray(operation))


def stray(tables: CreateTables) -> Iterator[Any]:
    made = {name.lower() for name in tables.names}
    for inner in tables.operations:
        concerned = getattr(inner, "model_name", None) or getattr(inner, "name", "")
        if str(concerned).lower() not in made or isinstance(
            inner, migrations.RunPython | migrations.RunSQL
        ):
            yield inner


def of_part(state: ProjectState, app: str) -> ProjectState:
    """Only the models of this part: what came before it may be further in one of the two."""
    return ProjectState({key: model for key, model in state.models.items() if key[0] == app})


def test_the_squashed_migrations_make_what_the_old_ones_make() -> None:
    graph = MigrationLoader(None, replace_migrations=False).graph
    squashed = {
        node: one
        for node, one in graph.nodes.items()
        if one.replaces and type(one).__module__.startswith("jmzpro.")
    }
    assert len(squashed) >= 7
    for (app, name), migration in squashed.items():
        old, new = (
            graph.make_state(nodes=[migration.replaces[-1]]),
            graph.make_state(nodes=[(app, name)]),
        )
        assert of_part(old, app).models, name
        assert differences(of_part(old, app), of_part(new, app)) == []


def test_tables_are_made_of_new_models_only() -> None:
    assert list(strangers(MigrationLoader(None))) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("elsewhere", "field", models.TextField()),
        migrations.RunSQL("SELECT 1"),
    ],
)
def test_anything_else_in_it_turns_it_red(operation: Any) -> None:
    assert list(
        stray(
            CreateTables(
                [
                    migrations.CreateModel("Toy", [("id", models.BigAutoField(primary_key=True))]),
                    operation,
                ]
            )
        )
    ) == [operation]


def test_a_field_that_was_forgotten_turns_it_red() -> None:
    whole, half = ProjectState(), ProjectState()
    fields: list[tuple[str, models.Field[Any, Any]]] = [
        ("id", models.BigAutoField(primary_key=True))
    ]
    whole.add_model(ModelState("trust", "Toy", [*fields, ("name", models.TextField())]))
    half.add_model(ModelState("trust", "Toy", fields))
    assert differences(half, whole) == ["trust.toy: name models.TextField()"]
