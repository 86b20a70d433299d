"""What was left off a mail: its writer reads it word for word, and puts it back with one press."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.personal_data import sweep
from jmzpro.mail.models import InboundMail, OutgoingMail, ReplyToken
from jmzpro.mail.tokens import token_for
from jmzpro.places.models import Province
from jmzpro.questions.emails import REPLY_KIND
from jmzpro.questions.models import Answer, Question, Revision
from jmzpro.questions.question import submission
from jmzpro.questions.tests.asked import TEXT, TITLE, ask
from jmzpro.themes.models import Theme

CLOSED = "Wij doen dat met een busje.\r\n\r\nGroetjes,\r\nMarijke\r\nTot dinsdag dan"
LEFT = "Groetjes,\nMarijke\nTot dinsdag dan"


@pytest.fixture
def question(cast: SimpleNamespace) -> Question:
    return ask(cast.sanne)


def mailed(
    question: Question, person: SimpleNamespace, text: str = CLOSED, *, number: int = 1
) -> Answer:
    """This person's answer by mail, as it came in."""
    token = token_for(REPLY_KIND, question.pk, person.user)
    address = f"antwoord+{token.token}@antwoord.jmzpro.example"
    head = (
        f"From: {person.user.email}\r\nTo: JMZ Pro <{address}>\r\nSubject: Re: "
        f"{question.title}\r\nMessage-ID: <{number}@cast.example>\r\n"
    )
    raw = (
        f"{head}MIME-Version: 1.0\r\nContent-Type: text/plain; "
        f"charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
    ).encode()
    receive(raw, recipients=[address], trusted=True)
    return Answer.objects.order_by("pk").last() or pytest.fail("nothing was placed")


def stands_mail(answer: Answer) -> OutgoingMail:
    return OutgoingMail.objects.get(cause=f"answer-stands:{answer.pk}")


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"https?://[^/\s]+(/durf-te-vragen/mail/\S+/weggelaten/\d+/)", mail.text)
    assert found
    return found[1]


def test_the_mail_says_what_was_left_off_and_one_press_puts_it_back(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer = mailed(question, cast.marijke)
    assert answer.text == "Wij doen dat met een busje."
    mail = stands_mail(answer)
    assert LEFT in mail.text
    assert "Tot dinsdag dan" in mail.html
    url = link_in(mail)
    assert LEFT.split("\n")[2] in client.get(url).content.decode()
    answer.refresh_from_db()
    assert (
        answer.text == "Wij doen dat met een busje."
    )  # a scanner that opens the link changes nothing
    for _ in range(2):
        assert "Het staat weer in je antwoord" in client.post(url, {"stuk": "1"}).content.decode()
    answer.refresh_from_db()
    assert answer.text == f"Wij doen dat met een busje.\n\n{LEFT}"
    assert Revision.objects.filter(answer=answer).count() == 1
    assert "Dit staat in je antwoord" in client.get(url).content.decode()


def test_a_mail_of_which_nothing_was_left_off_says_nothing_of_it(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer = mailed(question, cast.marijke, "Wij doen dat met een busje.")
    assert "lieten we weg" not in stands_mail(answer).text
    quoted = mailed(
        question,
        cast.daan,
        (
            "Ja.\r\n\r\nOp 3-3-2026 om 10:12 schreef JMZ Pro:\r\n> --- Antwoord boven deze regel "
            "---\r\n> Wie?"
        ),
        number=2,
    )
    assert "lieten we weg" not in stands_mail(quoted).text


def test_only_who_wrote_it_can_put_it_back(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer = mailed(question, cast.marijke)
    others = token_for(REPLY_KIND, question.pk, cast.daan.user)
    assert (
        client.post(
            f"/durf-te-vragen/mail/{others.token}/weggelaten/{answer.number}/", {"stuk": "1"}
        ).status_code
        == 410
    )
    assert (
        client.post(
            f"/durf-te-vragen/mail/{'0' * 32}/weggelaten/{answer.number}/", {"stuk": "1"}
        ).status_code
        == 404
    )
    cast.marijke.user.is_active = False
    cast.marijke.user.save()
    assert client.post(link_in(stands_mail(answer)), {"stuk": "1"}).status_code == 410
    answer.refresh_from_db()
    assert answer.text == "Wij doen dat met een busje."


@pytest.mark.parametrize("number", ["0", "2", "99999999999", "x", "²", ""])
def test_a_piece_that_is_not_there_changes_nothing(
    client: Client, cast: SimpleNamespace, question: Question, number: str
) -> None:
    answer = mailed(question, cast.marijke)
    assert client.post(link_in(stands_mail(answer)), {"stuk": number}).status_code == 422
    answer.refresh_from_db()
    assert answer.text == "Wij doen dat met een busje."


def test_nothing_is_put_back_once_the_answer_or_the_mail_is_gone(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    answer = mailed(question, cast.marijke)
    url = link_in(stands_mail(answer))
    InboundMail.objects.update(delete_raw_at=timezone.now())
    sweep()
    assert "niets om terug te zetten" in client.get(url).content.decode()
    assert client.post(url, {"stuk": "1"}).status_code == 422
    answer.remove(by=cast.marijke)
    assert client.get(url).status_code == 410


def test_a_number_is_never_shown_and_doubt_goes_to_the_page_that_asks(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    number = mailed(
        question, cast.marijke, "Wij doen dat.\r\n\r\nGroetjes,\r\nMarijke\r\nbsn 111222333"
    )
    assert "111222333" not in stands_mail(number).text
    doubt = mailed(
        question, cast.daan, "Wij doen dat.\r\n\r\nGroetjes,\r\nDaan\r\nTel. 06-12345678", number=2
    )
    response = client.post(link_in(stands_mail(doubt)), {"stuk": "1"})
    assert response.status_code == 422
    assert "kijk je het meteen na" in response.content.decode()
    doubt.refresh_from_db()
    assert doubt.text == "Wij doen dat."


def test_a_held_answer_is_completed_before_it_stands(
    client: Client, cast: SimpleNamespace, question: Question
) -> None:
    text = "Bel ons gerust op 06-12345678, dan leggen we het uit.\r\n\r\nGroetjes,\r\nMarijke"
    answer = mailed(question, cast.marijke, text)
    assert answer.is_held
    mail = OutgoingMail.objects.get(cause=f"answer-held:{answer.pk}")
    client.post(link_in(mail), {"stuk": "1"})
    answer.refresh_from_db()
    assert answer.is_held
    assert answer.text.endswith("Groetjes,\nMarijke")
    assert not Revision.objects.filter(answer=answer).exists()


def test_who_asked_without_a_name_does_not_put_the_name_back(
    client: Client, cast: SimpleNamespace
) -> None:
    where = Province.objects.get(slug="zeeland")
    question = submission.ask(
        cast.sanne,
        TITLE,
        TEXT,
        list(Theme.objects.filter(slug="vervoer")),
        where,
        is_without_name=True,
    )
    answer = mailed(question, cast.sanne, f"Dank jullie wel.\r\n\r\nGroetjes,\r\n{cast.sanne.name}")
    token = ReplyToken.objects.get(user=cast.sanne.user, subject_id=str(question.pk))
    response = client.post(
        f"/durf-te-vragen/mail/{token.token}/weggelaten/{answer.number}/", {"stuk": "1"}
    )
    assert response.status_code == 422
    answer.refresh_from_db()
    assert answer.text == "Dank jullie wel."
