"""Serving files: private ones by right, pictures of pages by their rendition."""

import re
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jmzpro.kit.errors import ForMembers
from jmzpro.media.files import private_files

# A file that is opened in the browser after all may do nothing there.
HARMLESS = "sandbox; default-src 'none'"
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}
A_YEAR = 60 * 60 * 24 * 365


@require_safe
def private_file(request: HttpRequest, kind: str, public_id: str, name: str) -> HttpResponseBase:
    """A visitor goes to the login and back, whether or not the file exists; who may not see it
    gets 404.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    found = private_files[kind].get(request.user, public_id) if kind in private_files else None
    if found is None:
        raise ForMembers
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return download(FileResponse(opened), found.name, found.content_type)


def download(response: FileResponse, name: str, content_type: str) -> FileResponse:
    response["Content-Type"] = content_type
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture at the size a page asks for. What editors uploaded (`original_images/`,
    `documents/`) is not reachable here.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if not re.fullmatch(r"[\w.-]+", path) or path.startswith(".") or suffix not in PICTURES:
        raise Http404
    try:
        opened = storages["default"].open(f"images/{path}", "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, content_type=PICTURES[suffix])
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    # Wagtail gives a changed picture another name.
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
