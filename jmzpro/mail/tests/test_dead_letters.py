"""What could not be sent waits for the office, without its text."""

from types import SimpleNamespace

import pytest

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.tests.conftest import write_letter
from jmzpro.office.decisions import kinds_for
from jmzpro.trust.queue import AlreadyDecided, queue


def dead_letter() -> OutgoingMail:
    mail = write_letter(context={"text": "iets vertrouwelijks"})
    OutgoingMail.objects.update(state=OutgoingState.DEAD, attempts=12, last_error="450 try later")
    return mail


def test_only_the_office_sees_dead_letters_and_nobody_their_text(cast: SimpleNamespace) -> None:
    dead_letter()
    kind = queue["dead-letters"]
    assert kind.count(cast.anouk.user) == 1
    item = kind.waiting(cast.anouk.user)[0]
    assert "sanne@cast.example" in item.title
    assert "vertrouwelijks" not in repr(item)
    assert kind in kinds_for(cast.anouk.user)
    assert kind not in kinds_for(cast.pieter.user)


def test_a_dead_letter_is_tried_again_once(cast: SimpleNamespace) -> None:
    mail = dead_letter()
    again = queue["dead-letters"].decisions[0]
    again.carry_out(str(mail.pk), by=cast.anouk.user, reason="")
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (OutgoingState.WAITING, 0)
    with pytest.raises(AlreadyDecided):
        again.carry_out(str(mail.pk), by=cast.anouk.user, reason="")


def test_a_dead_letter_may_rest(cast: SimpleNamespace) -> None:
    mail = dead_letter()
    kind = queue["dead-letters"]
    kind.decisions[1].carry_out(str(mail.pk), by=cast.anouk.user, reason="")
    assert kind.count(cast.anouk.user) == 0
    with pytest.raises(AlreadyDecided):
        kind.decisions[0].carry_out("geen-nummer", by=cast.anouk.user, reason="")
