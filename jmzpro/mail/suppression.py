"""What the receiver stopped meanwhile is not written, and what still waits is taken back when its
turn comes.

The floors above know what an address to stop means; they register it here. Asked right before a
mail goes, so whatever way somebody stopped something (a page, a mail program, out of office), it
holds for what waits as well.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from jmzpro.kit.registry import Registry


@dataclass(frozen=True)
class Wish:
    """`unwanted(addresses)`: of these `unsubscribe_url`s (whole addresses) those whose mail its
    receiver wants no more; a few queries, however many. `taken_back(address)` runs in the
    transaction that takes such a mail out of the outbox.
    """

    key: str
    unwanted: Callable[[Collection[str]], set[str]]
    taken_back: Callable[[str], None]
    order: int = 50


wishes: Registry[Wish] = Registry("wishes of receivers")


def mark_unwanted(mails: Sequence[Any]) -> None:
    """Note on each of these mails whether it `is_unwanted`."""
    unwanted = unwanted_among({mail.unsubscribe_url for mail in mails if mail.unsubscribe_url})
    for mail in mails:
        mail.is_unwanted = mail.unsubscribe_url in unwanted


def unwanted_among(addresses: Collection[str]) -> set[str]:
    return (
        {address for wish in wishes for address in wish.unwanted(addresses)} if addresses else set()
    )


def taken_back(address: str) -> None:
    for wish in wishes:
        wish.taken_back(address)
