"""The mails of Durf te Vragen: one typed function a message, called in the transaction of what
it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.letters import unsubscribe
from jmzpro.letters.emails import MOST_SUBJECTS
from jmzpro.mail.correction import Regret, come_back
from jmzpro.mail.incoming.removed_text import leftovers
from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.outbox import Message, send_many
from jmzpro.mail.tokens import token_for
from jmzpro.members.models import Person
from jmzpro.members.person.mail import addressed, send_to
from jmzpro.questions.publication import public_text
from jmzpro.questions.question import bylines
from jmzpro.questions.routing import reasons

if TYPE_CHECKING:
    from jmzpro.questions.models import Alert, Answer, ConsentRequest, Question, Thanks

REPLY_KIND = "question-answer"  # what a reply to these mails means: see receiving.py


def reply_token(question: Question, person: Person | None) -> ReplyToken | None:
    return (
        token_for(REPLY_KIND, question.pk, person.user, expires_at=question.replies_until)
        if person
        else None
    )


def stop_own(question: Question) -> str:
    """The way out of a mail to the asker about this question."""
    return unsubscribe.address(question.asker, "own-questions", [("question", str(question.pk))])


def stop_written(answer: Answer, author: Person) -> str:
    """The way out of a mail to the author of this answer."""
    return unsubscribe.address(author, "own-answers", [("question", str(answer.question_id))])


def alerts(question: Question, asked: Sequence[Alert]) -> None:
    """The question itself, to each member who may know."""
    about = [
        ("question", str(question.pk)),
        *(("theme", str(theme.pk)) for theme in question.themes.all()),
    ]
    send_many([alert(question, one, about) for one in asked])


def alert(question: Question, asked: Alert, about: Sequence[tuple[str, str]]) -> Message:
    token = token_for(REPLY_KIND, question.pk, asked.person.user, expires_at=question.replies_until)
    why = reasons.you(asked.reasons)
    return addressed(
        asked.person,
        cause=f"alert:question/{question.pk}:{asked.wave}",
        subject=question.title,
        template="questions/mail/alert",
        reason=f"Je krijgt deze vraag {why}."
        if why
        else "Je krijgt deze vraag als lid van het netwerk.",
        context={
            "question": question,
            "asker": bylines.asker_first(question),
            "organisation": bylines.organisation_of(question),
            "region": bylines.region_in_words(question, is_member=True),
            "pass_url": reverse("questions:mail-pass", args=[token.token]),
            "pause_url": reverse("questions:mail-pause", args=[token.token]),
            "refer_url": reverse("questions:refer", args=[question.number]),
        },
        from_name=bylines.sender_of(question),
        reply_token=token,
        unsubscribe_url=unsubscribe.address(asked.person, "alert", about[:MOST_SUBJECTS]),
        thread=question.thread,
    )


def still_unanswered(question: Question, people: Sequence[Person]) -> None:
    """To the office, or who stands in for it: nobody answered this in five working days."""
    send_many(
        [
            addressed(
                person,
                cause=f"unanswered:question/{question.pk}",
                subject=f"Nog zonder antwoord: {question.title}",
                template="questions/mail/still_unanswered",
                reason=(
                    "Je krijgt deze mail omdat je voor het bureau meekijkt naar vragen zonder "
                    "antwoord."
                ),
                context={"question": question, "asked": question.alerts.count()},
            )
            for person in people
        ]
    )


def question_sent(question: Question, asked: Sequence[Alert]) -> None:
    """To the asker: it is on its way, to how many, and why them."""
    send_to(
        question.asker,
        cause=f"question-sent:question/{question.pk}",
        subject=f"We sturen je vraag rond: {question.title}",
        template="questions/mail/question_sent",
        unsubscribe_url=stop_own(question),
        reason="Je krijgt deze mail omdat je een vraag stelde aan het netwerk.",
        context={
            "question": question,
            "number": reasons.in_words(len(asked)),
            "count": len(asked),
            "seen_as": bylines.asker_without_name(question) if question.is_without_name else "",
            "why": reasons.they(reasons.summed(one.reasons for one in asked)),
        },
        reply_token=reply_token(question, question.asker),
        thread=question.thread,
    )


def answer_came(answer: Answer) -> None:
    """To the asker: the answer. To its author, when it came by mail: how it stands."""
    question, author = answer.question, answer.author
    token = reply_token(question, question.asker)
    send_to(
        question.asker,
        cause=f"answer:{answer.pk}",
        subject=f"Antwoord op: {question.title}",
        template="questions/mail/answer_came",
        unsubscribe_url=stop_own(question),
        reason="Je krijgt deze mail omdat iemand jouw vraag beantwoordde.",
        context={
            "question": question,
            "answer": answer,
            "files": count_of(answer),
            "helped_url": reverse("questions:mail-helped", args=[token.token, answer.number])
            if token
            else "",
        },
        from_name=f"{author.name} via JMZ Pro" if author and author.shows_name else "",
        reply_token=token,
        thread=question.thread,
    )
    if answer.is_by_mail and author is not None:
        answer_stands(answer, author)


def answer_stands(answer: Answer, author: Person) -> None:
    """How it stands, and what was left off the mail, with the way to put it back."""
    send_to(
        author,
        cause=f"answer-stands:{answer.pk}",
        subject=f"Zo staat je antwoord er: {answer.question.title}",
        template="questions/mail/answer_stands",
        unsubscribe_url=stop_written(answer, author),
        reason="Je krijgt deze mail omdat je per mail een antwoord gaf.",
        context=author_context(answer),
        thread=answer.question.thread,
        in_reply_to=answer.message_id or "",
    )


def answer_held(answer: Answer, questions: Sequence[str]) -> None:
    """To the author: nobody sees it yet, look it over first. `questions`: what the guard asks
    about.
    """
    send_to(
        answer.author,
        cause=f"answer-held:{answer.pk}",
        subject=f"Kijk je antwoord even na: {answer.question.title}",
        template="questions/mail/answer_held",
        reason="Je krijgt deze mail omdat je per mail een antwoord gaf dat nog niemand ziet.",
        context={**author_context(answer), "questions": questions},
        thread=answer.question.thread,
        in_reply_to=answer.message_id or "",
    )


def author_context(answer: Answer) -> dict[str, Any]:
    number, at = answer.question.number, answer.number
    return {
        "question": answer.question,
        "answer": answer,
        "edit_url": reverse("questions:answer-edit", args=[number, at]),
        "remove_url": reverse("questions:answer-remove", args=[number, at]),
        "files_url": reverse("questions:answer-files", args=[number, at]),
        "files": count_of(answer),
        **left_off_context(answer),
        "misses_writer": answer.author is not None
        and answer.author.is_team_mailbox
        and not answer.written_by,
    }


def left_off_context(answer: Answer) -> dict[str, Any]:
    """What of the mail is not in the answer, word for word, and the page to put it back on."""
    token = reply_token(answer.question, answer.author)
    if token is None or not answer.is_by_mail or not answer.message_id:
        return {"left_off": []}
    url = reverse("questions:mail-left-off", args=[token.token, answer.number])
    return {
        "left_off": [one.text for one in leftovers(token, answer.message_id)],
        "left_off_url": url,
    }


def count_of(answer: Answer) -> int:
    return answer.attachments.count()


def asker_reacted(reaction: Answer, people: Iterable[Person]) -> None:
    """To those who answered: what the asker says."""
    question = reaction.question
    send_many(
        [
            addressed(
                person,
                cause=f"reaction:{reaction.pk}",
                subject=f"Reactie van de vraagsteller: {question.title}",
                template="questions/mail/asker_reacted",
                reason="Je krijgt deze mail omdat je deze vraag beantwoordde.",
                context={"question": question, "answer": reaction, "files": count_of(reaction)},
                from_name=bylines.sender_of(question),
                reply_token=reply_token(question, person),
                thread=question.thread,
                unsubscribe_url=unsubscribe.address(
                    person, "reactions", [("question", str(question.pk))]
                ),
            )
            for person in people
        ]
    )
    if reaction.is_by_mail and reaction.author is not None:
        answer_stands(reaction, reaction.author)


def thanked(thanks: Thanks) -> None:
    """To an answer's author; the cause holds the day, so one mail a day at most, however many
    say thank you.
    """
    send_to(
        thanks.answer.author,
        cause=f"thanks:person/{thanks.answer.author_id}:{timezone.localdate():%Y-%m-%d}",
        subject="Iemand bedankt je voor je antwoord",
        template="questions/mail/thanked",
        unsubscribe_url=unsubscribe.address(thanks.answer.author, "thanks"),
        reason="Je krijgt deze mail omdat iemand je bedankte. Hoogstens één per dag.",
        context={
            "question": thanks.answer.question,
            "answer": thanks.answer,
            "thanks": thanks,
            "who": bylines.thanker(thanks),
        },
    )


def taken_down(person: Person | None, title: str, url: str, reason: str, cause: str) -> None:
    """To the writer: the office took it off the site, and why."""
    send_to(
        person,
        cause=cause,
        subject=f"Van de site gehaald: {title}",
        template="questions/mail/taken_down",
        reason="Je krijgt deze mail omdat het bureau iets van jou van de site haalde.",
        context={"title": title, "why": reason, "url": url},
    )


def publication_decided(question: Question, *, is_public: bool, reason: str) -> None:
    """To the asker: the question is public now, or it is not going to be and why."""
    send_to(
        question.asker,
        cause=decision_on(question),
        subject=f"{'Nu openbaar' if is_public else 'Blijft in het netwerk'}: {question.title}",
        template="questions/mail/publication_decided",
        unsubscribe_url=stop_own(question),
        reason=BECAUSE_IT_MIGHT,
        context={"question": question, "is_public": is_public, "why": reason},
    )


BECAUSE_IT_MIGHT = "Je krijgt deze mail omdat je het goedvond dat je vraag openbaar werd."


def decision_on(question: Question) -> str:
    """Named by its moment; later decisions on a public question have other moments."""
    moment = question.published_at or question.publication_decided_at
    return f"publication:question/{question.pk}:{moment:%Y%m%d%H%M%S%f}"


def publication_came_back(question: Question) -> None:
    """To the asker and, of a public question, its writers: the office looks again. The question
    still says when it was decided.
    """
    come_back(decision_on(question), Regret(question.title, AGAIN_INSIDE, BECAUSE_IT_MIGHT))
    if question.published_at is not None:
        answers_came_back(question, question.answers.values_list("pk", flat=True))


def answers_came_back(question: Question, answers: Iterable[int]) -> None:
    """To the writers of these answers, each of whom heard that it was public."""
    because = "Je krijgt deze mail omdat je het goedvond dat je antwoord openbaar werd."
    for answer in answers:
        heard = OutgoingMail.objects.filter(cause__startswith=f"answer-public:{answer}:")
        newest = heard.order_by("-pk").values_list("cause", flat=True).first()
        if newest is not None:
            come_back(newest, Regret(question.title, AGAIN_INSIDE, because))


AGAIN_INSIDE = "Het bureau bekijkt het opnieuw. Tot dan lezen alleen leden het."


def may_it_be_public(request: ConsentRequest, *, is_reworded: bool) -> None:
    """To a writer: this is how it will stand on the public page. Yes or no, fourteen days."""
    send_to(
        request.person,
        cause=f"consent:{request.pk}:{request.key[:8]}",
        subject=f"Mag dit openbaar, zonder je naam? {request.question.title}",
        template="questions/mail/may_it_be_public",
        unsubscribe_url=stop_written(request.answer, request.person)
        if request.answer
        else stop_own(request.question),
        reason="Je krijgt deze mail omdat wat je schreef openbaar kan worden.",
        context={**consent_context(request), "is_reworded": is_reworded},
        thread=request.question.thread,
    )


def consent_context(request: ConsentRequest) -> dict[str, Any]:
    """What a writer is shown: the question in the public words, and the own text as it will
    stand.
    """
    question, answer = request.question, request.answer
    told = public_text.shown_to(request)
    return {
        "question": question,
        "answer": answer,
        "told": told,
        "wording": answer.public_wording or answer.text if answer else question.public_text,
        "names": list(dict.fromkeys(name for one in told for name in one.names)),
        "left_off": [part for one in told for part in one.left_off],
        "seen": public_text.version_of(told),
        "title": question.public_title or question.title,
        "what_helped": "" if answer else question.public_what_helped,
        "byline": bylines.author_to_be(answer) if answer else bylines.asker_in_words(question),
        "until": request.until,
        "url": reverse("questions:public-consent", args=[request.key]),
    }


def publicity_of(answer_id: int | None, question: Question) -> str:
    moment = question.publication_decided_at or timezone.now()
    return f"answer-public:{answer_id}:{moment:%Y%m%d%H%M%S%f}"


def answer_is_public(request: ConsentRequest) -> None:
    """To an author who agreed: it can be read by everybody now, and this is how to take it back."""
    send_to(
        request.person,
        cause=publicity_of(request.answer_id, request.question),
        subject=(
            "Nu openbaar, met jouw antwoord: "
            f"{request.question.public_title or request.question.title}"
        ),
        template="questions/mail/answer_is_public",
        unsubscribe_url=stop_written(request.answer, request.person)
        if request.answer
        else stop_own(request.question),
        reason="Je krijgt deze mail omdat je het goedvond dat je antwoord openbaar werd.",
        context={
            "question": request.question,
            "url": reverse("questions:public-consent", args=[request.key]),
        },
    )


def close_reminder(question: Question) -> None:
    """To the asker, once: did it help? Close it then."""
    send_to(
        question.asker,
        cause=f"close-reminder:question/{question.pk}",
        subject=f"Heb je antwoord op je vraag? {question.title}",
        template="questions/mail/close_reminder",
        unsubscribe_url=stop_own(question),
        reason="Je krijgt deze mail, één keer, omdat je vraag antwoord kreeg en nog openstaat.",
        context={
            "question": question,
            "close_url": reverse("questions:close", args=[question.number]),
        },
        reply_token=reply_token(question, question.asker),
        thread=question.thread,
    )


def redacted(person: Person | None, question: Question, answer: Answer | None, reason: str) -> None:
    """To the writer: the office took words out, and why. The words themselves stand in no mail."""
    of = f"answer/{answer.pk}" if answer else f"question/{question.pk}"
    send_to(
        person,
        cause=f"redacted:{of}:{timezone.now():%Y%m%d%H%M%S}",
        subject=f"Het bureau haalde iets weg bij vraag {question.number}",
        template="questions/mail/redacted",
        reason="Je krijgt deze mail omdat het bureau iets weghaalde uit een tekst van jou.",
        context={
            "why": reason,
            "url": (answer or question).get_absolute_url(),
            "is_answer": answer is not None,
        },
    )
