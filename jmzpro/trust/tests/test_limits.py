from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from jmzpro.trust import limits
from jmzpro.trust.models import RateWindow

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_the_first_tries_are_allowed_and_the_next_says_how_long_to_wait() -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False):
        assert [limits.allow("ask:user/1", limit=2, per=HOUR) for _ in range(4)] == [
            0,
            0,
            3600,
            3600,
        ]


@pytest.mark.django_db
def test_a_new_window_starts_when_the_old_one_is_over() -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        limits.allow("ask:user/1", limit=1, per=HOUR)
        clock.shift(timedelta(minutes=59))
        assert limits.allow("ask:user/1", limit=1, per=HOUR) == 60
        clock.shift(timedelta(minutes=1))
        assert limits.allow("ask:user/1", limit=1, per=HOUR) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=400)])
def test_a_clock_that_was_ahead_and_is_set_right_shuts_nobody_out(ahead: timedelta) -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        clock.shift(ahead)
        assert [limits.allow("ask:user/1", limit=1, per=HOUR) for _ in range(2)] == [0, 3600]
        clock.shift(-ahead)
        assert [limits.allow("ask:user/1", limit=1, per=HOUR) for _ in range(2)] == [0, 3600]


@pytest.mark.django_db
def test_machines_whose_clocks_differ_a_little_share_a_window() -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        limits.allow("ask:user/1", limit=1, per=HOUR)
        clock.shift(-timedelta(minutes=1))
        assert limits.allow("ask:user/1", limit=1, per=HOUR) == 3660


@pytest.mark.django_db
def test_one_key_does_not_use_up_another() -> None:
    assert limits.allow("ask:user/1", limit=1, per=HOUR) == 0
    assert limits.allow("ask:user/2", limit=1, per=HOUR) == 0
    assert limits.allow("answer:user/1", limit=1, per=HOUR) == 0


@pytest.mark.django_db
def test_no_address_is_stored() -> None:
    limits.allow("login:mail/sanne@cast.example", limit=1, per=HOUR)
    assert "sanne" not in RateWindow.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_a_try_inside_a_transaction_is_a_programming_error() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        limits.allow("ask:user/1", limit=1, per=HOUR)
    with transaction.atomic():
        assert limits.allow("ask:user/1", limit=1, per=HOUR, undone_with_caller=True) == 0


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted() -> None:
    def one(_: int) -> int:
        try:
            return limits.allow("ask:user/1", limit=5, per=HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(one, range(12)))
    assert waits.count(0) == 5


@pytest.mark.django_db
def test_windows_that_are_over_are_swept() -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        limits.allow("a", limit=1, per=HOUR)
        clock.shift(timedelta(minutes=30))
        limits.allow("b", limit=1, per=HOUR)
        clock.shift(timedelta(minutes=31))
        assert limits.sweep() == 1


def test_an_address_is_believed_as_far_as_our_own_proxies_reach(
    rf: RequestFactory, settings: pytest.FixtureRequest
) -> None:
    request = rf.post(
        "/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1"
    )
    settings.TRUSTED_PROXIES = 0  # type: ignore[attr-defined]
    assert limits.client_key(request) == "address/10.0.0.1"
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    assert limits.client_key(request) == "address/203.0.113.9"
    settings.TRUSTED_PROXIES = 3  # type: ignore[attr-defined]
    assert limits.client_key(request) == "address/10.0.0.1"


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_one_home_is_one_address(rf: RequestFactory, given: str, counted: str) -> None:
    assert limits.client_key(rf.post("/", REMOTE_ADDR=given)) == f"address/{counted}"


@limits.limited("toy", limit=1, per=HOUR, by="address")
def toy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("goed")


@pytest.mark.django_db
def test_reading_is_never_counted(rf: RequestFactory) -> None:
    assert [toy(rf.get("/")).status_code for _ in range(3)] == [200, 200, 200]
    assert not RateWindow.objects.exists()


def answered(status: int) -> HttpResponse:
    return HttpResponse("", status=status)


@limits.limited("toy-form", limit=2, per=HOUR, by="address")
def form(request: HttpRequest) -> HttpResponse:
    return answered(int(request.POST["status"]))


@limits.limited("toy-code", limit=2, per=HOUR, by="address", counts_refused=True)
def guess(request: HttpRequest) -> HttpResponse:
    return answered(int(request.POST["status"]))


@pytest.mark.django_db
def test_a_refused_form_does_not_use_up_the_limit(rf: RequestFactory) -> None:
    refused = [form(rf.post("/", {"status": 422})).status_code for _ in range(4)]
    taken = [form(rf.post("/", {"status": 302})).status_code for _ in range(3)]
    assert (refused, taken) == ([422] * 4, [302, 302, 429])
    assert form(rf.post("/", {"status": 422})).status_code == 429


@pytest.mark.django_db
def test_a_guess_that_was_wrong_does(rf: RequestFactory) -> None:
    assert [guess(rf.post("/", {"status": 422})).status_code for _ in range(3)] == [422, 422, 429]


@pytest.mark.django_db
def test_what_is_taken_back_is_of_the_window_that_runs() -> None:
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        limits.allow("ask:user/1", limit=1, per=HOUR)
        clock.shift(timedelta(hours=1))
        limits.uncount("ask:user/1")
        assert RateWindow.objects.get().count == 1
        assert [limits.allow("ask:user/1", limit=1, per=HOUR) for _ in range(2)] == [0, 3600]
        limits.uncount("never-tried")
