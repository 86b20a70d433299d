"""The mails about offers over the wire: out by a real SMTP server, the answer back in over LMTP,
nobody's address in either.
"""

import re
import smtplib
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import make_msgid
from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.mail import lmtp
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.smtp import Server, SmtpWire
from jmzpro.members.models import Person
from jmzpro.questions.models import OfferMessage, OfferRequest, RequestState
from jmzpro.questions.offers.tests.brought import WHAT, WHY, bring, want
from jmzpro.testing.mailserver import MailServer
from jmzpro.trust import installation


class Post:
    """Both ways: what the site sends is taken by a mail server, and what people answer is handed
    to its door.
    """

    def __init__(self, server: MailServer, door: lmtp.Server) -> None:
        self.server, self.door = server, door
        self.delivery = Delivery(SmtpWire(Server.from_url(server.url)))

    def newest_for(self, person: Person) -> EmailMessage:
        """Send all that waits, and give the last mail that this person got."""
        self.delivery.run()
        return [mail.message for mail in self.server.taken if mail.receiver == person.user.email][
            -1
        ]

    def answer(self, mail: EmailMessage, person: Person, text: str) -> None:
        """As a mail program does it: to Reply-To, with the old mail under the words."""
        reply = EmailMessage(policy=policy.SMTP)
        reply["From"] = f"{person.name} <{person.user.email}>"
        reply["To"] = mail["Reply-To"]
        reply["Subject"] = f"Re: {mail['Subject']}"
        reply["Message-ID"] = make_msgid(domain="cast.example")
        reply["In-Reply-To"] = mail["Message-ID"]
        old = mail.get_body(("plain",))
        assert old is not None
        quoted = "\n".join(f"> {line}" for line in old.get_content().splitlines())
        reply.set_content(
            f"{text}\n\nGroet,\n{person.name}\n\nOp dinsdag 3 maart 2026 om 10:12 schreef "
            f"JMZ Pro:\n{quoted}\n"
        )
        with smtplib.LMTP("127.0.0.1", self.door.port, timeout=10) as client:
            client.send_message(reply)


@pytest.fixture
def post(transactional_db: None) -> Iterator[Post]:
    installation.remember(True)  # a demo network believes what comes over loopback
    door = lmtp.start("127.0.0.1", 0)
    with MailServer() as server:
        both = Post(server, door)
        yield both
        both.delivery.wire.drop()
    door.stop()
    installation.remember(None)


def whole(mail: EmailMessage) -> str:
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(mail), *parts])


def test_asking_and_writing_goes_by_mail_and_gives_no_address(
    client: Client, cast: SimpleNamespace, post: Post
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    to_bringer = post.newest_for(cast.sanne)
    assert to_bringer["Subject"] == f"Iemand wil dit graag: {WHAT}"
    assert WHY in whole(to_bringer)
    post.answer(to_bringer, cast.sanne, "Mooi plan. Met hoeveel kinderen?")
    to_asker = post.newest_for(cast.daan)
    assert "Mooi plan. Met hoeveel kinderen?" in whole(to_asker)
    post.answer(to_asker, cast.daan, "Met tien, in twee auto's.")
    back = post.newest_for(cast.sanne)
    assert "Met tien, in twee auto" in whole(back)
    assert set(to_bringer["Message-ID"].split()) <= set(back["References"].split())
    for mail, other in ((to_bringer, cast.daan), (to_asker, cast.sanne), (back, cast.daan)):
        assert other.user.email not in whole(mail)
    texts = list(
        OfferMessage.objects.filter(request=wanted).order_by("pk").values_list("text", flat=True)
    )
    assert texts == [WHY, "Mooi plan. Met hoeveel kinderen?", "Met tien, in twee auto's."]


def test_yes_is_said_from_the_mail_and_reaches_who_asked(
    client: Client, cast: SimpleNamespace, post: Post
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    found = re.search(
        r"https?://[^/\s]+(/durf-te-vragen/aanbod/mail/\S+/verzoek/)",
        whole(post.newest_for(cast.sanne)),
    )
    assert found
    client.defaults["SERVER_NAME"] = "127.0.0.1"  # a demo network answers on this machine alone
    assert client.get(found[1]).status_code == 200
    assert OfferRequest.objects.get().state == RequestState.WAITING  # a link scanner says nothing
    client.post(found[1], {"antwoord": "ja"})
    promised = post.newest_for(cast.daan)
    assert promised["Subject"] == f"Ja, het is voor jou: {WHAT}"
    post.answer(promised, cast.daan, "Wat fijn. Mag ik het volgende week halen?")
    assert "volgende week" in whole(post.newest_for(cast.sanne))
    wanted.refresh_from_db()
    assert wanted.is_promised


def test_what_came_by_mail_and_may_not_go_on_is_answered(cast: SimpleNamespace, post: Post) -> None:
    """A number of a person is refused, a child's name waits for its writer; the other hears of
    neither.
    """
    want(bring(cast.sanne), cast.daan)
    first = post.newest_for(cast.sanne)
    post.answer(first, cast.sanne, "Het gaat om het gezin met bsn 111222333.")
    assert "burgerservicenummer" in whole(post.newest_for(cast.sanne))
    post.answer(first, cast.sanne, "Het is voor Kees, die 9 jaar is en bij ons in de groep zit.")
    assert "Kijk je bericht even na" in post.newest_for(cast.sanne)["Subject"]
    post.delivery.run()
    assert not [mail for mail in post.server.taken if mail.receiver == cast.daan.user.email]
    assert OfferMessage.objects.filter(state="verstuurd").count() == 1
