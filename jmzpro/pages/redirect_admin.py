"""Old addresses from a file, in /beheer/."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from jmzpro.kit.forms import posted
from jmzpro.pages import redirects
from jmzpro.pages.forms import RedirectsForm


def may_redirect(user: object) -> bool:
    return bool(getattr(user, "has_perm", lambda name: False)("wagtailredirects.add_redirect"))


@require_http_methods(["GET", "HEAD", "POST"])
def old_addresses(request: HttpRequest) -> HttpResponse:
    """A CSV with old and new addresses: look first, then do it."""
    if not may_redirect(request.user):
        raise Http404
    form = RedirectsForm(posted(request), request.FILES or None)
    report = None
    if form.is_valid():
        dry_run = request.POST.get("doen") != "ja"
        report = redirects.import_redirects(
            form.cleaned_data["file"], by=request.user, dry_run=dry_run
        )
        if not dry_run:
            messages.success(
                request,
                f"{len(report.made)} nieuwe en {len(report.changed)} veranderde adressen bewaard.",
            )
    context = {"form": form, "report": report}
    return render(
        request,
        "pages/admin/old_addresses.html",
        context,
        status=422 if form.is_bound and not form.is_valid() else 200,
    )
