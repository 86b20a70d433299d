"""The one-click pages of a mail: no login, since the mail was the proof. Opening one changes
nothing: link scanners open everything.
"""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jmzpro.kit.forms import posted
from jmzpro.mail.models import ReplyToken
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.answer import feedback
from jmzpro.questions.answer import removed_text as left_off_words
from jmzpro.questions.answer.removed_text import pieces
from jmzpro.questions.emails import REPLY_KIND
from jmzpro.questions.forms import PauseForm
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.routing import waves
from jmzpro.trust.private_links import render_private


def of_token(token: str) -> tuple[Person, Question | None]:
    """Whose mail it was, and about which question (None when that is gone). A dead token still
    stops mail; an unknown one is 404.
    """
    found = (
        ReplyToken.objects.filter(token=token.lower(), kind=REPLY_KIND)
        .select_related("user__person")
        .first()
    )
    person = getattr(found.user, "person", None) if found else None
    if found is None or person is None:
        raise Http404
    return person, Question.objects.standing().filter(pk=found.subject_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, token: str) -> HttpResponseBase:
    """ "Ik weet het niet"."""
    person, question = of_token(token)
    if request.method != "POST":
        return render_private(
            request, "questions/mail_pass.html", {"question": question, "token": token}
        )
    if question is not None:
        waves.pass_on(question, person)
    return render_private(request, "questions/mail_done.html", {"done": "pass", "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
def helped(request: HttpRequest, token: str, answer: int) -> HttpResponseBase:
    """ "Dit hielp mij", of the asker; with `sluit` the question is closed too. Pressed twice it
    says the same.
    """
    person, question = of_token(token)
    found = None
    if question is not None and question.asker_id == person.pk:
        others = Answer.objects.visible_to(person.user).exclude(author=person)
        found = (
            others.filter(question=question, number=answer).select_related("author__user").first()
        )
    if question is None or found is None:
        return render_private(request, "questions/mail_helped.html", {"answer": None}, 410)
    closes = request.POST.get("sluit") == "ja"
    if request.method == "POST":
        with transaction.atomic():
            feedback.mark(found, person, helped=True)
            if closes:
                question.close("", may_publish=False, by=person)
        question.refresh_from_db()
    context = {
        "question": question,
        "answer": found,
        "token": token,
        "is_done": request.method == "POST",
        "closes": closes,
    }
    return render_private(request, "questions/mail_helped.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, token: str) -> HttpResponseBase:
    """ "Even geen vragen": until a day to choose."""
    person, _ = of_token(token)
    form = PauseForm(posted(request))
    if form.is_valid():
        person.pause_until(form.until())
        return render_private(
            request,
            "questions/mail_done.html",
            {"done": "pause", "until": person.paused_until, "token": token},
        )
    status = 422 if form.is_bound else 200
    return render_private(
        request,
        "questions/mail_pause.html",
        {
            "form": form,
            "token": token,
            "is_paused": person.is_paused(),
            "until": person.paused_until,
        },
        status,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """No more questions by mail. Also the one-click address of RFC 8058: a mail program posts
    here itself, without a browser.
    """
    person, _ = of_token(token)
    if request.method != "POST":
        return render_private(
            request,
            "questions/mail_stop.html",
            {"is_stopped": person.alert_pace == AlertPace.NONE, "token": token},
        )
    person.change_pace(AlertPace.NONE)
    return render_private(request, "questions/mail_done.html", {"done": "stop", "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """The way back from `stop` and `pause`: as it was before a pause; at once for who got none."""
    person, _ = of_token(token)
    if request.method != "POST":
        return redirect(reverse("questions:mail-stop", args=[token]))
    with transaction.atomic():
        if person.alert_pace == AlertPace.NONE:
            person.change_pace(AlertPace.AT_ONCE)
        person.pause_until(None)
    return render_private(request, "questions/mail_done.html", {"done": "resume", "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
def left_off(request: HttpRequest, token: str, answer: int) -> HttpResponseBase:
    """What was left off the mail behind an answer. The link is its writer's; what is put back
    follows the writer's rights.
    """
    person, question = of_token(token)
    found = (
        Answer.objects.editable_by(person.user)
        .select_related("question", "author__user")
        .filter(question=question, number=answer)
        .first()
    )
    if found is None or question is None:
        return render_private(
            request,
            "questions/mail_left_off.html",
            {"answer": None, "pieces": [], "token": token},
            410,
        )
    problem = put_back(request, found, person) if request.method == "POST" else ""
    found.refresh_from_db()
    context = {
        "answer": found,
        "pieces": pieces(found),
        "token": token,
        "problem": problem,
        "is_done": request.method == "POST" and not problem,
    }
    return render_private(request, "questions/mail_left_off.html", context, 422 if problem else 200)


def put_back(request: HttpRequest, answer: Answer, person: Person) -> str:
    """Gives the sentence that says why not; "" when it stands."""
    number = request.POST.get("stuk", "")
    try:
        left_off_words.put_back(
            answer,
            int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0,
            by=person,
        )
    except left_off_words.CannotPutBack as refusal:
        return str(refusal)
    return ""
