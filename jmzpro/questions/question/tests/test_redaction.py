"""A moderator takes words out: of everything we keep, and with a line in the log that does not
repeat them.
"""

from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from jmzpro.mail.incoming.encryption import sealed
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail, ReplyToken
from jmzpro.questions.models import Answer, OfferMatch, Question, Revision, Thanks
from jmzpro.questions.offers import notifications
from jmzpro.questions.offers.tests.brought import bring
from jmzpro.questions.question import redaction, summary_edits
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.questions.views.moderation import RedactionForm
from jmzpro.search.query import find
from jmzpro.search.sync import catch_up
from jmzpro.trust.models import AuditLine

SECRET = "Pietje Puk van de Kwekkerlaan"


def thread(cast: SimpleNamespace) -> tuple[Question, Answer]:
    """The words stand everywhere: in an answer and its earlier version, a quote, a thank-you,
    the summary, mail out and in.
    """
    question = ask(cast.sanne)
    made = answer(question, cast.daan, f"Eerst was er {SECRET}.\nDat liep goed.")
    made.edit(f"Vraag het aan\n{SECRET}, die weet het wel & goed.", by=cast.daan)
    answer(question, cast.sanne, f"Bedoel je {SECRET}?")
    Thanks.objects.create(answer=made, person=cast.sanne, text=f"Dank, ook aan {SECRET}")
    summary_edits.improve(question, f"Het gaat om {SECRET}.", after=0, by=cast.marijke)
    InboundMail.objects.create(
        token=ReplyToken.objects.get(user=cast.daan.user),
        fingerprint="een",
        state=InboundState.TAKEN,
        raw=sealed(f"From: a@b.example\n\n{SECRET}".encode()),
        delete_raw_at=timezone.now(),
    )
    return question, made


def kept(question: Question) -> str:
    texts = [
        str(list(rows.values_list()))
        for rows in (Answer.objects.all(), Revision.objects.all(), Thanks.objects.all())
    ]
    texts += [
        str(list(question.summary_versions.values_list())),
        str(list(Question.objects.values_list())),
    ]
    return "\n".join(
        [*texts, *(f"{m.subject} {m.text} {m.html}" for m in OutgoingMail.objects.all())]
    ).replace("<br>", " ")


def test_a_piece_goes_from_everything_that_is_kept(client: Client, cast: SimpleNamespace) -> None:
    question, made = thread(cast)
    catch_up()
    assert "Kwekkerlaan" in kept(question)
    done = redaction.redact(
        redaction.Redaction(question, made, SECRET),
        redaction.Kind.PERSON,
        "Een naam en een adres.",
        by=cast.pieter.user,
        note="Gemeld door Daan.",
    )
    assert "Kwekkerlaan" not in kept(question)
    assert "Pietje" not in kept(question)
    assert "die weet het wel" in Answer.objects.get(pk=made.pk).text
    assert InboundMail.objects.get().raw is None
    assert (done.received, done.files) == (1, 0)
    catch_up()
    assert find("Kwekkerlaan", cast.daan.user).total == 0
    for reader in (cast.daan, cast.sanne):
        client.force_login(reader.user)
        for address in ("", "versies/", "antwoord/1/versies/", "samenvatting/versies/"):
            assert (
                "Kwekkerlaan"
                not in client.get(f"{question.get_absolute_url()}{address}").content.decode()
            )
    line = AuditLine.objects.filter(action="Tekst doorgehaald").get()
    assert (line.actor, line.reason, line.details["sort"]) == (
        cast.pieter.user,
        "Gemeld door Daan.",
        "persoon",
    )
    assert "Pietje" not in f"{line.reason}{line.details}"
    told = OutgoingMail.objects.get(template="questions/mail/redacted")
    assert told.to == cast.daan.user.email
    assert "niet terughalen" in told.text


def test_a_whole_answer_goes_with_its_history_its_files_and_its_mails(
    cast: SimpleNamespace,
) -> None:
    from jmzpro.questions.models import Attachment

    question, made = thread(cast)
    Attachment.keep(made, "brief.pdf", b"%PDF-1.7", "application/pdf")
    redaction.redact(
        redaction.Redaction(question, made, ""),
        redaction.Kind.OTHER,
        "Op verzoek.",
        by=cast.pieter.user,
    )
    made.refresh_from_db()
    assert made.text == redaction.INSTEAD
    assert not made.revisions.exists()
    assert not made.attachments.exists()
    assert not any(
        "die weet het wel" in mail.text + mail.html for mail in OutgoingMail.objects.all()
    )


def test_mail_that_waits_for_its_sender_goes_only_with_the_words_in_it(
    cast: SimpleNamespace,
) -> None:
    question, made = thread(cast)
    token = ReplyToken.objects.get(user=cast.daan.user)
    for number, text in enumerate((f"Zie {SECRET}", "Iets anders")):
        InboundMail.objects.create(
            token=token,
            fingerprint=f"held{number}",
            state=InboundState.HELD,
            raw=sealed(f"From: a@b.example\n\n{text}".encode()),
            delete_raw_at=timezone.now(),
        )
    redaction.redact(
        redaction.Redaction(question, made, SECRET),
        redaction.Kind.PERSON,
        "Een naam.",
        by=cast.pieter.user,
    )
    assert InboundMail.objects.get(fingerprint="held0").raw is None
    assert InboundMail.objects.get(fingerprint="held1").raw is not None


def test_a_reason_may_not_repeat_the_words_and_the_words_must_be_there(
    cast: SimpleNamespace,
) -> None:
    question, made = thread(cast)
    form = RedactionForm(
        {"piece": SECRET, "kind": "persoon", "why": f"Hier staat {SECRET}"},
        question=question,
        answer=made,
    )
    assert "why" in form.errors
    form = RedactionForm(
        {"piece": "Dit staat nergens", "kind": "persoon", "why": "Zomaar"},
        question=question,
        answer=made,
    )
    assert "piece" in form.errors


def test_a_reason_that_is_mailed_may_not_point_at_one_child(cast: SimpleNamespace) -> None:
    question, made = thread(cast)
    typed = {
        "piece": "",
        "kind": "persoon",
        "why": "Je noemt Kim de Vries uit groep 6 van De Regenboog.",
    }
    assert (
        RedactionForm(typed, question=question, answer=made).errors["why"].as_data()[0].code
        == "one_person"
    )
    assert not RedactionForm(
        {**typed, "why": "Je noemt een kind bij naam."}, question=question, answer=made
    ).errors


def test_a_title_goes_from_the_mail_about_what_lies_ready_too(cast: SimpleNamespace) -> None:
    """There it stands within a sentence, without its question mark."""
    question, offer = ask(cast.daan, title=f"Hoe help je {SECRET}?"), bring(cast.marijke)
    OfferMatch.objects.create(offer=offer, person=cast.daan, question=question)
    notifications.tell()
    assert any(
        "Kwekkerlaan." in mail.text
        for mail in OutgoingMail.objects.filter(template="questions/offers/mail/ready")
    )
    redaction.redact(
        redaction.Redaction(question, None, ""),
        redaction.Kind.PERSON,
        "Een naam.",
        by=cast.pieter.user,
    )
    assert "Kwekkerlaan" not in kept(question)
