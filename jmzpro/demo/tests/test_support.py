"""Hulp vinden in the demo network."""

from random import Random
from types import SimpleNamespace

from django.test import Client
from django.utils import timezone

from jmzpro.demo import support
from jmzpro.demo.network import make_organisations
from jmzpro.support.models import Reach, SupportService


def build(cast: SimpleNamespace) -> None:
    now = timezone.now()
    list(make_organisations(Random(1), now))
    support.build(Random(1), now)


def test_a_hundred_and_fifty_services_that_say_they_are_invented(cast: SimpleNamespace) -> None:
    build(cast)
    assert SupportService.objects.count() == 150
    assert not SupportService.objects.exclude(description__contains="Dit is een voorbeeld").exists()
    assert not SupportService.objects.exclude(is_example=True, phone__startswith="000-").exists()
    assert Reach.objects.exclude(service=None).values("service").distinct().count() == 150
    assert 0 < SupportService.objects.count() - SupportService.objects.findable().count() < 15


def test_it_is_the_same_every_time(cast: SimpleNamespace) -> None:
    build(cast)
    columns = ("slug", "phone", "assured_date", "wait_time")
    made = list(SupportService.objects.order_by("pk").values_list(*columns))
    SupportService.objects.all().delete()
    support.build(Random(1), timezone.now())
    assert list(SupportService.objects.order_by("pk").values_list(*columns)) == made


def test_a_child_of_fifteen_in_tilburg_with_a_mother_with_a_psychosis_has_three_places_that_fit(
    cast: SimpleNamespace, client: Client
) -> None:
    build(cast)
    html = client.post(
        "/hulp-vinden/", {"place": "Tilburg", "age": "15", "words": "moeder met psychose"}
    ).content.decode()
    near = html.partition('id="dichtbij"')[2].partition('id="landelijk"')[0]
    assert near.count('class="support-card"') >= 3
    assert near.count("Psychische kwetsbaarheid (KOPP)") >= 3
