"""Answering on the page, and what authors and askers do afterwards."""

import struct
import zlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.questions.models import (
    Alert,
    AlertState,
    Answer,
    Attachment,
    Event,
    EventKind,
    Helpful,
    Question,
    Report,
    Revision,
    Thanks,
)
from jmzpro.questions.tests.asked import answer, ask, published, send_as_seen

KEY = "een-sleutel-van-dit-antwoord"


def png() -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00\xff\xff\xff"))
        + chunk(b"IEND", b"")
    )


ONE_PIXEL = png()


@pytest.fixture
def question(cast: SimpleNamespace) -> Question:
    return ask(cast.sanne)


def test_an_answer_stands_at_once_and_the_asker_hears_of_it(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    response = client.post(
        f"{question.get_absolute_url()}antwoord/", {"text": "Met de buurtbus.", "eenmalig": KEY}
    )
    assert response["Location"] == f"{question.get_absolute_url()}#antwoord-1"
    made = Answer.objects.get()
    assert made.author == cast.marijke
    assert Alert.objects.get(person=cast.marijke).state == AlertState.ANSWERED
    mail = OutgoingMail.objects.get(cause=f"answer:{made.pk}")
    assert mail.to == "sanne@cast.example"
    assert "Met de buurtbus." in mail.text
    question.refresh_from_db()
    assert question.first_answer_at == made.created_at


def test_sending_an_answer_twice_makes_one(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    for _ in range(2):
        client.post(
            f"{question.get_absolute_url()}antwoord/", {"text": "Met de buurtbus.", "eenmalig": KEY}
        )
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("text", ["", "🙂", "x" * 20_001, "Haar BSN is 111222333"])
def test_what_is_no_answer_is_refused_and_kept(
    client: Client, cast: SimpleNamespace, question: Question, text: str
) -> None:
    client.force_login(cast.marijke.user)
    response = client.post(
        f"{question.get_absolute_url()}antwoord/", {"text": text, "eenmalig": KEY}
    )
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Answer.objects.exists()


def test_a_team_says_who_writes(client: Client, cast: SimpleNamespace, question: Question) -> None:
    client.force_login(cast.team.user)
    where = f"{question.get_absolute_url()}antwoord/"
    assert client.post(where, {"text": "Met de buurtbus.", "eenmalig": KEY}).status_code == 422
    client.post(where, {"text": "Met de buurtbus.", "written_by": "Tineke", "eenmalig": KEY})
    assert Answer.objects.get().written_by == "Tineke"
    assert "Tineke" in client.get(question.get_absolute_url()).content.decode()


def test_a_file_comes_along_and_is_for_members_only(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    upload = SimpleUploadedFile("schema.png", ONE_PIXEL, content_type="image/png")
    client.post(
        f"{question.get_absolute_url()}antwoord/",
        {"text": "Zie het schema.", "eenmalig": KEY, "bijlagen": upload},
    )
    attachment = Attachment.objects.get()
    assert attachment.name == "schema.png"
    client.force_login(cast.daan.user)
    assert "schema.png" in client.get(question.get_absolute_url()).content.decode()
    download: Any = client.get(attachment.get_absolute_url())
    assert b"".join(download.streaming_content)[:4] == b"\x89PNG"
    assert "attachment" in download["Content-Disposition"]
    client.logout()
    assert client.get(attachment.get_absolute_url()).status_code == 302


def test_fifty_files_and_a_disguised_program_are_refused_with_the_text_kept(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    where = f"{question.get_absolute_url()}antwoord/"
    six = [SimpleUploadedFile(f"{n}.png", ONE_PIXEL) for n in range(6)]
    refused = client.post(where, {"text": "Zie de bestanden.", "eenmalig": KEY, "bijlagen": six})
    assert refused.status_code == 422
    assert "Zie de bestanden." in refused.content.decode()
    disguised = SimpleUploadedFile("folder.pdf", b"MZ\x90\x00 not a pdf")
    assert (
        client.post(
            where, {"text": "Zie de folder.", "eenmalig": KEY, "bijlagen": disguised}
        ).status_code
        == 422
    )
    assert not Answer.objects.exists()


def test_fast_posts_are_slowed_down_with_the_text_kept(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    where = f"{question.get_absolute_url()}antwoord/"
    said = [
        client.post(where, {"text": f"Antwoord {n}.", "eenmalig": f"sleutel-nummer-{n:04}"})
        for n in range(12)
    ]
    assert [s.status_code for s in said] == [302] * 10 + [429] * 2
    assert "Antwoord 11." in said[-1].content.decode()


def test_the_askers_own_words_are_a_reaction_and_reach_who_answered(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.sanne.user)
    client.post(
        f"{question.get_absolute_url()}antwoord/",
        {"text": "Dank, en wie betaalt de benzine?", "eenmalig": KEY},
    )
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Vraagsteller" in page
    assert "1 antwoord</h2>" in page
    mail = OutgoingMail.objects.get(cause__startswith="reaction:")
    assert mail.to == "marijke@cast.example"
    assert "wie betaalt de benzine" in mail.text


def test_a_reaction_of_the_asker_is_no_first_answer(
    cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.sanne, "Ik bedoel kinderen van 8 tot 12.")
    question.refresh_from_db()
    assert question.first_answer_at is None


def test_an_author_changes_an_answer_and_members_read_how_it_was(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.marijke.user)
    client.post(
        f"{question.get_absolute_url()}antwoord/1/aanpassing/",
        {"text": "Met de buurtbus, en een verzekering."},
    )
    assert Answer.objects.get().text == "Met de buurtbus, en een verzekering."
    client.force_login(cast.daan.user)
    assert (
        "vrijwilligers van de buurtbus"
        in client.get(f"{question.get_absolute_url()}antwoord/1/versies/").content.decode()
    )


def test_nobody_changes_anothers_words(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.daan.user)
    at = question.get_absolute_url()
    for noun in (
        "antwoord/1/aanpassing/",
        "antwoord/1/verwijdering/",
        "antwoord/1/toestemming/",
        "aanpassing/",
        "afsluiting/",
        "verwijdering/",
    ):
        assert (
            client.post(f"{at}{noun}", {"text": "Iets anders.", "title": "Iets anders"}).status_code
            == 404
        ), noun
    for noun in ("heropening/", "openbaarheid/"):
        assert client.post(f"{at}{noun}").status_code == 404


def test_a_removed_answer_takes_its_history_and_files_along(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    made = answer(question, cast.marijke, "Met de buurtbus.")
    made.edit("Met de buurtbus en een app.", by=cast.marijke)
    kept = Attachment.keep(made, "schema.png", ONE_PIXEL, "image/png")
    client.force_login(cast.marijke.user)
    assert (
        "verdwijnt meteen"
        in client.get(f"{question.get_absolute_url()}antwoord/1/verwijdering/").content.decode()
    )
    client.post(f"{question.get_absolute_url()}antwoord/1/verwijdering/")
    assert "buurtbus" not in client.get(question.get_absolute_url()).content.decode()
    assert not Revision.objects.exists()
    assert client.get(kept.get_absolute_url()).status_code == 404
    question.refresh_from_db()
    assert question.first_answer_at is None


def test_the_asker_edits_with_history(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.sanne.user)
    where = f"{question.get_absolute_url()}aanpassing/"
    assert question.title in client.get(where).content.decode()
    assert client.post(where, {"title": "", "text": "Nog iets."}).status_code == 422
    client.post(where, {"title": "Hoe brengen jullie ze?", "text": "Iets korter nu."})
    assert "Hoe brengen jullie ze?" in client.get(question.get_absolute_url()).content.decode()
    assert (
        "vervoer als ouders niet"
        in client.get(f"{question.get_absolute_url()}versies/").content.decode()
    )


def test_closing_tells_what_helped_and_lets_replies_live_thirty_days(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.sanne.user)
    send_as_seen(
        client,
        f"{question.get_absolute_url()}afsluiting/",
        {"what_helped": "De buurtbus.", "may_publish": "on"},
    )
    question.refresh_from_db()
    assert question.is_closed
    assert question.asker_agrees_to_publish
    assert "De buurtbus." in client.get(question.get_absolute_url()).content.decode()
    assert question.closed_at is not None
    assert set(ReplyToken.objects.values_list("expires_at", flat=True)) == {
        question.closed_at + timedelta(days=30)
    }


def test_a_late_answer_reopens_nothing(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    question.close("", may_publish=False, by=cast.sanne)
    client.force_login(cast.marijke.user)
    client.post(
        f"{question.get_absolute_url()}antwoord/", {"text": "Toch nog iets.", "eenmalig": KEY}
    )
    question.refresh_from_db()
    assert question.is_closed
    assert Answer.objects.get().text == "Toch nog iets."


def test_an_answer_after_thirty_days_is_refused_and_kept(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    question.close("", may_publish=False, by=cast.sanne)
    Question.objects.update(closed_at=timezone.now() - timedelta(days=31))
    client.force_login(cast.marijke.user)
    response = client.post(
        f"{question.get_absolute_url()}antwoord/", {"text": "Veel te laat.", "eenmalig": KEY}
    )
    assert response.status_code == 422
    assert "Veel te laat." in response.content.decode()
    assert "Plaats je antwoord" not in client.get(question.get_absolute_url()).content.decode()


def test_the_asker_opens_a_question_again(client: Client, cast: SimpleNamespace) -> None:
    question = published(cast.sanne, cast.marijke)
    client.force_login(cast.sanne.user)
    client.post(f"{question.get_absolute_url()}heropening/")
    question.refresh_from_db()
    assert question.is_open
    assert not question.is_public
    assert set(ReplyToken.objects.values_list("expires_at", flat=True)) == {None}


def test_it_helped_me_goes_on_and_off(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.sanne.user)
    where = f"{question.get_absolute_url()}antwoord/1/dit-hielp/"
    for _ in range(2):
        client.post(where, {"aan": "ja"})
    assert Helpful.objects.count() == 1
    assert "Dit hielp jou" in client.get(question.get_absolute_url()).content.decode()
    client.post(where, {"aan": "nee"})
    assert not Helpful.objects.exists()
    client.force_login(cast.marijke.user)
    assert client.post(where, {"aan": "ja"}).status_code == 404


def test_thanks_reach_the_author_in_one_mail_a_day(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    for reader in (cast.sanne, cast.daan):
        client.force_login(reader.user)
        client.post(
            f"{question.get_absolute_url()}antwoord/1/bedankje/",
            {"text": "Hier kan ik verder mee."},
        )
        client.post(f"{question.get_absolute_url()}antwoord/1/bedankje/", {"text": "Nog eens."})
    assert Thanks.objects.count() == 2
    assert OutgoingMail.objects.filter(cause__startswith="thanks:").count() == 1


def test_a_report_waits_for_the_office_once(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    client.force_login(cast.daan.user)
    where = f"{question.get_absolute_url()}antwoord/1/melding/"
    assert client.post(where, {"text": ""}).status_code == 422
    for _ in range(2):
        client.post(where, {"text": "Hier staat een naam in."})
    assert Report.objects.count() == 1
    client.post(f"{question.get_absolute_url()}melding/", {"text": "Dit klopt niet."})
    assert Report.objects.count() == 2


def test_who_was_asked_says_i_do_not_know(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    client.force_login(cast.marijke.user)
    assert "Ik weet het niet" in client.get(question.get_absolute_url()).content.decode()
    client.post(f"{question.get_absolute_url()}weet-ik-niet/")
    assert Alert.objects.get(person=cast.marijke).state == AlertState.PASSED
    answer(question, cast.marijke)
    assert Alert.objects.get(person=cast.marijke).state == AlertState.ANSWERED


def test_every_step_leaves_an_event(cast: SimpleNamespace) -> None:
    question = published(cast.sanne, cast.marijke)
    assert list(Event.objects.filter(question=question).values_list("kind", flat=True)) == [
        EventKind.ASKED,
        EventKind.ANSWERED,
        EventKind.CLOSED,
        EventKind.PUBLISHED,
    ]


def test_a_form_with_get_shows_and_changes_nothing(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer(question, cast.marijke)
    at = question.get_absolute_url()
    client.force_login(cast.sanne.user)
    for noun in (
        "antwoord/",
        "aanpassing/",
        "afsluiting/",
        "verwijdering/",
        "melding/",
        "versies/",
        "antwoord/1/bedankje/",
        "antwoord/1/melding/",
    ):
        assert client.get(f"{at}{noun}").status_code == 200, noun
    client.force_login(cast.marijke.user)
    for noun in (
        "antwoord/1/aanpassing/",
        "antwoord/1/verwijdering/",
        "antwoord/1/bijlagen/",
        "antwoord/1/versies/",
    ):
        assert client.get(f"{at}{noun}").status_code == 200, noun
    for noun in (
        "antwoord/1/dit-hielp/",
        "antwoord/1/toestemming/",
        "weet-ik-niet/",
        "heropening/",
    ):
        assert client.get(f"{at}{noun}").status_code == 405, noun
    assert client.get(f"{at}openbaarheid/").status_code == 404  # of the asker alone
