"""What taking in and giving out puts in the registries of the floors."""

from datetime import timedelta

from jmzpro.members.bulk.jobs import work
from jmzpro.members.bulk.personal_data import HOLDING
from jmzpro.trust.personal_data import holdings
from jmzpro.work.jobs import Job, jobs


def register_exchange() -> None:
    holdings.register(HOLDING)
    jobs.register(Job("member-lists", every=timedelta(seconds=1), run=work))
