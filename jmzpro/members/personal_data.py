"""What members hold about a person: the account and profile, the ways to log in, and the traces
of work in Wagtail's admin.
"""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from jmzpro.members.membership import personal_data as membership
from jmzpro.members.models import (
    FORGOTTEN,
    Affiliation,
    AlertPace,
    Byline,
    Invitation,
    Person,
    Role,
    User,
)
from jmzpro.text.collation import person_key
from jmzpro.trust.personal_data import DataCategory, moment

GONE = "Oud-lid"


def export_profile(user: User) -> dict[str, Any]:
    """The account; and the person with everything the profile and the office know of it."""
    account: dict[str, Any] = {
        "e-mailadres": user.email,
        "account sinds": moment(user.date_joined),
        "laatst ingelogd": moment(user.last_login),
    }
    account["rollen op het bureau"] = [group.name for group in user.groups.all()]
    person = (
        Person.objects.filter(user=user).select_related("organisation", "province", "town").first()
    )
    return (
        {"account": account, "profiel": export_person(person)} if person else {"account": account}
    )


def export_person(person: Person) -> dict[str, Any]:
    return {
        "naam": person.name,
        "functie": person.function,
        "rol": person.get_role_display(),
        "hoort bij het netwerk als": person.get_standing_display(),
        "organisatie": str(person.organisation or ""),
        "is een teammailbox": person.is_team_mailbox,
        "provincie": str(person.province or ""),
        "plaats": str(person.town or ""),
        "thema’s": [theme.name for theme in person.themes.all()],
        "dit kan ik brengen": person.brings,
        "dit haal ik graag": person.seeks,
        "andere leden zien mijn e-mailadres": person.shows_email,
        "vragen ontvangen": person.get_alert_pace_display(),
        "hoogstens per week": person.alerts_per_week,
        "even geen vragen tot": person.paused_until.isoformat() if person.paused_until else None,
        "lid sinds": moment(person.created_at),
        "laatst gewijzigd": moment(person.updated_at),
        "werkte bij": [
            {
                "organisatie": row.organisation.name,
                "van": moment(row.started_at),
                "tot": moment(row.ended_at),
            }
            for row in person.affiliations.select_related("organisation")
        ],
        "account sluit op": person.leaves_on.isoformat() if person.leaves_on else None,
        "antwoorden blijven": person.get_shown_as_display(),
        "uitgenodigd op": [moment(invitation.sent_at) for invitation in person.invitations.all()],
    }


def erase_profile(user: User) -> None:
    """Nothing that says who it was stays. The row stays, without a name, because others' words
    hang on it.
    """
    person = Person.objects.filter(user=user).first()
    if person is not None:
        person.themes.clear()
        Affiliation.objects.filter(person=person).delete()
        Invitation.objects.filter(person=person).delete()
        Person.objects.filter(pk=person.pk).update(
            name=GONE,
            sort_name=person_key(GONE),
            function="",
            role=Role.OTHER,
            organisation=None,
            is_team_mailbox=False,
            province=None,
            town=None,
            brings="",
            seeks="",
            shows_email=False,
            alert_pace=AlertPace.NONE,
            alerts_per_week=3,
            paused_until=None,
            is_active=False,
            leaves_on=None,
            shown_as=Byline.NAME,
            updated_at=timezone.now(),
        )
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"oud-lid-{get_random_string(16).lower()}{FORGOTTEN}"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def export_logins(user: User) -> dict[str, Any]:
    """Where and how; no secrets."""
    return {
        "passkeys en codes": [
            {
                "soort": row.get_type_display(),
                "toegevoegd": moment(row.created_at),
                "laatst gebruikt": moment(row.last_used_at),
            }
            for row in Authenticator.objects.filter(user=user)
        ],
        "ingelogd": [
            {
                "browser": row.user_agent,
                "sinds": moment(row.created_at),
                "laatst gezien": moment(row.last_seen_at),
            }
            for row in UserSession.objects.filter(user=user)
        ],
        "adressen": list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)),
    }


def erase_logins(user: User) -> None:
    for row in UserSession.objects.filter(user=user):
        row.end()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()


def sweep_logins() -> int:
    """Sessions that are over, and what was noted of them."""
    over = timezone.now()
    went: int = Session.objects.filter(expire_date__lt=over).delete()[0]
    return went + int(
        UserSession.objects.filter(last_seen_at__lt=over - timedelta(days=61)).delete()[0]
    )


def export_editing(user: User) -> dict[str, Any]:
    return {
        "pagina’s die je maakte": list(
            Page.objects.filter(owner=user).values_list("title", flat=True)
        ),
        "wijzigingen": [
            {"wanneer": moment(entry.timestamp), "wat": entry.action, "waarvan": entry.label}
            for model in (PageLogEntry, ModelLogEntry)
            for entry in model.objects.filter(user_id=user.pk).order_by("timestamp")
        ],
        "versies": Revision.objects.filter(user=user).count(),
        "opmerkingen": [
            *Comment.objects.filter(user=user).values_list("text", flat=True),
            *CommentReply.objects.filter(user=user).values_list("text", flat=True),
        ],
    }


def erase_editing(user: User) -> None:
    """Personal settings go; pages and their history stay, with "Oud-lid" where the name was."""
    for model in (UserProfile, EditingSession, FormState, PageSubscription, APIToken):
        model.objects.filter(user=user).delete()
    UploadedFile.objects.filter(uploaded_by_user=user).delete()
    CommentReply.objects.filter(user=user).delete()
    Comment.objects.filter(user=user).delete()
    Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)


HOLDINGS = (
    membership.DATA_CATEGORY,
    DataCategory(
        key="profile",
        label="Je account en je profiel",
        models=("members.User", "members.Person", "members.Affiliation", "members.Invitation"),
        export=export_profile,
        erase=erase_profile,
        kept=(
            "Zolang je meedoet. Wis jij of wist het bureau je gegevens, dan verdwijnt meteen "
            "alles wat zegt wie je was."
        ),
        order=100,  # last: the other parts still need to know who it is
    ),
    DataCategory(
        key="logins",
        goes_with_account=True,
        label="Hoe en waar je inlogt",
        models=(
            "account.EmailAddress",
            "account.EmailConfirmation",
            "mfa.Authenticator",
            "usersessions.UserSession",
            "sessions.Session",
        ),
        export=export_logins,
        erase=erase_logins,
        kept=(
            "Tot je uitlogt of een passkey weghaalt. Waar je niet uitlogde, bewaren we zestig "
            "dagen na de laatste keer."
        ),
        sweep=sweep_logins,
        order=90,
    ),
    DataCategory(
        key="editing",
        label="Je werk aan pagina’s, voor wie op het bureau werkt",
        models=(
            "wagtailcore.Page",
            "wagtailcore.PageLogEntry",
            "wagtailcore.ModelLogEntry",
            "wagtailcore.Revision",
            "wagtailcore.Comment",
            "wagtailcore.CommentReply",
            "wagtailcore.PageSubscription",
            "wagtailcore.TaskState",
            "wagtailcore.WorkflowState",
            "wagtailcore.UploadedFile",
            "wagtailcore.APIToken",
            "wagtailadmin.EditingSession",
            "wagtailadmin.FormState",
            "wagtailusers.UserProfile",
        ),
        export=export_editing,
        erase=erase_editing,
        kept=(
            "Zolang de pagina bestaat, zodat het bureau kan zien wat er wanneer veranderde; je "
            "naam verdwijnt als je je gegevens wist."
        ),
        order=95,
    ),
)
