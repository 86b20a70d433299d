"""“Draai terug” on what came to a question that was public already: that alone goes, and who
heard of it hears so.
"""

from types import SimpleNamespace

from django.test import Client

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.members.models import Person
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.question import summary_edits
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.testing.login import log_in
from jmzpro.trust.queue import queue

KIND = "question-publish"
FIRST, LATE, LATER = "Wij rijden met de huifkar.", "Wij huren een bus.", "Wij lenen de tandem."


def closed(cast: SimpleNamespace) -> Question:
    make_roles()
    question = ask(cast.sanne)
    answer(question, cast.marijke, FIRST).agree_to_publish(True)
    question.close("Zelf iets organiseren.", may_publish=True, by=cast.sanne)
    return question


def add(question: Question, author: Person, text: str) -> Answer:
    late = answer(question, author, text)
    late.agree_to_publish(True)
    return late


def decide(office: Client, cast: SimpleNamespace, decision: str = "publish") -> str:
    (item,) = queue[KIND].waiting(cast.anouk.user)
    typed = {"besluit": decision, "zeker": "ja"}
    names = [mark.key for mark in item.marks]
    office.post(f"/beheer/wachtrij/{KIND}/{item.id}/besluit/", {**typed, "naam": names})
    return item.id


def take_back(office: Client, item: str) -> str:
    page = office.post(f"/beheer/wachtrij/{KIND}/{item}/terug/", follow=True)
    return " ".join(str(one) for one in page.context["messages"])


def read(question: Question) -> str:
    page = Client().get(question.get_absolute_url())
    return page.content.decode() if page.status_code == 200 else ""


def waits(cast: SimpleNamespace) -> str:
    return "\n".join(f"{one.title} {one.text}" for one in queue[KIND].waiting(cast.anouk.user))


def told(person: Person, beginning: str) -> int:
    mails = OutgoingMail.objects.filter(to=person.user.email, subject__startswith=beginning)
    return mails.exclude(state=OutgoingState.CANCELLED).count()


def test_a_later_answer_alone_is_taken_back(client: Client, cast: SimpleNamespace) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    decide(client, cast)
    add(question, cast.daan, LATE)
    item = decide(client, cast)
    assert FIRST in read(question)
    assert LATE in read(question)
    OutgoingMail.objects.update(state=OutgoingState.SENT)
    assert "Teruggedraaid" in take_back(client, item)
    assert FIRST in read(question)
    assert LATE not in read(question)
    assert LATE in waits(cast)
    assert FIRST not in waits(cast)
    assert told(cast.daan, "We kwamen erop terug") == 1
    assert told(cast.marijke, "We kwamen erop terug") == 0
    assert told(cast.sanne, "We kwamen erop terug") == 0


def test_what_was_taken_back_is_decided_again_with_a_mail_of_its_own(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    decide(client, cast)
    add(question, cast.daan, LATE)
    OutgoingMail.objects.update(state=OutgoingState.SENT)
    take_back(client, decide(client, cast))
    assert told(cast.daan, "Nu openbaar") == 0  # it waited here still
    decide(client, cast)
    assert LATE in read(question)
    assert told(cast.daan, "Nu openbaar") == 1
    assert told(cast.marijke, "Nu openbaar") == 1


def test_each_of_two_later_decisions_is_taken_back_by_itself(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    decide(client, cast)
    add(question, cast.daan, LATE)
    earlier = decide(client, cast)
    add(question, cast.els, LATER)
    later = decide(client, cast)
    take_back(client, earlier)
    assert LATER in read(question)
    assert LATE not in read(question)
    take_back(client, later)
    assert FIRST in read(question)
    assert LATER not in read(question)
    assert LATE in waits(cast)
    assert LATER in waits(cast)


def test_a_summary_that_was_decided_with_an_answer_goes_back_with_it(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    summary_edits.improve(question, "Eerst: huifkarren.", after=0, by=cast.sanne)
    log_in(client, cast.anouk)
    decide(client, cast)
    add(question, cast.daan, LATE)
    summary_edits.improve(question, "Nu ook: bussen.", after=1, by=cast.sanne)
    item = decide(client, cast)
    assert "Nu ook: bussen." in read(question)
    take_back(client, item)
    assert "Eerst: huifkarren." in read(question)
    assert "Nu ook: bussen." not in read(question)
    assert "Nu ook: bussen." in waits(cast)


def test_a_later_answer_that_was_left_inside_waits_again_and_an_earlier_one_does_not(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    decide(client, cast)
    add(question, cast.daan, LATE)
    decide(client, cast, "keep")
    add(question, cast.els, LATER)
    item = decide(client, cast, "keep")
    assert not waits(cast)
    take_back(client, item)
    assert LATER in waits(cast)
    assert LATE not in waits(cast)
    assert FIRST in read(question)


def test_the_first_decision_takes_the_whole_question_back_with_all_that_came_later(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    log_in(client, cast.anouk)
    first = decide(client, cast)
    add(question, cast.daan, LATE)
    later = decide(client, cast)
    OutgoingMail.objects.update(state=OutgoingState.SENT)
    take_back(client, first)
    assert FIRST not in read(question)
    for heard in (cast.sanne, cast.marijke, cast.daan):
        assert told(heard, "We kwamen erop terug") == 1
    assert "al besloten" in take_back(client, later)
    assert FIRST in waits(cast)
    assert LATE in waits(cast)
