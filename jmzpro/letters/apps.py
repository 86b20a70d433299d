from datetime import timedelta

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "jmzpro.letters"
    label = "letters"
    seen_by_visitors = False
    verbose_name = "Volgen en brieven"

    def ready(self) -> None:
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import panels
        from jmzpro.letters.composition import send_due
        from jmzpro.letters.kinds import LETTER
        from jmzpro.letters.panels import PANELS
        from jmzpro.letters.personal_data import DATA_CATEGORY
        from jmzpro.letters.registry import followables, mail_kinds
        from jmzpro.letters.subscriptions import FOLLOWABLES, move_follows
        from jmzpro.letters.suppression import WISH
        from jmzpro.mail.suppression import wishes
        from jmzpro.members.bulk.merger import Merged, merged
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.work.jobs import Job, jobs

        for followable in FOLLOWABLES:
            followables.register(followable)
        for panel in PANELS:
            panels.register(panel)
        mail_kinds.register(LETTER)
        wishes.register(WISH)
        data_categories.register(DATA_CATEGORY)
        merged.register(Merged("letters", move_follows))
        jobs.register(Job("letters", every=timedelta(seconds=30), run=send_due, order=60))
        menu.register(
            MenuItem(
                "letters",
                "Mijn brief",
                "letters:letter",
                place="mine",
                order=32,
                shown_to=is_member,
            )
        )
        menu.register(
            MenuItem("letters-sent", "Wat we je stuurden", "letters:sent", place="mine", order=52)
        )
        menu.register(
            MenuItem(
                "theme-letter",
                "Themabrief",
                "letters:theme-letter",
                place="footer-network",
                order=60,
            )
        )


def is_member(user: object) -> bool:
    return bool(getattr(user, "is_member", False))
