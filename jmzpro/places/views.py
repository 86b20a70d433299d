from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jmzpro.places.models import Town


@require_safe
@cache_control(public=True, max_age=86400)
def suggest(request: HttpRequest) -> JsonResponse:
    """Up to eight towns that begin with `q`, the largest first: {"places": ["Zwolle", "Bergen (Limburg)"]}."""
    start = request.GET.get("q", "").replace("\x00", "")[:80]
    towns = list(Town.objects.beginning_with(start)[:8]) if len(start.strip()) >= 2 else []
    names = [town.name for town in towns]
    return JsonResponse({"places": [town.full_name if names.count(town.name) > 1 else town.name for town in towns]})
