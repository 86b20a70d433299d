"""Feeds that say the same to everybody, also when there is nothing in them."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

BEFORE_THE_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """An empty feed was not changed just now, as Django would say."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEFORE_THE_FIRST
