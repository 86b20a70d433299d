"""A reply by mail that points at one child: back to its sender, kept nowhere, or held when its
sender says it is no child.
"""

from datetime import timedelta
from email.message import EmailMessage
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.held import custody
from jmzpro.held.models import HeldText
from jmzpro.held.tests.test_held_texts import CHILD, everything_kept
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.incoming import intake
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import InboundMail, OutgoingMail, ReplyToken
from jmzpro.mail.smtp import CapturedWire
from jmzpro.members.models import Person
from jmzpro.questions.models import Answer, OfferMessage, Question
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.tests.asked import ask

SAYING = "Dit gaat niet over een kind of gezin."


@pytest.fixture
def question(cast: SimpleNamespace) -> Question:
    return ask(cast.sanne)


def token_of(person: Person) -> ReplyToken:
    return ReplyToken.objects.filter(user=person.user).latest("pk")


def mail(person: Person, text: str, number: int = 1, sender: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = f"{person.name} <{sender or person.user.email}>"
    message["To"] = f"antwoord+{token_of(person).token}@antwoord.example"
    message["Subject"] = "Re: je vraag"
    message["Message-ID"] = f"<{number}@mail.example>"
    message.set_content(text)
    return message.as_bytes()


def send(
    person: Person, text: str, number: int = 1, *, trusted: bool = True, sender: str = ""
) -> OutcomeKind:
    to = f"antwoord+{token_of(person).token}@antwoord.example"
    return intake.receive(mail(person, text, number, sender), recipients=[to], trusted=trusted).kind


def returned(person: Person) -> OutgoingMail:
    return OutgoingMail.objects.get(to=person.user.email, template="mail/one_person")


def test_it_goes_back_with_what_was_found_and_is_kept_nowhere(
    cast: SimpleNamespace, question: Question
) -> None:
    assert send(cast.marijke, CHILD) is OutcomeKind.RETURNED
    back = returned(cast.marijke)
    assert "een naam, een geboortedatum, een adres" in back.text
    assert "Kim de Vries, geboren 12-03-2017" in back.text
    assert not Answer.objects.exists()
    assert InboundMail.objects.get().raw is None
    assert not HeldText.objects.exists()
    Delivery(CapturedWire()).run(5)
    back.refresh_from_db()
    assert (back.state, back.text, back.html) == ("verstuurd", "", "")
    assert "12-03-2017" not in everything_kept()


def test_the_same_mail_twice_goes_back_once(cast: SimpleNamespace, question: Question) -> None:
    for _ in range(2):
        send(cast.marijke, CHILD)
    assert OutgoingMail.objects.filter(template="mail/one_person").count() == 1


def test_the_mail_back_opens_a_new_one_with_the_sentence_above_the_words(
    cast: SimpleNamespace, question: Question
) -> None:
    send(cast.marijke, CHILD)
    link = unquote(returned(cast.marijke).html)
    assert f"mailto:antwoord+{token_of(cast.marijke).token}@" in link
    assert f"{SAYING}\r\n\r\n{CHILD[:20]}" in link


@pytest.mark.parametrize(
    "saying",
    [
        SAYING,
        "dit gaat niet over een kind of een gezin",
        "> Dit gaat niet over een kind",
        f"*{SAYING}*",
    ],
)
def test_who_says_it_is_no_child_waits_and_is_placed_when_it_passes(
    cast: SimpleNamespace, question: Question, saying: str
) -> None:
    assert send(cast.marijke, f"{saying.lstrip('> ')}\n\n{CHILD}") is OutcomeKind.TAKEN
    assert not Answer.objects.exists()
    held = HeldText.objects.get()
    kept = everything_kept()
    assert not any(word in kept for word in ("Kim de Vries", "12-03-2017", "Kerkstraat"))
    assert custody.let_pass(held)
    answer = Answer.objects.get()
    assert (answer.author, answer.text, answer.is_held) == (cast.marijke, CHILD, False)
    told = OutgoingMail.objects.filter(
        to=cast.marijke.user.email,
        template__in=("held/mail/passed", "questions/mail/answer_stands"),
    )
    assert [mail.template for mail in told] == ["questions/mail/answer_stands"], (
        "one mail says that it stands"
    )


def test_the_sentence_alone_above_harmless_words_is_left_out(
    cast: SimpleNamespace, question: Question
) -> None:
    assert send(cast.marijke, f"{SAYING}\n\nWij doen het met de buurtbus.") is OutcomeKind.TAKEN
    assert Answer.objects.get().text == "Wij doen het met de buurtbus."


def test_of_somebody_nobody_vouches_for_nothing_is_kept_or_held(
    cast: SimpleNamespace, question: Question
) -> None:
    assert send(cast.marijke, f"{SAYING}\n\n{CHILD}", trusted=False) is OutcomeKind.RETURNED
    assert InboundMail.objects.get().raw is None
    assert not HeldText.objects.exists()
    told = OutgoingMail.objects.get(to=cast.marijke.user.email, template="mail/returned")
    assert "Kim" not in told.text


def test_a_message_about_an_offer_goes_back_as_well(cast: SimpleNamespace, client: Client) -> None:
    want(bring(cast.sanne), cast.daan)
    before = OfferMessage.objects.count()
    assert send(cast.sanne, CHILD) is OutcomeKind.RETURNED
    assert OfferMessage.objects.count() == before
    assert "Kim de Vries" in returned(cast.sanne).text


def test_an_own_signature_with_number_and_address_is_no_child(
    cast: SimpleNamespace, question: Question
) -> None:
    text = (
        f"Wij doen het met de buurtbus.\n\n{cast.marijke.name}\nWelzijn Waddenkust\nDorpsstraat "
        "12\n06-12345678\n"
    )
    assert send(cast.marijke, text) is OutcomeKind.TAKEN


def test_a_mail_that_could_not_be_decided_on_is_not_lost_in_silence(
    cast: SimpleNamespace, question: Question
) -> None:
    """Killed between keeping and deciding: the words were never written down, and its sender
    hears that.
    """
    send(cast.marijke, CHILD)
    OutgoingMail.objects.all().delete()
    InboundMail.objects.update(
        state="ontvangen",
        reason="person",
        told_at=None,
        received_at=timezone.now() - timedelta(hours=1),
    )
    intake.work_through()
    told = OutgoingMail.objects.get(to=cast.marijke.user.email)
    assert "We hebben je mail niet bewaard" in told.text
    assert "Kim" not in told.text
