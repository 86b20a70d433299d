"""The office's pages over HTTP, with the second factor: a report, a public text and words that
must go; who may not, stands beside it.
"""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.rehearsal import AS_SHOWN
from jmzpro.office.bootstrap import make_roles
from jmzpro.page_cache import cache
from jmzpro.questions import queue
from jmzpro.questions.models import Answer, ConsentRequest, OfferReport, Question, Report
from jmzpro.questions.offers.tests.brought import bring
from jmzpro.questions.question import redaction
from jmzpro.questions.tests.asked import TITLE, answer, ask, published, send_as_seen
from jmzpro.search.sync import catch_up
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine

SECRET = "Pietje Puk van de Kwekkerlaan"


@pytest.fixture(autouse=True)
def _roles(cast: SimpleNamespace) -> None:
    make_roles()


def nobody_else_may(cast: SimpleNamespace, address: str, sent: dict[str, str]) -> None:
    """Not a visitor, a member, the asker, an editor, nor a moderator who did not give the second
    factor.
    """
    visitor, with_password_only = Client(), Client()
    with_password_only.force_login(cast.pieter.user)
    refused = [visitor, with_password_only]
    for person in (cast.daan, cast.sanne, cast.ilse):
        refused.append(Client())
        log_in(refused[-1], person)
    for client in refused:
        assert client.post(address, sent).status_code in {302, 403, 404}
    assert not AuditLine.objects.exists()


def closed(cast: SimpleNamespace) -> Question:
    question = ask(cast.sanne)
    answer(question, cast.marijke, f"Wij rijden met de huifkar van {SECRET}.").agree_to_publish(
        True
    )
    question.close("De huifkar.", may_publish=True, by=cast.sanne)
    return question


# Reports


def reports(cast: SimpleNamespace) -> list[tuple[str, Report | OfferReport, str]]:
    question = ask(cast.sanne)
    of_answer = Report.objects.create(
        question=question,
        answer=answer(question, cast.marijke),
        reporter=cast.daan,
        text="Een naam.",
    )
    of_offer = OfferReport.objects.create(
        offer=bring(cast.marijke), reporter=cast.daan, text="Reclame."
    )
    return [
        ("question-reports", of_answer, question.get_absolute_url()),
        ("offer-reports", of_offer, of_offer.offer.get_absolute_url()),
    ]


def test_what_was_reported_is_taken_down_with_a_reason_after_it_was_asked_once(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.pieter)
    member = Client()
    member.force_login(cast.daan.user)
    for kind, report, address in reports(cast):
        decide = f"/beheer/wachtrij/{kind}/{report.pk}/besluit/"
        assert report.text in client.get("/beheer/wachtrij/").content.decode()
        assert (
            client.post(decide, {"besluit": "hide", "bekijk": "ja"}).status_code == 422
        )  # a reason first
        sent = {"besluit": "hide", "tekst": f"Weg: {kind}.", "reden": "Voor ons."}
        assert (
            sent["tekst"]
            in client.post(decide, {**sent, "bekijk": "ja"})
            .content.decode()
            .split("Deze mail gaat weg")[1]
        )
        assert type(report).objects.waiting().exists()
        assert (
            client.post(decide, {**sent, "getoond": sent["tekst"], "zeker": "ja"}).status_code
            == 302
        )
        after = member.get(address)
        assert (
            after.status_code == 404
            or "vrijwilligers van de buurtbus" not in after.content.decode()
        )
        told = OutgoingMail.objects.filter(
            to=cast.marijke.user.email, cause__startswith="hidden:"
        ).latest("pk")
        assert sent["tekst"] in told.text
        line = AuditLine.objects.latest("pk")
        assert (line.actor, line.reason) == (cast.pieter.user, sent["reden"])
        assert report.text not in client.get("/beheer/wachtrij/").content.decode()


def test_nobody_else_decides_about_a_report(cast: SimpleNamespace) -> None:
    for kind, report, _ in reports(cast):
        nobody_else_may(cast, f"/beheer/wachtrij/{kind}/{report.pk}/besluit/", {"besluit": "leave"})
    assert Report.objects.waiting().count() == OfferReport.objects.waiting().count() == 1


# The public text


def as_it_stands(client: Client, address: str) -> dict[str, str]:
    return {name: str(value) for name, value in client.get(address).context["form"].initial.items()}


def test_the_office_reads_once_edits_and_publishes(client: Client, cast: SimpleNamespace) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    address = f"/beheer/vragen/{question.number}/openbaar/"
    assert address in client.get("/beheer/wachtrij/").content.decode()
    typed = as_it_stands(client, address)
    assert client.post(address, {**typed, "title": ""}).status_code == 422
    changed = {**typed, "antwoord_1": "Zij rijden met de huifkar van een buurman."}
    shown = client.post(address, changed)
    assert "een buurman" in shown.context["letters"].mails[0].text
    changed[AS_SHOWN] = shown.context["letters"].version
    assert client.post(address, changed).status_code == 302
    # Her words changed: she reads them first, and until then nothing can be published.
    decide = f"/beheer/wachtrij/question-publish/{question.pk}/besluit/"
    client.post(decide, {"besluit": "publish", "zeker": "ja"}, follow=True)
    assert not Question.objects.public().exists()
    asked = ConsentRequest.objects.get(answer__number=1, agrees=None)
    send_as_seen(Client(), f"/durf-te-vragen/toestemming/{asked.key}/", {"mag": "ja"})
    (waiting,) = queue.QUEUE[1].waiting(cast.anouk.user)
    decide = f"/beheer/wachtrij/question-publish/{waiting.id}/besluit/"
    names = [mark.key for mark in waiting.marks]
    assert (
        client.post(decide, {"besluit": "publish", "zeker": "ja", "naam": names}).status_code == 302
    )
    page = Client().get(question.get_absolute_url()).content.decode()
    assert "Zij rijden met de huifkar van een buurman." in page
    assert "Kwekkerlaan" not in page
    assert (
        AuditLine.objects.filter(actor=cast.anouk.user).count() == 2
    )  # the text, and that it is public


def test_nobody_else_edits_or_publishes(cast: SimpleNamespace) -> None:
    question = closed(cast)
    nobody_else_may(cast, f"/beheer/vragen/{question.number}/openbaar/", {"title": "Van mij"})
    nobody_else_may(
        cast, f"/beheer/wachtrij/question-publish/{question.pk}/besluit/", {"besluit": "publish"}
    )
    assert not Question.objects.public().exists()


# Redaction


def test_words_go_after_the_office_was_asked_once_more(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    log_in(client, cast.pieter)
    address = f"/beheer/vragen/{question.number}/doorhalen/"
    sent = {"piece": SECRET, "kind": "persoon", "why": "Een naam en een adres.", "antwoord": "1"}
    assert client.post(address, {**sent, "kind": "onbekend"}).status_code == 422
    asks = client.post(address, sent)
    assert "Dit kun je niet terugdraaien." in asks.content.decode()
    assert SECRET in Answer.objects.get().text
    done = client.post(
        address, {**sent, "zeker": "ja", AS_SHOWN: asks.context["letters"].version}, follow=True
    )
    assert "kunnen we niet terughalen" in done.content.decode()
    assert "Kwekkerlaan" not in Answer.objects.get().text
    line = AuditLine.objects.get(action="Tekst doorgehaald")
    assert line.actor == cast.pieter.user
    assert "Kwekkerlaan" not in f"{line.reason}{line.details}"


def test_nobody_else_takes_words_away(cast: SimpleNamespace) -> None:
    question = closed(cast)
    nobody_else_may(
        cast,
        f"/beheer/vragen/{question.number}/doorhalen/",
        {"kind": "anders", "why": "Zomaar", "antwoord": "1", "zeker": "ja"},
    )
    assert SECRET in Answer.objects.get().text


# Pages that are kept, in more than one process


class Machines:
    """Two processes that keep pages of their own: what one was shown, the other does not hear of
    but by the database.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.kept = monkeypatch, (cache.Pages(), cache.Pages())

    def read(self, *addresses: str) -> list[str]:
        shown = []
        for pages in self.kept:
            self.monkeypatch.setattr(cache, "pages", pages)
            shown.append("\n".join(Client().get(address).content.decode() for address in addresses))
        return shown


@pytest.fixture
def machines(kept_pages: None, monkeypatch: pytest.MonkeyPatch) -> Machines:
    return Machines(monkeypatch)


def read_by_all(machines: Machines, question: Question) -> list[str]:
    places = (
        "/",
        "/durf-te-vragen/",
        "/kennisbank/?soort=vraag",
        "/themas/vervoer/",
        "/durf-te-vragen/feed.atom",
        "/zoeken/?q=buurtbus",
    )
    return machines.read(question.get_absolute_url(), "/api/v1/questions", *places)


@pytest.mark.parametrize("way", ["taken back", "redacted", "question taken back"])
def test_what_goes_is_gone_from_pages_that_every_process_kept(
    cast: SimpleNamespace, machines: Machines, way: str
) -> None:
    question = published(cast.sanne, cast.marijke)
    made: Answer = question.answers.get()
    catch_up()
    for _ in range(2):  # made, and shown again as it was kept
        assert all(made.text in page for page in read_by_all(machines, question))
    if way == "taken back":
        made.agree_to_publish(False)
    elif way == "redacted":
        redaction.redact(
            redaction.Redaction(question, made, ""),
            redaction.Kind.OTHER,
            "Op verzoek.",
            by=cast.pieter.user,
        )
    else:
        question.withdraw_from_public(by=cast.sanne)
    after = read_by_all(machines, question)  # nobody told the index yet
    assert not any(
        "vrijwilligers van de buurtbus" in page.replace("<mark>", "").replace("</mark>", "")
        for page in after
    )
    assert all((TITLE in page) == (way != "question taken back") for page in after)
