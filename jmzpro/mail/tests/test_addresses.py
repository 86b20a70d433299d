"""An address that keeps refusing is left alone, until the office says otherwise."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from jmzpro.mail import addresses
from jmzpro.mail.models import AddressState
from jmzpro.office.decisions import kinds_for
from jmzpro.trust.queue import AlreadyDecided, queue


def is_paused(address: str) -> bool:
    return AddressState.objects.paused().filter(address=address).exists()


def test_the_third_hard_bounce_in_a_month_pauses_an_address(db: None) -> None:
    for count in range(3):
        assert not is_paused("sanne@cast.example"), count
        addresses.count_bounce("Sanne@Cast.example", hard=True)
    assert is_paused("sanne@cast.example")


def test_soft_bounces_pause_nobody(db: None) -> None:
    for _ in range(20):
        addresses.count_bounce("sanne@cast.example", hard=False)
    assert not is_paused("sanne@cast.example")


def test_bounces_of_long_ago_do_not_count(db: None) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            addresses.count_bounce("sanne@cast.example", hard=True)
            clock.shift(timedelta(days=20))
    assert not is_paused("sanne@cast.example")


def test_the_office_lets_an_address_be_mailed_again(cast: SimpleNamespace) -> None:
    for _ in range(3):
        addresses.count_bounce("sanne@cast.example", hard=True)
    kind = queue["paused-addresses"]
    assert kind.count(cast.anouk.user) == 1
    assert kind not in kinds_for(cast.pieter.user)
    item = kind.waiting(cast.anouk.user)[0]
    again, leave = kind.decisions
    again.carry_out(item.id, by=cast.anouk.user, reason="")
    assert not is_paused("sanne@cast.example")
    for decision in (again, leave):
        with pytest.raises(AlreadyDecided):
            decision.carry_out(item.id, by=cast.anouk.user, reason="")
    assert kind.count(cast.anouk.user) == 0


def test_the_office_may_leave_an_address_alone(cast: SimpleNamespace) -> None:
    for _ in range(3):
        addresses.count_bounce("sanne@cast.example", hard=True)
    kind = queue["paused-addresses"]
    kind.decisions[1].carry_out(str(AddressState.objects.get().pk), by=cast.anouk.user, reason="")
    assert kind.count(cast.anouk.user) == 0
    assert is_paused("sanne@cast.example")
