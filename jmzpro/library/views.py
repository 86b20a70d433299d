"""Reading the Kennisbank: the list, a record, its files."""

import re
from typing import Any

from django.core.files.base import File as DjangoFile
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.library.list_page import SORTS, Listing
from jmzpro.library.models import File, FileVersion, Item
from jmzpro.library.record import context_of
from jmzpro.media.views import download
from jmzpro.members.access import turn_away
from jmzpro.page_cache.cache import keep

# Another version has another tag; a public file may be kept by whoever passes it on, if he asks
# each time.
ASK_EACH_TIME = "public, no-cache"


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(request.GET, request.user)
    page = render(
        request,
        "library/list.html",
        {"listing": listing, "page": listing.page, "asked": listing.asked, "sorts": SORTS},
    )
    # What search finds follows from its index too.
    return page if listing.asked.q else keep(page)


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = Item.objects.visible_to(request.user).filter(slug=slug).first()
    return (
        keep(render(request, "library/item.html", context_of(found, request)))
        if found
        else turn_away(request)
    )


@require_safe
def file(request: HttpRequest, public_id: str, name: str) -> HttpResponseBase:
    """The newest version of a file, whatever name the address still carries."""
    found = visible_file(request, public_id)
    return (
        serve(request, found, found.current.copy, found.current)
        if found and found.current
        else turn_away(request)
    )


@require_safe
def cover(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The first page of a file, as a picture."""
    found = visible_file(request, public_id)
    if found is None or found.current is None or not found.current.cover:
        return turn_away(request)
    return serve(request, found, found.current.cover, None)


def visible_file(request: HttpRequest, public_id: str) -> File | None:
    return (
        File.objects.visible_to(request.user)
        .filter(public_id=public_id)
        .select_related("current", "item")
        .first()
    )


def serve(
    request: HttpRequest, found: File, stored: Any, version: FileVersion | None
) -> HttpResponseBase:
    tag = f'"{found.public_id}-{found.current_id}{"" if version else "-omslag"}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response: HttpResponseBase
    if version is None:
        response = download(FileResponse(opened), "omslag.jpg", "image/jpeg")
        response["Content-Disposition"] = "inline"
    else:
        response = part_of(request, opened, version) or download(
            FileResponse(opened), version.name, version.content_type
        )
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    if not found.item.is_for_members:
        response["Cache-Control"] = ASK_EACH_TIME
    return response


def part_of(
    request: HttpRequest, opened: DjangoFile[Any], version: FileVersion
) -> FileResponse | None:
    """One stretch of the file, as a player asks for it and a broken download goes on; None for
    the whole.
    """
    asked = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", request.headers.get("Range", ""))
    if asked is None or not (asked[1] or asked[2]):
        return None
    size = opened.size
    first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
    last = min(int(asked[2]) if asked[1] and asked[2] else size - 1, size - 1)
    if first > last:
        response = download(FileResponse(()), version.name, version.content_type)
        response.status_code, response["Content-Range"] = 416, f"bytes */{size}"
        opened.close()
        return response
    opened.seek(first)
    response = download(
        FileResponse(Stretch(opened, last - first + 1)), version.name, version.content_type
    )
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


class Stretch:
    """A file that ends after so many bytes."""

    def __init__(self, opened: DjangoFile[Any], left: int) -> None:
        self.opened = opened
        self.left = left

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        piece: bytes = self.opened.read(wanted)
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.opened.close()
