"""/mijn/activiteiten/: what a member and colleagues added."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission.notices import just_done
from jmzpro.members.access import member_required

ON_A_PAGE = 20


@never_cache
@require_safe
@member_required
def mine(request: HttpRequest) -> HttpResponseBase:
    found = Activity.objects.editable_by(request.user).order_by("-created_at", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request, "agenda/adding/mine.html", {"page": page, "just_done": just_done(request)}
    )
