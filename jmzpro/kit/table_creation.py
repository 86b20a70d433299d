"""How a new database gets all tables of a part at once."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation

# A squashed migration comes after these: before it there are few models, so that each of Wagtail's
# many steps costs little.
WAGTAIL_FIRST = [
    ("wagtailadmin", "0006_formstate"),
    ("wagtailcore", "0098_apitoken"),
    ("wagtaildocs", "0014_alter_document_file_size"),
    ("wagtailembeds", "0009_embed_cache_until"),
    ("wagtailimages", "0027_image_description"),
    ("wagtailredirects", "0008_add_verbose_name_plural"),
    ("wagtailsearch", "0010_add_text_fields"),
    ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
]


class CreateTables(Operation):
    """Does what these operations together do, with a model made once.

    Django makes every model that is related to a changed one anew for each operation; of a hundred
    operations that takes most of the time of making a database. Only for a squashed migration:
    every operation concerns a model that is created in it.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    @property
    def names(self) -> list[str]:
        """Of the models, in the order in which they are made."""
        return [
            operation.name for operation in self.operations if isinstance(operation, CreateModel)
        ]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop(
            "apps", None
        )  # the models of before are not needed, and would be made anew each time
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for name in reversed(self.names):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        return f"Create {len(self.names)} tables"

    def references_model(self, name: str, app_label: str) -> bool:
        return any(operation.references_model(name, app_label) for operation in self.operations)
