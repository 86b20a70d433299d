from datetime import timedelta

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "jmzpro.mail"
    label = "mail"
    seen_by_visitors = False

    def ready(self) -> None:
        self.register_outgoing()
        self.register_incoming()

    def register_outgoing(self) -> None:
        from jmzpro.mail import backlog, checks  # noqa: F401 (checks registers itself)
        from jmzpro.mail.delivery import deliver, time_for_an_answer
        from jmzpro.mail.personal_data import HOLDINGS
        from jmzpro.mail.queue import DEAD_LETTERS, PAUSED_ADDRESSES
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.queue import queue
        from jmzpro.work.health import Check
        from jmzpro.work.health import checks as health
        from jmzpro.work.jobs import Job, jobs

        health.register(Check("mail", backlog.ailment))
        # A worker that is killed holds the job as long as its lease: short, for each mail has a
        # lease of its own.
        jobs.register(
            Job(
                "mail-delivery",
                every=timedelta(seconds=0.3),
                run=deliver,
                lease=time_for_an_answer(),
                order=10,
            )
        )
        for kind in (DEAD_LETTERS, PAUSED_ADDRESSES):
            queue.register(kind)
        for holding in HOLDINGS:
            data_categories.register(holding)

    def register_incoming(self) -> None:
        from jmzpro.mail.incoming.intake import work_through
        from jmzpro.mail.incoming.personal_data import DATA_CATEGORY
        from jmzpro.mail.incoming.queue import DEAD_ENDS
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        jobs.register(Job("mail-in", every=timedelta(minutes=2), run=work_through, order=20))
        queue.register(DEAD_ENDS)
        data_categories.register(DATA_CATEGORY)
