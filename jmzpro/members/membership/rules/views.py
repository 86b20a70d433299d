"""/lid-worden/spelregels/ and /mijn/spelregels/: read the house rules, ask for them, agree to
them.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.access import account, member_required, safe_next
from jmzpro.members.membership import emails
from jmzpro.members.membership.rules import agreement
from jmzpro.members.membership.rules.differences import differences
from jmzpro.members.membership.rules.forms import AskForRulesForm
from jmzpro.members.membership.rules.models import HouseRules, MembershipSettings
from jmzpro.trust import limits
from jmzpro.trust.queue import AlreadyDecided

MOST_MAILS_A_DAY = 3  # to one address, whoever asks for them


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("house-rules", limit=10, per=timedelta(hours=1), by="address")
def read(request: HttpRequest) -> HttpResponseBase:
    """Open to read, or mailed to who asks: as the office set it."""
    current = HouseRules.objects.current()
    is_open = MembershipSettings.current().rules_are_open
    if request.method == "POST" and (is_open or current is None):
        return redirect("members:house_rules")
    form = AskForRulesForm(posted(request))
    if current is not None and form.is_valid():
        email = form.cleaned_data["email"].strip()
        if not limits.allow(
            f"house-rules:mail/{email.lower()}", limit=MOST_MAILS_A_DAY, per=timedelta(days=1)
        ):
            emails.send_rules(current, email)
        return redirect("members:house_rules_sent")
    context = {"rules": current, "is_open": is_open, "form": form, "crumbs": CRUMBS}
    return render(
        request, "members/membership/rules.html", context, status=422 if form.is_bound else 200
    )


CRUMBS = [("Lid worden", "/lid-worden/")]


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return render(request, "members/membership/rules_sent.html", {"crumbs": CRUMBS})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def agree(request: HttpRequest) -> HttpResponseBase:
    """Every member may read them; the contact agrees, and sees what is different from what was
    agreed to before.
    """
    current = HouseRules.objects.current()
    if current is None:
        raise Http404
    person = account(request).person
    if request.method == "POST":
        try:
            agreed = agreement.agree(
                person, HouseRules(pk=int(request.POST.get("versie", "0") or 0))
            )
        except (AlreadyDecided, ValueError):
            messages.warning(request, "De Spelregels zijn intussen veranderd. Lees ze nog eens.")
            return redirect("members:agree")
        if agreed:
            messages.success(
                request, f"Dank je. Je akkoord met versie {current.number} is bewaard."
            )
        return redirect(safe_next(request, default="/mijn/"))
    waiting = list(agreement.waiting_for(person))
    before = agreement.agreed_before(person) if waiting else None
    context = {
        "rules": current,
        "waiting": waiting,
        "before": before,
        "paragraphs": differences(before.text, current.text) if before else [],
        "next": safe_next(request),
    }
    return render(request, "members/membership/agree.html", context)
