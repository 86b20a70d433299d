"""An application as somebody fills it in, and what the mails say."""

import re
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.membership.rules import agreement
from jmzpro.members.models import Application, HouseRules
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import carry_out

ADDRESS = "mo@gemeente-zwolle.example"


def typed(**changes: Any) -> dict[str, Any]:
    told = {
        "name": "Gemeente Voorbeeldstad",
        "kind": "gemeente",
        "kvk": "12345678",
        "town": "Zwolle",
        "website": "https://www.gemeente-zwolle.example/",
        "contact_name": "Mo de Vries",
        "contact_function": "beleidsmedewerker",
        "contact_email": ADDRESS,
        "motivation": "We willen jonge mantelzorgers eerder zien en leren van anderen.",
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def link_in(mail: OutgoingMail, start: str) -> str:
    """The path in a mail that begins so."""
    found = re.search(rf"{re.escape(settings.BASE_URL)}({re.escape(start)}\S*)", mail.text)
    assert found, mail.text
    return found[1]


def last_mail(template: str) -> OutgoingMail:
    found = OutgoingMail.objects.filter(template=f"members/membership/mail/{template}").last()
    assert found is not None, f"no mail {template}"
    return found


def send(client: Client, **changes: Any) -> Application:
    answer = client.post("/lid-worden/aanmelden/", typed(**changes))
    assert answer.status_code == 302, re.findall(
        r"(?s)error-summary.*?</div>", answer.content.decode()
    )
    return Application.objects.latest("pk")


def confirmed(client: Client, **changes: Any) -> Application:
    send(client, **changes)
    client.post(link_in(last_mail("confirm"), "/lid-worden/bevestigen/"))
    return Application.objects.latest("pk")


def decide(
    client: Client, cast: SimpleNamespace, application: Application, decision: str, text: str = ""
) -> str:
    """As somebody of the Bureau, who logs in and out again."""
    make_roles()
    log_in(client, cast.anouk)
    newest = application.steps.last()
    assert newest is not None
    answer = carry_out(
        client, "lid-worden", f"{application.public_id}-{newest.pk}", decision, text=text
    )
    client.logout()
    application.refresh_from_db()
    return str(answer.content.decode())


def published(text: str = "We antwoorden elkaar binnen een week.", **fields: Any) -> HouseRules:
    rules = HouseRules.objects.create(number=HouseRules.next_number(), text=text, **fields)
    agreement.publish(rules, by=None)
    rules.refresh_from_db()
    return rules
