from types import SimpleNamespace

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.outbox import Message
from jmzpro.mail.tokens import token_for


def test_a_cause_mails_a_receiver_once(cast: SimpleNamespace) -> None:
    message = Message(
        cause="alert:question/12",
        to="sanne@cast.example",
        subject="Wie weet raad?",
        template="mail/letter",
        reason="Je bent lid.",
    )
    first = outbox.send(message)
    assert first is not None
    assert first.state == OutgoingState.WAITING
    assert outbox.send(message) is None
    assert OutgoingMail.objects.count() == 1


def test_a_mail_that_can_be_answered_starts_with_the_marker(cast: SimpleNamespace) -> None:
    token = token_for("answer", 12, cast.sanne.user)
    mail = outbox.send(
        Message(
            cause="alert:question/12",
            to="sanne@cast.example",
            subject="Wie weet raad?",
            template="mail/letter",
            reason="Je bent lid.",
            context={"text": "Hallo & tot ziens"},
            reply_token=token,
        )
    )
    assert mail is not None
    assert mail.text.startswith("--- Antwoord boven deze regel ---\n")
    assert "Hallo & tot ziens" in mail.text
    assert "Hallo &amp; tot ziens" in mail.html
    assert mail.reply_to == f"antwoord+{token.token}@antwoord.jmzpro.example"
