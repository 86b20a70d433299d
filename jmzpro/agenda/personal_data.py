"""What the agenda holds about a person: what they added, and where they are the one to ask."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from jmzpro.agenda.models import Activity, CalendarText, Organiser
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> dict[str, Any]:
    added = Activity.objects.filter(submitter__user=user).order_by("pk")
    approved = Organiser.objects.filter(approved_by=user).order_by("pk")
    return {
        "toegevoegd": [
            {
                "titel": activity.title,
                "tekst": activity.text,
                "wanneer": moment(activity.created_at),
            }
            for activity in added
        ],
        "contactpersoon bij": list(named_in(user).order_by("pk").values_list("title", flat=True)),
        "contactpersoon van": list(contact_of(user).order_by("pk").values_list("name", flat=True)),
        "goedgekeurd": [organiser.name for organiser in approved],
    }


def who(user: Any) -> Q:
    """Where somebody is the contact: by address or by name."""
    found = Q(contact_email__iexact=user.email)
    person = getattr(user, "person", None)
    return found | Q(contact_name=person.name) if person else found


def named_in(user: Any) -> Any:
    return Activity.objects.filter(who(user) | Q(submitter_email__iexact=user.email))


def contact_of(user: Any) -> Any:
    return Organiser.objects.filter(who(user))


def erase(user: Any) -> None:
    """The activity stays for those who come; whose it was is forgotten. An organiser without a
    contact is no longer known for children.
    """
    CalendarText.objects.forget(Activity.objects.filter(who(user)))
    Activity.objects.filter(who(user)).update(
        contact_name="", contact_email="", contact_phone="", last_modified=timezone.now()
    )
    Activity.objects.filter(submitter_email__iexact=user.email).update(submitter_email="")
    Activity.objects.filter(submitter__user=user).update(submitter=None)
    contact_of(user).update(contact_name="", contact_email="", contact_phone="")
    Organiser.objects.filter(approved_by=user).update(approved_by=None)


DATA_CATEGORY = DataCategory(
    key="agenda",
    label="Wat je toevoegde aan de agenda",
    models=("agenda.Activity", "agenda.CalendarText", "agenda.Organiser"),
    export=export,
    erase=erase,
    kept=(
        "Zolang de activiteit op de site staat, ook als ze geweest is; je naam verdwijnt erbij "
        "als je je gegevens wist."
    ),
    order=45,
)
