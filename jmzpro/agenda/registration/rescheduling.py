"""The activity was moved, or does not go on: its gatherings follow, and who registered hears it,
however the change was made.

Each change of an activity sets its `last_modified`; `catch_up` runs every minute and looks at what
changed since it looked before.
"""

from typing import Any

from django.db import transaction
from django.db.models import F

from jmzpro.agenda.registration import emails, waiting_list
from jmzpro.agenda.registration.choices import GatheringKind
from jmzpro.agenda.registration.models import Gathering
from jmzpro.agenda.registration.models.session import whole_times

AT_ONCE = 50


def catch_up() -> bool:
    """True when more waits."""
    behind = Gathering.objects.filter(
        forgotten_at=None, followed_at__lt=F("desk__activity__last_modified")
    )
    some = list(
        behind.exclude(kind=GatheringKind.WORKSHOP)
        .order_by("pk")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    for pk in some:
        follow(pk)
    return len(some) == AT_ONCE


@transaction.atomic
def follow(pk: int) -> None:
    gathering = found(pk)
    waiting_list.lock(gathering.desk)
    before = gathering.told_as or None
    Gathering.objects.filter(pk=pk).update(
        followed_at=gathering.desk.activity.last_modified, **times_of(gathering)
    )
    gathering = found(pk)
    now = as_told(gathering)
    if before == now:
        return
    Gathering.objects.filter(pk=pk).update(told_as=now)
    if before is not None:
        tell(gathering, before, now)


def found(pk: int) -> Gathering:
    return Gathering.objects.select_related("desk__activity__town", "occurrence").get(pk=pk)


def times_of(gathering: Gathering) -> dict[str, Any]:
    if gathering.kind == GatheringKind.WHOLE:
        return whole_times(gathering.desk)
    date = gathering.occurrence
    return {"starts_at": date.starts_at, "ends_at": date.ends_at} if date else {}


def as_told(gathering: Gathering) -> dict[str, Any]:
    """What who registered goes by."""
    activity = gathering.desk.activity
    place = ", ".join(
        part
        for part in (
            activity.venue_name,
            activity.address,
            activity.town.name if activity.town else "",
        )
        if part
    )
    where = ", ".join(
        part
        for part in (place if activity.is_on_site else "", "online" if activity.is_online else "")
        if part
    )
    return {
        "from": gathering.starts_at.isoformat(),
        "to": gathering.ends_at.isoformat(),
        "where": where,
        "off": gathering.is_off,
    }


def tell(gathering: Gathering, before: dict[str, Any], now: dict[str, Any]) -> None:
    text = what_changed(gathering, before, now)
    if not text:
        return
    key = f"{gathering.desk.activity.last_modified:%Y%m%d%H%M%S%f}"
    for registration in (
        gathering.registrations.current()
        .proven()
        .select_related("gathering__desk__activity__town", "gathering__occurrence__activity")
    ):
        emails.changed(registration, key, text, is_off=now["off"])


def what_changed(gathering: Gathering, before: dict[str, Any], now: dict[str, Any]) -> str:
    if now["off"]:
        return "" if before["off"] else "Dit gaat niet door. Je hoeft je niet af te melden."
    lines = ["Dit gaat toch door."] if before["off"] else []
    if (before["from"], before["to"]) != (now["from"], now["to"]):
        lines.append(
            f"De nieuwe tijd: {gathering.when}."
            if gathering.when != "alle data"
            else "De data zijn veranderd: kijk op de pagina."
        )
    if before["where"] != now["where"]:
        lines.append(
            f"De nieuwe plek: {now['where']}." if now["where"] else "De plek wordt nog bekend."
        )
    return "\n".join(lines)


def remember(gathering: Gathering) -> None:
    """Before the first registration: what there is to be told of from here on."""
    if not gathering.told_as:
        full = found(gathering.pk)
        Gathering.objects.filter(pk=full.pk, told_as={}).update(told_as=as_told(full))
