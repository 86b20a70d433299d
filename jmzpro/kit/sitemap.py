"""What search engines may find. A part registers its public addresses; `/sitemap.xml` lists them
all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class PublicAddresses:
    """`addresses()` gives paths ("/themas/brusjes/") with the moment of their last change, or None
    when that is not known.

    Only what an anonymous visitor may see: the part asks its own `visible_to(AnonymousUser())`.
    """

    key: str
    addresses: Callable[[], Iterable[tuple[str, datetime | None]]]
    order: int = 50


public_addresses: Registry[PublicAddresses] = Registry("sitemap")
