"""Adding a service and changing it: the columns, the sets, where it is found and the audit line, all at once or not at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.kit.both_changed import take_turn
from jmzpro.members.models import Organisation
from jmzpro.support import reach
from jmzpro.support.models import SupportService, free_slug
from jmzpro.trust import audit

OFFICE = "het bureau van JMZ Pro"


def assurer(organisation: Organisation | None, *, by_office: bool) -> str:
    """Who looked, as readers may know it: an organisation, never a person."""
    return OFFICE if by_office or organisation is None else organisation.name


@transaction.atomic
def add(values: Mapping[str, Any], sets: Mapping[str, Sequence[Any]], by: Any, *, by_office: bool) -> SupportService:
    service = SupportService(**values, slug=free_slug(values["name"]), assurer=assurer(values.get("organisation"), by_office=by_office))
    service.save()
    put_sets(service, sets)
    audit.record("hulpaanbod toegevoegd", service, by=by)
    return service


def change(
    service: SupportService, values: Mapping[str, Any], sets: Mapping[str, Sequence[Any]], seen: int | None, by: Any, *, by_office: bool
) -> bool:
    """False when somebody else changed it since it was seen as version `seen`; nothing is changed then. Who keeps it, has looked at it."""
    with transaction.atomic():
        if not take_turn(SupportService.objects.filter(pk=service.pk), seen):
            return False
        current = SupportService.objects.get(pk=service.pk)
        if values.get("opening_hours", current.opening_hours) != current.opening_hours:
            current.schedules = []  # what they said is said otherwise now
        for name, value in values.items():
            setattr(current, name, value)
        current.assured_date, current.asked_about = timezone.localdate(), None
        current.assurer = assurer(current.organisation, by_office=by_office)
        current.last_modified = timezone.now()
        current.save()
        put_sets(current, sets)
        audit.record("hulpaanbod veranderd", current, by=by)
    return True


def put_sets(service: SupportService, sets: Mapping[str, Sequence[Any]]) -> None:
    for name, chosen in sets.items():
        getattr(service, name).set(chosen)
    reach.lay_out(SupportService.objects.with_all().get(pk=service.pk))


@transaction.atomic
def look(service: SupportService, by: Any, *, by_office: bool) -> None:
    """It was looked at today and still holds."""
    today = timezone.localdate()
    by_whom = assurer(service.organisation, by_office=by_office)
    SupportService.objects.filter(pk=service.pk).update(assured_date=today, assurer=by_whom, asked_about=None)
    service.assured_date, service.assurer, service.asked_about = today, by_whom, None
    reach.lay_out(SupportService.objects.with_all().get(pk=service.pk))
    audit.record("hulpaanbod nagekeken", service, by=by)
