"""The agenda of the demo network."""

from datetime import timedelta
from random import Random
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.agenda.registration.models import Gathering
from jmzpro.demo import agenda, registration
from jmzpro.testing.cast import CAST


def test_ninety_activities_from_two_months_ago_until_a_year_ahead(cast: SimpleNamespace) -> None:
    now = timezone.now()
    agenda.build(Random(1), now)
    assert Activity.objects.on_the_site().count() == 90
    assert not Activity.objects.exclude(text__contains="Dit is een voorbeeld").exists()
    first = Occurrence.objects.order_by("starts_at").first()
    last = Occurrence.objects.order_by("-starts_at").first()
    assert first
    assert now - timedelta(days=95) < first.starts_at < now - timedelta(days=45)
    assert last
    assert last.starts_at > now + timedelta(days=330)
    assert {activity.in_week for activity in Activity.objects.all()} == {True, False}


def test_it_is_the_same_every_time(cast: SimpleNamespace) -> None:
    now = timezone.now()
    agenda.build(Random(1), now)
    made = list(Activity.objects.order_by("pk").values_list("slug", "starts_at"))
    Activity.objects.all().delete()
    cast.brug.organiser.__class__.objects.all().delete()
    agenda.build(Random(1), now)
    assert list(Activity.objects.order_by("pk").values_list("slug", "starts_at")) == made


def test_a_training_is_on_today_and_full_and_a_symposium_has_workshops(
    cast: SimpleNamespace,
) -> None:
    now = timezone.now()
    agenda.build(Random(1), now)
    people = [getattr(cast, row.key) for row in CAST]
    registration.build(cast, people, Random(1), now)
    full = Gathering.objects.get(
        desk__activity__organisation=cast.brug, starts_at__lte=now, ends_at__gt=now
    )
    assert full.room_left == 0
    assert Activity.objects.editable_by(cast.sanne.user).filter(pk=full.desk.activity_id).exists()
    assert Gathering.objects.filter(kind="workshop").count() == 5
    assert Activity.objects.on_the_site().count() == 90
