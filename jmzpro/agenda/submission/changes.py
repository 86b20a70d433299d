"""Changing what was added: at once where that is safe, after a look where a child might be led
to another place, person or link.
"""

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.choices import ChangeState, Source, State, Step
from jmzpro.agenda.submission import emails
from jmzpro.agenda.submission.duty import tell_of_children
from jmzpro.agenda.submission.organiser_trust import is_for_children
from jmzpro.members.models import Organisation
from jmzpro.places.models import Town
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity, ProposedChange

TIME = {"starts_at", "ends_at", "is_all_day", "rrule", "rdate", "exdate"}
PLACE = {"where", "venue_name", "address", "postcode", "town"}
CONTACT = {"organiser_name", "contact_name", "contact_email", "contact_phone"}
LINK = {"website", "online_link", "registration", "registration_url"}
HELD = PLACE | CONTACT | LINK
# In which somebody may write another place to go to, person to mail or link to follow.
TEXTS = {
    "title",
    "summary",
    "text",
    "cost",
    "accessibility",
    "public_transport",
    "accreditation_text",
    "picture_alt",
}
FOR_WHOM = {"for_young_carers", "age_from", "age_to"}
POINTS_ELSEWHERE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\S+|\+?\d[\d\s().-]{7,}\d", re.IGNORECASE
)


def differing(activity: "Activity", values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that are not so yet."""
    return {name: value for name, value in values.items() if getattr(activity, name) != value}


def held_back(activity: "Activity", changed: dict[str, Any]) -> set[str]:
    """What of a change waits for a look: on the site, and for children before or after it."""
    if not activity.is_on_the_site:
        return set()
    becomes = {name: changed.get(name, getattr(activity, name)) for name in FOR_WHOM}
    will_be = is_for_children(
        for_young_carers=becomes["for_young_carers"], age_from=becomes["age_from"]
    )
    if not activity.is_for_children and not will_be:
        return set()
    held = HELD & changed.keys()
    if activity.is_for_children != will_be:
        held |= (
            FOR_WHOM & changed.keys()
            # else somebody first makes it for others, then moves it, then makes it for children
            # again
        )
    return held | {
        name
        for name in TEXTS & changed.keys()
        if pointers(changed[name]) - pointers(getattr(activity, name))
    }


def pointers(text: str) -> set[str]:
    """Links, mail addresses and telephone numbers in a text."""
    return {found.group().lower() for found in POINTS_ELSEWHERE.finditer(text)}


def _lock_open(activity: "Activity") -> "Activity":
    """The row as it stands, held until this transaction ends. Raises AlreadyDecided when it is
    closed.
    """
    rows = type(activity).objects.select_for_update(of=("self",))
    locked = rows.select_related("town", "organisation", "organiser").get(pk=activity.pk)
    if not locked.is_open:
        raise AlreadyDecided
    return locked


@transaction.atomic
def change(
    activity: "Activity", values: dict[str, Any], *, by: Any, source: Source, themes: Any = None
) -> "ProposedChange | None":
    """Carry a change out, except what waits for a look: that is given back as proposed. Raises
    AlreadyDecided when it is closed.
    """
    locked = _lock_open(activity)
    changed = differing(locked, values)
    held = held_back(locked, changed)
    _write_columns(locked, {name: value for name, value in changed.items() if name not in held})
    if themes is not None and set(themes) != set(locked.themes.all()):
        locked.themes.set(themes)
        type(activity).objects.filter(pk=locked.pk).update(last_modified=timezone.now())
    if changed and locked.state == State.FOR_REVIEW:
        locked.review_steps.create(step=Step.REVISED, by=by)
        tell_of_children(locked)
    if changed and locked.is_on_the_site:
        audit.record(
            "aangepast",
            locked,
            by=by,
            velden=", ".join(sorted(changed.keys() - held)) or "niets",
            wacht=", ".join(sorted(held)),
        )
    activity.refresh_from_db()
    return (
        _propose(locked, {name: changed[name] for name in held}, by=by, source=source)
        if held
        else None
    )


def _write_columns(activity: "Activity", changed: dict[str, Any]) -> None:
    """On the row, and on its dates."""
    if not changed:
        return
    for name, value in changed.items():
        setattr(activity, name, value)
    columns = [*changed, "last_modified"]
    if "town" in changed:
        activity.latitude = activity.longitude = None
        columns += ["latitude", "longitude"]
    activity.last_modified = timezone.now()
    activity.save(update_fields=columns)
    if (TIME | PLACE) & changed.keys() and activity.is_on_the_site:
        schedule.reschedule(activity)
    else:
        schedule.lay_out(activity)


def _propose(
    activity: "Activity", values: dict[str, Any], *, by: Any, source: Source
) -> "ProposedChange":
    """What still waited of an earlier change and is not in this one waits on in it."""
    earlier = activity.proposed_changes.waiting().first()
    wanted = {
        **(earlier.values if earlier else {}),
        **{name: as_kept(value) for name, value in values.items()},
    }
    if earlier is not None and earlier.values == wanted:
        return earlier  # a feed that says it every few hours, or a form sent twice
    if earlier is not None:
        activity.proposed_changes.filter(pk=earlier.pk).update(state=ChangeState.REPLACED)
    tell_of_children(activity, is_change=True)
    return activity.proposed_changes.create(values=wanted, by=by, source=source)


def as_kept(value: Any) -> Any:
    return value.pk if isinstance(value, (Town, Organisation)) else value


def as_columns(values: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in values.items() if name in HELD | TEXTS | FOR_WHOM}
    if found.get("town") is not None:
        found["town"] = Town.objects.filter(pk=found["town"]).first()
    return found


@transaction.atomic
def accept_change(proposal: "ProposedChange", *, by: Any, reason: str = "") -> None:
    """Raises AlreadyDecided."""
    _decide_on(proposal, ChangeState.TAKEN)
    activity = _lock_open(proposal.activity)
    changed = differing(activity, as_columns(proposal.values))
    replaced = {name: as_kept(getattr(activity, name)) for name in changed}
    type(proposal).objects.filter(pk=proposal.pk).update(replaced=replaced)
    _write_columns(activity, changed)
    audit.record(
        "wijziging overgenomen",
        activity,
        by=by,
        reason=reason,
        velden=", ".join(sorted(proposal.values)),
    )
    emails.change_taken(activity, proposal)


@transaction.atomic
def refuse_change(proposal: "ProposedChange", *, by: Any, text: str, reason: str = "") -> None:
    """`text` is mailed to who proposed it. Raises AlreadyDecided."""
    _decide_on(proposal, ChangeState.REFUSED)
    audit.record("wijziging niet overgenomen", proposal.activity, by=by, reason=reason)
    emails.change_refused(proposal.activity, proposal, text)


def _decide_on(proposal: "ProposedChange", to: ChangeState) -> None:
    waiting = type(proposal).objects.filter(pk=proposal.pk, state=ChangeState.WAITING)
    if not waiting.update(state=to, times_decided=F("times_decided") + 1):
        raise AlreadyDecided
    proposal.refresh_from_db()


@transaction.atomic
def undo_acceptance(proposal: "ProposedChange", *, by: Any) -> None:
    """Come back on an acceptance: what it replaced stands there again. Raises AlreadyDecided, also
    when that changed once more.
    """
    _wait_again(proposal, ChangeState.TAKEN)
    activity = _lock_open(proposal.activity)
    taken = {
        name: value
        for name, value in as_columns(proposal.values).items()
        if name in proposal.replaced
    }
    if differing(activity, taken):
        raise AlreadyDecided
    _write_columns(activity, as_columns(proposal.replaced))
    audit.record(
        "wijziging toch niet overgenomen",
        activity,
        by=by,
        velden=", ".join(sorted(proposal.replaced)),
    )
    emails.change_came_back(proposal)


@transaction.atomic
def undo_refusal(proposal: "ProposedChange", *, by: Any) -> None:
    """Come back on a refusal. Raises AlreadyDecided."""
    _wait_again(proposal, ChangeState.REFUSED)
    audit.record("wijziging wacht weer", proposal.activity, by=by)
    emails.change_came_back(proposal)


def _wait_again(proposal: "ProposedChange", was: ChangeState) -> None:
    """AlreadyDecided also when a newer change of the same activity waits."""
    if proposal.activity.proposed_changes.waiting().exists():
        raise AlreadyDecided
    if (
        not type(proposal)
        .objects.filter(pk=proposal.pk, state=was)
        .update(state=ChangeState.WAITING)
    ):
        raise AlreadyDecided
