"""What Durf te Vragen holds about a person: exported in full, and unlinked when somebody asks to be
forgotten.

A question nobody answered goes. Everything else stays for those it helps, as written by "een
oud-lid".
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.personal_data import forget_words
from jmzpro.members.models import Person
from jmzpro.questions.models import (
    Alert,
    Answer,
    AnswerState,
    Attachment,
    ConsentRequest,
    Event,
    Helpful,
    KeptForLetter,
    Question,
    Referral,
    Report,
    Revision,
    StandIn,
    SummaryVersion,
    Thanks,
)
from jmzpro.search.models import changed
from jmzpro.trust.personal_data import DataCategory, moment


def person_of(user: Any) -> Person | None:
    return Person.objects.filter(user=user).first()


def export(user: Any) -> dict[str, Any]:
    person = person_of(user)
    if person is None:
        return {}
    answers = (
        Answer.objects.filter(author=person)
        .select_related("question")
        .prefetch_related("attachments")
    )
    return {
        "vragen": [
            {
                "nummer": q.number,
                "vraag": q.title,
                "uitleg": q.text,
                "thema’s": [theme.name for theme in q.themes.all()],
                "zonder naam": q.is_without_name,
                "toestand": q.get_state_display(),
                "gevraagd op": moment(q.asked_at),
                "wat hielp": q.what_helped,
                "mag openbaar": q.asker_agrees_to_publish,
            }
            for q in Question.objects.filter(asker=person).prefetch_related("themes")
        ],
        "antwoorden": [
            {
                "op vraag": a.question.number,
                "antwoord": a.text,
                "geschreven door": a.written_by,
                "geschreven op": moment(a.created_at),
                "toestand": a.get_state_display(),
                "mag openbaar": a.author_agrees_to_publish,
                "bijlagen": [file.name for file in a.attachments.all()],
            }
            for a in answers
        ],
        "eerdere versies": [
            {"tekst": r.text, "tot": moment(r.at)}
            for r in Revision.objects.filter(edited_by=person)
        ],
        "wie ik noemde": [
            {"bij vraag": r.alert.question.number, "op": moment(r.at)}
            for r in Referral.objects.filter(alert__person=person).select_related("alert__question")
        ],
        "waarneming voor het bureau": [
            {"van": row.starts_on.isoformat(), "tot en met": row.ends_on.isoformat()}
            for row in StandIn.objects.filter(person=person)
        ],
        "aan mij gevraagd": [
            {
                "vraag": a.question.number,
                "omdat": a.reasons,
                "op": moment(a.created_at),
                "wat ik deed": a.get_state_display(),
            }
            for a in Alert.objects.filter(person=person).select_related("question")
        ],
        "komt in mijn volgende brief": [
            {"vraag": kept.question.number, "omdat": kept.reasons, "sinds": moment(kept.at)}
            for kept in KeptForLetter.objects.filter(person=person).select_related("question")
        ],
        "dit hielp mij": [
            h.answer.question.number
            for h in Helpful.objects.filter(person=person).select_related("answer__question")
        ],
        "bedankjes": [
            {
                "voor een antwoord op vraag": t.answer.question.number,
                "tekst": t.text,
                "op": moment(t.at),
            }
            for t in Thanks.objects.filter(person=person).select_related("answer__question")
        ],
        "meldingen": [
            {"over vraag": r.question.number, "tekst": r.text, "op": moment(r.at)}
            for r in Report.objects.filter(reporter=person).select_related("question")
        ],
        "samenvattingen": [
            {"van vraag": v.question.number, "tekst": v.text, "op": moment(v.at)}
            for v in SummaryVersion.objects.filter(author=person).select_related("question")
        ],
        "gevraagd of het openbaar mag": [
            {
                "vraag": c.question.number,
                "mag": c.agrees,
                "gevraagd op": moment(c.asked_at),
                "besloten op": moment(c.decided_at),
            }
            for c in ConsentRequest.objects.filter(person=person).select_related("question")
        ],
        "gebeurtenissen": [
            {"vraag": e.question.number, "wat": e.get_kind_display(), "op": moment(e.at)}
            for e in Event.objects.filter(person=person).select_related("question")
        ],
    }


@transaction.atomic
def erase(user: Any) -> None:
    """Twice does no harm."""
    Report.objects.filter(decided_by=user).update(decided_by=None)
    person = person_of(user)
    if person is None:
        return
    forget_name_in_mails(person)
    erase_unanswered(person)
    answers = list(Answer.objects.filter(author=person))
    for held in answers:
        if held.state == AnswerState.HELD:
            held.remove(by=None)
    for attachment in Attachment.objects.pending().filter(answer__author=person):
        attachment.destroy()
    questions = list(Question.objects.filter(asker=person))
    Question.objects.filter(asker=person).update(asker=None)
    Answer.objects.filter(author=person).update(
        author=None, written_by="", message_id=None, shown_at=None
    )
    SummaryVersion.objects.filter(author=person).update(author=None)
    ConsentRequest.objects.filter(person=person).delete()
    changed(*questions, *answers)
    Referral.objects.filter(person=person).delete()
    StandIn.objects.filter(person=person).delete()
    Alert.objects.filter(person=person).delete()
    KeptForLetter.objects.filter(person=person).delete()
    Helpful.objects.filter(person=person).delete()
    Thanks.objects.filter(person=person).delete()
    Revision.objects.filter(edited_by=person).update(edited_by=None)
    Event.objects.filter(person=person).update(person=None)
    Report.objects.filter(reporter=person).update(reporter=None)


def forget_name_in_mails(person: Person) -> None:
    """Who asked, answered, reacted or said thank you stands in mails to others: in our copies no
    longer.
    """
    causes = [
        f"alert:question/{pk}:"
        for pk in Question.objects.filter(asker=person).values_list("pk", flat=True)
    ]
    of_mine = Answer.objects.filter(author=person).values_list("pk", flat=True)
    exact = [f"{kind}:{pk}" for pk in of_mine for kind in ("answer", "reaction")]
    exact += [
        f"thanks:person/{author}:{timezone.localtime(at):%Y-%m-%d}"
        for author, at in Thanks.objects.filter(person=person).values_list("answer__author", "at")
    ]
    instead = {
        person.name: "Een oud-lid",
        **({person.organisation.name: "een organisatie"} if person.organisation else {}),
    }
    writers = (
        Answer.objects.filter(author=person)
        .exclude(written_by="")
        .values_list("written_by", flat=True)
    )
    instead |= dict.fromkeys(writers, "Een oud-lid")
    for start in range(0, len(exact), 500):
        forget_words(OutgoingMail.objects.filter(cause__in=exact[start : start + 500]), instead)
    for cause in causes:
        forget_words(OutgoingMail.objects.filter(cause__startswith=cause), instead)


def erase_unanswered(person: Person) -> None:
    """Nobody is helped by these: they go with everything on them."""
    answered = Answer.objects.visible().exclude(author=person).values("question")
    for question in Question.objects.filter(asker=person).exclude(pk__in=answered):
        question.remove(by=None)
        question.delete()


def sweep() -> int:
    """Files that came by mail and were not added within seven days."""
    expired = list(Attachment.objects.expired()[:200])
    for attachment in expired:
        with transaction.atomic():
            attachment.destroy()
    return len(expired)


DATA_CATEGORY = DataCategory(
    key="questions",
    label="Durf te Vragen",
    models=(
        "questions.Question",
        "questions.Alert",
        "questions.KeptForLetter",
        "questions.Referral",
        "questions.StandIn",
        "questions.Answer",
        "questions.Attachment",
        "questions.Helpful",
        "questions.Thanks",
        "questions.Revision",
        "questions.Event",
        "questions.Report",
        "questions.ConsentRequest",
        "questions.SummaryVersion",
    ),
    export=export,
    erase=erase,
    kept="Vragen en antwoorden blijven staan zolang ze anderen helpen; ga je weg, dan zonder je "
    "naam. "
    "Een bijlage die met een mail meekwam en die je niet toevoegde, verdwijnt na zeven dagen.",
    sweep=sweep,
    order=20,
)
