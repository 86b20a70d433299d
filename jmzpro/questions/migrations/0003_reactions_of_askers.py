"""Say of each reaction of an asker that it is one, so that it stays so when the asker is forgotten."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef


def mark(apps: Any, schema_editor: Any) -> None:
    Answer, Question = apps.get_model("questions", "Answer"), apps.get_model("questions", "Question")
    asked = Question.objects.filter(pk=OuterRef("question"), asker=OuterRef("author"))
    Answer.objects.filter(Exists(asked), author__isnull=False).update(is_by_asker=True)


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_publishing")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
