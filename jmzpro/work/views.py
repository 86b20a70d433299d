from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jmzpro.work.health import ailments, checks


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """For the operator's watch: 200 and a line for each thing that is well, or 503 and a line
    for each thing that is wrong.
    """
    wrong = ailments()
    lines = wrong or ["database: goed", "worker: goed", *(f"{check.key}: goed" for check in checks)]
    return HttpResponse(
        "\n".join(lines) + "\n",
        status=503 if wrong else 200,
        content_type="text/plain; charset=utf-8",
    )
