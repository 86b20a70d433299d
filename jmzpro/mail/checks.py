"""What `manage.py check` says of the mail settings, before the first mail would fail on them."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from jmzpro.mail.addresses import fault_of
from jmzpro.mail.smtp import Server


@register()
def mail_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    try:
        Server.from_url(settings.SMTP_URL)
    except ImproperlyConfigured as error:
        found.append(Error(str(error), id="mail.E001"))
    if fault_of(parseaddr(settings.MAIL_FROM)[1]):
        found.append(
            Error(
                "JMZ_MAIL_FROM must be an address, as in: JMZ Pro <netwerk@example.org>.",
                id="mail.E002",
            )
        )
    if fault_of(f"antwoord@{settings.MAIL_REPLY_DOMAIN}"):
        found.append(
            Error(
                "JMZ_MAIL_REPLY_DOMAIN must be a domain whose mail comes to this site.",
                id="mail.E003",
            )
        )
    return found
