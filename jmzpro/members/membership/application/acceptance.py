"""An application becomes an organisation with a contact who is invited."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from jmzpro.members.membership import lifecycle
from jmzpro.members.membership.application.models import Application
from jmzpro.members.membership.rules.models import HouseRules
from jmzpro.members.membership.state import MembershipState
from jmzpro.members.models import Organisation, Person, Standing, TooSoon, User, note_invitation
from jmzpro.trust import audit
from jmzpro.trust.queue import CannotDecide


@transaction.atomic
def take_in(application: Application, *, by: Any) -> Organisation:
    """An aspirant until its contact agrees to the house rules; a member at once when there are
    none. Raises CannotDecide.
    """
    if Organisation.objects.filter(name__iexact=application.name).exists():
        raise CannotDecide(
            f"Er is al een organisatie met de naam {application.name}. Maak die weer lid, of "
            "vraag om een andere naam."
        )
    organisation = Organisation.objects.create(
        name=application.name,
        slug=free_slug(application.name),
        kind=application.kind,
        kvk=application.kvk,
        town=application.town,
        website=application.website,
        state=MembershipState.ASPIRANT,
    )
    organisation.municipalities.set(application.municipalities.all())
    organisation.themes.set(application.themes.all())
    organisation.membership_changes.create(state=MembershipState.ASPIRANT, by=by)
    organisation.contact = contact_of(application, organisation, by=by)
    organisation.save(update_fields=["contact"])
    if HouseRules.objects.current() is None:
        lifecycle.accept(organisation, by=by)
    return organisation


def contact_of(application: Application, organisation: Organisation, *, by: Any) -> Person:
    """Somebody the network knows stays where they are; anybody else is added. The mail of the
    decision invites them.
    """
    known = (
        User.objects.select_related("person")
        .filter(email__iexact=application.contact_email)
        .first()
    )
    person: Person | None = getattr(known, "person", None)
    if known is not None and (person is None or not person.is_active or not known.is_active):
        raise CannotDecide(
            f"Het adres {application.contact_email} hoort bij een account dat niet meedoet. "
            "Vraag om een ander adres."
        )
    if person is None:
        person = Person.join(
            application.contact_email,
            by=by,
            organisation=organisation,
            name=application.contact_name,
            function=application.contact_function,
            standing=Standing.MEMBER,
            town=application.town,
            province=application.town.province,
        )
    with suppress(TooSoon):  # has logged in before: knows the way
        note_invitation(person, by=by)
    return person


@transaction.atomic
def give_up(application: Application, *, by: Any) -> None:
    """The inverse of `take_in`: the account that was made goes when nobody used it, and the
    organisation. Raises CannotDecide.
    """
    organisation = application.organisation
    if organisation is None:
        raise CannotDecide("De organisatie die hieruit kwam, is intussen weg of samengevoegd.")
    person = organisation.contact
    audit.record("organisation.given_up", organisation, by=by)
    try:
        with transaction.atomic():
            if person is not None and person.organisation_id == organisation.pk:
                unmake(person)
            organisation.delete()
    except ProtectedError as used:
        raise CannotDecide(
            f"Er hangt al iets aan {organisation.name}. Haal de organisatie weg op haar pagina."
        ) from used


def unmake(person: Person) -> None:
    """The account that was made with the organisation, as if it had not been: nobody logged in
    with it. Raises CannotDecide.
    """
    user = User.objects.select_for_update().get(pk=person.user_id)
    if user.last_login is not None:
        raise CannotDecide(
            f"{person.name} heeft al ingelogd. Beëindig het lidmaatschap op de pagina van "
            f"{person.organisation}: dan horen zij het ook."
        )
    person.affiliations.all().delete()
    Organisation.objects.filter(contact=person).update(contact=None)
    person.delete()
    user.delete()


def free_slug(name: str) -> str:
    """An address on the site that nobody has."""
    base = slugify(name)[:110] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for slug in (base, *(f"{base}-{number}" for number in range(2, 1000)))
        if slug not in taken
    )
