"""What a writer did, packed so that it can be done again in exactly that way: a form that was sent,
or a reply by mail.

Letting it pass is sending it again in the writer's name, to the view or the part that it was for,
past the guard. So every form of the house can be held without knowing of it.
"""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.datastructures import MultiValueDict

from jmzpro.held.encryption import Package
from jmzpro.mail.models import ReplyToken
from jmzpro.mail.tokens import IncomingFile, Refused, Reply, reply_kinds
from jmzpro.text import passage as text_passage
from jmzpro.text.forms import NO_CHILD_NAME
from jmzpro.trust.idempotency import FIELD as ONCE

MOST_BYTES = 20 * 1024 * 1024  # of the files that are held with a text
# Fields of a form that say nothing of what was written.
UNSPOKEN = frozenset(
    {ONCE, NO_CHILD_NAME, "stap", "csrfmiddlewaretoken", "versie", "version", "next"}
)
CHANGED = (
    "Zo kan het nu niet meer: het is intussen veranderd, gesloten of weggehaald, of de schrijver "
    "mag het niet meer."
)


class CannotBeDone(Exception):
    """As things are now the act is refused; nothing was changed. The argument says why, in
    Dutch.
    """


class TooLarge(Exception):
    """The files are too large to be held."""


@dataclass(frozen=True)
class Done:
    """Where what came of it stands; "" when it has no address."""

    url: str


# A form


def form_package(request: HttpRequest, address: str) -> Package:
    """The form as it was sent. Raises TooLarge."""
    files = [(name, file) for name in request.FILES for file in request.FILES.getlist(name)]
    if sum(file.size or 0 for _, file in files) > MOST_BYTES:
        raise TooLarge
    return {
        "way": "form",
        "path": request.get_full_path(),
        "fields": [[name, value] for name in request.POST for value in request.POST.getlist(name)],
        "files": [
            [name, file.name or "", file.content_type or "", encoded(read_again(file))]
            for name, file in files
        ],
        "writer": request.user.pk if request.user.is_authenticated else None,
        "address": address,
    }


def read_again(file: "UploadedFile[Any]") -> bytes:
    """The form read it already."""
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


class NoSession(SessionBase):
    """The session of who is not there: what a view puts in it goes with it."""

    def __init__(self) -> None:
        super().__init__()
        self._session_cache: dict[str, Any] = {}

    def save(self, must_create: bool = False) -> None: ...

    def exists(self, session_key: str) -> bool:
        return False

    def create(self) -> None: ...

    def delete(self, session_key: str | None = None) -> None: ...

    def load(self) -> dict[str, Any]:
        return {}

    @classmethod
    def clear_expired(cls) -> None: ...


class NoMessages(BaseStorage):
    """What a view says to who sent the form is said by mail here."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(
        self, messages: Sequence[Any], response: Any, *args: Any, **kwargs: Any
    ) -> list[Any]:
        return []


def request_of(package: Package, writer: Any, host: str) -> HttpRequest:
    """The request as the writer's browser sent it."""
    path, _, query = cast(str, package["path"]).partition("?")
    name, _, port = host.partition(":")
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": name,
        "SERVER_PORT": port or "443",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "CONTENT_LENGTH": "0",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }
    request = WSGIRequest(environ)
    posted, files = QueryDict(mutable=True), MultiValueDict[str, UploadedFile[Any]]()
    for field, value in cast(list[list[str]], package["fields"]):
        posted.appendlist(field, value)
    for field, file_name, content_type, content in cast(list[list[str]], package["files"]):
        files.appendlist(field, uploaded(field, file_name, content_type, base64.b64decode(content)))
    request._post, request._files = posted, files  # type: ignore[attr-defined]  # what Django fills from the body
    request.user = writer or AnonymousUser()
    request.session = NoSession()
    request._messages = NoMessages(request)  # type: ignore[attr-defined]  # what the messages middleware sets
    return request


def uploaded(field: str, name: str, content_type: str, content: bytes) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(io.BytesIO(content), field, name, content_type, len(content), None)


def send_form(package: Package, writer: Any, host: str) -> Done:
    """Send it again past the guard, in the caller's transaction. Raises CannotBeDone."""
    request = request_of(package, writer, host)
    try:
        match = resolve(request.path_info)
    except Resolver404 as error:
        raise CannotBeDone("De pagina bestaat niet meer.") from error
    request.resolver_match = match
    try:
        with text_passage.opened(text_passage.Passage(is_cleared=True)) as passage:
            response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except (Http404, PermissionDenied) as error:
        raise CannotBeDone(CHANGED) from error
    if not passage.is_accepted or response.status_code >= 400 or asks_to_log_in(response):
        raise CannotBeDone(CHANGED)
    return Done(response.get("Location", ""))


def asks_to_log_in(response: HttpResponseBase) -> bool:
    location = str(response.get("Location", ""))
    return location.startswith(
        (reverse("members:login"), reverse("members:prove"), reverse("members:security"))
    )


# A reply by mail


def reply_package(reply: Reply) -> Package:
    """Raises TooLarge."""
    if sum(len(file.content) for file in reply.files) > MOST_BYTES:
        raise TooLarge
    return {
        "way": "mail",
        "token": reply.token.pk,
        "text": reply.text,
        "message_id": reply.message_id,
        "received_at": reply.received_at.isoformat(),
        "files": [[file.name, file.content_type, encoded(file.content)] for file in reply.files],
        "written_by": reply.written_by,
        "writer": reply.token.user_id,
        "address": "",
    }


def give_reply(package: Package) -> Done:
    """Give it to its part, in the caller's transaction. Raises CannotBeDone."""
    token = ReplyToken.objects.select_related("user").filter(pk=cast(int, package["token"])).first()
    if token is None or token.kind not in reply_kinds:
        raise CannotBeDone("De mail was een antwoord op iets dat er niet meer is.")
    files = cast(list[list[str]], package["files"])
    reply = Reply(
        token=token,
        text=cast(str, package["text"]),
        message_id=cast(str, package["message_id"]),
        received_at=datetime.fromisoformat(cast(str, package["received_at"])),
        files=tuple(
            IncomingFile(name, kind, base64.b64decode(content)) for name, kind, content in files
        ),
        written_by=cast(str, package["written_by"]),
        is_looked_at=True,
    )
    try:
        reply_kinds[token.kind].receive(reply)
    except Refused as refused:
        raise CannotBeDone(str(refused)) from refused
    return Done("")


# Reading


# What was chosen from a list is sent as a number, which tells a reader nothing.
CHOSEN = frozenset({"themes", "themas_gekozen", "province"})
LABELS = {
    "title": "Titel",
    "text": "Tekst",
    "for_whom": "Voor wie",
    "what_helped": "Wat hielp",
    "name": "Naam",
    "email": "E-mailadres",
    "description": "Beschrijving",
    "summary": "Samenvatting",
    "written_by": "Geschreven door",
    "kind": "Soort",
    "town": "Plaats",
    "organisation": "Organisatie",
    "phone": "Telefoon",
    "address": "Adres",
    "postcode": "Postcode",
}


def words_of(package: Package) -> list[tuple[str, str]]:
    """What was written, field by field, for who has to judge it."""
    if package["way"] == "mail":
        return [("Antwoord per mail", cast(str, package["text"]))]
    fields = cast(list[list[str]], package["fields"])
    left_out = UNSPOKEN | CHOSEN
    written = [
        (name, value)
        for name, value in fields
        if value.strip() and name not in left_out and not name.endswith("_nagekeken")
    ]
    return [
        (LABELS.get(name, name.replace("_", " ").capitalize()), value) for name, value in written
    ]


def files_of(package: Package) -> list[str]:
    at = 1 if package["way"] == "form" else 0
    return [file[at] for file in cast(list[list[str]], package["files"])]
