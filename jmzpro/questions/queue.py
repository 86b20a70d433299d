"""What waits for the office: reports, and questions whose asker lets them be public."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jmzpro.members.access import is_office
from jmzpro.members.person.traits import Spread
from jmzpro.members.reports import About, Reports
from jmzpro.questions import emails
from jmzpro.questions.models import (
    Answer,
    AnswerState,
    ConsentRequest,
    Question,
    QuestionQuerySet,
    QuestionState,
    Report,
    SummaryVersion,
)
from jmzpro.questions.publication import public_text
from jmzpro.questions.publication.additions import Addition, Decided
from jmzpro.text.known_names import Known
from jmzpro.trust.name_marks import Mark, Passage, shown, version_of
from jmzpro.trust.offices import Office
from jmzpro.trust.publication import Unconfirmed, unconfirmed
from jmzpro.trust.queue import (
    AlreadyDecided,
    CannotDecide,
    Decision,
    Letter,
    Named,
    QueueKind,
    Waiting,
)


def may_decide(user: Any) -> bool:
    return is_office(user, Office.MODERATORS, Office.BUREAU)


# Reports


def about(report: Report) -> About:
    answer, question = report.answer, report.question
    return About(
        title=f"{f'Antwoord {answer.number}' if answer else 'De vraag'}: {question.title}",
        text=answer.text if answer else f"{question.title}\n\n{question.text}",
        url=(answer or question).get_absolute_url(),
        writer=answer.author if answer else question.asker,
    )


def take_down(report: Report, by: Any, text: str) -> None:
    """Take the reported question or answer off the site and tell its writer why."""
    moderator, question = getattr(by, "person", None), report.question
    if report.answer is not None:
        if report.answer.remove(by=moderator):
            title = f"je antwoord op ‘{question.title}’"
            emails.taken_down(
                report.answer.author,
                title,
                question.get_absolute_url(),
                text,
                f"hidden:answer/{report.answer.pk}",
            )
    elif question.remove(by=moderator):
        emails.taken_down(
            question.asker,
            f"je vraag ‘{question.title}’",
            reverse("questions:list"),
            text,
            f"hidden:question/{question.pk}",
        )


def reports() -> QuerySet[Report]:
    return Report.objects.select_related(
        "question__asker__user", "answer__author__user", "answer__question", "reporter"
    )


REPORTS = Reports(Report, reports, about, take_down)


# Publishing


def publishable(user: Any) -> QuestionQuerySet:
    """Closed, the asker agrees, everybody asked said yes or no or let the time go by, and the
    office did not decide yet.

    There is something to learn from it: an answer whose author agrees, or what helped. Or it is
    public, with words nobody read yet.
    """
    return (
        undecided_questions().order_by("closed_at", "pk")
        if may_decide(user)
        else Question.objects.none()
    )


def undecided_questions() -> QuestionQuerySet:
    agreeing = Answer.objects.agreed().filter(question=OuterRef("pk"))
    pending = ConsentRequest.objects.pending().filter(question=OuterRef("pk"))
    newer = SummaryVersion.objects.filter(
        question=OuterRef("pk"), at__gt=OuterRef("publication_decided_at")
    )
    teaches = Exists(agreeing.exclude(office_agrees_to_publish=False)) | ~Q(what_helped="")
    is_first = Q(published_at=None, publication_decided_at=None) & teaches
    has_more = Q(published_at__isnull=False) & (
        Exists(agreeing.filter(office_agrees_to_publish=None)) | Exists(newer)
    )
    waiting = Question.objects.filter(
        is_first | has_more, state=QuestionState.CLOSED, asker_agrees_to_publish=True
    )
    return waiting.exclude(Exists(pending))


def waiting_to_publish(user: Any) -> Sequence[Waiting]:
    found = list(publishable(user).with_writers())
    spread = Spread.of(person for question in found for person in public_text.writers(question))
    marks = {
        question.pk: public_text.marks_in(question, public_text.passages_to_come(question), spread)
        for question in found
    }
    unseen = {
        mark.key
        for mark in unconfirmed([mark for of_question in marks.values() for mark in of_question])
    }
    return [
        as_it_will_stand(one, [mark for mark in marks[one.pk] if mark.key in unseen], spread)
        for one in found
    ]


def as_it_will_stand(question: Question, marks: Sequence[Mark], spread: Spread) -> Waiting:
    """`question` as `with_writers` gives it. The id says which texts were read: when one
    changes meanwhile, nothing is decided.
    """
    passages = public_text.passages_to_come(question)
    standing = set(public_text.passages_now(question)) if question.is_public else set()
    told = [one for one in passages[1:] if one not in standing]
    known = public_text.known_of(public_text.writers(question), spread)
    count = len(answers_to_come(question))
    return Waiting(
        id=f"{question.pk}-{version_of(passages)}",
        title=passages[0].text,
        since=ready_since(question),
        text="\n\n".join(f"{one.label}: {one.text}" for one in told),
        shown=in_full(told, known),
        url=reverse("questions_wording", args=[question.number]),
        facts=(
            *(
                (
                    (
                        "Jullie tekst",
                        "De vraagsteller stemde er niet mee in. Hierboven staan de eigen woorden.",
                    ),
                )
                if said_no(question)
                else ()
            ),
            *(
                (("Al openbaar", "De vraag. Hierboven staat alleen wat er nu bij komt."),)
                if question.is_public
                else ()
            ),
            ("Antwoorden die openbaar worden", str(count)),
            *((("Schrijvers", who_said(question)),) if asked_authors(question) else ()),
        ),
        marks=marks,
        labels={"publish": "Maak openbaar zonder antwoorden"}
        if not count and not question.is_public
        else {},
    )


def in_full(passages: Sequence[Passage], known: Known) -> SafeString:
    """Each text under what it is, with its names marked."""
    return format_html_join(
        "\n\n", "{}: {}", [(one.label, shown(one.text, known)) for one in passages]
    )


def answers_to_come(question: Question) -> list[Answer]:
    agreed = [
        a
        for a in question.answers.all()
        if a.state == AnswerState.VISIBLE and a.author_agrees_to_publish and not a.is_by_asker
    ]
    if question.is_public:
        return [a for a in agreed if a.office_agrees_to_publish is None]
    return [a for a in agreed if a.office_agrees_to_publish is not False]


def ready_since(question: Question) -> datetime:
    """When the last of those who were asked had decided, or had no more time to."""
    assert question.closed_at is not None
    return max(
        [
            question.closed_at,
            *(one.decided_at or one.until for one in question.consent_requests.all()),
        ]
    )


def asked_authors(question: Question) -> list[ConsentRequest]:
    return [one for one in question.consent_requests.all() if one.answer_id is not None]


def who_said(question: Question) -> str:
    """ "1 van de 3 zei ja of nee; wie niets zei, blijft eruit."."""
    asked = asked_authors(question)
    said = sum(one.agrees is not None for one in asked)
    if said < len(asked):
        told = (
            f"{said} van de {len(asked)} {'zei' if said == 1 else 'zeiden'}"
            if said
            else "Niemand zei"
        )
        return f"{told} ja of nee; wie niets zei, blijft eruit."
    return {1: "De schrijver zei ja of nee.", 2: "Beiden zeiden ja of nee."}.get(
        said, f"Alle {said} zeiden ja of nee."
    )


def said_no(question: Question) -> bool:
    return any(
        one.answer_id is None and one.agrees is not True for one in question.consent_requests.all()
    )


def undecided(item_id: str) -> Question:
    """As it was read: with other words by now it is too late. A number alone is the question as
    it is.
    """
    number, _, version = item_id.partition("-")
    found = (
        undecided_questions().filter(pk=number).select_related("asker__user").first()
        if number.isdecimal()
        else None
    )
    if found is None or (
        version and version != version_of(public_text.passages_to_come(found.as_stored()))
    ):
        raise AlreadyDecided
    return found


def publish(item_id: str, *, by: Any, reason: str = "") -> dict[str, Any] | None:
    """Gives what it added to a question that was public already: that can be taken back alone."""
    question = undecided(item_id)
    before = Decided.of(question) if question.is_public else None
    try:
        if not question.publish():
            raise AlreadyDecided
    except Unconfirmed as names:
        raise CannotDecide(
            f"Kijk eerst naar elke naam: {', '.join(mark.word for mark in names.marks[:5])}."
        ) from names
    return addition_since(before, question)


def keep_inside(item_id: str, *, by: Any, text: str, reason: str = "") -> dict[str, Any] | None:
    """Gives what it left off a public question, as `publish` does."""
    question = undecided(item_id)
    before = Decided.of(question) if question.is_public else None
    if not question.decline_to_publish(text):
        raise AlreadyDecided
    return addition_since(before, question)


def addition_since(before: Decided | None, question: Question) -> dict[str, Any] | None:
    if before is None:
        return None
    return {"addition": Addition.between(before, Decided.of(question)).as_json()}


def take_back(item_id: str, *, by: Any, addition: dict[str, Any] | None = None) -> None:
    """Undo of `publish`: it waits again, the whole question or what came to a public one."""
    question = numbered(item_id, Question.objects.filter(published_at__isnull=False))
    if addition is not None:
        take_back_addition(question, addition)
    else:
        question.take_publication_back()


def consider_again(item_id: str, *, by: Any, addition: dict[str, Any] | None = None) -> None:
    """Undo of `keep_inside`: it waits again, the whole question or what came to a public one."""
    question = numbered(item_id, Question.objects.filter(publication_decided_at__isnull=False))
    if addition is not None:
        take_back_addition(question, addition)
    else:
        question.decide_again()


def take_back_addition(question: Question, stored: dict[str, Any]) -> None:
    addition = Addition.from_json(stored)
    if not question.is_public or not question.take_back_addition(addition):
        raise AlreadyDecided


def numbered(item_id: str, among: QuerySet[Question]) -> Question:
    """The question of an item, whatever its words are by now."""
    number = item_id.partition("-")[0]
    found = among.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise AlreadyDecided
    return found


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    numbers = {one: one.partition("-")[0] for one in item_ids}
    found = {
        str(one.pk): one
        for one in Question.objects.filter(
            pk__in=[one for one in numbers.values() if one.isdecimal()]
        )
    }
    return {
        item: Named(found[number].title, found[number].get_absolute_url())
        for item, number in numbers.items()
        if number in found
    }


PUBLIC = Letter("de vraagsteller en wie antwoord gaf", takes_words=False)
WHY_NOT = Letter(
    "de vraagsteller",
    asks="Waarom niet?",
    needed="Schrijf waarom de vraag in het netwerk blijft. De vraagsteller leest dit.",
)

QUEUE = (
    REPORTS.queued(
        "question-reports",
        "Meldingen over vragen en antwoorden",
        "De tekst verdwijnt van de site en uit het zoeken; de schrijver krijgt je reden per mail.",
        order=20,
    ),
    QueueKind(
        key="question-publish",
        label="Vragen om openbaar te maken",
        named=named,
        waiting=waiting_to_publish,
        count=lambda user: publishable(user).count(),
        decisions=(
            Decision(
                key="publish",
                label="Maak openbaar",
                carry_out=publish,
                letter=PUBLIC,
                undo=take_back,
                done="Openbaar gemaakt",
                confirms_names=True,
            ),
            Decision(
                key="keep",
                label="Laat in het netwerk",
                carry_out=keep_inside,
                letter=WHY_NOT,
                undo=consider_again,
                done="In het netwerk gelaten",
            ),
        ),
        order=30,
    ),
)
