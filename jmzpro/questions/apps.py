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
        from jmzpro.questions import api, audiences, closing, finding, letters, receiving
        from jmzpro.questions.deciding import QUEUE
        from jmzpro.questions.emails import REPLY_KIND
        from jmzpro.questions.known import knowledge
        from jmzpro.questions.models import Attachment
        from jmzpro.questions.offers.registering import register_offers
        from jmzpro.questions.panels import PANELS
        from jmzpro.questions.personal_data import HOLDING
        from jmzpro.questions.unanswered import UNANSWERED
        from jmzpro.questions.waves import ROSTER, work_through
        from jmzpro.search.registry import searchables
        from jmzpro.themes.knowledge import knowledge_kinds
        from jmzpro.trust.duty import rosters
        from jmzpro.trust.personal_data import holdings
        from jmzpro.trust.publication import wider_audiences
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        for section in letters.SECTIONS:
            sections.register(section)
        followables.register(letters.QUESTION)
        parts.register(letters.PART)
        for mail_kind in letters.MAIL_KINDS:
            mail_kinds.register(mail_kind)
        jobs.register(Job("question-waves", every=timedelta(minutes=1), run=work_through, order=50))
        jobs.register(Job("question-knowledge", every=timedelta(seconds=5), run=knowledge.get_ready, on_each_machine=True, order=45))
        queue.register(UNANSWERED)
        rosters.register(ROSTER)
        shareables.register(finding.SHAREABLE)
        wider_audiences.register(audiences.QUESTIONS)
        coded_pages.register(CodedPage("questions", "Durf te Vragen", "/durf-te-vragen/"))
        menu.register(MenuItem(key="questions", label="Durf te Vragen", url_name="questions:list", order=20))
        for panel in PANELS:
            panels.register(panel)
        for searchable in finding.SEARCHABLES:
            searchables.register(searchable)
        knowledge_kinds.register(finding.KNOWLEDGE)
        for kind in QUEUE:
            queue.register(kind)
        reply_kinds.register(ReplyKind(key=REPLY_KIND, receive=receiving.receive, away=receiving.away, address=receiving.address))
        holdings.register(HOLDING)
        jobs.register(Job("questions-close-reminder", every=timedelta(minutes=10), run=closing.remind))
        resources.register(api.RESOURCE)
        private_files.register(PrivateKind("vraag", get=Attachment.objects.get_for))
        register_offers()
