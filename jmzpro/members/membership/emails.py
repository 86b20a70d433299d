"""The mails about membership. One typed function a message, called in the transaction of what it
tells.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.mail.composition import absolute
from jmzpro.mail.correction import Regret, come_back
from jmzpro.mail.outbox import Message
from jmzpro.members.account.emails import first_login
from jmzpro.members.membership.application import links
from jmzpro.members.models import Organisation, Person
from jmzpro.members.person.mail import addressed, can_be_mailed, send_to
from jmzpro.trust.offices import Office

if TYPE_CHECKING:
    from jmzpro.members.membership.application.models import Application, ApplicationStep
    from jmzpro.members.membership.rules.models import HouseRules

AS_CONTACT = (
    "Je krijgt deze mail omdat je de contactpersoon van {name} bent in het netwerk JMZ Pro."
)


def bureau() -> list[Person]:
    users = get_user_model().objects.filter(groups__name=Office.BUREAU, is_active=True)
    return list(
        Person.objects.active().filter(user__in=users).select_related("user").order_by("pk")
    )


def ask_to_agree(rules: "HouseRules", organisations: Iterable[Organisation]) -> int:
    """One mail for each contact, also of several organisations; gives how many."""
    contacts = {one.contact: one for one in organisations if can_be_mailed(one.contact)}
    messages = [
        addressed(
            contact,
            cause=f"house-rules:{rules.number}",
            subject=f"Nieuwe Spelregels: ga je akkoord met versie {rules.number}?",
            template="members/membership/mail/new_rules",
            reason=AS_CONTACT.format(name=organisation.name),
            context={
                "rules": rules,
                "person": contact,
                "url": absolute(reverse("members:agree")),
                "label": "Lees wat er anders is",
            },
        )
        for contact, organisation in contacts.items()
        if contact is not None
    ]
    return len(outbox.send_many(messages))


def send_rules(rules: "HouseRules", email: str) -> None:
    """To who asked for them; and the office is told. Once a day for one address."""
    cause = f"house-rules-asked:{rules.number}:{timezone.localdate():%Y-%m-%d}"
    outbox.send(
        Message(
            cause=cause,
            to=email,
            subject="De Spelregels van JMZ Pro",
            template="members/membership/mail/rules",
            reason=(
                "Je krijgt deze mail omdat iemand met dit adres de Spelregels van JMZ Pro opvroeg."
            ),
            context={"rules": rules, "url": absolute(reverse("members:join")), "label": "Word lid"},
        )
    )
    tell_bureau(
        cause=f"{cause}:{email.lower()}",
        subject="Iemand vroeg de Spelregels op",
        template="members/membership/mail/rules_asked",
        context={"email": email, "rules": rules},
    )


def tell_bureau(*, cause: str, subject: str, template: str, context: dict[str, Any]) -> None:
    """To everybody of the Bureau: their work."""
    reason = "Je krijgt deze mail omdat je op het bureau van JMZ Pro werkt."
    outbox.send_many(
        addressed(
            person, cause=cause, subject=subject, template=template, reason=reason, context=context
        )
        for person in bureau()
    )


# An application


def confirm_application(application: "Application") -> None:
    """The same for every address: it tells nothing about it. One for each time that something
    else was typed.
    """
    typed = sha256(
        repr(
            [
                getattr(application, name)
                for name in ("name", "kind", "kvk", "town_id", "motivation")
            ]
        ).encode()
    ).hexdigest()[:12]
    outbox.send(
        Message(
            cause=f"application-confirm:{application.public_id}:{typed}",
            to=application.contact_email,
            subject="Bevestig je aanmelding als lid van JMZ Pro",
            template="members/membership/mail/confirm",
            reason=(
                "Je krijgt deze mail omdat iemand met dit adres een aanmelding als lid van JMZ "
                "Pro invulde."
            ),
            context={
                "application": application,
                "url": absolute(
                    reverse(
                        "members:application_confirm",
                        args=[links.token_of(application, links.CONFIRM)],
                    )
                ),
                "label": "Bevestig je aanmelding",
            },
        )
    )


def to_applicant(
    application: "Application",
    *,
    cause: str,
    subject: str,
    template: str,
    label: str,
    **context: Any,
) -> None:
    outbox.send(
        Message(
            cause=cause,
            to=application.contact_email,
            subject=subject,
            template=f"members/membership/mail/{template}",
            reason=(
                f"Je krijgt deze mail omdat je {application.name} aanmeldde als lid van JMZ Pro."
            ),
            context={
                "application": application,
                "url": absolute(
                    reverse("members:application", args=[links.token_of(application, links.FOLLOW)])
                ),
                "label": label,
                **context,
            },
        )
    )


def application_received(application: "Application") -> None:
    to_applicant(
        application,
        cause=f"application-received:{application.public_id}",
        subject=f"Ontvangen: de aanmelding van {application.name}",
        template="received",
        label="Bekijk hoe het ermee staat",
    )


def application_asked(application: "Application", step: "ApplicationStep") -> None:
    to_applicant(
        application,
        cause=f"application-step:{step.pk}",
        subject=f"Een vraag over de aanmelding van {application.name}",
        template="asked",
        label="Geef antwoord",
        text=step.text,
    )


def application_rejected(application: "Application", step: "ApplicationStep") -> None:
    to_applicant(
        application,
        cause=f"application-step:{step.pk}",
        subject=f"Over de aanmelding van {application.name}",
        template="rejected",
        label="Bekijk de aanmelding",
        text=step.text,
    )


def way_in(organisation: Organisation, contact: Person | None) -> dict[str, Any]:
    """One mail holds the decision and the invitation: who never logged in is led there, anybody
    else to the page.
    """
    is_new = contact is not None and contact.user.last_login is None
    button = (
        ("Log in", first_login())
        if is_new
        else ("Bekijk jullie pagina", absolute(organisation.get_absolute_url()))
    )
    return {"label": button[0], "url": button[1], "organisation": organisation, "is_new": is_new}


def application_accepted(
    application: "Application",
    organisation: Organisation,
    contact: Person | None,
    step: "ApplicationStep",
) -> None:
    to_applicant(
        application,
        cause=f"application-step:{step.pk}",
        subject=f"Welkom: {application.name} hoort bij JMZ Pro",
        template="accepted",
        **way_in(organisation, contact),
        text=step.text,
    )


def application_joined(
    application: "Application",
    organisation: Organisation,
    contact: Person | None,
    step: "ApplicationStep",
) -> None:
    """To who applied for an organisation that belongs to the network already. Who has an account
    elsewhere stays there, and reads so.
    """
    is_colleague = contact is not None and contact.organisation_id == organisation.pk
    to_applicant(
        application,
        cause=f"application-step:{step.pk}",
        subject=(
            f"Je hoort nu bij {organisation.name}"
            if is_colleague
            else f"{organisation.name} hoort al bij JMZ Pro"
        ),
        template="joined",
        **way_in(organisation, contact),
        is_colleague=is_colleague,
        elsewhere="" if contact is None else str(contact.organisation or ""),
        text=step.text,
    )


def application_came_back(application: "Application", step: "ApplicationStep") -> None:
    """On a decision: `step` is the one that is undone."""
    now = "We bekijken de aanmelding opnieuw, en je krijgt een mail met wat we besluiten."
    because = f"Je krijgt deze mail omdat je {application.name} aanmeldde als lid van JMZ Pro."
    come_back(
        f"application-step:{step.pk}", Regret(f"de aanmelding van {application.name}", now, because)
    )


# Every year


def is_it_still_right(organisation: Organisation, now: datetime, *, again: bool = False) -> None:
    """Asked once a year, and once more."""
    send_to(
        organisation.contact,
        cause=f"organisation-check{'-again' if again else ''}:{organisation.pk}:{now:%Y-%m-%d}",
        subject=f"Klopt alles nog bij {organisation.name}?",
        template="members/membership/mail/still_right",
        reason=AS_CONTACT.format(name=organisation.name),
        context={
            "organisation": organisation,
            "person": organisation.contact,
            "again": again,
            "url": absolute(reverse("members:own_organisation", args=[organisation.slug])),
            "label": "Kijk het na",
        },
    )


# The end


def organisation_went(person: Person, organisation: Organisation) -> None:
    """To each who worked there, also now that they take part no more: about the own account a
    mail always comes.
    """
    outbox.send(
        Message(
            cause=f"organisation-went:{organisation.pk}:{person.pk}:{person.leaves_on}",
            to=person.user.email,
            user=person.user,
            subject=f"{organisation.name} is geen lid meer van JMZ Pro",
            template="members/membership/mail/organisation_went",
            reason=f"Je krijgt deze mail omdat je bij JMZ Pro hoorde namens {organisation.name}.",
            context={
                "person": person,
                "organisation": organisation,
                "url": absolute(reverse("members:mine")),
                "label": "Bekijk wat je kunt doen",
            },
        )
    )
