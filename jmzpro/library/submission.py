"""Members share a practice or propose an item, follow what becomes of it, and revise what was
sent back.
"""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.library import queue
from jmzpro.library.choices import Kind
from jmzpro.library.emails import submission_url
from jmzpro.library.member_forms import PracticeForm, SubmissionForm, TipForm
from jmzpro.library.models import Item
from jmzpro.library.record import stories_of
from jmzpro.members.access import account, member_required
from jmzpro.trust import idempotency
from jmzpro.trust.limits import limited

ON_A_PAGE = 20


@require_safe
@member_required
def submissions(request: HttpRequest) -> HttpResponseBase:
    """What you can send in, and what you sent in before."""
    page = Paginator(Item.objects.sent_in_by(request.user), ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    return render(request, "library/submissions.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("library-submission", limit=10, per=timedelta(hours=1))
def practice(request: HttpRequest) -> HttpResponseBase:
    person = account(request).person
    contact = f"{person.name}, {person.user.email}"
    return send_in(
        request,
        PracticeForm(posted(request), initial={"practice_contact": contact}),
        "library/practice.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("library-submission", limit=10, per=timedelta(hours=1))
def tip(request: HttpRequest) -> HttpResponseBase:
    return send_in(request, TipForm(posted(request)), "library/tip.html")


def send_in(request: HttpRequest, form: SubmissionForm, template: str) -> HttpResponseBase:
    if form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            kind = given.get("kind", Kind.PRACTICE.value)
            item = queue.send_in(
                account(request).person, kind, given["title"], given["promise"], form.fill
            )
            sending.made(submission_url(item))
        messages.success(request, "Dank je wel. De redactie leest het en mailt je.")
        return redirect(submission_url(item))
    return render(
        request, template, {"form": form, "item": None}, status=422 if form.is_bound else 200
    )


@require_safe
@member_required
def submission(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """What you sent in as it stands now, and what the Redactie said."""
    item = get_object_or_404(Item.objects.sent_in_by(request.user), public_id=public_id)
    newest: Item = item if item.live else item.get_latest_revision_as_object()
    steps = list(item.review_steps.all())
    context = {
        "item": newest,
        "is_waiting": item.review_asked_at is not None and not item.live,
        "may_revise": Item.objects.revisable_by(request.user).filter(pk=item.pk).exists(),
        "stories": stories_of(newest),
        "links": list(newest.links.all()),
        "steps": steps,
        "last": steps[-1] if steps else None,
    }
    return render(request, "library/submission.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("library-revision", limit=30, per=timedelta(hours=1))
def revision(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Item.objects.sent_in_by(request.user), public_id=public_id)
    if (
        request.method != "POST"
        and not Item.objects.revisable_by(request.user).filter(pk=found.pk).exists()
    ):
        return redirect(submission_url(found))
    form_of = PracticeForm if found.kind == Kind.PRACTICE else TipForm
    form = form_of(posted(request), item=found.get_latest_revision_as_object())
    status = 422 if form.is_bound else 200
    if form.is_valid():
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            is_taken = queue.revise(
                found, account(request).person, form.fill, form.cleaned_data["note"]
            )
            if is_taken:
                sending.made(submission_url(found))
            else:
                transaction.set_rollback(True)  # the form was not used up
        if is_taken:
            messages.success(
                request, "Je tekst is opnieuw ingestuurd. De redactie leest hem en mailt je."
            )
            return redirect(submission_url(found))
        form.add_error(
            None,
            (
                "Dit staat intussen op de site en is niet veranderd. Mail de redactie als er nog "
                "iets anders moet."
            ),
        )
        status = 409
    template = "library/practice.html" if found.kind == Kind.PRACTICE else "library/tip.html"
    context = {
        "form": form,
        "item": found,
        "action": reverse("library:submission-revision", args=[found.public_id]),
    }
    return render(request, template, context, status=status)
