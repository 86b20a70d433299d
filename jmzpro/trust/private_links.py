"""Private links for who has no account: signed, so that nothing secret is kept, and only ever
mailed.

A link names a thing, what the link is for, and the address it was mailed to: it dies with that
address. Opening one changes nothing, since link scanners open everything; a button on the page
does.
"""

from hashlib import sha256

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def signer(part: str, purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"jmzpro.{part}.{purpose}", sep=".")


def digest(address: str) -> str:
    return sha256(address.strip().lower().encode()).hexdigest()[:12]


def token_of(part: str, public_id: str, purpose: str, address: str) -> str:
    return signer(part, purpose).sign(f"{public_id}-{purpose}-{digest(address)}")


def read(part: str, token: str, *purposes: str) -> tuple[str, str, str]:
    """The public id, the purpose and the digest of the address. Http404 for a link we did not
    give.
    """
    try:
        public_id, purpose, mark = token.rpartition(".")[0].split("-")
        if purpose not in purposes:
            raise Http404
        signer(part, purpose).unsign(token)
    except (ValueError, signing.BadSignature) as error:
        raise Http404 from error
    return public_id, purpose, mark


def render_private(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """A page whose address is a secret: not kept, not indexed, not told to other sites."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
