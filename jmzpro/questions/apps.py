from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "jmzpro.questions"
    label = "questions"
    verbose_name = "Durf te Vragen"

    def ready(self) -> None:
        from datetime import timedelta

        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.mail.tokens import ReplyKind, reply_kinds
        from jmzpro.media.files import PrivateKind, private_files
        from jmzpro.questions import finding, receiving
        from jmzpro.questions.deciding import QUEUE
        from jmzpro.questions.emails import REPLY_KIND
        from jmzpro.questions.models import Attachment
        from jmzpro.questions.panels import PANELS
        from jmzpro.questions.personal_data import holding, sweep
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import holdings
        from jmzpro.trust.queue import queue
        from jmzpro.work.jobs import Job, jobs

        menu.register(MenuItem(key="questions", label="Durf te Vragen", url_name="questions:list", order=20))
        for panel in PANELS:
            panels.register(panel)
        searchables.register(finding.questions)
        searchables.register(finding.answers)
        for kind in QUEUE:
            queue.register(kind)
        reply_kinds.register(ReplyKind(key=REPLY_KIND, receive=receiving.receive, away=receiving.away))
        holdings.register(holding)
        private_files.register(PrivateKind("vraag", get=Attachment.objects.get_for))
        jobs.register(Job(key="questions-attachments", every=timedelta(hours=1), run=lambda: sweep() >= 200))
