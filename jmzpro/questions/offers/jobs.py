"""What the worker does for offers: ask whether it is still there, let it run out, and find for whom a new one is."""

from datetime import timedelta

from jmzpro.questions.offers import bringing, matching
from jmzpro.work.jobs import Job


def follow_the_calendar() -> bool:
    """True when more waits: each round is bounded."""
    return max(bringing.ask_whether_still_there(), bringing.let_run_out()) >= bringing.AT_A_TIME


def match() -> bool:
    return matching.match_new() >= matching.AT_A_TIME


JOBS = (
    Job("offers-calendar", every=timedelta(minutes=30), run=follow_the_calendar),
    Job("offers-matching", every=timedelta(minutes=2), run=match),
)
