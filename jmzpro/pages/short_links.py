"""Short addresses, their QR codes and the pictures of shared links; and what of the pages
themselves can be shared.
"""

import base64
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from jmzpro.kit import picture as drawing
from jmzpro.kit import short_links
from jmzpro.kit.short_links import Shareable, Shared
from jmzpro.members.access import turn_away
from jmzpro.pages.addresses import open_to_all
from jmzpro.pages.languages import own_name

# As base64 has them, and as we write them: without what is mixed up when read aloud or typed over.
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
OURS = "abcdefghjkmnpqrstuvwxyz023456789"
KEPT = "public, max-age=3600"


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponseBase:
    """The address on paper and behind the QR code: to where the thing is now. What this reader
    may not see is as if it were not there.
    """
    found = short_links.find(code, request.user)
    if found is not None:
        return redirect(found.path)
    return turn_away(request)


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponseBase:
    found = short_links.find(code, request.user)
    if found is None:
        raise Http404
    response = HttpResponse(short_links.qr(found.short_address), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="qr-{found.code}.svg"'
    response["Cache-Control"] = KEPT if found.is_public else "private, max-age=3600"
    return response


@require_safe
def picture(request: HttpRequest, code: str, mark: str) -> HttpResponseBase:
    """As a visitor sees the thing, whoever asks. Under an old name stands the picture as it is
    now.
    """
    found = short_links.find(code, AnonymousUser())
    if found is None:
        raise Http404
    tag = f'"{found.words.mark}"'
    headers = {"ETag": tag, "Cache-Control": KEPT if mark == found.words.mark else "no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(drawing.png(found.words), content_type="image/png", headers=headers)


# --- The pages of the editors ---


def code_of(key: UUID) -> str:
    """Eight characters of the key that a page keeps wherever it is moved."""
    return base64.b32encode(key.bytes[:5]).decode().lower().translate(str.maketrans(BASE32, OURS))


def keys_of(code: str) -> tuple[UUID, UUID] | None:
    """The first and the last key with this code; None when it is no code."""
    code = code.replace("o", "0")
    if len(code) != 8 or not set(code) <= set(OURS):
        return None
    start = base64.b32decode(code.translate(str.maketrans(OURS, BASE32)).upper())
    return UUID(bytes=start.ljust(16, b"\x00")), UUID(bytes=start.ljust(16, b"\xff"))


def find(code: str, user: Any) -> Shared | None:
    rest, _, language = code.partition("-")
    keys = keys_of(rest)
    if keys is None:
        return None
    pages = (
        open_to_all(Page.objects.all())
        .filter(translation_key__range=keys, depth__gt=2)
        .select_related("locale")
    )
    page = (
        pages.filter(locale__language_code=language or settings.LANGUAGE_CODE)
        .order_by("pk")
        .first()
    )
    return shared(page) if page else None


SHAREABLE = Shareable(key="page", prefix="p", find=find)


def shared(page: Page) -> Shared:
    language = page.locale.language_code
    is_dutch = language == settings.LANGUAGE_CODE
    is_news = page.cached_content_type.model == "newspage"
    rest = code_of(page.translation_key)
    return Shared(
        code=SHAREABLE.code(rest if is_dutch else f"{rest}-{language}"),
        title=page.title,
        kind=("Nieuws" if is_news else "") if is_dutch else own_name(language),
        path=page.url or "/",
        accent="leaf" if is_dutch else "ink",
        about=page.search_description,
    )
