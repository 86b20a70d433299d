"""What the worker does for offers: ask whether it is still there, let it run out, find for whom
a new one is, and tell them.
"""

from datetime import timedelta

from jmzpro.questions.offers import lifecycle, matching, notifications
from jmzpro.work.jobs import Job


def follow_the_calendar() -> bool:
    """True when more waits: each round is bounded."""
    return max(lifecycle.ask_whether_still_there(), lifecycle.let_run_out()) >= lifecycle.AT_A_TIME


def match() -> bool:
    """Find for whom a new offer is, and tell them."""
    found = matching.match_new() >= matching.AT_A_TIME
    return notifications.tell() >= notifications.AT_A_TIME or found


JOBS = (
    Job("offers-calendar", every=timedelta(minutes=30), run=follow_the_calendar),
    Job("offers-matching", every=timedelta(seconds=15), run=match),
)
