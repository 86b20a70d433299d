"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.questions import emails
from jmzpro.questions.models import OfferMatch, Question, Thanks
from jmzpro.questions.offers import emails as offer_emails
from jmzpro.questions.offers import lifecycle, notifications, requests
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.publication import procedure
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
    emails.asker_reacted(
        answer(question, cast.sanne, text="Dank, daar kan ik mee verder."), [cast.daan]
    )


def thanking(cast: SimpleNamespace) -> None:
    given = answer(ask(cast.sanne), cast.marijke)
    emails.thanked(
        Thanks.objects.create(answer=given, person=cast.sanne, text="Fijn, dank je wel.")
    )


def taking_down(cast: SimpleNamespace) -> None:
    emails.taken_down(
        cast.sanne, "Een vraag", "/durf-te-vragen/", "Er stond een naam in.", "taken-down:1"
    )


def publishing(cast: SimpleNamespace) -> None:
    """To the asker and to each author: it is public now."""
    published(cast.sanne, cast.marijke)


def telling_the_office(cast: SimpleNamespace) -> None:
    emails.still_unanswered(ask(cast.sanne), [cast.anouk])


def asking_consent(cast: SimpleNamespace) -> None:
    """To each author: may it be public. To one of them, that the office changed the words."""
    question = ask(cast.sanne)
    made = answer(question, cast.marijke)
    closing_of(question)
    procedure.reword_answer(made, "Wij doen het met een buurtbus.")


def reminding(cast: SimpleNamespace) -> None:
    emails.close_reminder(ask(cast.sanne))


def redacting(cast: SimpleNamespace) -> None:
    emails.redacted(cast.sanne, ask(cast.sanne), None, "Er stond een naam in.")


def closing_of(question: Question) -> None:
    assert question.asker is not None
    question.close("De buurtbus.", may_publish=True, by=question.asker)


def offering_and_wanting(cast: SimpleNamespace) -> None:
    """All that the two of a request hear, and the bringer about the offer itself."""
    offer = bring(cast.sanne, copies=2, conditions="Noem de bron.")
    first, second, third = (
        want(offer, person) for person in (cast.daan, cast.marijke, cast.fatima)
    )
    requests.decline(third, "Het past net niet.")
    requests.promise(first)
    requests.write(first, cast.daan, "Wanneer kan ik het halen?")
    offer_emails.message_held(
        requests.write(first, cast.daan, "Voor Kees.", is_held=True),
        ["Staat hier een naam van een kind?"],
    )
    requests.show_address(first, cast.sanne, shows=True)
    fourth = want(offer, cast.els)
    requests.promise(second)
    requests.keep(fourth, on_the_list=True)
    requests.give_back(first, by=cast.daan)
    offer.refresh_from_db()
    offer_emails.still_there(offer)
    offer_emails.ran_out(offer)
    lifecycle.withdraw(offer)


def lying_ready(cast: SimpleNamespace) -> None:
    """To who asked, and to who wrote it under "dit haal ik graag"."""
    question, offer = ask(cast.daan), bring(cast.marijke)
    OfferMatch.objects.create(offer=offer, person=cast.daan, question=question)
    OfferMatch.objects.create(offer=offer, person=cast.fatima)
    notifications.tell()


SAMPLES = (
    asking,
    answering,
    holding,
    reacting,
    thanking,
    taking_down,
    publishing,
    asking_consent,
    reminding,
    redacting,
    offering_and_wanting,
    lying_ready,
    telling_the_office,
)
# The office's work, and what the office did with somebody's words: nobody can do without these.
SINGLE = {
    "questions/mail/still_unanswered",
    "questions/mail/answer_held",
    "questions/mail/taken_down",
    "questions/mail/redacted",
    "questions/offers/mail/message_held",
}
