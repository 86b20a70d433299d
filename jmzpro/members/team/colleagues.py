"""What the contact does for the people of its organisation: invite, change, hand over, take
back.
"""

from dataclasses import dataclass

from django.db import transaction

from jmzpro.members.account import erasure
from jmzpro.members.models import Organisation, Person, Role, User, invite
from jmzpro.members.team import emails, transfer
from jmzpro.trust import audit


class CannotInvite(Exception):
    """The argument is the Dutch sentence why, and what to do."""


class Changed(Exception):
    """Somebody changed this person in the meantime. The argument is that person as it is now."""


@dataclass(frozen=True)
class Told:
    name: str
    email: str
    function: str
    role: str


@transaction.atomic
def invite_colleague(organisation: Organisation, told: Told, *, by: User) -> Person | None:
    """A new account with an invitation; for an address that has one already a mail that asks to
    come over, and None.

    To the contact both look alike: who has which account is not the contact's to know.
    """
    user = (
        User.objects.select_related("person__organisation").filter(email__iexact=told.email).first()
    )
    if user is None:
        person = Person.join(
            told.email,
            by=by,
            organisation=organisation,
            name=told.name,
            function=told.function,
            role=Role(told.role),
        )
        invite(person, by=by)
        return person
    known: Person | None = getattr(user, "person", None)
    if known is not None and known.organisation_id == organisation.pk and known.is_active:
        raise CannotInvite(f"{known.name} staat al bij jullie mensen, met dit adres.")
    if (
        known is None
        or user.groups.exists()
        or user.is_superuser
        or not (known.is_active or known.is_leaving)
    ):
        raise CannotInvite(
            "Met dit adres kun je zelf niemand uitnodigen. Stuur het bureau een bericht, dan "
            "helpen zij je verder."
        )
    transfer.call(known, organisation, told.email, by=by)
    return None


@transaction.atomic
def change(person: Person, *, seen: str, name: str, function: str, role: str, by: User) -> None:
    """Name, function and role. Raises Changed when the row is not the one that was seen."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if version(locked) != seen:
        raise Changed(locked)
    before = {field: getattr(locked, field) for field in ("name", "function", "role")}
    changed = sorted(
        field
        for field, value in {"name": name, "function": function, "role": role}.items()
        if before[field] != value
    )
    if not changed:
        return
    locked.name, locked.function, locked.role = name, function, role
    locked.save(update_fields=["name", "sort_name", "function", "role", "updated_at"])
    audit.record("person.changed", locked, by=by, fields=changed)


def version(person: Person) -> str:
    """Changes whenever the person does."""
    return person.updated_at.isoformat()


@transaction.atomic
def hand_over(organisation: Organisation, to: Person, *, by: User) -> bool:
    """Another colleague becomes contact. False when the contact changed in the meantime, or `to`
    works here no more.
    """
    works_here = (
        Person.objects.active()
        .filter(pk=to.pk, organisation=organisation, is_team_mailbox=False)
        .exists()
    )
    before = organisation.contact_id
    if not works_here or before == to.pk:
        return False
    if not Organisation.objects.filter(pk=organisation.pk, contact=before).update(contact=to):
        return False
    organisation.contact = to
    audit.record("organisation.contact_changed", organisation, by=by, before=before, after=to.pk)
    emails.you_are_contact(to, organisation, by=by)
    return True


@transaction.atomic
def take_back(person: Person, *, by: User) -> bool:
    """An invitation that nobody used: the account goes, as if it had not been made. False once
    somebody logged in.
    """
    user = User.objects.select_for_update().get(pk=person.user_id)
    if user.last_login is not None or not user.is_active:
        return False
    audit.record("invitation.taken_back", person, by=by)
    erasure.forget(user, by=by, reason="uitnodiging teruggenomen")
    return True
