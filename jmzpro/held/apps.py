from django.apps import AppConfig


class HeldConfig(AppConfig):
    name = "jmzpro.held"
    label = "held"
    seen_by_visitors = False
    verbose_name = "Teksten bij de moderator"

    def ready(self) -> None:
        from jmzpro.held.custody import hold_reply
        from jmzpro.held.panels import WAITING_PANEL
        from jmzpro.held.personal_data import DATA_CATEGORY
        from jmzpro.held.queue import HELD_TEXTS
        from jmzpro.held.second_looks import LOOKED_OVER
        from jmzpro.kit.panels import panels
        from jmzpro.mail.tokens import Holder, holders
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.queue import queue

        for kind in (HELD_TEXTS, LOOKED_OVER):
            queue.register(kind)
        panels.register(WAITING_PANEL)
        data_categories.register(DATA_CATEGORY)
        holders.register(Holder("held", hold_reply))
