"""What taking in and giving out puts in the registries of the floors."""

from datetime import timedelta

from jmzpro.members.bulk.jobs import work
from jmzpro.members.bulk.personal_data import DATA_CATEGORY
from jmzpro.trust.personal_data import data_categories
from jmzpro.work.jobs import Job, jobs


def register_exchange() -> None:
    data_categories.register(DATA_CATEGORY)
    jobs.register(Job("member-lists", every=timedelta(seconds=1), run=work))
