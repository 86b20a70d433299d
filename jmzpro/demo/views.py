"""The pages of the demo exist in a demo network only."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from csp.decorators import csp, csp_update
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.demo.forms import ReplyForm
from jmzpro.demo.replies import NotDelivered, reply
from jmzpro.kit.forms import posted
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.members.access import safe_next
from jmzpro.members.account import second_factor
from jmzpro.members.models import User
from jmzpro.testing.cast import CAST
from jmzpro.trust.installation import is_demo

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def demo_only(view: View[P]) -> View[P]:
    """404 everywhere else, as if the address were nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_demo():
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


SHOWN = 30  # mails a page


@require_POST
@demo_only
def log_in_as(request: HttpRequest, key: str) -> HttpResponse:
    """Log in as one of the cast, second factor included."""
    member = next((member for member in CAST if member.key == key and member.is_active), None)
    if member is None:
        raise Http404
    user = get_object_or_404(User, email=member.email, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if member.offices:
        second_factor.mark_verified(request, "demo")
    return redirect(safe_next(request, default="/mijn/"))


@require_safe
@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that would have left, the newest first, for all receivers or one."""
    receiver = request.GET.get("aan", "").replace("\x00", "")[:254]
    sent = OutgoingMail.objects.filter(state=OutgoingState.SENT).exclude(
        text=""
    )  # not what was emptied after ninety days
    receivers = sent.values("to").annotate(mails=Count("pk")).order_by("to")
    shown = sent.filter(to=receiver) if receiver else sent
    page = Paginator(
        shown.select_related("user__person").order_by("-sent_at", "-pk"), SHOWN
    ).get_page(request.GET.get("pagina"))
    return render(
        request, "demo/mailbox.html", {"page": page, "receivers": receivers, "receiver": receiver}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@demo_only
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its receiver sees it, and the way to answer it."""
    shown = get_object_or_404(
        OutgoingMail.objects.select_related("user__person"), pk=pk, state=OutgoingState.SENT
    )
    form = ReplyForm(posted(request)) if shown.reply_to else None
    context: dict[str, Any] = {"mail": shown, "form": form}
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            reply(shown, form.cleaned_data["text"], form.cleaned_data["program"])
        except NotDelivered as failure:
            form.add_error(None, str(failure))
        else:
            messages.success(
                request,
                (
                    "Je antwoord is als mail binnengekomen. Kijk bij de vraag, of hier naar wat "
                    "erop volgt."
                ),
            )
            return redirect("demo:mailbox")
    return render(
        request,
        "demo/mail.html",
        context,
        status=422 if form is not None and form.is_bound else 200,
    )


@require_safe
@demo_only
@xframe_options_sameorigin
@csp(  # type: ignore[arg-type]  # as above
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
    }
)
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of one mail, boxed in: no script, nothing from elsewhere."""
    shown = get_object_or_404(OutgoingMail, pk=pk, state=OutgoingState.SENT)
    return HttpResponse(shown.html)
