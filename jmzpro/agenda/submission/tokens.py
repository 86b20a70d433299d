"""The signed names in private links: what each is for, and the address that goes in a mail."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jmzpro.trust import private_links

if TYPE_CHECKING:
    from jmzpro.agenda.activity.models import Activity

PART = "agenda"
DRAFT, CONFIRM, CHANGE, STILL = "concept", "bevestig", "wijzig", "klopt"


def token_of(activity: "Activity", purpose: str) -> str:
    return private_links.token_of(PART, activity.public_id, purpose, activity.submitter_email)


def change_url(activity: "Activity") -> str:
    """For a mail to who added it: the private link of a visitor, the page behind the login of a
    member.
    """
    token = token_of(activity, CHANGE) if activity.submitter_email else activity.public_id
    return reverse("agenda:change", args=[token])
