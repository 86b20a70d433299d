from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jmzpro.places.lookup import beginning_with

MOST = 8


@require_safe
@cache_control(public=True, max_age=86400)
def suggest(request: HttpRequest) -> JsonResponse:
    """Up to eight places that begin with `q`, the largest first: {"places": ["Zwolle", "Bergen
    (Limburg)"]}.
    """
    start = request.GET.get("q", "").replace("\x00", "")[:80]
    return JsonResponse({"places": beginning_with(start, MOST) if len(start.strip()) >= 2 else []})
