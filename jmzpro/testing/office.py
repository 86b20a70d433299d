"""Deciding about something in the office's queue, in a test."""

from typing import Any

from django.test import Client

from jmzpro.mail.rehearsal import AS_SHOWN


def address_of(kind: str, item_id: str) -> str:
    return f"/beheer/wachtrij/{kind}/{item_id}/besluit/"


def carry_out(
    client: Client, kind: str, item_id: str, decision: str, *, text: str = "", note: str = ""
) -> Any:
    """Decide as somebody who read the mail: `text` is for the mail, `note` for the log. Gives
    where one comes out.
    """
    typed = {"besluit": decision, "tekst": text, "getoond": text, "reden": note, "zeker": "ja"}
    return client.post(address_of(kind, item_id), typed, follow=True)


def post_as_shown(client: Client, address: str, typed: dict[str, Any] | None = None) -> Any:
    """Send a form of the office as somebody who read the mails on its page. Gives the answer."""
    page = client.get(address)
    if page.status_code != 200:
        return client.post(address, typed or {}, follow=True)
    return client.post(address, {**(typed or {}), AS_SHOWN: page.context["letters"].version})
