"""/mijn/gegevens/: what is held about me, as a page and as a file, and being forgotten."""

import json
from typing import Any

from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.access import account, login_required
from jmzpro.members.account import erasure
from jmzpro.members.account.forms import ForgetForm
from jmzpro.trust.personal_data import data_categories


@never_cache
@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponseBase:
    held = [
        {"label": holding.label, "kept": holding.kept, "rows": plain(holding.export(request.user))}
        for holding in data_categories
    ]
    return render(request, "members/data.html", {"held": held})


def plain(exported: Any) -> Any:
    """As it goes into the file: what a part exports is shown exactly as it is handed over."""
    return json.loads(json.dumps(exported, cls=DjangoJSONEncoder))


@never_cache
@require_safe
@login_required
def download(request: HttpRequest) -> HttpResponseBase:
    """One JSON file, with the label and the retention of each part beside what it holds."""
    content = {
        "gemaakt op": timezone.localtime().isoformat(timespec="minutes"),
        "gegevens": {
            holding.key: {
                "wat": holding.label,
                "bewaard": holding.kept,
                "inhoud": holding.export(request.user),
            }
            for holding in data_categories
        },
    }
    body = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="mijn-gegevens-{timezone.localdate():%Y-%m-%d}.json"'
    )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def forget(request: HttpRequest) -> HttpResponseBase:
    form = ForgetForm(posted(request))
    if form.is_valid():
        try:
            erasure.forget(account(request), by=request.user, reason="op eigen verzoek")
        except erasure.LastAdministrator:
            form.add_error(None, "Je bent de enige beheerder. Maak eerst iemand anders beheerder.")
        else:
            logout(request)
            return render(request, "members/forgotten.html")
    return render(
        request, "members/forget.html", {"form": form}, status=422 if form.is_bound else 200
    )
