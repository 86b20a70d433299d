"""A held act is kept encrypted, under a key of its own made from settings.MAIL_KEY."""

import base64
import hashlib
import hmac
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

Package = dict[str, object]


def key(purpose: bytes) -> bytes:
    return hashlib.sha256(b"jmzpro.held." + purpose + b"\x00" + settings.MAIL_KEY.encode()).digest()


def seal(package: Package) -> bytes:
    return Fernet(base64.urlsafe_b64encode(key(b"text"))).encrypt(json.dumps(package).encode())


def opened(sealed: bytes | memoryview | None) -> Package | None:
    """The act; None when it is gone, or was sealed with a key we no longer have."""
    if sealed is None:
        return None
    try:
        package: Package = json.loads(
            Fernet(base64.urlsafe_b64encode(key(b"text"))).decrypt(bytes(sealed))
        )
    except InvalidToken:
        return None
    return package


def mark_of(package: Package) -> str:
    """Tells the same act sent twice from another, and tells nobody without the key what is in
    it.
    """
    return hmac.new(
        key(b"mark"), json.dumps(package, sort_keys=True).encode(), hashlib.sha256
    ).hexdigest()
