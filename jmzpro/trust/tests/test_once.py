import threading
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory

from jmzpro.themes.models import Axis, Theme
from jmzpro.trust import idempotency
from jmzpro.trust.models import Submission


class ToyForm(idempotency.OnceForm):
    title = forms.CharField()


def posted(user: Any, **data: str) -> HttpRequest:
    request = RequestFactory().post("/toy/", {"title": "x", **data})
    request.user = user
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def key() -> str:
    return str(ToyForm()["eenmalig"].value())


def test_each_rendering_has_its_own_key() -> None:
    assert idempotency.KEY_SHAPE.fullmatch(key())
    assert key() != key()
    assert 'type="hidden"' in str(ToyForm()["eenmalig"])


@pytest.mark.parametrize("mangled", ["", "kort", "x" * 41, "<script>alert(1)</script>", "\0" * 20])
def test_a_mangled_key_never_stops_a_form(mangled: str) -> None:
    form = ToyForm({"title": "x", "eenmalig": mangled})
    assert form.is_valid()
    assert idempotency.KEY_SHAPE.fullmatch(form.cleaned_data["eenmalig"])


def test_a_second_sending_goes_to_what_the_first_one_made(cast: SimpleNamespace) -> None:
    same = key()
    for is_repeat in (False, True):
        with transaction.atomic():
            sending = idempotency.take(posted(cast.sanne.user), same)
            assert sending.is_repeat is is_repeat
            if not is_repeat:
                sending.made("/durf-te-vragen/1/")
    assert sending.to_result().url == "/durf-te-vragen/1/"


def test_the_same_key_of_somebody_else_is_another_sending(cast: SimpleNamespace) -> None:
    same = key()
    with transaction.atomic():
        assert not idempotency.take(posted(cast.sanne.user), same).is_repeat
        assert not idempotency.take(posted(cast.daan.user), same).is_repeat


def test_a_sending_that_failed_may_be_sent_again(cast: SimpleNamespace) -> None:
    same = key()
    with transaction.atomic():
        idempotency.take(posted(cast.sanne.user), same)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert not idempotency.take(posted(cast.sanne.user), same).is_repeat


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_thing(cast: SimpleNamespace) -> None:
    user, same, together, ways = cast.sanne.user, key(), threading.Barrier(2), []

    def send() -> None:
        together.wait()
        try:
            with transaction.atomic():
                sending = idempotency.take(posted(user), same)
                if not sending.is_repeat:
                    made = Theme.objects.create(
                        name=f"Toy {threading.get_ident()}",
                        slug=f"toy-{threading.get_ident()}",
                        axis=Axis.CONTEXT,
                    )
                    sending.made(f"/themas/{made.slug}/")
            ways.append(sending.to_result().url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Theme.objects.filter(slug__startswith="toy-").count() == 1
    assert len(ways) == 2
    assert len(set(ways)) == 1


def test_keys_are_swept_after_a_week(cast: SimpleNamespace) -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        Submission.objects.create(user=cast.sanne.user, key="a" * 20)
        clock.shift(timedelta(days=6))
        assert idempotency.sweep() == 0
        clock.shift(timedelta(days=2))
        assert idempotency.sweep() == 1
