"""A draft is made from the form, and goes when it was never sent."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.models import Activity, free_slug
from jmzpro.agenda.submission import organiser_trust
from jmzpro.agenda.submission.forms import ActivityForm
from jmzpro.members.models import Person

UNCONFIRMED_KEPT = timedelta(days=7)
AT_A_TIME = 100


@transaction.atomic
def create_draft(form: ActivityForm, person: Person | None) -> Activity:
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


def delete_old_unconfirmed() -> bool:
    """What was never sent or confirmed goes after a week, its picture too; True when more waits."""
    old = Activity.objects.filter(
        state__in=(State.DRAFT, State.TO_CONFIRM), created_at__lt=timezone.now() - UNCONFIRMED_KEPT
    )
    typed = old.filter(source__in=(Source.VISITOR, Source.MEMBER)).select_related("picture")
    for activity in typed.order_by("pk")[:AT_A_TIME]:
        delete_unconfirmed(activity)
    return typed.exists()


@transaction.atomic
def delete_unconfirmed(activity: Activity) -> None:
    """Unless it was confirmed at this very moment."""
    picture = activity.picture
    gone, _ = Activity.objects.filter(
        pk=activity.pk, state__in=(State.DRAFT, State.TO_CONFIRM)
    ).delete()
    if gone and picture is not None and not Activity.objects.filter(picture=picture).exists():
        picture.delete()
