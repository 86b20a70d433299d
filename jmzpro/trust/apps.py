from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "jmzpro.trust"
    label = "trust"

    def ready(self) -> None:
        from jmzpro.trust.holdings import HOLDINGS
        from jmzpro.trust.personal_data import holdings

        for holding in HOLDINGS:
            holdings.register(holding)
