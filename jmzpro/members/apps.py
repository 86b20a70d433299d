from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "jmzpro.members"
    label = "members"

    def ready(self) -> None:
        from jmzpro.kit.introductions import CodedPage, coded_pages
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.short_links import shareables
        from jmzpro.members import receivers, search  # noqa: F401 -- importing connects the receivers
        from jmzpro.members.bulk.plugin import register_exchange
        from jmzpro.members.membership import plugin
        from jmzpro.members.personal_data import HOLDINGS
        from jmzpro.members.team.plugin import register_team
        from jmzpro.search.registry import searchables
        from jmzpro.trust.personal_data import data_categories
        from jmzpro.trust.publication import Promise, WiderAudience, wider_audiences

        shareables.register(search.SHAREABLE)
        coded_pages.register(CodedPage("members", "Leden", "/leden/"))
        menu.register(MenuItem("members", "Leden", "members:directory", place="main", order=60))
        mine = (
            ("mine", "Mijn overzicht", "members:mine"),
            ("profile", "Mijn profiel", "members:profile"),
            ("organisation", "Mijn organisatie", "members:own"),
            ("alerts", "Vragen ontvangen", "members:alerts"),
            ("security", "Inloggen en beveiliging", "members:security"),
            ("data", "Mijn gegevens", "members:data"),
        )
        for order, (key, label, url_name) in enumerate(mine, start=1):
            only_for_members = key in {"profile", "organisation", "alerts"}
            shown_to = is_member if only_for_members else is_anybody
            menu.register(
                MenuItem(
                    f"mine-{key}",
                    label,
                    url_name,
                    place="mine",
                    order=order * 10,
                    shown_to=shown_to,
                )
            )
        menu.register(
            MenuItem(
                "office",
                "Naar het beheer",
                "wagtailadmin_home",
                place="mine",
                order=90,
                shown_to=is_of_office,
            )
        )
        for holding in HOLDINGS:
            data_categories.register(holding)
        searchables.register(search.ORGANISATIONS)
        plugin.register()
        searchables.register(search.PEOPLE)
        register_team()
        register_exchange()

        wider_audiences.register(
            WiderAudience(
                "organisations",
                "Wat een organisatie van zichzelf zegt",
                Promise.OWN_NAME,
                ("members.Organisation.*",),
                order=50,
            )
        )
        wider_audiences.register(
            WiderAudience(
                "house-rules", "De Spelregels", Promise.OFFICE, ("members.HouseRules.*",), order=55
            )
        )


def is_anybody(user: object) -> bool:
    return True


def is_member(user: object) -> bool:
    return bool(getattr(user, "is_member", False))


def is_of_office(user: object) -> bool:
    from jmzpro.members.access import is_office

    return is_office(user)
