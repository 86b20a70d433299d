"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.questions import emails
from jmzpro.questions.models import Thanks
from jmzpro.questions.tests.asked import answer, ask, by_mail, published


def asking(cast: SimpleNamespace) -> None:
    """The alerts, and to the asker that it is on its way."""
    ask(cast.sanne, province="friesland")


def answering(cast: SimpleNamespace) -> None:
    """To the asker that an answer came, and to its author how it stands."""
    by_mail(ask(cast.sanne), cast.marijke)


def holding(cast: SimpleNamespace) -> None:
    emails.answer_held(answer(ask(cast.sanne), cast.marijke), ["Staat hier een naam van een kind?"])


def reacting(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    answer(question, cast.marijke)
    emails.asker_reacted(answer(question, cast.sanne, text="Dank, daar kan ik mee verder."), [cast.daan])


def thanking(cast: SimpleNamespace) -> None:
    given = answer(ask(cast.sanne), cast.marijke)
    emails.thanked(Thanks.objects.create(answer=given, person=cast.sanne, text="Fijn, dank je wel."))


def taking_down(cast: SimpleNamespace) -> None:
    emails.taken_down(cast.sanne, "Een vraag", "/durf-te-vragen/", "Er stond een naam in.", "taken-down:1")


def deciding(cast: SimpleNamespace) -> None:
    emails.publication_decided(published(cast.sanne, cast.marijke), is_public=True, reason="")


SAMPLES = (asking, answering, holding, reacting, thanking, taking_down, deciding)
# Each tells somebody once what became of his own question or answer. The alert is what one can stop.
SINGLE = {
    "questions/mail/question_sent",
    "questions/mail/answer_came",
    "questions/mail/answer_stands",
    "questions/mail/answer_held",
    "questions/mail/asker_reacted",
    "questions/mail/thanked",
    "questions/mail/taken_down",
    "questions/mail/publication_decided",
}
