"""Mails out, replies in, and the one-click pages."""

import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.tokens import IncomingFile, Refused, Reply
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.answer import mail_replies
from jmzpro.questions.models import (
    Alert,
    AlertState,
    Answer,
    AnswerState,
    Attachment,
    Helpful,
    Question,
)
from jmzpro.questions.personal_data import sweep
from jmzpro.questions.tests.asked import TITLE, ask
from jmzpro.questions.tests.test_answering import ONE_PIXEL


@pytest.fixture
def question(cast: SimpleNamespace) -> Question:
    return ask(cast.sanne)


def token_of(person: Person) -> ReplyToken:
    return ReplyToken.objects.get(user=person.user)


def reply(
    person: Person,
    text: str = "Wij doen het met de buurtbus.",
    message_id: str = "<1@mail.example>",
    files: tuple[IncomingFile, ...] = (),
) -> Reply:
    return Reply(
        token=token_of(person),
        text=text,
        message_id=message_id,
        received_at=timezone.now(),
        files=files,
    )


def test_the_alert_says_the_question_why_you_and_the_ways_out(
    cast: SimpleNamespace, question: Question
) -> None:
    mail = OutgoingMail.objects.get(cause__startswith="alert:", to="marijke@cast.example")
    assert mail.subject == TITLE
    assert "omdat je ervaring hebt met het thema ‘vervoer’" in mail.text
    assert "Sanne Vermeer" in mail.text
    token = token_of(cast.marijke).token
    assert mail.reply_to == f"antwoord+{token}@antwoord.jmzpro.example"
    assert "/mail/stoppen/" in mail.unsubscribe_url
    for way in ("weet-ik-niet", "pauze"):
        assert f"/durf-te-vragen/mail/{token}/{way}/" in mail.text
        assert f"/durf-te-vragen/mail/{token}/{way}/" in mail.html


def test_a_message_id_that_somebody_used_before_loses_nobody_an_answer(
    cast: SimpleNamespace, question: Question
) -> None:
    mail_replies.receive(reply(cast.daan, "Ik was eerst."))
    mail_replies.receive(reply(cast.marijke, "Wij doen het met de buurtbus."))
    assert sorted(Answer.objects.values_list("author__name", "text")) == [
        ("Daan Kolkman", "Ik was eerst."),
        ("Marijke Hoekstra", "Wij doen het met de buurtbus."),
    ]


def test_a_reply_stands_and_both_hear_of_it(cast: SimpleNamespace, question: Question) -> None:
    mail_replies.receive(reply(cast.marijke))
    made = Answer.objects.get()
    assert (made.author, made.came_by, made.state) == (cast.marijke, "mail", AnswerState.VISIBLE)
    assert Alert.objects.get(person=cast.marijke).state == AlertState.ANSWERED
    assert OutgoingMail.objects.get(cause=f"answer:{made.pk}").to == "sanne@cast.example"
    stands = OutgoingMail.objects.get(cause=f"answer-stands:{made.pk}")
    assert stands.to == "marijke@cast.example"
    assert "antwoord/1/aanpassing/" in stands.text
    assert "antwoord/1/verwijdering/" in stands.text


def test_the_same_message_twice_is_one_answer(cast: SimpleNamespace, question: Question) -> None:
    mail_replies.receive(reply(cast.marijke))
    mail_replies.receive(reply(cast.marijke))
    assert Answer.objects.count() == 1


def test_the_askers_reply_is_a_reaction(cast: SimpleNamespace, question: Question) -> None:
    mail_replies.receive(reply(cast.marijke))
    mail_replies.receive(
        reply(cast.sanne, "Dank je wel, wie betaalt de benzine?", "<2@mail.example>")
    )
    assert OutgoingMail.objects.get(cause__startswith="reaction:").to == "marijke@cast.example"


def test_a_reply_from_a_team_says_who_wrote(cast: SimpleNamespace, question: Question) -> None:
    mail_replies.receive(replace(reply(cast.team), written_by="Tineke de Vries"))
    mail_replies.receive(
        replace(reply(cast.marijke, message_id="<2@mail.example>"), written_by="Een ander")
    )
    assert Answer.objects.get(author=cast.team).written_by == "Tineke de Vries"
    assert Answer.objects.get(author=cast.marijke).written_by == ""


@pytest.mark.parametrize("name", ["", "team waddenkust", "team@cast.example"])
def test_a_team_whose_mail_names_nobody_is_asked_who_wrote(
    client: Client, cast: SimpleNamespace, question: Question, name: str
) -> None:
    mail_replies.receive(replace(reply(cast.team), written_by=name))
    assert (
        "wie van jullie dit schreef"
        in OutgoingMail.objects.get(cause__startswith="answer-stands:").text
    )
    client.force_login(cast.team.user)
    where = f"{question.get_absolute_url()}antwoord/1/aanpassing/"
    answer = Answer.objects.get(author=cast.team)
    assert client.post(where, {"text": answer.text, "written_by": ""}).status_code == 422
    client.post(where, {"text": answer.text, "written_by": "Tineke de Vries"})
    assert Answer.objects.get().written_by == "Tineke de Vries"
    assert "Tineke de Vries" in client.get(question.get_absolute_url()).content.decode()


def test_a_bsn_is_refused_and_the_raw_mail_destroyed(
    cast: SimpleNamespace, question: Question
) -> None:
    with pytest.raises(Refused) as refused:
        mail_replies.receive(reply(cast.marijke, "Haar BSN is 111222333."))
    assert not refused.value.keep_raw
    assert "111222333" not in str(refused.value)
    assert not Answer.objects.exists()


def test_what_the_guard_asks_about_is_held_until_its_author_looked(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    mail_replies.receive(
        reply(
            cast.marijke,
            "Onze leerling Kim is 9 jaar en zit op basisschool De Regenboog; wij halen haar op.",
        )
    )
    held = Answer.objects.get()
    assert held.state == AnswerState.HELD
    assert not OutgoingMail.objects.filter(cause=f"answer:{held.pk}").exists()
    mail = OutgoingMail.objects.get(cause=f"answer-held:{held.pk}")
    assert "antwoord/1/aanpassing/" in mail.text
    client.force_login(cast.daan.user)
    assert "Regenboog" not in client.get(question.get_absolute_url()).content.decode()
    client.force_login(cast.marijke.user)
    assert "Alleen jij ziet dit nog" in client.get(question.get_absolute_url()).content.decode()
    where = f"{question.get_absolute_url()}antwoord/1/aanpassing/"
    assert client.post(where, {"text": held.text}).status_code == 422
    client.post(where, {"text": "Wij halen een leerling zelf op."})
    held.refresh_from_db()
    assert (held.state, held.text) == (AnswerState.VISIBLE, "Wij halen een leerling zelf op.")
    assert "Wij halen een leerling" in OutgoingMail.objects.get(cause=f"answer:{held.pk}").text


@pytest.mark.parametrize("text", ["", "   ", "🙂"])
def test_a_reply_without_words_is_refused(
    cast: SimpleNamespace, question: Question, text: str
) -> None:
    with pytest.raises(Refused):
        mail_replies.receive(reply(cast.marijke, text))


def test_a_reply_to_a_removed_or_long_closed_question_is_refused(
    cast: SimpleNamespace, question: Question
) -> None:
    question.close("", may_publish=False, by=cast.sanne)
    Question.objects.update(closed_at=timezone.now() - timedelta(days=31))
    with pytest.raises(Refused, match="dertig dagen"):
        mail_replies.receive(reply(cast.marijke))
    question.refresh_from_db()
    question.remove(by=cast.sanne)
    with pytest.raises(Refused, match="niet meer op de site"):
        mail_replies.receive(reply(cast.marijke))


def test_removing_a_question_withdraws_the_mails_that_still_wait(
    cast: SimpleNamespace, question: Question
) -> None:
    other = ask(cast.els)
    question.remove(by=cast.sanne)
    assert set(
        OutgoingMail.objects.filter(cause__startswith=f"alert:question/{question.pk}:").values_list(
            "state", flat=True
        )
    ) == {"ingetrokken"}
    assert set(
        OutgoingMail.objects.filter(cause__startswith=f"alert:question/{other.pk}:").values_list(
            "state", flat=True
        )
    ) == {"wacht"}


def test_files_by_mail_wait_for_their_author(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    files = (
        IncomingFile("schema.png", "image/png", ONE_PIXEL),
        IncomingFile("virus.exe", "application/x-msdownload", b"MZ..."),
    )
    mail_replies.receive(reply(cast.marijke, files=files))
    where = f"{question.get_absolute_url()}antwoord/1/bijlagen/"
    assert (
        "antwoord/1/bijlagen/" in OutgoingMail.objects.get(cause__startswith="answer-stands:").text
    )
    client.force_login(cast.daan.user)
    assert "schema.png" not in client.get(question.get_absolute_url()).content.decode()
    assert client.get(where).status_code == 404
    client.force_login(cast.marijke.user)
    assert "schema.png" in client.get(where).content.decode()
    page = client.post(
        where,
        {"bijlage": list(Attachment.objects.values_list("public_id", flat=True))},
        follow=True,
    ).content.decode()
    assert "virus.exe: " in page
    added = Attachment.objects.added().get()
    client.force_login(cast.daan.user)
    download: Any = client.get(added.get_absolute_url())
    assert b"".join(download.streaming_content)[:4] == b"\x89PNG"
    Attachment.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert sweep() == 1
    assert Attachment.objects.get() == added


def test_seven_files_by_mail_all_wait_and_five_can_be_added(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    files = tuple(IncomingFile(f"schema-{n}.png", "image/png", ONE_PIXEL) for n in range(7))
    mail_replies.receive(reply(cast.marijke, files=files))
    assert Attachment.objects.pending().count() == 7
    where = f"{question.get_absolute_url()}antwoord/1/bijlagen/"
    client.force_login(cast.marijke.user)
    asked = client.get(where).content.decode()
    assert "Bij een antwoord passen vijf bestanden" in asked
    assert asked.count(" checked>") == 5
    page = client.post(
        where,
        {"bijlage": list(Attachment.objects.values_list("public_id", flat=True))},
        follow=True,
    ).content.decode()
    assert "Bij een antwoord passen 5 bestanden." in page
    assert (Attachment.objects.added().count(), Attachment.objects.pending().count()) == (5, 2)
    client.post(
        where, {"bijlage": list(Attachment.objects.pending().values_list("public_id", flat=True))}
    )
    assert Attachment.objects.added().count() == 5


def test_a_file_with_a_citizen_number_in_its_name_gets_another_name(
    cast: SimpleNamespace, question: Question
) -> None:
    files = (
        IncomingFile("bsn 111222333.png", "image/png", ONE_PIXEL),
        IncomingFile("rooster 2026.png", "image/png", ONE_PIXEL),
    )
    mail_replies.receive(reply(cast.marijke, files=files))
    assert list(Attachment.objects.values_list("name", flat=True)) == [
        "bestand.png",
        "rooster 2026.png",
    ]


def test_opening_a_link_of_the_mail_changes_nothing(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    token = token_of(cast.marijke).token
    for way in ("weet-ik-niet", "pauze", "geen-mail"):
        page = client.get(f"/durf-te-vragen/mail/{token}/{way}/")
        assert page.status_code == 200
        assert page["Cache-Control"] == "private, no-store"
    assert Alert.objects.get(person=cast.marijke).state == AlertState.ASKED
    cast.marijke.refresh_from_db()
    assert (cast.marijke.alert_pace, cast.marijke.paused_until) == (AlertPace.AT_ONCE, None)


def test_i_do_not_know_and_a_pause_go_by_one_button_without_login(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    token = token_of(cast.marijke).token
    client.post(f"/durf-te-vragen/mail/{token}/weet-ik-niet/")
    assert Alert.objects.get(person=cast.marijke).state == AlertState.PASSED
    client.post(f"/durf-te-vragen/mail/{token}/pauze/", {"weeks": "4"})
    cast.marijke.refresh_from_db()
    assert cast.marijke.paused_until == timezone.localdate() + timedelta(weeks=4)
    assert client.post(f"/durf-te-vragen/mail/{token}/pauze/", {"weeks": "400"}).status_code == 422


def helped_link(mail: OutgoingMail) -> str:
    found = re.search(r"/durf-te-vragen/mail/\w+/dit-hielp/\d+/", mail.text)
    assert found
    assert found[0] in mail.html
    return found[0]


def test_from_the_mail_the_asker_says_that_it_helped_and_closes_without_login(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    mail_replies.receive(reply(cast.marijke))
    link = helped_link(
        OutgoingMail.objects.get(cause__startswith="answer:", to="sanne@cast.example")
    )
    page = client.get(link)
    assert "Wij doen het met de buurtbus." in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert not Helpful.objects.exists(), "link scanners open everything"
    client.post(link)
    assert "Fijn dat het hielp" in client.post(link).content.decode()
    assert Helpful.objects.get().person == cast.sanne
    question.refresh_from_db()
    assert question.is_open
    assert "je vraag is gesloten" in client.post(link, {"sluit": "ja"}).content.decode()
    question.refresh_from_db()
    assert question.is_closed
    assert not question.asker_agrees_to_publish, "nothing becomes public by a click in a mail"
    assert "sluit mijn vraag" not in client.get(link).content.decode()


def test_only_the_askers_link_says_so_and_only_of_an_answer_that_stands(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    mail_replies.receive(reply(cast.marijke))
    link = helped_link(
        OutgoingMail.objects.get(cause__startswith="answer:", to="sanne@cast.example")
    )
    other = link.replace(token_of(cast.sanne).token, token_of(cast.marijke).token)
    assert client.post(other, {"sluit": "ja"}).status_code == 410
    Answer.objects.update(state=AnswerState.REMOVED)
    assert client.post(link, {"sluit": "ja"}).status_code == 410
    assert not Helpful.objects.exists()
    question.refresh_from_db()
    assert question.is_open


def test_one_click_unsubscribe_works_from_a_mail_program_and_can_be_undone(
    cast: SimpleNamespace, question: Question
) -> None:
    token = token_of(cast.marijke).token
    program = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    where = f"/durf-te-vragen/mail/{token}/geen-mail/"
    assert program.post(where, {"List-Unsubscribe": "One-Click"}).status_code == 200
    cast.marijke.refresh_from_db()
    assert cast.marijke.alert_pace == AlertPace.NONE
    Client().post(f"/durf-te-vragen/mail/{token}/weer-mail/")
    cast.marijke.refresh_from_db()
    assert cast.marijke.alert_pace == AlertPace.AT_ONCE


def test_an_unknown_token_is_404(client: Client, db: None) -> None:
    for way in ("weet-ik-niet", "pauze", "geen-mail", "weer-mail"):
        assert client.get(f"/durf-te-vragen/mail/{'0' * 32}/{way}/").status_code == 404


def test_an_automatic_mail_pauses_who_sent_it(cast: SimpleNamespace, question: Question) -> None:
    until = timezone.localdate() + timedelta(days=9)
    mail_replies.away(token_of(cast.marijke), until)
    cast.marijke.refresh_from_db()
    assert cast.marijke.paused_until == until
    mail_replies.away(token_of(cast.marijke), until - timedelta(days=5))
    cast.marijke.refresh_from_db()
    assert cast.marijke.paused_until == until
