"""A form as somebody fills it in, and what the mails say."""

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail

ADDRESS = "organisator@voorbeeld.example"


def typed(**changes: Any) -> dict[str, Any]:
    """For professionals, in Utrecht, in three weeks; nothing but what is asked."""
    day = timezone.localdate() + timedelta(days=21)
    told = {
        "title": "Netwerklunch mantelzorg",
        "summary": "Eet mee en leer collega’s uit de buurt kennen.",
        "kind": "netwerkdag",
        "audiences": ["professionals"],
        "day": day.isoformat(),
        "begins": "12:00",
        "ends": "13:30",
        "where": "locatie",
        "venue_name": "Buurthuis, zaal 2",
        "town": "Utrecht",
        "organiser_name": "Stichting Naast Elkaar",
        "contact_email": "info@voorbeeld.example",
        "registration": "geen",
        "language": "nl",
        "submitter_email": ADDRESS,
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def for_children(**changes: Any) -> dict[str, Any]:
    told = {
        "audiences": ["jonge-mantelzorgers"],
        "age_from": "8",
        "age_to": "12",
        "contact_name": "Mo de Vries",
        "kind": "uitje",
    }
    return typed(**{**told, **changes})


def link_in(mail: OutgoingMail, start: str) -> str:
    """The path in a mail that begins so."""
    found = re.search(rf"{re.escape(settings.BASE_URL)}({re.escape(start)}\S+)", mail.text)
    assert found, mail.text
    return found[1]


def last_mail(template: str) -> OutgoingMail:
    found = OutgoingMail.objects.filter(template=f"agenda/mail/{template}").last()
    assert found is not None, f"no mail {template}"
    return found
