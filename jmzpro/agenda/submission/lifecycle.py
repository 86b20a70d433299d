"""From the form to the site: a draft, an address that is confirmed, a look by the office; for
trusted organisers at once.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.activity import publication, schedule
from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.models import Activity, ReviewStep, Step, free_slug
from jmzpro.agenda.submission import emails, organiser_trust
from jmzpro.agenda.submission.duty import tell_of_children
from jmzpro.agenda.submission.forms import ActivityForm
from jmzpro.members.models import Person
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

UNCONFIRMED_KEPT = timedelta(days=7)
AT_A_TIME = 100


@transaction.atomic
def draft(form: ActivityForm, person: Person | None) -> Activity:
    """A new activity that only its maker sees, with its dates laid out."""
    values = form.values()
    organiser = organiser_trust.organiser_for(person)
    if organiser is not None:
        values["organiser_name"] = organiser.name
    made = Activity.objects.create(
        **values,
        slug=free_slug(values["title"]),
        source=Source.MEMBER if person else Source.VISITOR,
        submitter=person,
        submitter_email="" if person else form.cleaned_data["submitter_email"].strip(),
        organisation=person.organisation if person else None,
        organiser=organiser,
        picture=form.keep_picture(),
    )
    made.themes.set(form.cleaned_data["themes"])
    schedule.lay_out(made)
    return made


@transaction.atomic
def send(activity: Activity, by: Any) -> None:
    """A draft on its way. Raises AlreadyDecided when it was sent already."""
    if by is None:
        publication.change(activity, (State.DRAFT,), state=State.TO_CONFIRM)
        emails.confirm(activity)
    elif organiser_trust.may_go_at_once(activity):
        publication.put_on_site(activity, by)
        step(activity, Step.PLACED, by)
    else:
        ask(activity, State.DRAFT, by)


@transaction.atomic
def confirm(activity: Activity) -> bool:
    """The visitor's address is right: the office may look. False when that was confirmed before."""
    try:
        ask(activity, State.TO_CONFIRM, None)
    except AlreadyDecided:
        return False
    emails.received(activity)
    return True


def ask(activity: Activity, was: State, by: Any) -> None:
    publication.change(activity, (was,), state=State.FOR_REVIEW)
    step(activity, Step.SENT, by)
    audit.record("ingestuurd", activity, by=by)
    tell_of_children(activity)


def step(activity: Activity, what: Step, by: Any, text: str = "") -> ReviewStep:
    return ReviewStep.objects.create(activity=activity, step=what, by=by, text=text)


@transaction.atomic
def take_back(activity: Activity, by: Any, reason: str = "") -> None:
    """By who added it: what is on the site stays there as cancelled, what is not yet goes.
    Raises AlreadyDecided.
    """
    if activity.is_on_the_site:
        publication.cancel(activity, by, reason)
        return
    publication.change(
        activity, publication.BEFORE_THE_SITE, state=State.WITHDRAWN, last_modified=timezone.now()
    )
    audit.record("ingetrokken door wie het toevoegde", activity, by=by, reason=reason)


def forget_unconfirmed() -> bool:
    """What was never sent or confirmed goes after a week, its picture too; True when more waits."""
    old = Activity.objects.filter(
        state__in=(State.DRAFT, State.TO_CONFIRM), created_at__lt=timezone.now() - UNCONFIRMED_KEPT
    )
    typed = old.filter(source__in=(Source.VISITOR, Source.MEMBER)).select_related("picture")
    for activity in typed.order_by("pk")[:AT_A_TIME]:
        forget(activity)
    return typed.exists()


@transaction.atomic
def forget(activity: Activity) -> None:
    """Unless it was confirmed at this very moment."""
    picture = activity.picture
    gone, _ = Activity.objects.filter(
        pk=activity.pk, state__in=(State.DRAFT, State.TO_CONFIRM)
    ).delete()
    if gone and picture is not None and not Activity.objects.filter(picture=picture).exists():
        picture.delete()
