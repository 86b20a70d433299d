"""What an upgrade does with rows that were there before."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps

from jmzpro.questions.models import Answer
from jmzpro.questions.personal_data import erase
from jmzpro.questions.tests.asked import answer, ask


def test_reactions_of_askers_are_told_from_answers(cast: SimpleNamespace) -> None:
    question, other = ask(cast.sanne), ask(cast.daan, title="Een andere vraag, van Daan")
    reaction, given = answer(question, cast.sanne, "Dank je."), answer(question, cast.daan)
    elsewhere = answer(other, cast.sanne)
    forgotten = answer(question, cast.els)
    erase(cast.els.user)
    Answer.objects.update(is_by_asker=False)
    mark = import_module("jmzpro.questions.migrations.0003_reactions_of_askers").mark
    for _ in range(2):
        mark(apps, None)
    assert set(Answer.objects.filter(is_by_asker=True)) == {reaction}
    assert {given, elsewhere, forgotten} == set(Answer.objects.filter(is_by_asker=False))
