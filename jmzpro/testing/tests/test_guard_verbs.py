"""Each member of a state enum is written by one verb, in the part of its model."""

from pathlib import Path

import pytest

from jmzpro.testing.verbs import broken, writings

# A second writer of a state, with why it is one. Each new one needs a reason as good.
EXCEPTIONS = {
    "mail/redaction.py:destroy_incoming InboundState.LEFT": (
        "the raw mail with the words in it is destroyed in the same update"
    ),
    "mail/correction.py:come_back OutgoingState.CANCELLED": (
        "this cause alone, and whoever got it already hears so in a mail"
    ),
    "mail/delivery.py:take_back_what_was_left_in_hand OutgoingState.WAITING": (
        "of a process that died: the claim goes with it"
    ),
    "members/team/departure.py:close MoveState.OVER": (
        "the account closes: nobody has to decide on a move any more"
    ),
    "questions/offers/forms.py:OfferFilter.__init__ OfferState.AVAILABLE": (
        "what a list is filtered by: no row is written"
    ),
    "questions/offers/models/offer.py:Offer.take_one_back OfferState.AVAILABLE": (
        "given back: which state fits is decided by the database, in the update of the count"
    ),
}

MODEL = """
from django.db import models

class TipState(models.TextChoices):
    OPEN = "open"
    CLOSED = "closed"

class Tip(models.Model):
    def close(self):
        return Tip.objects.filter(state=TipState.OPEN).update(state=TipState.CLOSED)

    def {name}(self):
        {body}
"""
ELSEWHERE = """
from jmzpro.tips.models import Tip, TipState

def sweep(tip):
    {body}
"""


def made(root: Path, body: str, *, name: str = "reopen", elsewhere: str = "pass") -> list[str]:
    for part, source in (
        ("tips", MODEL.format(name=name, body=body)),
        ("office", ELSEWHERE.format(body=elsewhere)),
    ):
        (root / part).mkdir()
        (root / part / "models.py").write_text(source)
    return list(broken(root))


def test_each_state_is_written_by_one_verb() -> None:
    assert list(broken(exceptions=EXCEPTIONS)) == []


def test_the_verbs_of_a_question_and_an_answer_are_seen() -> None:
    seen = {(one.member, one.place.split(":")[1]) for one in writings()}
    assert {
        ("QuestionState.CLOSED", "Question.close"),
        ("QuestionState.OPEN", "Question.reopen"),
        ("QuestionState.REMOVED", "Question.remove"),
        ("AnswerState.VISIBLE", "Answer.confirm"),
        ("AnswerState.REMOVED", "Answer.remove"),
    } <= seen


@pytest.mark.parametrize(
    "body",
    [
        "Tip.objects.update(state=TipState.CLOSED)",
        "self.state = TipState.CLOSED",
        "self.state, self.text = TipState.CLOSED, ''",
        "Tip.objects.update(state=Case(When(Q(state=TipState.OPEN), then=TipState.CLOSED)))",
        "self.state = TipState.CLOSED if self.text else TipState.OPEN",
    ],
)
def test_a_second_writer_of_a_state_is_found(tmp_path: Path, body: str) -> None:
    (found,) = made(tmp_path, body)
    assert found == (
        "tips.TipState.CLOSED is written by tips/models.py:Tip.close, tips/models.py:Tip.reopen"
    )


@pytest.mark.parametrize("writes", ["tip.state =", "Tip.objects.update(state=", "make"])
def test_a_writer_in_another_part_is_found(tmp_path: Path, writes: str) -> None:
    body = {
        "tip.state =": "tip.state = TipState.OPEN",
        "make": "Tip.objects.create(state=TipState.OPEN)",
    }.get(writes, f"{writes}TipState.OPEN)")
    (found,) = made(tmp_path, "pass", elsewhere=body)
    assert found == "office/models.py:sweep writes TipState.OPEN, which is of tips"


@pytest.mark.parametrize(
    "body",
    [
        "Tip.objects.update(state=TipState.OPEN)",
        "Tip.objects.filter(state=TipState.CLOSED).update(text='')",
        "return self.state == TipState.CLOSED",
        "Tip.objects.create(state=TipState.CLOSED)",
        "self.state = TipState.OPEN if self.state == TipState.CLOSED else self.state",
    ],
)
def test_what_reads_or_makes_or_has_its_own_verb_is_well(tmp_path: Path, body: str) -> None:
    assert made(tmp_path, body) == []


def test_an_exception_that_is_none_is_found(tmp_path: Path) -> None:
    made(tmp_path, "pass")
    (found,) = broken(tmp_path, {"tips/models.py:Tip.reopen TipState.CLOSED": "it was one"})
    assert found == "tips/models.py:Tip.reopen TipState.CLOSED writes no such thing"
