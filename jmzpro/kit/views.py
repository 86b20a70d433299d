"""The examples page, and the small files a browser asks for by name."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit import examples as shown
from jmzpro.kit.forms import posted
from jmzpro.kit.icons import PATHS


@require_http_methods(["GET", "HEAD", "POST"])
def examples(request: HttpRequest) -> HttpResponse:
    """Every component once. For who builds the site: it exists with DEBUG only."""
    if not settings.DEBUG:
        raise Http404
    form = shown.ExampleForm(posted(request), request.FILES or None)
    context = {
        **shown.context(request.GET.get("pagina")),
        "form": form,
        "invalid_form": shown.ExampleForm({"mail": "geen adres"}, prefix="fout"),
        "changed_form": {"meanwhile": [("Wachttijd", "ongeveer vier weken")]},
        "icons": list(PATHS),
    }
    return render(
        request,
        "kit/examples.html",
        context,
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


@require_safe
@cache_control(public=True, max_age=60 * 60 * 24)
def favicon(request: HttpRequest) -> HttpResponseBase:
    """For what asks without reading the page's own links."""
    return redirect(static("kit/mark/icon-32.png"))


@require_safe
@cache_control(public=True, max_age=60 * 60 * 24)
def manifest(request: HttpRequest) -> JsonResponse:
    icons = [
        {"src": static(f"kit/mark/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return JsonResponse(
        {
            "name": "JMZ Pro",
            "short_name": "JMZ Pro",
            "lang": "nl",
            "start_url": "/",
            "display": "browser",
            "background_color": "#fefdfa",
            "theme_color": "#ffffff",
            "icons": [
                {"src": static("kit/mark/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                *icons,
            ],
        },
        content_type="application/manifest+json",
    )
