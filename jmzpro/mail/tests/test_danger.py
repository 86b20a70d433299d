"""Words of danger by mail: the sender gets the numbers and who is on duty is called, whatever
becomes of the mail.
"""

from types import SimpleNamespace

from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.tests.toy import Toy, ask, reply
from jmzpro.mail.tokens import Refused
from jmzpro.trust.models import Alarm

SAID = "Een meisje in mijn groep wordt thuis geslagen en durft niet naar huis."


def numbers_to(email: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="mail/danger", to=email))


def called() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="office/mail/on_duty"))


def test_a_reply_that_is_placed_brings_the_numbers_to_its_writer(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    assert (
        receive(reply(asked, text=SAID), recipients=[asked.address], trusted=True).kind
        is OutcomeKind.TAKEN
    )
    [mail] = numbers_to(cast.marijke.user.email)
    assert "Wij lezen dit niet meteen. Is er nu gevaar, bel 112." in mail.text
    assert "0800-2000" in mail.text
    assert Alarm.objects.get().where == "Antwoord per mail"
    assert len(called()) == 3
    assert not [
        mail
        for mail in [*called(), *numbers_to(cast.marijke.user.email)]
        if "geslagen" in mail.text or "meisje" in mail.text
    ]


def test_one_that_is_held_does_not_wait_for_whom_it_is_of(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    assert (
        receive(
            reply(asked, text=SAID, sender="iemand@elders.example"),
            recipients=[asked.address],
            trusted=False,
        ).kind
        is OutcomeKind.HELD
    )
    assert numbers_to(cast.marijke.user.email)
    assert called()


def test_one_that_is_refused_is_heard_too(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    toy.refuses = Refused("De vraag is gesloten, dus er kan niets meer bij.")
    assert (
        receive(reply(asked, text=SAID), recipients=[asked.address], trusted=True).kind
        is OutcomeKind.RETURNED
    )
    assert numbers_to(cast.marijke.user.email)
    assert called()


def test_the_same_mail_twice_calls_once(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(asked, text=SAID)
    for _ in range(2):
        receive(raw, recipients=[asked.address], trusted=True)
    assert Alarm.objects.count() == 1
    assert len(numbers_to(cast.marijke.user.email)) == 1


def test_what_we_quoted_ourselves_and_an_ordinary_reply_call_nobody(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    receive(reply(asked), recipients=[asked.address], trusted=True)
    assert not Alarm.objects.exists()
    assert not called()
