"""What the worker does for offers: ask whether it is still there, let it run out, find for whom a new one is, and tell them."""

from datetime import timedelta

from jmzpro.questions.offers import bringing, matching, telling
from jmzpro.work.jobs import Job


def follow_the_calendar() -> bool:
    """True when more waits: each round is bounded."""
    return max(bringing.ask_whether_still_there(), bringing.let_run_out()) >= bringing.AT_A_TIME


def match() -> bool:
    """Find for whom a new offer is, and tell them."""
    found = matching.match_new() >= matching.AT_A_TIME
    return telling.tell() >= telling.AT_A_TIME or found


JOBS = (
    Job("offers-calendar", every=timedelta(minutes=30), run=follow_the_calendar),
    Job("offers-matching", every=timedelta(seconds=15), run=match),
)
