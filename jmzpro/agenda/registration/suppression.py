"""What somebody stopped on the page of their registration is not mailed any more, and what still
waits is taken back.
"""

from collections.abc import Collection

from jmzpro.agenda.registration.models import Registration
from jmzpro.mail.suppression import Wish

# As in `urls`, which cannot be asked while the site starts.
BEFORE, AFTER = "/agenda/aanmelding/", "/mail/"


def token_of(address: str) -> str:
    """Empty for an address of something else."""
    _, found, rest = address.partition(BEFORE)
    return rest.removesuffix(AFTER) if found and rest.endswith(AFTER) else ""


def unwanted(addresses: Collection[str]) -> set[str]:
    by_token = {token: address for address in addresses if (token := token_of(address))}
    if not by_token:
        return set()
    stopped = Registration.objects.filter(token__in=by_token, wants_no_mail=True).values_list(
        "token", flat=True
    )
    return {by_token[token] for token in stopped}


WISH = Wish(key="agenda-registrations", unwanted=unwanted, taken_back=lambda address: None)
