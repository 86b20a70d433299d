"""After a meeting: the certificate, whether one is real, materials, and how it was."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.registration import certificates
from jmzpro.agenda.registration.booking import main_booking
from jmzpro.agenda.registration.choices import BookingState
from jmzpro.agenda.registration.forms import CheckedFactsForm, EvaluationForm, VerificationForm
from jmzpro.agenda.registration.models import Certificate, Evaluation, Registration
from jmzpro.agenda.registration.views.own import own
from jmzpro.kit.forms import posted
from jmzpro.media.views import download
from jmzpro.trust.limits import limited
from jmzpro.trust.private_links import render_private

HOUR = timedelta(hours=1)


@require_safe
def certificate(request: HttpRequest, token: str, code: str) -> HttpResponse:
    found = get_object_or_404(
        Certificate.objects.select_related("participant"),
        code=code,
        participant__registration=own(token),
    )
    assert found.participant is not None
    response = HttpResponse(
        certificates.paper(found, found.participant.name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="deelnamebewijs-{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@limited("certificate-facts", limit=60, per=HOUR, by="address")
def checked_facts(request: HttpRequest, token: str, code: str) -> HttpResponseBase:
    """The holder says what somebody who checks the certificate may read."""
    registration = own(token)
    found = get_object_or_404(
        Certificate.objects.select_related("participant"),
        code=code,
        participant__registration=registration,
    )
    form = CheckedFactsForm(posted(request), certificate=found)
    if form.is_valid():
        found.let_be_seen(
            activity=form.chosen("activity"),
            hours=form.chosen("hours"),
            accreditation=form.chosen("accreditation"),
        )
        messages.success(
            request, "Bewaard. Wie het bewijs nakijkt, ziet alleen wat je hier aanvinkte."
        )
        return redirect(registration)
    return render_private(
        request,
        "agenda/registering/checked_facts.html",
        {"form": form, "certificate": found, "registration": registration},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limited("certificate-check", limit=60, per=HOUR, by="address")
def verification(request: HttpRequest) -> HttpResponseBase:
    """Whoever holds a certificate has its code and its name; neither stands in an address, and
    the answer tells nothing else of anybody.
    """
    form = VerificationForm(posted(request))
    found = None
    is_checked = form.is_valid()
    if is_checked:
        found = Certificate.objects.filter(code=form.cleaned_data["code"]).first()
        found = found if found is not None and found.is_of(form.cleaned_data["name"]) else None
    context = {"form": form, "certificate": found, "is_checked": is_checked}
    return render(
        request,
        "agenda/registering/verification.html",
        context,
        status=422 if form.is_bound and not is_checked else 200,
    )


@require_safe
def material(request: HttpRequest, token: str, public_id: str) -> HttpResponseBase:
    found = own(token)
    if found.cancelled_at is not None or main_booking(found).state != BookingState.PLACE:
        raise Http404
    file = get_object_or_404(found.desk.materials.all(), public_id=public_id)
    try:
        opened = file.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return download(FileResponse(opened), file.name, file.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("agenda-evaluation", limit=60, per=HOUR, by="address")
def evaluation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Kept apart from who filled it in. Once for each registration."""
    found = own(token)
    activity = found.desk.activity
    if (
        found.cancelled_at is not None
        or not found.desk.evaluates
        or found.evaluation_asked_at is None
    ):
        raise Http404
    form = EvaluationForm(posted(request))
    context = {
        "form": form,
        "registration": found,
        "activity": activity,
        "is_done": found.has_evaluated,
    }
    if found.has_evaluated:
        return render_private(request, "agenda/registering/evaluate.html", context)
    if form.is_valid():
        with transaction.atomic():
            if Registration.objects.filter(pk=found.pk, has_evaluated=False).update(
                has_evaluated=True
            ):
                Evaluation.objects.create(desk=found.desk, **form.cleaned_data)
        return render_private(
            request, "agenda/registering/evaluate.html", {**context, "is_done": True}
        )
    return render_private(
        request, "agenda/registering/evaluate.html", context, status=422 if form.is_bound else 200
    )
