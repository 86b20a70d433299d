"""What visitors read of Durf te Vragen, and whether what is public now may be."""

from collections.abc import Iterator
from functools import partial

from jmzpro.questions.models import Question
from jmzpro.questions.publication import procedure, public_text
from jmzpro.trust.name_marks import Passage
from jmzpro.trust.publication import Failing, Promise, WiderAudience, unconfirmed


def failing() -> Iterator[Failing]:
    """Public questions with a greeting or a goodbye still in them, or with a name that nobody
    looked at.
    """
    for question in (
        Question.objects.public().with_writers().order_by("number").iterator(chunk_size=100)
    ):
        now = public_text.passages_now(question)
        names = unconfirmed(public_text.marks_in(question, now))
        greets = [one.label for one in now if one not in to_stand(question)]
        told = [f"{len(names)} woorden die een naam kunnen zijn"] if names else []
        told += [f"aanhef of afsluiting in: {', '.join(greets)}"] if greets else []
        if told:
            yield Failing(
                question, question.get_absolute_url(), "; ".join(told), partial(hold, question)
            )


def to_stand(question: Question) -> list[Passage]:
    """What would be public if it were decided now: where no words were stored yet, without
    greeting and goodbye.
    """
    shown = [
        version
        for version in question.summary_versions.all()
        if version.pk == question.public_summary_id
    ]
    summary = [Passage("De samenvatting", version.text) for version in shown]
    return [*public_text.passages_to_come(question), *summary]


def hold(question: Question) -> None:
    """Off the public site; who wrote what is changed now is asked again, and the office looks at
    each name.
    """
    fresh = question.as_stored()
    proposed = public_text.Wording.public(fresh)
    answers = [
        (a, public_text.words_of(a, fresh))
        for a in fresh.answers.all()
        if a.author_agrees_to_publish and not a.public_wording
    ]
    question.unpublish()
    if (
        not fresh.public_title
        and proposed != public_text.Wording(fresh.title, fresh.text, fresh.what_helped)
        and fresh.asker is not None
    ):
        procedure.ask_about(fresh, proposed)
    for answer, text in answers:
        if text != answer.text and answer.author is not None:
            procedure.ask_about_answer(answer)


QUESTIONS = WiderAudience(
    key="questions",
    label="Vragen en antwoorden die openbaar mochten, met wat hielp en de samenvatting",
    promise=Promise.NO_NAME,
    fields=(
        "questions.Question.public_title",
        "questions.Question.public_text",
        "questions.Question.public_what_helped",
        "questions.Answer.public_wording",
        "questions.SummaryVersion.text",
    ),
    failing=failing,
    order=10,
)
