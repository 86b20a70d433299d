"""Telling who is on duty that something for children waits for a look."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from jmzpro.trust import duty
from jmzpro.trust.private_links import digest

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity

WHAT = "Een activiteit voor kinderen wacht"


def tell_of_children(activity: "Activity", *, is_change: bool = False) -> None:
    """At once, and once a day for one sender: who sends in forty of them calls once."""
    if not activity.is_for_children:
        return
    at = timezone.now()
    kind = "agenda-wijziging" if is_change else "agenda"
    duty.tell(
        duty.Call(
            cause=f"agenda-children:{sender_of(activity)}:{timezone.localdate(at):%Y-%m-%d}",
            what=WHAT,
            where="Agenda",
            at=at,
            path=f"{reverse('office_queue')}?soort={kind}",
        )
    )


def sender_of(activity: "Activity") -> str:
    """Who it is from, without an address or a name."""
    if activity.submitter_id is not None:
        return f"person/{activity.submitter_id}"
    if activity.organisation_id is not None:
        return f"organisation/{activity.organisation_id}"
    return f"visitor/{digest(activity.submitter_email or activity.organiser_name)}"
