"""Raw mail is kept encrypted, under a key of its own (settings.MAIL_KEY)."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def cipher() -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(
            hashlib.sha256(b"jmzpro.mail.raw\x00" + settings.MAIL_KEY.encode()).digest()
        )
    )


def sealed(raw: bytes) -> bytes:
    return cipher().encrypt(raw)


def opened(kept: bytes | memoryview | None) -> bytes | None:
    """The mail; None when it is no longer kept, or was sealed with a key we no longer have."""
    if kept is None:
        return None
    try:
        return cipher().decrypt(bytes(kept))
    except InvalidToken:
        return None
