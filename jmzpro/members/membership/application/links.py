"""The private links of an application: to confirm the address, and to see how it stands and
answer.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from jmzpro.members.membership.application.models import Application
from jmzpro.trust import private_links

PART, CONFIRM, FOLLOW = "lidmaatschap", "bevestig", "volg"


def token_of(application: Application, purpose: str) -> str:
    return private_links.token_of(PART, application.public_id, purpose, application.contact_email)


def of_token(token: str, purpose: str) -> Application:
    """Http404 for a link we did not give, or give no more."""
    public_id, _, mark = private_links.read(PART, token, purpose)
    application = get_object_or_404(
        Application.objects.select_related("town__province", "organisation"), public_id=public_id
    )
    if mark != private_links.digest(application.contact_email):
        raise Http404
    return application
