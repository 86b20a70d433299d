"""What waits for the office: reports, and questions whose asker lets them be public."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from jmzpro.members.access import is_office
from jmzpro.members.reports import About, Reports
from jmzpro.questions import answering, emails, publishing
from jmzpro.questions.models import (
    Answer,
    AnswerState,
    ConsentRequest,
    Question,
    QuestionState,
    Report,
    SummaryVersion,
)
from jmzpro.trust.queue import AlreadyDecided, Decision, Letter, Named, QueueKind, Waiting


def may_decide(user: Any) -> bool:
    return is_office(user, "Moderatie", "Bureau")


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
            emails.taken_down(report.answer.author, title, question.get_absolute_url(), text, f"hidden:answer/{report.answer.pk}")
    elif answering.remove_question(question, by=moderator):
        emails.taken_down(question.asker, f"je vraag ‘{question.title}’", reverse("questions:list"), text, f"hidden:question/{question.pk}")


def reports() -> QuerySet[Report]:
    return Report.objects.select_related("question__asker__user", "answer__author__user", "answer__question", "reporter")


REPORTS = Reports(Report, reports, about, take_down)


# Publishing


def publishable(user: Any) -> QuerySet[Question]:
    """Closed, the asker agrees, everybody asked said yes or no or let the time go by, and the office did not decide yet.

    There is something to learn from it: an answer whose author agrees, or what helped. Or it is public, with words nobody read yet.
    """
    return undecided_questions().order_by("closed_at", "pk") if may_decide(user) else Question.objects.none()


def undecided_questions() -> QuerySet[Question]:
    agreeing = Answer.objects.agreed().filter(question=OuterRef("pk"))
    pending = ConsentRequest.objects.pending().filter(question=OuterRef("pk"))
    newer = SummaryVersion.objects.filter(question=OuterRef("pk"), at__gt=OuterRef("publication_decided_at"))
    teaches = Exists(agreeing.exclude(office_agrees_to_publish=False)) | ~Q(what_helped="")
    is_first = Q(published_at=None, publication_decided_at=None) & teaches
    has_more = Q(published_at__isnull=False) & (Exists(agreeing.filter(office_agrees_to_publish=None)) | Exists(newer))
    waiting = Question.objects.filter(is_first | has_more, state=QuestionState.CLOSED, asker_agrees_to_publish=True)
    return waiting.exclude(Exists(pending))


def waiting_to_publish(user: Any) -> Sequence[Waiting]:
    found = publishable(user).prefetch_related("answers", "summary_versions", "consent_requests")
    return [as_it_will_stand(question) for question in found]


def as_it_will_stand(question: Question) -> Waiting:
    agreed = [a for a in question.answers.all() if a.state == AnswerState.VISIBLE and a.author_agrees_to_publish]
    is_public = question.is_public
    answers = [a for a in agreed if a.office_agrees_to_publish is None or (a.office_agrees_to_publish and not is_public)]
    title = question.in_public_words().title
    parts = [] if is_public else [question.text, f"Wat hielp: {question.what_helped}" if question.what_helped else ""]
    parts += [
        f"{'De vraagsteller' if answer.is_by_asker else f'Antwoord {answer.number}'}: {answer.in_public_words().text}" for answer in answers
    ]
    newest = next(iter(question.summary_versions.all()), None)
    if newest and newest.pk != question.public_summary_id:
        parts.append(f"De samenvatting: {newest.text}")
    said_no = any(one.answer_id is None and one.agrees is not True for one in question.consent_requests.all())
    assert question.closed_at is not None
    return Waiting(
        id=str(question.pk),
        title=title,
        since=question.closed_at,
        text="\n\n".join(part for part in parts if part),
        url=reverse("questions_wording", args=[question.number]),
        facts=(
            *((("Jullie tekst", "De vraagsteller stemde er niet mee in. Hierboven staan de eigen woorden."),) if said_no else ()),
            *((("Al openbaar", "De vraag. Hierboven staat alleen wat er nu bij komt."),) if is_public else ()),
            ("Antwoorden die openbaar worden", str(len(answers))),
        ),
    )


def undecided(item_id: str) -> Question:
    found = undecided_questions().filter(pk=item_id).select_related("asker__user").first()
    if found is None:
        raise AlreadyDecided
    return found


def publish(item_id: str, *, by: Any, reason: str = "") -> None:
    question = undecided(item_id)
    was_public = question.is_public
    if not question.publish():
        raise AlreadyDecided
    if not was_public:
        emails.publication_decided(question, is_public=True, reason="")
    publishing.told_that_it_is_public(question)


def keep_inside(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    question = undecided(item_id)
    was_public = question.is_public
    if not question.decline_to_publish():
        raise AlreadyDecided
    if not was_public:
        emails.publication_decided(question, is_public=False, reason=text)


def take_back(item_id: str, *, by: Any) -> None:
    """Undo of `publish`: it waits again."""
    question = Question.objects.filter(pk=item_id, published_at__isnull=False).first()
    if question is None:
        raise AlreadyDecided
    emails.publication_came_back(question)
    question.unpublish()


def consider_again(item_id: str, *, by: Any) -> None:
    """Undo of `keep_inside`: it waits again, with the answers that came to a public question."""
    question = Question.objects.filter(pk=item_id, publication_decided_at__isnull=False).first()
    if question is None:
        raise AlreadyDecided
    if not question.is_public:
        emails.publication_came_back(question)
    question.decide_again()


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = Question.objects.filter(pk__in=[one for one in item_ids if one.isdecimal()])
    return {str(one.pk): Named(one.title, one.get_absolute_url()) for one in found}


PUBLIC = Letter("de vraagsteller en wie antwoord gaf", takes_words=False)
WHY_NOT = Letter("de vraagsteller", asks="Waarom niet?", needed="Schrijf waarom de vraag in het netwerk blijft. De vraagsteller leest dit.")

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
            Decision(key="publish", label="Maak openbaar", carry_out=publish, letter=PUBLIC, undo=take_back, done="Openbaar gemaakt"),
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
