from datetime import timedelta

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "jmzpro.agenda"
    label = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from jmzpro.agenda import digest, search
        from jmzpro.agenda.activity import jobs as activity_jobs
        from jmzpro.agenda.activity import text_cache
        from jmzpro.agenda.api import RESOURCE
        from jmzpro.agenda.external_calendars import plugin as connected
        from jmzpro.agenda.panels import PANELS
        from jmzpro.agenda.personal_data import DATA_CATEGORY
        from jmzpro.agenda.registration import personal_data
        from jmzpro.agenda.registration.jobs import JOBS
        from jmzpro.agenda.registration.suppression import WISH
        from jmzpro.agenda.submission import plugin as adding
        from jmzpro.api.registry import resources
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.kit.short_links import shareables
        from jmzpro.kit.sitemap import PublicAddresses, public_addresses
        from jmzpro.letters.registry import parts, sections
        from jmzpro.mail.suppression import wishes
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences
        from jmzpro.work.jobs import Job, jobs

        menu.register(MenuItem(key="agenda", label="Agenda", url_name="agenda:list", order=20))
        coded_pages.register(CodedPage("agenda", "Agenda", "/agenda/", order=40))
        public_addresses.register(PublicAddresses(key="agenda", addresses=search.addresses))
        for panel in PANELS:
            panels.register(panel)
        searchables.register(search.ACTIVITIES)
        resources.register(RESOURCE)
        parts.register(digest.AGENDA)
        sections.register(digest.SECTION)
        shareables.register(search.SHAREABLE)
        data_categories.register(DATA_CATEGORY)
        data_categories.register(personal_data.DATA_CATEGORY)
        wishes.register(WISH)
        for job in JOBS:
            jobs.register(job)
        jobs.register(
            Job("agenda-dates", every=timedelta(hours=1), run=activity_jobs.lay_out_further)
        )
        jobs.register(
            Job("agenda-calendar-texts", every=timedelta(minutes=1), run=text_cache.write_ahead)
        )
        adding.register()
        connected.register()
        wider_audiences.register(
            WiderAudience(
                "agenda",
                "De agenda, onder de naam van de organisator",
                Promise.OWN_NAME,
                (
                    "agenda.Activity.*",
                    "agenda.Organiser.*",
                    "agenda.Occurrence.*",
                    "agenda.Desk.*",
                    "agenda.Gathering.*",
                    "agenda.Round.*",
                    "agenda.CalendarText.*",
                    "agenda.RegistrationQuestion.*",
                ),
                order=30,
            )
        )
