"""What letters hold of Durf te Vragen: questions for who reads them once a day or week, open
ones, what is new, and answers.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jmzpro.letters.kinds import muted
from jmzpro.letters.registry import Followable, Item, MailKind, Part, Reader, Section, Subject
from jmzpro.letters.subscriptions import numbers
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import (
    Alert,
    Answer,
    KeptForLetter,
    Question,
    QuestionQuerySet,
    Referral,
)
from jmzpro.questions.question import bylines
from jmzpro.questions.question.subscribers import REACTIONS
from jmzpro.questions.routing import eligibility, reasons, referrals

MOST = 30
MOST_ASKED = 5
# Younger ones still go round by mail; they are not told to everybody yet.
STAYED_OPEN = timedelta(days=2)
NAMED_ALSO = reasons.you([referrals.NAMED])


def item(question: Question, why: str = "", *, is_member: bool = True) -> Item:
    if not is_member:
        question.in_public_words()
    themes = list(question.themes.all())
    return Item(
        key=eligibility.key_of(question),
        title=question.title,
        url=question.get_absolute_url(),
        meta=(
            "Gevraagd door "
            f"{bylines.asker_name(question) if is_member else bylines.asker_in_words(question)}"
        ),
        why=why,
        about=[("question", str(question.pk)), *(("theme", str(theme.pk)) for theme in themes)],
    )


def readable(reader: Reader) -> QuestionQuerySet:
    """What this member may read, did not ask and does not mute, with what an item says."""
    found = (
        Question.objects.visible_to(reader.user)
        .select_related("asker__organisation")
        .prefetch_related("themes")
    )
    return found.exclude(asker=reader.person).exclude(pk__in=numbers(reader.muted("question")))


def to_ask(reader: Reader, *, but_nameless: bool = False) -> QuestionQuerySet:
    """Questions without an answer that this person was not asked yet and could be: nothing of
    colleagues, nothing muted.

    `but_nameless`: what a colleague asked without a name stays in.
    """
    assert reader.person is not None
    found = readable(reader).unanswered().exclude(alerts__person=reader.person)
    if reader.person.organisation_id is not None:
        named = {"is_without_name": False} if but_nameless else {}
        found = found.exclude(asker__organisation=reader.person.organisation_id, **named)
    if muted := numbers(reader.muted("theme")):
        found = found.exclude(
            pk__in=Question.themes.through.objects.filter(theme__in=muted).values("question")
        )
    if organisations := numbers(reader.muted("organisation")):
        found = found.exclude(asker__organisation__in=organisations, is_without_name=False)
    return found


def asked(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """On top, for who reads questions once a day or week: what they were named for, and what the
    score chose them for (waves.py).
    """
    person = reader.person
    if person is None or person.alert_pace not in (AlertPace.DAILY, AlertPace.WEEKLY):
        return []
    named = set(
        Referral.objects.filter(person=person, asked_at=None).values_list(
            "alert__question", flat=True
        )
    )
    kept = {row.question_id: row for row in KeptForLetter.objects.filter(person=person)}
    found = list(to_ask(reader).filter(Q(pk__in=named) | Q(pk__in=kept)))
    found.sort(
        key=lambda question: (
            question.pk not in named,
            -score_of(kept.get(question.pk)),
            question.pk,
        )
    )
    return [
        as_asked(question, kept.get(question.pk), is_named=question.pk in named)
        for question in found[:MOST_ASKED]
    ]


def score_of(kept: KeptForLetter | None) -> float:
    return kept.score if kept else 0.0


def as_asked(question: Question, kept: KeptForLetter | None, *, is_named: bool) -> Item:
    """With the reason, in the words of the mail that others get at once."""
    because = NAMED_ALSO if is_named else reasons.you(kept.reasons) if kept else ""
    return replace(item(question), text=f"Je krijgt deze vraag {because}." if because else "")


def were_asked(reader: Reader, items: Sequence[Item]) -> None:
    """They count as asked for these, not as one of the questions of their week."""
    assert reader.person is not None
    ids = [int(one.key.removeprefix("question/")) for one in items]
    kept = {
        row.question_id: row
        for row in KeptForLetter.objects.filter(person=reader.person, question__in=ids)
    }
    rows = [
        Alert(
            question_id=pk,
            person=reader.person,
            wave=0,
            reasons=kept[pk].reasons if pk in kept else [referrals.NAMED],
            score=score_of(kept.get(pk)),
            in_letter=True,
        )
        for pk in ids
    ]
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
    KeptForLetter.objects.filter(person=reader.person, question__in=ids).delete()
    Referral.objects.filter(person=reader.person, alert__question__in=ids, asked_at=None).update(
        asked_at=timezone.now()
    )


def still_open(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """Once a week, for all who take a letter and want questions: what nobody answered yet.

    Of colleagues only what they asked without a name: everybody finds it on the site, so what is
    missing here would say whose it is.
    """
    if reader.person is None or not reader.is_weekly or reader.person.alert_pace == AlertPace.NONE:
        return []
    found = to_ask(reader, but_nameless=True).filter(asked_at__lte=until - STAYED_OPEN)
    return [item(question) for question in found.order_by("asked_at")[:MOST]]


def new(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """New questions about what somebody follows; for a visitor those that became public."""
    if reader.person is None:
        published = Question.objects.public().filter(
            published_at__gt=since, published_at__lte=until
        )
        public = (
            reader.chosen(published, part="questions")
            .select_related("asker__province")
            .prefetch_related("themes")
        )
        return [
            item(question, is_member=False) for question in public.order_by("-published_at")[:MOST]
        ]
    rows = (
        readable(reader)
        .filter(asked_at__gt=since, asked_at__lte=until)
        .exclude(alerts__person=reader.person)
    )
    # Who follows an organisation must not learn from a letter where a question without a name comes
    # from.
    named = reader.chosen(
        rows.filter(is_without_name=False), part="questions", organisation="asker__organisation"
    )
    nameless = reader.chosen(rows.filter(is_without_name=True), part="questions")
    return [
        item(question, why_followed(reader, question))
        for question in newest((*named[:MOST], *nameless[:MOST]))
    ]


def newest(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: question.asked_at, reverse=True)[:MOST]


def why_followed(reader: Reader, question: Question) -> str:
    followed = [
        theme.name for theme in question.themes.all() if str(theme.pk) in reader.followed("theme")
    ]
    if followed:
        return f"je het thema {followed[0]} volgt"
    # A question without a name has no organisation here: a missing reason would tell it as well.
    organisation = (
        question.asker.organisation if question.asker and not question.is_without_name else None
    )
    if organisation and str(organisation.pk) in reader.followed("organisation"):
        return f"je {organisation} volgt"
    return "je Durf te Vragen volgt"


def answered(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
    """Answers of others to questions somebody follows."""
    followed = numbers(reader.followed("question"))
    if reader.person is None or not followed:
        return []
    fresh = (
        Answer.objects.visible()
        .filter(created_at__gt=since, created_at__lte=until)
        .exclude(author=reader.person)
    )
    fresh = fresh.filter(
        question__in=Question.objects.visible_to(reader.user).filter(pk__in=followed)
    ).select_related("question")
    return [
        Item(
            key=f"answer/{answer.pk}",
            title=answer.question.title,
            url=answer.get_absolute_url(),
            text="Er is een nieuw antwoord.",
            why="je deze vraag volgt",
            about=[("question", str(answer.question_id))],
        )
        for answer in fresh.order_by("created_at")[:MOST]
    ]


def find(ids: Collection[str], user: Any) -> dict[str, Subject]:
    found = Question.objects.visible_to(user).filter(pk__in=numbers(ids))
    return {
        str(q.pk): Subject(q.title, q.get_absolute_url(), f"de vraag ‘{q.title}’") for q in found
    }


def stop_questions(person: Person) -> str:
    was = str(person.alert_pace)
    person.change_pace(AlertPace.NONE)
    return was


def resume_questions(person: Person, was: str) -> None:
    person.change_pace(AlertPace(was) if was in AlertPace.values else AlertPace.AT_ONCE)


def gets_no_questions(person: Person) -> bool:
    return person.alert_pace == AlertPace.NONE or person.is_paused(timezone.localdate())


def asked_in_vain(person: Person, about: Sequence[tuple[str, str]]) -> None:
    """The mail with the question never went: the next person gets the place, as after a pass."""
    from jmzpro.questions.routing import waves

    asked_about = [id_ for kind, id_ in about if kind == "question"]
    for question in Question.objects.filter(pk__in=numbers(asked_about)).select_related("asker"):
        waves.pass_on(question, person)


SECTIONS = (
    Section(
        "questions-asked",
        "Weet jij het?",
        asked,
        "questions:list",
        "Alle vragen",
        were_asked,
        order=10,
    ),
    Section("questions-answers", "Antwoorden op vragen die je volgt", answered, order=20),
    Section("questions-new", "Nieuwe vragen", new, "questions:list", "Alle vragen", order=30),
    Section(
        "questions-open",
        "Nog zonder antwoord",
        still_open,
        "questions:list",
        "Alle vragen",
        order=90,
    ),
)
QUESTION = Followable("question", "deze vraag", "Vragen", find, order=40)
PART = Part("questions", "Durf te Vragen", "questions:list", order=10)
MAIL_KINDS = (
    MailKind(
        "alert",
        "Geen vragen meer per mail",
        "Je krijgt geen vragen meer per mail.",
        stop_questions,
        resume_questions,
        order=10,
        is_stopped=gets_no_questions,
        can_pause=True,
        taken_back=asked_in_vain,
    ),
    muted(
        REACTIONS,
        "Geen reacties meer per mail",
        "Je krijgt geen mail meer als een vraagsteller op je antwoord reageert.",
        order=30,
    ),
    muted(
        "thanks",
        "Geen bedankjes meer per mail",
        "Je krijgt geen mail meer als iemand je bedankt.",
        order=40,
    ),
    muted(
        "own-questions",
        "Geen mail meer over je eigen vragen",
        "Je krijgt geen mail meer over je eigen vragen. Antwoorden lees je op de site.",
        order=50,
        is_own=True,
    ),
    muted(
        "own-answers",
        "Geen mail meer over je eigen antwoorden",
        "Je krijgt geen mail meer over wat je antwoordt. Je antwoorden staan op de site.",
        order=60,
        is_own=True,
    ),
)
