"""From the form to the office: the address is confirmed first, a question is answered, and what
was never confirmed goes.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.members.membership import emails
from jmzpro.members.membership.application.models import (
    Application,
    ApplicationState,
    ApplicationStepKind,
)
from jmzpro.trust import audit

UNCONFIRMED_KEPT = timedelta(days=7)
# Whoever did not become a member: name and address go.
DECIDED_KEPT = timedelta(days=365)
COLUMNS = (
    "name",
    "kind",
    "kvk",
    "town",
    "website",
    "motivation",
    "contact_name",
    "contact_function",
    "contact_email",
)


@transaction.atomic
def apply(given: dict[str, Any]) -> Application:
    """Keep it, and ask for the address to be confirmed. The same once more is the same
    application, with what was typed last.
    """
    values = {name: given[name] for name in COLUMNS}
    same = Application.objects.select_for_update().filter(
        state=ApplicationState.TO_CONFIRM,
        contact_email__iexact=values["contact_email"],
        name__iexact=values["name"],
    )
    known = same.first()
    if known is None:
        application = Application.objects.create(**values)
    else:
        application = known
        for name, value in values.items():
            setattr(application, name, value)
        application.save()
    application.municipalities.set(given["municipalities"])
    application.themes.set(given["themes"])
    emails.confirm_application(application)
    return application


def change(application: Application, before: ApplicationState, to: ApplicationState) -> bool:
    """One conditional update decides who was first."""
    done = Application.objects.filter(pk=application.pk, state=before).update(state=to)
    if done:
        application.state = to
    return bool(done)


@transaction.atomic
def confirm(application: Application) -> bool:
    """The address is right: the office may look. False when that was confirmed before."""
    if not change(application, ApplicationState.TO_CONFIRM, ApplicationState.WAITING):
        return False
    application.take_step(ApplicationStepKind.SENT, by=None)
    audit.record("application.sent", application, by=None)
    emails.application_received(application)
    return True


@transaction.atomic
def answer(application: Application, text: str) -> bool:
    """False when the office decided in the meantime. The same words twice are a double click."""
    if (
        not Application.objects.select_for_update()
        .filter(pk=application.pk, state=ApplicationState.WAITING)
        .exists()
    ):
        return False
    last = application.steps.last()
    if last is None or (last.kind, last.text) != (ApplicationStepKind.ANSWERED, text):
        application.take_step(ApplicationStepKind.ANSWERED, by=None, text=text)
    return True


@transaction.atomic
def withdraw(application: Application) -> bool:
    """By the applicant. False when the office decided in the meantime."""
    if not change(application, ApplicationState.WAITING, ApplicationState.WITHDRAWN):
        return False
    application.take_step(ApplicationStepKind.WITHDRAWN, by=None)
    audit.record("application.withdrawn", application, by=None)
    return True


def forget_unconfirmed() -> bool:
    """After a week; one conditional delete, so what is confirmed at this very moment stays."""
    old = timezone.now() - UNCONFIRMED_KEPT
    Application.objects.filter(state=ApplicationState.TO_CONFIRM, created_at__lt=old).delete()
    return False


def sweep() -> int:
    """What did not become a membership goes after a year."""
    over = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
    return Application.objects.filter(
        state__in=over, created_at__lt=timezone.now() - DECIDED_KEPT
    ).delete()[0]
