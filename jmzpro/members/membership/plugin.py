"""What membership puts in the registries."""

from datetime import timedelta


def register() -> None:
    from jmzpro.kit.introductions import CodedPage, coded_pages
    from jmzpro.kit.menu import MenuItem, menu
    from jmzpro.kit.panels import panels
    from jmzpro.kit.sitemap import PublicAddresses, public_addresses
    from jmzpro.members.membership.application import submission
    from jmzpro.members.membership.application.queue import QUEUE
    from jmzpro.members.membership.panels import PANELS
    from jmzpro.members.membership.upkeep import reminders
    from jmzpro.trust.queue import queue
    from jmzpro.work.jobs import Job, jobs

    public_addresses.register(
        PublicAddresses("join", lambda: [("/lid-worden/", None), ("/lid-worden/spelregels/", None)])
    )
    coded_pages.register(CodedPage("join", "Lid worden", "/lid-worden/"))
    menu.register(MenuItem("join", "Lid worden", "members:join", place="footer-network", order=15))
    queue.register(QUEUE)
    for panel in PANELS:
        panels.register(panel)
    jobs.register(
        Job("applications-unconfirmed", every=timedelta(hours=1), run=submission.forget_unconfirmed)
    )
    jobs.register(Job("organisations-still-right", every=timedelta(days=1), run=reminders.ask))
    jobs.register(Job("organisations-reminded", every=timedelta(days=1), run=reminders.remind))
    jobs.register(Job("memberships-expire", every=timedelta(days=1), run=reminders.expire_unpaid))
