"""On its way to the site, on it, and off it: the verbs of an activity that say where it stands.

Each is one transaction, in which one conditional update decides who was first; who comes second
gets AlreadyDecided. `last_modified` is what readers elsewhere, search and the registrations go by,
so each sets it once something of it was on the site. In calendars elsewhere a new SEQUENCE says
that it is cancelled, or goes on after all.
"""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.agenda.activity.schedule import lay_out
from jmzpro.agenda.choices import State, Step
from jmzpro.agenda.submission import emails, organiser_trust
from jmzpro.agenda.submission.duty import tell_of_children
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

if TYPE_CHECKING:
    from jmzpro.agenda.activity.models import Activity, ActivityQuerySet

# What the log calls coming on the site.
PUBLISHED = "gepubliceerd"
BEFORE_THE_SITE = (State.DRAFT, State.TO_CONFIRM, State.FOR_REVIEW, State.WITHDRAWN)
# The steps of the office that can be undone, with the state that each led to.
UNDONE = {Step.PLACED: State.PUBLISHED, Step.REJECTED: State.REJECTED}


def _move_to(activity: "Activity", was: tuple[State, ...], **to: Any) -> None:
    """Raises AlreadyDecided when it is not in one of these states (any more)."""
    if not type(activity).objects.filter(pk=activity.pk, state__in=was).update(**to):
        raise AlreadyDecided
    activity.refresh_from_db()


# Before the site


@transaction.atomic
def send(activity: "Activity", *, by: Any) -> None:
    """A draft on its way: of a visitor (`by` is None) the address is confirmed first, a trusted
    organiser needs no look.
    """
    if by is None:
        _move_to(activity, (State.DRAFT,), state=State.TO_CONFIRM)
        emails.ask_confirmation(activity)
    elif organiser_trust.may_go_at_once(activity):
        put_on_site(activity, by=by)
    else:
        request_review(activity, by=by)


@transaction.atomic
def confirm_address(activity: "Activity") -> bool:
    """The visitor's address is right: the office may look. False when that was confirmed before."""
    try:
        _move_to_review(activity, State.TO_CONFIRM, None)
    except AlreadyDecided:
        return False
    emails.received(activity)
    return True


@transaction.atomic
def request_review(activity: "Activity", *, by: Any) -> None:
    """A draft to the office."""
    _move_to_review(activity, State.DRAFT, by)


def _move_to_review(activity: "Activity", was: State, by: Any) -> None:
    _move_to(activity, (was,), state=State.FOR_REVIEW)
    activity.review_steps.create(step=Step.SENT, by=by)
    audit.record("ingestuurd", activity, by=by)
    tell_of_children(activity)


@transaction.atomic
def ask_submitter(activity: "Activity", *, by: Any, text: str, reason: str = "") -> bool:
    """A question of the office by mail; the activity goes on waiting. The same words twice are a
    double click: False.
    """
    if not _add_step(activity, Step.ASKED, by, text):
        return False
    audit.record("vraag gesteld", activity, by=by, reason=reason)
    return True


@transaction.atomic
def answer_office(activity: "Activity", *, by: Any, text: str) -> bool:
    """False for the same words twice."""
    if not _add_step(activity, Step.ANSWERED, by, text):
        return False
    audit.record("vraag beantwoord", activity, by=by)
    return True


def _add_step(activity: "Activity", kind: Step, by: Any, text: str) -> bool:
    last = activity.review_steps.last()
    if last is not None and (last.step, last.text) == (kind, text):
        return False
    step = activity.review_steps.create(step=kind, by=by, text=text)
    if kind == Step.ASKED:
        emails.asked(activity, step)
    return True


@transaction.atomic
def reject(activity: "Activity", *, by: Any, text: str, reason: str = "") -> None:
    """`text` is mailed to who added it."""
    if not reject_waiting(type(activity).objects.filter(pk=activity.pk)):
        raise AlreadyDecided
    activity.refresh_from_db()
    audit.record("niet geplaatst", activity, by=by, reason=reason)
    step = activity.review_steps.create(step=Step.REJECTED, by=by, text=text)
    emails.rejected(activity, step)


def reject_waiting(activities: "ActivityQuerySet") -> int:
    """Those of them that wait for a look, as one decision: its line in the log and its one mail are
    written by who decides. Returns how many.
    """
    return activities.filter(state=State.FOR_REVIEW).update(
        state=State.REJECTED, last_modified=timezone.now()
    )


# On the site


@transaction.atomic
def put_on_site(activity: "Activity", *, by: Any, reason: str = "", text: str = "") -> None:
    """For who may: the caller has asked. Whoever waited for a look is mailed, with `text`; of a
    calendar that gets one mail for all of it.
    """
    was = State(activity.state)
    if was not in BEFORE_THE_SITE:
        raise AlreadyDecided
    now = timezone.now()
    _move_to(
        activity,
        (was,),
        state=State.PUBLISHED,
        published_at=activity.published_at or now,
        last_modified=now,
    )
    lay_out(activity, now)
    audit.record(PUBLISHED, activity, by=by, reason=reason)
    step = activity.review_steps.create(step=Step.PLACED, by=by, text=text)
    if was == State.FOR_REVIEW and not activity.is_from_calendar:
        emails.placed(activity, step)


@transaction.atomic
def return_to_review(activity: "Activity", *, by: Any) -> None:
    """The office comes back on its last decision: it waits again, and is not on the site. Who
    heard of the decision is told; of a calendar that gets one mail for all of it.
    """
    decision = activity.review_steps.order_by("at", "pk").last()
    if decision is None or decision.step not in UNDONE:
        raise AlreadyDecided
    _move_to(
        activity,
        (UNDONE[Step(decision.step)],),
        state=State.FOR_REVIEW,
        published_at=None,
        last_modified=timezone.now(),
    )
    lay_out(activity)
    audit.record("besluit teruggedraaid", activity, by=by)
    if not activity.is_from_calendar:
        emails.came_back(activity, decision)
    decision.delete()


@transaction.atomic
def confirm_still_right(activity: "Activity", *, by: Any) -> bool:
    """Somebody says that it goes on. False when it was cancelled or taken off."""
    published = type(activity).objects.filter(pk=activity.pk, state=State.PUBLISHED)
    if not published.update(confirmed_at=timezone.now()):
        return False
    audit.record("klopt nog", activity, by=by)
    return True


@transaction.atomic
def cancel(activity: "Activity", *, by: Any, reason: str = "") -> None:
    """It stays on the site, as cancelled."""
    _move_to(
        activity,
        (State.PUBLISHED,),
        state=State.CANCELLED,
        last_modified=timezone.now(),
        sequence=F("sequence") + 1,
    )
    lay_out(activity)
    audit.record("afgelast", activity, by=by, reason=reason)


@transaction.atomic
def resume(activity: "Activity", *, by: Any, reason: str = "") -> None:
    """What was cancelled goes on after all."""
    _move_to(
        activity,
        (State.CANCELLED,),
        state=State.PUBLISHED,
        last_modified=timezone.now(),
        sequence=F("sequence") + 1,
    )
    lay_out(activity)
    audit.record("gaat weer door", activity, by=by, reason=reason)


# Off it


@transaction.atomic
def withdraw(activity: "Activity", *, by: Any, reason: str = "") -> None:
    """By who added it: what is on the site stays there as cancelled, what is not yet goes."""
    if activity.is_on_the_site:
        cancel(activity, by=by, reason=reason)
        return
    _move_to(activity, BEFORE_THE_SITE, state=State.WITHDRAWN, last_modified=timezone.now())
    audit.record("ingetrokken door wie het toevoegde", activity, by=by, reason=reason)


@transaction.atomic
def take_off(activity: "Activity", *, by: Any, reason: str = "") -> None:
    """Off the site, as if it had never been there."""
    _move_to(
        activity,
        (State.PUBLISHED, State.CANCELLED),
        state=State.WITHDRAWN,
        last_modified=timezone.now(),
    )
    lay_out(activity)
    audit.record("ingetrokken", activity, by=by, reason=reason)
