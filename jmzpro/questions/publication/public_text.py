"""What visitors will read of a question: its words without greeting and goodbye, and which of them
are a name.

One rule for every way out: page, feed, API, search, letter. What asker and writers are shown comes
from here, what is stored as public words too, and `Question.publish` asks here whether the office
looked at each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jmzpro.members.models import Person
from jmzpro.members.person.traits import Spread, traits_of
from jmzpro.questions.answer.states import AnswerState
from jmzpro.text.known_names import Known
from jmzpro.text.salutations import Trimmed, trim
from jmzpro.trust import name_marks
from jmzpro.trust.name_marks import Mark, Passage
from jmzpro.trust.publication import unconfirmed

if TYPE_CHECKING:
    from jmzpro.questions.models import Answer, ConsentRequest, Question, SummaryVersion


# Whose names


def writers(question: Question) -> list[Person]:
    """The asker and all who wrote in it, each once."""
    authors = [
        answer.author for answer in question.answers.all() if answer.state != AnswerState.REMOVED
    ]
    authors += [version.author for version in question.summary_versions.all()]
    return list(
        {person.pk: person for person in (question.asker, *authors) if person is not None}.values()
    )


def in_sight_of(question: Question, reader: Person) -> list[Person]:
    """Those whose names this writer may see marked: who asked without a name is nobody's to
    recognise, nor who left as "oud-lid".
    """
    hidden = question.asker_id if question.is_without_name else None
    return [
        person
        for person in writers(question)
        if person == reader or (person.pk != hidden and person.shows_name)
    ]


def known_of(people: Sequence[Person], spread: Spread | None = None) -> Known:
    of_roles = spread or Spread.of(people)
    known = Known()
    for person in people:
        known |= traits_of(person, of_roles)
    return known


def names_of(people: Iterable[Person]) -> list[str]:
    return [person.name for person in people]


# The words


@dataclass(frozen=True)
class Wording:
    """The words of the question itself, as visitors will read them."""

    title: str
    text: str
    what_helped: str

    @classmethod
    def own(cls, question: Question) -> Wording:
        """The asker's words, without greeting and goodbye."""
        names = names_of([question.asker] if question.asker else [])
        return cls(
            *(
                trim(text, names).text
                for text in (question.title, question.text, question.what_helped)
            )
        )

    @classmethod
    def public(cls, question: Question) -> Wording:
        """What stands or will stand; words of the office that the asker did not agree to are no
        such words.
        """
        if not question.public_title or not question.agrees_to_wording:
            return cls.own(question)
        return cls(question.public_title, question.public_text, question.public_what_helped)

    @classmethod
    def asked(cls, question: Question) -> Wording:
        """The newest: also what the asker was not heard about yet."""
        return (
            cls(question.public_title, question.public_text, question.public_what_helped)
            if question.public_title
            else cls.own(question)
        )


def trimmed(answer: Answer, question: Question) -> Trimmed:
    """The author's words without greeting and goodbye. `question` has its writers: the answer's own
    may not be.
    """
    people = in_sight_of(question, answer.author) if answer.author is not None else []
    return trim(
        answer.text, [*names_of(people), *([answer.written_by] if answer.written_by else [])]
    )


def words_of(answer: Answer, question: Question) -> str:
    return answer.public_wording or trimmed(answer, question).text


def whose(answer: Answer) -> str:
    return "De vraagsteller" if answer.is_by_asker else f"Antwoord {answer.number}"


def passages_of_question(wording: Wording) -> list[Passage]:
    told = (
        ("De vraag", wording.title),
        ("Uitleg", wording.text),
        ("Wat hielp", wording.what_helped),
    )
    return [Passage(label, text) for label, text in told if text]


def passage_of(answer: Answer, question: Question) -> Passage:
    return Passage(whose(answer), words_of(answer, question))


def summary_to_come(question: Question) -> SummaryVersion | None:
    return next(iter(question.summary_versions.all()), None)


def passages_to_come(question: Question) -> list[Passage]:
    """All that visitors read when the office says yes now: the answers whose authors agree, and
    the newest summary.
    """
    answers = [
        a
        for a in question.answers.all()
        if a.state == AnswerState.VISIBLE and a.author_agrees_to_publish
    ]
    standing = [passage_of(a, question) for a in answers if a.office_agrees_to_publish is not False]
    newest = summary_to_come(question)
    summary = [Passage("De samenvatting", newest.text)] if newest else []
    return [*passages_of_question(Wording.public(question)), *standing, *summary]


def passages_now(question: Question) -> list[Passage]:
    """What visitors read at this moment, word for word."""
    is_reworded = bool(question.public_title and question.agrees_to_wording)
    wording = (
        Wording.public(question)
        if is_reworded
        else Wording(question.title, question.text, question.what_helped)
    )
    public = [
        a
        for a in question.answers.all()
        if a.state == AnswerState.VISIBLE and a.author_agrees_to_publish
    ]
    answers = [
        Passage(whose(a), a.public_wording or a.text) for a in public if a.office_agrees_to_publish
    ]
    shown = [
        version
        for version in question.summary_versions.all()
        if version.pk == question.public_summary_id
    ]
    return [
        *passages_of_question(wording),
        *answers,
        *(Passage("De samenvatting", version.text) for version in shown),
    ]


# The names in them


def marks_in(
    question: Question, passages: Iterable[Passage], spread: Spread | None = None
) -> list[Mark]:
    """For the office, which knows who wrote: every name in it, also of who wrote from a team's
    mailbox and of who is no member.
    """
    signed = tuple(
        answer.written_by
        for answer in question.answers.all()
        if answer.state != AnswerState.REMOVED
    )
    return name_marks.marks(
        passages, known_of(writers(question), spread) | Known(people=signed, strangers=True)
    )


def unconfirmed_of(question: Question) -> list[Mark]:
    fresh = question.as_stored()
    return unconfirmed(marks_in(fresh, passages_to_come(fresh)))


@dataclass(frozen=True)
class Shown:
    """One text as its writer is shown it: as it will stand, which words may be a name, and what
    was left off.
    """

    passage: Passage
    known: Known
    left_off: tuple[str, ...] = ()

    @property
    def marked(self) -> str:
        return name_marks.shown(self.passage.text, self.known)

    @property
    def names(self) -> list[str]:
        return name_marks.words_of(name_marks.marks([self.passage], self.known))


def shown_to_asker(
    question: Question, asker: Person, what_helped: str | None = None
) -> list[Shown]:
    """The question and the asker's own reactions as they will stand; `what_helped`: as it is
    typed now.
    """
    fresh = question.as_stored()
    if what_helped is not None:
        fresh.what_helped = what_helped
        fresh.public_title = fresh.public_text = fresh.public_what_helped = ""
    known, names = known_of(in_sight_of(fresh, asker)), names_of([asker])
    own = [trim(text, names).left_off for text in (fresh.title, fresh.text, fresh.what_helped)]
    left_off = dict(
        zip(
            ("De vraag", "Uitleg", "Wat hielp"),
            own if not fresh.public_title else [(), (), ()],
            strict=True,
        )
    )
    told = [
        Shown(passage, known, left_off[passage.label])
        for passage in passages_of_question(Wording.asked(fresh))
    ]
    mine = [
        a
        for a in fresh.answers.all()
        if a.is_reaction
        and a.state == AnswerState.VISIBLE
        and a.author_agrees_to_publish is not False
    ]
    return [*told, *(shown_answer(answer, fresh, asker, known) for answer in mine)]


def shown_to(request: ConsentRequest) -> list[Shown]:
    """What somebody is asked to agree to: the own answer, or the question in the words of the
    office.
    """
    if request.answer is not None:
        return [shown_to_author(request.answer)]
    told = shown_to_asker(request.question, request.person)
    return [one for one in told if one.passage.label != "De vraagsteller"]


def shown_to_author(answer: Answer) -> Shown:
    """An answer as it will stand, to who wrote it."""
    fresh = answer.question.as_stored()
    author = answer.author
    own = next(one for one in fresh.answers.all() if one.pk == answer.pk)
    known = known_of(in_sight_of(fresh, author)) if author is not None else Known()
    known |= Known(people=(own.written_by,) if own.written_by else ())
    return shown_answer(own, fresh, author, known)


def shown_answer(answer: Answer, question: Question, reader: Person | None, known: Known) -> Shown:
    proposed = trimmed(answer, question)
    is_ours = answer.public_wording in {"", proposed.text}
    return Shown(passage_of(answer, question), known, proposed.left_off if is_ours else ())


def version_of(told: Iterable[Shown]) -> str:
    return name_marks.version_of(one.passage for one in told)


def is_question_as_written(question: Question, asker: Person) -> bool:
    told = shown_to_asker(question, asker)
    own = [question.title, question.text, question.what_helped]
    return all(
        is_as_written(one, text)
        for one, text in zip(told, [text for text in own if text], strict=False)
    )


def is_as_written(told: Shown, text: str) -> bool:
    """Whether somebody who just wrote this saw exactly what will stand: nothing was left off,
    and no word may be a name.
    """
    return told.passage.text == text and not told.names
