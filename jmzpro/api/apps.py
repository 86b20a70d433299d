from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jmzpro.api"
    label = "api"
    seen_by_visitors = False
    verbose_name = "API"

    def ready(self) -> None:
        from jmzpro.kit.menu import MenuItem, menu

        menu.register(MenuItem("api", "API", "api-about", place="footer-site", order=90))
