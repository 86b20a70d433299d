"""What the site says to search engines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.kit.sitemap import public_addresses
from jmzpro.trust.installation import is_demo

# Nothing to find there: the office, search results, and whatever is one person's own.
CLOSED = ("/beheer/", "/zoeken/", "/mijn/", "/inloggen/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    if is_demo():
        lines.append("Disallow: /")
    else:
        lines += [f"Disallow: {address}" for address in CLOSED]
        lines.append(f"Sitemap: {settings.BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public addresses of every part, by the sitemaps.org protocol."""
    found = [address for part in public_addresses for address in part.addresses()]
    return render(
        request, "pages/sitemap.xml", {"addresses": found, "base": settings.BASE_URL}, content_type="application/xml; charset=utf-8"
    )
