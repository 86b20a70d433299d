"""Two requests at once: one question, one number each, and nobody over the cap."""

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from jmzpro.members.models import Person
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.tests.asked import TEXT, TITLE, answer, ask

pytestmark = pytest.mark.django_db(transaction=True)


def together(*tasks: Callable[[], object]) -> None:
    """Run them in threads that start at once; an error in one is an error here."""
    start, errors = threading.Barrier(len(tasks)), list[BaseException]()

    def run(task: Callable[[], object]) -> None:
        try:
            start.wait()
            task()
        except BaseException as error:
            errors.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors


def test_a_double_click_makes_one_question(cast: SimpleNamespace) -> None:
    def send() -> None:
        client = Client()
        client.force_login(cast.sanne.user)
        form = {
            "title": TITLE,
            "text": TEXT,
            "province": "",
            "eenmalig": "dezelfde-sleutel-twee-keer",
            "stap": "verstuur",
        }
        assert client.post("/durf-te-vragen/stel-je-vraag/", form).status_code == 302

    together(send, send)
    assert Question.objects.count() == 1


def test_questions_at_once_get_their_own_numbers_and_keep_to_the_cap(cast: SimpleNamespace) -> None:
    Person.objects.update(alerts_per_week=2)
    together(
        *(
            lambda asker=asker: ask(asker)
            for asker in (cast.sanne, cast.els, cast.fatima, cast.noor)
        )
    )
    assert sorted(Question.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert max(person.alerts.count() for person in Person.objects.all()) == 2


def test_answers_at_once_get_their_own_numbers(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    together(
        *(
            lambda author=author: answer(question, author)
            for author in (cast.marijke, cast.daan, cast.els)
        )
    )
    assert sorted(Answer.objects.values_list("number", flat=True)) == [1, 2, 3]
