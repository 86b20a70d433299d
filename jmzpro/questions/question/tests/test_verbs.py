"""A verb of a question leaves nothing to remember: tokens, waiting mail, files, mails."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.tokens import IncomingFile
from jmzpro.questions.models import LATE_ANSWERS, AlertState, Answer, Attachment, Revision
from jmzpro.questions.question.attachments import private_storage
from jmzpro.questions.tests.asked import answer, ask

LETTER = IncomingFile("brief.txt", "text/plain", b"Wij rijden met de buurtbus.")


def test_after_removing_no_address_takes_mail_no_alert_waits_and_no_file_is_left(
    cast: SimpleNamespace, django_capture_on_commit_callbacks: object
) -> None:
    question = ask(cast.sanne)
    given = answer(question, cast.marijke, incoming=[LETTER])
    given.edit("Wij doen het met de huifkar.", by=cast.marijke)
    path = given.attachments.get().file.name or ""
    alerts = OutgoingMail.objects.filter(cause__startswith=f"alert:question/{question.pk}:")
    assert alerts.filter(state=OutgoingState.WAITING).exists()
    assert question.reply_tokens.filter(expires_at=None).exists()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert question.remove(by=cast.sanne)

    assert not alerts.filter(state=OutgoingState.WAITING).exists()
    assert not question.reply_tokens.filter(expires_at=None).exists()
    assert not question.reply_tokens.filter(expires_at__gt=timezone.now()).exists()
    assert not Attachment.objects.filter(answer__question=question).exists()
    assert not private_storage().exists(path)
    assert not Revision.objects.exists()
    assert not question.remove(by=cast.sanne)


def test_closing_ends_the_reply_addresses_in_thirty_days_and_opening_gives_them_back(
    cast: SimpleNamespace,
) -> None:
    question = ask(cast.sanne)
    assert question.close("De buurtbus.", may_publish=False, by=cast.sanne)
    assert question.closed_at is not None
    ends = set(question.reply_tokens.values_list("expires_at", flat=True))
    assert ends == {question.closed_at + LATE_ANSWERS}

    assert question.reopen(by=cast.sanne)
    assert set(question.reply_tokens.values_list("expires_at", flat=True)) == {None}


@pytest.mark.parametrize("may_publish", [True, False])
def test_closing_asks_the_authors_only_when_the_asker_agrees(
    cast: SimpleNamespace, may_publish: bool
) -> None:
    question = ask(cast.sanne)
    answer(question, cast.marijke)
    question.close("De buurtbus.", may_publish=may_publish, by=cast.sanne)
    asked = question.consent_requests.values_list("person", flat=True)
    assert list(asked) == ([cast.marijke.pk] if may_publish else [])
    mails = OutgoingMail.objects.filter(cause__startswith="consent:", user=cast.marijke.user)
    assert mails.count() == may_publish


def test_publishing_tells_the_asker_and_the_author_once(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    given = answer(question, cast.marijke)
    given.agree_to_publish(True)
    question.close("De buurtbus.", may_publish=True, by=cast.sanne)
    assert question.publish()
    assert not question.publish()
    for person, cause in (
        (cast.sanne, f"publication:question/{question.pk}:"),
        (cast.marijke, f"answer-public:{given.pk}:"),
    ):
        assert OutgoingMail.objects.filter(user=person.user, cause__startswith=cause).count() == 1


def test_declining_tells_the_asker_why_once(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    question.close("De buurtbus.", may_publish=True, by=cast.sanne)
    assert question.decline_to_publish("Er staat te veel over een gezin in.")
    assert not question.decline_to_publish("Nog een keer.")
    mail = OutgoingMail.objects.get(cause__startswith=f"publication:question/{question.pk}:")
    assert mail.user == cast.sanne.user
    assert "Er staat te veel over een gezin in." in mail.text


def test_a_held_answer_does_nothing_until_its_author_confirms_it(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    alert = question.alerts.select_related("person").first()
    assert alert is not None
    held = Answer.give(question, alert.person, "Voor Kees.", is_held=True)
    alert.refresh_from_db()
    assert alert.state == AlertState.ASKED
    assert not OutgoingMail.objects.filter(cause=f"answer:{held.pk}").exists()

    assert held.confirm("Voor een jongen uit onze groep.")
    assert not held.confirm("Nog een keer.")
    alert.refresh_from_db()
    assert alert.state == AlertState.ANSWERED
    assert OutgoingMail.objects.filter(cause=f"answer:{held.pk}").count() == 1
