"""Every decision of every kind that waits: its words go where their label says, it says what is
final, and it is taken back whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.rehearsal import shown
from jmzpro.office.bootstrap import make_roles
from jmzpro.office.tests.waiting import made, samples, who_decides
from jmzpro.testing.login import log_in
from jmzpro.testing.office import address_of
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import FOR_THE_LOG, Decision, Letter, QueueKind, Waiting, queue

FOR_THE_MAIL, FOR_US = "Zonnebloem", "Vuurtoren"
EVERY = [
    pytest.param(kind.key, one.key, id=f"{kind.key}-{one.key}")
    for kind in queue
    for one in kind.decisions
]
TAKEN_BACK = [
    pytest.param(kind.key, one.key, id=f"{kind.key}-{one.key}")
    for kind in queue
    for one in kind.decisions
    if one.undo
]
FINAL = [
    pytest.param(kind.key, one.key, id=f"{kind.key}-{one.key}")
    for kind in queue
    for one in kind.decisions
    if not one.undo
]
FIELD = re.compile(r'<label for="([^"]+)">([^<]+?)(?: \(mag leeg\))?</label>')


@dataclass
class Case:
    """One item that waits, and somebody who decides about it."""

    client: Client
    kind: QueueKind
    decision: Decision
    item: Waiting
    user: Any

    def post(self, **typed: str) -> Any:
        return self.client.post(
            address_of(self.kind.key, self.item.id), {"besluit": self.decision.key, **typed}
        )

    def fields(self) -> dict[str, str]:
        """Label and name of each field in which somebody writes."""
        if self.decision.has_page:
            page = self.post().content.decode()
        else:
            page = (
                self.client.get("/beheer/wachtrij/")
                .content.decode()
                .split(f'id="{self.kind.key}-{self.item.id}"')[1]
            )
            page = page.split("</article>")[0]
        return {label.strip(): name_of(page, field) for field, label in FIELD.findall(page)}

    def carry_out(self, **typed: str) -> Any:
        if "tekst" in typed:
            typed["getoond"] = typed["tekst"]
        return self.post(zeker="ja", **typed)


def name_of(page: str, field: str) -> str:
    found = re.search(rf'<(?:input|textarea)[^>]*\bid="{field}"[^>]*>', page)
    assert found, field
    name = re.search(r'\bname="([^"]+)"', found[0])
    assert name, found[0]
    return name[1]


@pytest.fixture
def case(request: pytest.FixtureRequest, client: Client, cast: SimpleNamespace) -> Case:
    make_roles()
    kind_key, decision_key = request.param
    kind = queue[kind_key]
    decision = kind.decision(decision_key)
    assert decision is not None
    item = made(cast, kind)
    person = who_decides(cast, kind)
    log_in(client, person)
    return Case(client, kind, decision, item, person.user)


def cases(pairs: list[Any]) -> Any:
    return pytest.mark.parametrize(
        "case", [pytest.param(one.values, id=one.id) for one in pairs], indirect=True
    )


def misdirected(case: Case) -> Iterator[str]:
    """Carry it out with a word in each field; what did not go where its label says."""
    mails, lines = (
        set(OutgoingMail.objects.values_list("pk", flat=True)),
        set(AuditLine.objects.values_list("pk", flat=True)),
    )
    words = {}
    for label, name in case.fields().items():
        if label == FOR_THE_LOG:
            words[name] = FOR_US
        elif "Dit mailen we aan " in label:
            words[name] = FOR_THE_MAIL
        else:
            yield f"“{label}” does not say who reads it"
    case.carry_out(**words)
    sent = [
        f"{one.subject} {one.text} {one.html}" for one in OutgoingMail.objects.exclude(pk__in=mails)
    ]
    logged = [
        f"{one.action} {one.reason} {one.details}"
        for one in AuditLine.objects.exclude(pk__in=lines)
    ]
    if not logged:
        yield "it was not carried out"
    if FOR_US not in words.values():
        yield "nothing is asked for the log"
    if any(FOR_US in one for one in sent):
        yield "what is for the log was mailed"
    if not any(FOR_US in one for one in logged):
        yield "what is for the log is not in it"
    if FOR_THE_MAIL in words.values() and not any(FOR_THE_MAIL in one for one in sent):
        yield "what would be mailed was not"
    if any(FOR_THE_MAIL in one for one in logged):
        yield "what is for the mail is in the log"


def test_every_kind_of_the_queue_has_a_sample() -> None:
    assert set(samples()) == {kind.key for kind in queue}, (
        "write one in the slice's tests/queue_samples.py"
    )


@cases(EVERY)
def test_words_go_where_their_label_says(case: Case) -> None:
    assert not list(misdirected(case))


@cases(EVERY)
def test_a_mail_with_words_is_shown_as_it_goes(case: Case) -> None:
    if case.decision.letter is None:
        return
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    typed = (
        {"tekst": f"{FOR_THE_MAIL} & <b>meer</b>.\nNog een regel."}
        if case.decision.takes_words
        else {}
    )
    page = case.post(bekijk="ja", **typed)
    assert set(OutgoingMail.objects.values_list("pk", flat=True)) == before
    case.carry_out(**typed)
    went = [shown(mail) for mail in OutgoingMail.objects.exclude(pk__in=before)]
    assert went, "a decision with a letter mails somebody"
    assert page.context["mails"] == went
    for mail in went:
        assert mail.to in page.content.decode()


@cases(EVERY)
def test_one_decision_is_one_mail_to_each_of_its_readers(case: Case) -> None:
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    case.carry_out(**({"tekst": "Zo is het."} if case.decision.takes_words else {}))
    told = list(OutgoingMail.objects.exclude(pk__in=before).values_list("to", flat=True))
    assert sorted(told) == sorted(set(told))


@cases(TAKEN_BACK)
def test_what_can_be_taken_back_says_how_long(case: Case) -> None:
    if case.decision.has_page:
        assert "Dit kun je 24 uur lang terugdraaien" in case.post().content.decode()


SECRETS = (
    "/lid-worden/aanmelding/7vcdm9ng-volg-09bfa2d6617d.f8PySXLUjfQLmQLbQ-IRRsSkZvMJhSzTCp8LlRadySM/",
    "/brief/stop/p-3rxr5k7g.alert.question-12:Xk3tq8sPZrm0aVJ1yHc2dQ/",
    "/durf-te-vragen/toestemming/0a1b2c3d4e5f60718293a4b5c6d7e8f9/",
)
OPEN = (
    "/kennisbank/draaiboek-voor-de-week-van-de-jonge-mantelzorger-2026/",
    "/durf-te-vragen/61/",
    "/beheer/wachtrij/?soort=lid-worden",
)


@pytest.mark.parametrize("path", [*SECRETS, *OPEN])
@pytest.mark.parametrize("host", ["https://jmzpro.example", "http://127.0.0.1:8000"])
def test_what_only_the_receiver_may_open_is_not_shown(host: str, path: str) -> None:
    seen = shown(
        OutgoingMail(
            to="mo@voorbeeld.example",
            subject="Over iets",
            text=f"Kijk hier: {host}{path} en verder.",
        )
    ).text
    assert seen.startswith(f"Kijk hier: {host}/")
    assert seen.endswith(" en verder.")
    assert ("[eigen-sleutel]" in seen) == (path in SECRETS)
    assert (path.strip("/").split("/")[-1] in seen) == (path in OPEN)


@cases(FINAL)
def test_what_is_final_says_so_before_it_happens(case: Case) -> None:
    lines = AuditLine.objects.count()
    page = case.post()
    assert page.status_code == 200
    assert case.decision.consequence in page.content.decode()
    assert AuditLine.objects.count() == lines


@cases(TAKEN_BACK)
def test_what_is_taken_back_waits_again_and_its_readers_hear_it(case: Case) -> None:
    count, before = (
        case.kind.count(case.user),
        set(OutgoingMail.objects.values_list("pk", flat=True)),
    )
    case.carry_out(**({"tekst": "Zo is het."} if case.decision.takes_words else {}))
    assert case.kind.count(case.user) == count - 1
    OutgoingMail.objects.filter(state=OutgoingState.WAITING).update(state=OutgoingState.SENT)
    told = set(OutgoingMail.objects.exclude(pk__in=before).values_list("to", flat=True))
    took_back(case)
    assert case.kind.count(case.user) == count
    assert (
        set(OutgoingMail.objects.filter(template="mail/came_back").values_list("to", flat=True))
        == told
    )
    again(case)


@cases(TAKEN_BACK)
def test_a_mail_that_did_not_leave_yet_is_withdrawn_without_another(case: Case) -> None:
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    case.carry_out(**({"tekst": "Zo is het."} if case.decision.takes_words else {}))
    took_back(case)
    waiting = OutgoingMail.objects.exclude(pk__in=before).filter(state=OutgoingState.WAITING)
    assert not waiting.exists()
    again(case)


def took_back(case: Case) -> None:
    lines = AuditLine.objects.count()
    answer = case.client.post(
        f"/beheer/wachtrij/{case.kind.key}/{case.item.id}/terug/", follow=True
    )
    *_, said = [str(one).strip() for one in answer.context["messages"]]
    assert said == f"Teruggedraaid: {case.decision.in_the_past.lower()}"
    assert AuditLine.objects.count() > lines


def again(case: Case) -> None:
    """It can be decided once more, with a mail of its own."""
    mails = OutgoingMail.objects.count()
    items = {one.title: one for one in case.kind.waiting(case.user)}
    case.item = items[case.item.title]
    case.carry_out(**({"tekst": "Toch zo."} if case.decision.takes_words else {}))
    assert (OutgoingMail.objects.count() > mails) == (case.decision.letter is not None)


def test_a_decision_that_does_not_say_who_reads_its_words_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="letter"):
        Decision("ja", "Laat toe", lambda item_id, *, by, reason="": None)  # type: ignore[call-arg]


def test_a_note_that_is_mailed_and_a_mail_that_is_logged_are_caught(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.pages.models import Message, MessageState
    from jmzpro.trust import audit

    make_roles()
    kind = queue["bericht"]

    def mails_the_note(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
        Message.decide(item_id, MessageState.ANSWERED, reason)
        audit.record("beantwoord", cast.sanne, by=by, reason=text)

    liar = Decision(
        "liegt",
        "Beantwoorden",
        mails_the_note,
        letter=Letter("de afzender", needed="Schrijf iets."),
    )
    item = made(cast, kind)
    queue.unregister("bericht")
    queue.register(
        QueueKind("bericht", kind.label, kind.waiting, kind.count, (liar,), groups=kind.groups)
    )
    try:
        log_in(client, cast.anouk)
        found = list(misdirected(Case(client, queue["bericht"], liar, item, cast.anouk.user)))
    finally:
        queue.unregister("bericht")
        queue.register(kind)
    assert found == [
        "what is for the log was mailed",
        "what would be mailed was not",
        "what is for the mail is in the log",
    ]
