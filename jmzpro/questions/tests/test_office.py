"""What waits for the office, what other pages show, and what is exported and forgotten."""

from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory

from jmzpro.mail.models import OutgoingMail
from jmzpro.questions import panels, queue
from jmzpro.questions.models import Alert, Answer, Helpful, Question, Report, Thanks
from jmzpro.questions.personal_data import erase, export
from jmzpro.questions.tests.asked import TITLE, answer, ask, published
from jmzpro.search.query import find
from jmzpro.search.sync import catch_up
from jmzpro.trust.queue import AlreadyDecided


def reported(cast: SimpleNamespace, of_answer: bool) -> Report:
    question = ask(cast.sanne)
    made = answer(question, cast.marijke)
    return Report.objects.create(
        question=question,
        answer=made if of_answer else None,
        reporter=cast.daan,
        text="Hier staat een naam in.",
    )


def test_only_the_office_sees_what_waits(cast: SimpleNamespace) -> None:
    reported(cast, of_answer=True)
    kind = queue.QUEUE[0]
    assert kind.count(cast.anouk.user) == kind.count(cast.pieter.user) == 1
    assert kind.count(cast.sanne.user) == kind.count(cast.ilse.user) == 0
    (waiting,) = kind.waiting(cast.pieter.user)
    assert "Hier staat een naam in." in waiting.text
    assert "buurtbus" in waiting.text


def test_a_reported_answer_is_taken_down_and_its_writer_told_why(
    client: Client, cast: SimpleNamespace
) -> None:
    report = reported(cast, of_answer=True)
    queue.REPORTS.hide(str(report.pk), by=cast.pieter.user, text="Er stond een naam in.")
    client.force_login(cast.daan.user)
    page = client.get(report.question.get_absolute_url()).content.decode()
    assert "vrijwilligers van de buurtbus" not in page
    assert (
        "Er stond een naam in."
        in OutgoingMail.objects.get(cause__startswith="hidden:", to="marijke@cast.example").text
    )
    with pytest.raises(AlreadyDecided):
        queue.REPORTS.leave(str(report.pk), by=cast.anouk.user)


def test_a_reported_question_may_be_left(client: Client, cast: SimpleNamespace) -> None:
    report = reported(cast, of_answer=False)
    queue.REPORTS.leave(str(report.pk), by=cast.pieter.user)
    client.force_login(cast.daan.user)
    assert client.get(report.question.get_absolute_url()).status_code == 200


def test_publishing_waits_for_asker_author_and_office(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    made = answer(question, cast.marijke)
    kind = queue.QUEUE[1]
    question.close("De buurtbus.", may_publish=True, by=cast.sanne)
    assert kind.count(cast.anouk.user) == 0
    made.agree_to_publish(True)
    assert kind.count(cast.anouk.user) == 1
    assert client.get(question.get_absolute_url()).status_code == 302
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert client.get(question.get_absolute_url()).status_code == 200
    assert kind.count(cast.anouk.user) == 0
    with pytest.raises(AlreadyDecided):
        queue.publish(str(question.pk), by=cast.anouk.user)
    queue.take_back(str(question.pk), by=cast.anouk.user)
    assert client.get(question.get_absolute_url()).status_code == 302
    queue.keep_inside(str(question.pk), by=cast.anouk.user, text="Nog niet.")
    assert kind.count(cast.anouk.user) == 0


def test_search_finds_by_right_and_forgets_at_once(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    answer(question, cast.marijke, "Met de huifkar.")
    catch_up()
    from django.contrib.auth.models import AnonymousUser

    assert find("huifkar", cast.daan.user).total == 1
    assert find("huifkar", AnonymousUser()).total == 0
    question.remove(by=cast.sanne)
    assert find("huifkar", cast.daan.user).total == 0
    catch_up()
    assert find("vervoer ouders rijden", cast.daan.user, kind="question").total == 0


def test_panels_show_what_this_reader_may_see(cast: SimpleNamespace) -> None:
    from django.contrib.auth.models import AnonymousUser

    published(cast.sanne, cast.marijke)
    ask(cast.daan, title="Alleen voor leden")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    home = panels.just_answered(request, None)
    assert home is not None
    assert [q.title for q in home["questions"]] == [TITLE]
    assert panels.answered_by(request, cast.marijke) is None
    request.user = cast.marijke.user
    mine = panels.mine(request, cast.marijke)
    assert mine is not None
    assert [q.title for q in mine["waiting"]] == ["Alleen voor leden"]


def test_export_holds_what_somebody_wrote_and_was_asked(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    answer(question, cast.marijke)
    held = export(cast.marijke.user)
    assert held["antwoorden"][0]["op vraag"] == question.number
    assert held["aan mij gevraagd"][0]["omdat"]
    assert export(cast.sanne.user)["vragen"][0]["vraag"] == TITLE


def test_who_is_forgotten_leaves_texts_without_a_name_and_no_trace_else(
    client: Client, cast: SimpleNamespace
) -> None:
    kept, lonely = published(cast.sanne, cast.marijke), ask(cast.sanne, title="Nooit beantwoord")
    made = kept.answers.get()
    Helpful.objects.create(answer=made, person=cast.sanne)
    Thanks.objects.create(answer=made, person=cast.sanne)
    for _ in range(2):
        erase(cast.sanne.user)
        erase(cast.marijke.user)
    assert not Question.objects.filter(pk=lonely.pk).exists()
    assert not Helpful.objects.exists()
    assert not Thanks.objects.exists()
    assert not Alert.objects.filter(person=cast.marijke).exists()
    assert Answer.objects.get(pk=made.pk).author is None
    client.force_login(cast.daan.user)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "een oud-lid" in page
    assert "Sanne Vermeer" not in page
    assert "Marijke" not in page


def test_an_answer_whose_author_agrees_later_waits_for_the_office_too(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    later = answer(question, cast.daan, "Dit las het bureau nog niet.")
    kind = queue.QUEUE[1]
    assert kind.count(cast.anouk.user) == 0
    later.agree_to_publish(True)
    assert "nog niet" not in client.get(question.get_absolute_url()).content.decode()
    (waiting,) = kind.waiting(cast.anouk.user)
    assert "Dit las het bureau nog niet." in waiting.text
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert (
        "Dit las het bureau nog niet." in client.get(question.get_absolute_url()).content.decode()
    )
    assert kind.count(cast.anouk.user) == 0
    assert (
        OutgoingMail.objects.filter(cause__startswith="publication:").count() == 1
    )  # of the first decision


def test_an_answer_that_the_office_keeps_inside_leaves_the_question_public(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    answer(question, cast.daan, "Alleen voor leden, vindt het bureau.").agree_to_publish(True)
    queue.keep_inside(str(question.pk), by=cast.anouk.user, text="Te herkennen.")
    page = client.get(question.get_absolute_url())
    assert page.status_code == 200
    assert "Alleen voor leden" not in page.content.decode()
    assert queue.QUEUE[1].count(cast.anouk.user) == 0
    with pytest.raises(AlreadyDecided):
        queue.publish(str(question.pk), by=cast.anouk.user)


def test_other_words_in_public_wait_until_the_office_has_read_them(
    client: Client, cast: SimpleNamespace
) -> None:
    question = published(cast.sanne, cast.marijke)
    client.force_login(cast.marijke.user)
    client.post(
        f"{question.get_absolute_url()}antwoord/1/aanpassing/", {"text": "Nu met een naam erin."}
    )
    client.logout()
    assert "Nu met een naam erin." not in client.get(question.get_absolute_url()).content.decode()
    assert queue.QUEUE[1].count(cast.anouk.user) == 1
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert "Nu met een naam erin." in client.get(question.get_absolute_url()).content.decode()

    client.force_login(cast.sanne.user)
    client.post(
        f"{question.get_absolute_url()}aanpassing/",
        {"title": "Een heel andere vraag?", "text": "Met een andere uitleg erbij."},
    )
    client.logout()
    assert client.get(question.get_absolute_url()).status_code == 302
    (waiting,) = queue.QUEUE[1].waiting(cast.anouk.user)
    assert waiting.title == "Een heel andere vraag?"


def test_of_two_edits_at_once_neither_text_is_lost(cast: SimpleNamespace) -> None:
    made = answer(ask(cast.sanne), cast.marijke, "Eerst.")
    here, there = Answer.objects.get(pk=made.pk), Answer.objects.get(pk=made.pk)
    assert here.edit("Aan de computer.", by=cast.marijke)
    assert there.edit("Op de telefoon.", by=cast.marijke)
    made.refresh_from_db()
    assert made.text == "Op de telefoon."
    assert sorted(made.revisions.values_list("text", flat=True)) == ["Aan de computer.", "Eerst."]


def test_what_was_taken_away_meanwhile_gets_no_new_words(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    made = answer(question, cast.marijke, "Eerst.")
    stale, stale_question = Answer.objects.get(pk=made.pk), Question.objects.get(pk=question.pk)
    question.remove(by=cast.sanne)
    made.remove(by=cast.marijke)
    assert not stale.edit("Toch nog.", by=cast.marijke)
    assert not stale_question.edit("Toch nog?", "Met uitleg.", by=cast.sanne)
    assert not made.revisions.exists()
    assert not question.revisions.exists()
