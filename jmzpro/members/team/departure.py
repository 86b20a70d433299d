"""Somebody stops working somewhere: the rights of a member end at once, the account stays a
month to move elsewhere, then it closes.
"""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.members.account import erasure, sessions
from jmzpro.members.models import FORGOTTEN, AlertPace, Byline, Organisation, Person
from jmzpro.members.team import emails
from jmzpro.members.team.models import Move, MoveState
from jmzpro.text.collation import person_key
from jmzpro.trust import audit
from jmzpro.trust.personal_data import data_categories

STAYS = timedelta(days=30)
# So long after closing what was held is still there, should it have been a mistake.
ERASED_AFTER = timedelta(days=7)
AT_A_TIME = 20


class CannotLeave(Exception):
    """The argument is the Dutch sentence why."""


@transaction.atomic
def leave(
    person: Person,
    *,
    by: Any,
    shown_as: str = Byline.NAME,
    successor: Person | None = None,
    reason: str = "",
    tells: bool = True,
) -> bool:
    """False when somebody was first. `tells=False`: who calls tells it in other words.

    Raises CannotLeave for who works at the office, and has other rights to give back.
    """
    locked = (
        Person.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .get(pk=person.pk)
    )
    organisation = locked.organisation
    if not locked.is_active or organisation is None:
        return False
    if locked.user.is_superuser or locked.user.groups.exists():
        raise CannotLeave(
            f"{locked.name} werkt ook voor het bureau. Daarom regelt het bureau dit vertrek: "
            "stuur een bericht."
        )
    leaves_on = timezone.localdate() + STAYS
    now = timezone.now()
    Person.objects.filter(pk=locked.pk).update(
        is_active=False, leaves_on=leaves_on, shown_as=shown_as, organisation=None, updated_at=now
    )
    locked.affiliations.end(now)
    pass_on_contact(locked, organisation, successor, by=by)
    audit.record("person.left", locked, by=by, reason=reason, organisation=organisation.pk)
    person.refresh_from_db()
    if tells:
        emails.you_left(person, organisation, is_own_doing=by == person.user)
    if tells and by == person.user:
        emails.colleague_left(person, organisation)
    return True


def pass_on_contact(
    person: Person, organisation: Organisation, successor: Person | None, *, by: Any
) -> None:
    """Who leaves is contact no more, of any organisation; here the one that was named follows,
    when that one works here.
    """
    if not Organisation.objects.filter(contact=person).exists():
        return
    Organisation.objects.filter(contact=person).exclude(pk=organisation.pk).update(contact=None)
    follows = (
        Person.objects.active().filter(pk=successor.pk, organisation=organisation).first()
        if successor
        else None
    )
    if Organisation.objects.filter(pk=organisation.pk, contact=person).update(contact=follows):
        organisation.contact = follows
        audit.record(
            "organisation.contact_changed",
            organisation,
            by=by,
            before=person.pk,
            after=follows.pk if follows else None,
        )
        if follows is not None:
            emails.you_are_contact(follows, organisation, by=by)


def choose_byline(person: Person, shown_as: str) -> None:
    Person.objects.leaving().filter(pk=person.pk).update(
        shown_as=shown_as, updated_at=timezone.now()
    )


@transaction.atomic
def settle_at(person: Person, organisation: Organisation, *, by: Any) -> bool:
    """Works here from now on, wherever that was before. False when the account closed, or the
    organisation takes part no more.
    """
    locked = (
        Person.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .get(pk=person.pk)
    )
    if (
        not (locked.is_leaving or (locked.is_active and locked.user.is_active))
        or not organisation.is_active
    ):
        return False
    if locked.organisation_id == organisation.pk:
        return True
    before = locked.organisation
    now = timezone.now()
    locked.affiliations.end(now)
    Person.objects.filter(pk=locked.pk).update(
        is_active=True,
        leaves_on=None,
        shown_as=Byline.NAME,
        standing="lid",
        organisation=organisation,
        updated_at=now,
    )
    locked.affiliations.create(organisation=organisation, started_at=now, decided_by=by)
    Organisation.objects.filter(contact=locked).exclude(pk=organisation.pk).update(contact=None)
    audit.record("person.moved", locked, by=by, before=str(before or ""), after=str(organisation))
    Move.objects.waiting().filter(person=locked).update(state=MoveState.OVER, decided_at=now)
    person.refresh_from_db()
    return True


def close_due() -> bool:
    """The month is over: nobody logs in with the account any more, and is told so. True when
    more wait.
    """
    due = (
        Person.objects.leaving()
        .filter(leaves_on__lte=timezone.localdate())
        .select_related("user")
        .order_by("leaves_on", "pk")
    )
    waiting = list(due[:AT_A_TIME])
    for person in waiting:
        close(person)
    return len(waiting) == AT_A_TIME


@transaction.atomic
def close(person: Person) -> bool:
    """False when somebody moved in the meantime, or another worker was first."""
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    if not locked.is_leaving or locked.leaves_on is None or locked.leaves_on > timezone.localdate():
        return False
    locked.user.is_active = False
    locked.user.save(update_fields=["is_active"])
    sessions.end_all(locked.user)
    Move.objects.waiting().filter(person=locked).update(
        state=MoveState.OVER, decided_at=timezone.now()
    )
    audit.record("person.closed", locked, by=None)
    emails.account_closed(locked)
    return True


def erase_closed() -> int:
    """A week after closing: everything goes of who stays as "oud-lid", everything but the name
    of who stays under it.
    """
    day = timezone.localdate() - ERASED_AFTER
    closed = (
        Person.objects.filter(leaves_on__lte=day, is_active=False, user__is_active=False)
        .select_related("user")
        .order_by("pk")
    )
    rows = list(closed[:AT_A_TIME])
    for person in rows:
        if person.shown_as == Byline.FORMER:
            erasure.forget(person.user, by=None, reason="een maand na vertrek")
        else:
            erase_but_name(person)
    return len(rows)


@transaction.atomic
def erase_but_name(person: Person) -> None:
    """The name, the kind of work and the province stay under the answers; nothing that reaches
    or describes the person does.
    """
    for holding in data_categories:
        if holding.goes_with_account:
            holding.erase(person.user)
    person.themes.clear()
    person.affiliations.all().delete()
    person.invitations.all().delete()
    person.moves.all().delete()
    Person.objects.filter(pk=person.pk).update(
        function="",
        town=None,
        brings="",
        seeks="",
        shows_email=False,
        alert_pace=AlertPace.NONE,
        paused_until=None,
        leaves_on=None,
        sort_name=person_key(person.name),
        updated_at=timezone.now(),
    )
    type(person.user).objects.filter(pk=person.user_id).update(
        email=f"oud-lid-{get_random_string(16).lower()}{FORGOTTEN}", last_login=None
    )
    audit.record("person.account_erased", person, by=None)


def colleagues(person: Person) -> "models.QuerySet[Person]":
    """Who could become contact after this one."""
    return (
        Person.objects.active()
        .filter(organisation=person.organisation_id, is_team_mailbox=False)
        .exclude(pk=person.pk)
    )
