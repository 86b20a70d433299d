from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jmzpro.demo"
    label = "demo"
    verbose_name = "Demonetwerk"

    def ready(self) -> None:
        from jmzpro.demo.panels import cast_to_log_in_as
        from jmzpro.kit.menu import MenuItem, menu
        from jmzpro.kit.panels import Panel, panels
        from jmzpro.trust.installation import is_demo

        panels.register(
            Panel(
                key="demo-cast", slot="login", template="demo/cast.html", context=cast_to_log_in_as
            )
        )
        menu.register(
            MenuItem(
                key="mailbox",
                label="Postvak (demo)",
                url_name="demo:mailbox",
                place="footer-site",
                order=90,
                shown_to=lambda user: is_demo(),
            )
        )
