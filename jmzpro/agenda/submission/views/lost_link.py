"""/agenda/link-kwijt/: who added an activity without an account and lost the mail with the
private link, gets it again.
"""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.submission import emails, links
from jmzpro.agenda.submission.small_forms import LostLinkForm
from jmzpro.kit.forms import posted
from jmzpro.trust import limits

MAILS_A_DAY = 2  # to one address, whoever asks for them


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("agenda-lost", limit=10, per=timedelta(hours=1))
def lost(request: HttpRequest) -> HttpResponseBase:
    form = LostLinkForm(posted(request))
    if form.is_valid():
        mail_again(form.cleaned_data["email"].strip())
        return redirect("agenda:lost-sent")
    return render(
        request, "agenda/adding/lost.html", {"form": form}, status=422 if form.is_bound else 200
    )


def mail_again(address: str) -> None:
    """To nobody when the address added nothing: the page says the same, for it tells nothing
    about an address.
    """
    found = list(links.changeable_by_link(address))
    if not found or limits.allow(
        f"agenda-lost:mail/{links.digest(address)}", limit=MAILS_A_DAY, per=timedelta(days=1)
    ):
        return
    with transaction.atomic():
        emails.links_again(address, found)


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return render(request, "agenda/adding/lost_sent.html")
