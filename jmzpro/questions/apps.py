from datetime import timedelta

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "jmzpro.questions"
    label = "questions"
    verbose_name = "Durf te Vragen"

    def ready(self) -> None:
        from jmzpro.api.registry import resources
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.kit.short_links import shareables
        from jmzpro.letters.registry import followables, mail_kinds, parts, sections
        from jmzpro.mail.tokens import ReplyKind, reply_kinds
        from jmzpro.media.files import PrivateKind, private_files
        from jmzpro.questions import api, digest, search
        from jmzpro.questions import jobs as questions_jobs
        from jmzpro.questions.answer import mail_replies
        from jmzpro.questions.emails import REPLY_KIND
        from jmzpro.questions.models import Attachment
        from jmzpro.questions.offers.plugin import register_offers
        from jmzpro.questions.panels import PANELS
        from jmzpro.questions.personal_data import DATA_CATEGORY
        from jmzpro.questions.publication import audiences
        from jmzpro.questions.queue import QUEUE
        from jmzpro.questions.routing.snapshot import candidate_cache
        from jmzpro.questions.routing.waves import ROSTER, work_through
        from jmzpro.questions.unanswered_queue import UNANSWERED
        from jmzpro.search.registry import searchables
        from jmzpro.themes.knowledge import knowledge_kinds
        from jmzpro.trust.duty import rosters
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import wider_audiences
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        for section in digest.SECTIONS:
            sections.register(section)
        followables.register(digest.QUESTION)
        parts.register(digest.PART)
        for mail_kind in digest.MAIL_KINDS:
            mail_kinds.register(mail_kind)
        jobs.register(Job("question-waves", every=timedelta(minutes=1), run=work_through, order=50))
        jobs.register(
            Job(
                "question-knowledge",
                every=timedelta(seconds=5),
                run=candidate_cache.get_ready,
                on_each_machine=True,
                order=45,
            )
        )
        queue.register(UNANSWERED)
        rosters.register(ROSTER)
        shareables.register(search.SHAREABLE)
        wider_audiences.register(audiences.QUESTIONS)
        coded_pages.register(CodedPage("questions", "Durf te Vragen", "/durf-te-vragen/"))
        menu.register(
            MenuItem(key="questions", label="Durf te Vragen", url_name="questions:list", order=20)
        )
        for panel in PANELS:
            panels.register(panel)
        for searchable in search.SEARCHABLES:
            searchables.register(searchable)
        knowledge_kinds.register(search.KNOWLEDGE)
        for kind in QUEUE:
            queue.register(kind)
        reply_kinds.register(
            ReplyKind(
                key=REPLY_KIND,
                receive=mail_replies.receive,
                away=mail_replies.away,
                address=mail_replies.address,
            )
        )
        data_categories.register(DATA_CATEGORY)
        jobs.register(
            Job("questions-close-reminder", every=timedelta(minutes=10), run=questions_jobs.remind)
        )
        resources.register(api.RESOURCE)
        private_files.register(PrivateKind("vraag", get=Attachment.objects.get_for))
        register_offers()
