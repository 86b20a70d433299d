"""One of each mail that this slice sends: see docs/e-mail.md."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.mail import correction, outbox
from jmzpro.mail.incoming import danger, identifying_replies, notices
from jmzpro.mail.incoming.encryption import sealed
from jmzpro.mail.incoming.verdicts import Verdict
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail, OutgoingState
from jmzpro.mail.tests.conftest import letter_to
from jmzpro.mail.tokens import token_for

RAW = (
    b"From: sanne@cast.example\r\nMessage-ID: <een@mail.example>\r\nSubject: Re: "
    b"vraag\r\n\r\nWij doen het met de buurtbus.\r\n"
)


def letter(cast: SimpleNamespace) -> None:
    """What Django, allauth or Wagtail still sends."""
    outbox.send(letter_to("sanne@cast.example"))


def came_in(cast: SimpleNamespace, state: InboundState, sentence: str = "") -> InboundMail:
    return InboundMail.objects.create(
        fingerprint=state.name,
        token=token_for("toy", 1, cast.sanne.user),
        sender="sanne@cast.example",
        is_vouched_for=True,
        state=state,
        sentence=sentence,
        raw=sealed(RAW),
        delete_raw_at=timezone.now() + timedelta(days=7),
    )


def was_it_you(cast: SimpleNamespace) -> None:
    outbox.send(notices.question_to(cast.sanne.user, came_in(cast, InboundState.HELD)))


def returned(cast: SimpleNamespace) -> None:
    outbox.send(
        notices.answer_to(
            cast.sanne.user, came_in(cast, InboundState.RETURNED, "Deze vraag is gesloten.")
        )
    )


def came_back(cast: SimpleNamespace) -> None:
    """After a mail that has left."""
    mail = outbox.send(letter_to("sanne@cast.example", cause="letter/2"))
    assert mail is not None
    OutgoingMail.objects.filter(pk=mail.pk).update(state=OutgoingState.SENT)
    because = "Je krijgt deze mail omdat we je eerder iets anders schreven."
    correction.come_back(
        mail.cause, correction.Regret("Wandeling", "We bekijken het opnieuw.", because)
    )


def in_danger(cast: SimpleNamespace) -> None:
    danger.tell_the_numbers(came_in(cast, InboundState.RECEIVED), cast.sanne.user)


def one_person_found(cast: SimpleNamespace) -> None:
    found = Verdict(
        InboundState.RETURNED,
        "person",
        text="Kim woont hier.",
        kinds=frozenset({"name", "address"}),
    )
    outbox.send(
        identifying_replies.returned(
            cast.sanne.user, came_in(cast, InboundState.TAKEN), found, "<een@mail.example>"
        )
    )


SAMPLES = (letter, was_it_you, returned, came_back, in_danger, one_person_found)
# Nobody can stop these: somebody asked for them, or they answer a mail that came in.
SINGLE = {
    "mail/letter",
    "mail/was_it_you",
    "mail/returned",
    "mail/came_back",
    "mail/danger",
    "mail/one_person",
}
