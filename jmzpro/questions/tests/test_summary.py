"""The summary of a long thread: members write it together, and nothing anybody typed gets lost."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.questions import queue
from jmzpro.questions.models import Question, SummaryVersion
from jmzpro.questions.question import submission, summary_edits
from jmzpro.questions.tests.asked import TEXT, TITLE, answer, ask


def long_thread(question: Question, cast: SimpleNamespace) -> Question:
    for author in (cast.marijke, cast.daan, cast.els, cast.noor, cast.fatima):
        answer(question, author, f"Zo doen wij het bij {author.function}.")
    return question


def improve(client: Client, question: Question, text: str, after: int) -> object:
    return client.post(f"{question.get_absolute_url()}samenvatting/", {"text": text, "na": after})


def test_from_five_answers_on_members_may_sum_up(client: Client, cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.daan.user)
    assert client.get(f"{question.get_absolute_url()}samenvatting/").status_code == 404
    long_thread(question, cast)
    assert "Vat samen" in client.get(question.get_absolute_url()).content.decode()
    assert improve(client, question, "Iedereen doet het anders.", 0).status_code == 302  # type: ignore[attr-defined]
    assert "Iedereen doet het anders." in client.get(question.get_absolute_url()).content.decode()


def test_of_two_people_at_once_both_texts_are_kept(client: Client, cast: SimpleNamespace) -> None:
    question = long_thread(ask(cast.sanne), cast)
    client.force_login(cast.daan.user)
    improve(client, question, "De eerste was sneller.", 0)
    response = improve(client, question, "De tweede typte ook.", 0)
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "De eerste was sneller." in page
    assert "De tweede typte ook." in page
    assert improve(client, question, "Samen één tekst.", 1).status_code == 302  # type: ignore[attr-defined]
    assert [v.text for v in question.summary_versions.all()] == [
        "Samen één tekst.",
        "De eerste was sneller.",
    ]


def test_history_says_who_changed_what_and_brings_back(
    client: Client, cast: SimpleNamespace
) -> None:
    question = long_thread(ask(cast.sanne), cast)
    summary_edits.improve(question, "Eén.", after=0, by=cast.daan)
    summary_edits.improve(question, "Twee.", after=1, by=cast.marijke)
    client.force_login(cast.els.user)
    page = client.get(f"{question.get_absolute_url()}samenvatting/versies/").content.decode()
    for words in ("Daan Kolkman", "Marijke Hoekstra", "Eén.", "Twee."):
        assert words in page
    client.post(f"{question.get_absolute_url()}samenvatting/versies/1/herstel/", {"na": "2"})
    newest = question.summary_versions.first()
    assert newest is not None
    assert (newest.number, newest.text, newest.restores, newest.author) == (3, "Eén.", 1, cast.els)
    client.post(
        f"{question.get_absolute_url()}samenvatting/versies/2/herstel/", {"na": "2"}
    )  # somebody was first
    assert question.summary_versions.count() == 3


def test_visitors_read_it_when_the_office_decided(client: Client, cast: SimpleNamespace) -> None:
    question = long_thread(ask(cast.sanne), cast)
    summary_edits.improve(question, "Dit weten we nu.", after=0, by=cast.daan)
    question.close("Van alles.", may_publish=True, by=cast.sanne)
    for given in question.answers.all():
        given.agree_to_publish(True)
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert "Dit weten we nu." in client.get(question.get_absolute_url()).content.decode()
    summary_edits.improve(question, "Dit weten we beter.", after=1, by=cast.els)
    assert "Dit weten we beter." not in client.get(question.get_absolute_url()).content.decode()
    (waiting,) = queue.QUEUE[1].waiting(cast.anouk.user)
    assert "Dit weten we beter." in waiting.text
    queue.keep_inside(str(question.pk), by=cast.anouk.user, text="Nog niet.")
    assert queue.QUEUE[1].count(cast.anouk.user) == 0
    assert "Dit weten we nu." in client.get(question.get_absolute_url()).content.decode()


def test_who_asked_without_a_name_sums_up_without_one(
    client: Client, cast: SimpleNamespace
) -> None:
    question = long_thread(
        submission.ask(cast.sanne, TITLE, TEXT, [], None, is_without_name=True), cast
    )
    client.force_login(cast.sanne.user)
    assert improve(client, question, "Groeten van Sanne Vermeer.", 0).status_code == 422  # type: ignore[attr-defined]
    improve(client, question, "Zo zit het dus.", 0)
    assert SummaryVersion.objects.get().is_by_asker
    client.force_login(cast.daan.user)
    for address in ("", "samenvatting/", "samenvatting/versies/"):
        assert "Sanne" not in client.get(f"{question.get_absolute_url()}{address}").content.decode()


@pytest.mark.parametrize("text", ["", "12345678" * 600])
def test_what_cannot_be_kept_is_said(client: Client, cast: SimpleNamespace, text: str) -> None:
    question = long_thread(ask(cast.sanne), cast)
    client.force_login(cast.daan.user)
    assert improve(client, question, text, 0).status_code == 422  # type: ignore[attr-defined]
