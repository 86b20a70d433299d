"""Over years made by chance: nobody over the cap, nobody asked twice, no own colleague, and no open question that the office misses."""

from types import SimpleNamespace

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from jmzpro.questions.tests import years


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=years.years)
def test_whatever_happens_in_a_year_the_promises_hold(cast: SimpleNamespace, story: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        years.live(cast, story)
        transaction.set_rollback(True)
