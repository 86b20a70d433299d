"""Organisations and people in /beheer/: added, changed and invited by the Bureau. Nobody is
deleted here: people stop taking part.
"""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import Button
from wagtail.permission_policies import BasePermissionPolicy

from jmzpro.members.access import is_office
from jmzpro.members.bulk.merge_views import merge
from jmzpro.members.bulk.viewsets import ExportingIndex, export_path
from jmzpro.members.membership import office as membership
from jmzpro.members.models import Organisation, Person, User
from jmzpro.members.office import views
from jmzpro.members.office.forms import OrganisationForm, PersonForm
from jmzpro.trust.offices import Office


class BureauPolicy(BasePermissionPolicy):
    """Everything but deleting, for the Bureau alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and is_office(user, Office.BUREAU)

    def users_with_any_permission(self, actions: list[str]) -> Any:
        return (
            User.objects.filter(is_active=True, groups__name=Office.BUREAU).distinct()
            if set(actions) - {"delete"}
            else User.objects.none()
        )


class PersonIndex(ExportingIndex):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user", "organisation")


class PersonEdit(generic.EditView):
    """The form, and above it what else the office can do for this person."""

    @property
    def header_more_buttons(self) -> list[Button]:
        person = self.object
        prefix = self.edit_url_name.rpartition(":")[0]
        verbs = (
            [("stop", "Laat niet meer meedoen", "cross")]
            if person.is_active
            else [("resume", "Laat weer meedoen", "check")]
        )
        if person.is_active and person.organisation_id:
            verbs.insert(0, ("leave", "Werkt er niet meer", "user"))
        if person.is_active and person.user.last_login is None:
            verbs = [
                ("invite", "Uitnodigen", "mail"),
                ("take_back", "Trek uitnodiging in", "undo"),
                *verbs,
            ]
        return [
            Button(
                label,
                url=reverse(f"{prefix}:{verb}", args=[person.pk]),
                icon_name=icon,
                priority=10 * number,
            )
            for number, (verb, label, icon) in enumerate(verbs)
        ]


class OrganisationEdit(generic.EditView):
    """The form, and above it what else the office can decide about this organisation."""

    @property
    def header_more_buttons(self) -> list[Button]:
        merge = Button(
            "Voeg samen met een andere",
            url=reverse("organisaties:merge", args=[self.object.pk]),
            icon_name="group",
            priority=90,
        )
        return [*membership.buttons(self.object), merge]


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "organisaties"
    menu_label = "Organisaties"
    icon = "home"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "name",
        Column("kind", label="Soort", accessor="get_kind_display"),
        "town",
        Column("state", label="Stand", accessor="state_in_words"),
    ]
    list_filter = ["kind", "works_in", "state"]
    index_view_class = ExportingIndex
    edit_view_class = OrganisationEdit
    search_fields = ["name", "email"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[OrganisationForm]:
        return OrganisationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            export_path(self),
            path("<int:pk>/samenvoegen/", merge, name="merge"),
            *membership.urlpatterns,
        ]


class PersonViewSet(ModelViewSet):
    model = Person
    name = "mensen"
    menu_label = "Mensen"
    icon = "user"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = PersonIndex
    edit_view_class = PersonEdit
    list_display = [
        "name",
        Column("email", label="E-mailadres", accessor="user.email"),
        "organisation",
        Column("standing", label="Hoort bij het netwerk als", accessor="get_standing_display"),
        Column("last_login", label="Laatst ingelogd", accessor="user.last_login"),
        BooleanColumn("is_active", label="Doet mee"),
    ]
    list_filter = ["standing", "is_active", "is_team_mailbox"]
    search_fields = ["name", "user__email", "organisation__name"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            export_path(self),
            path("<int:pk>/uitnodigen/", views.invite_person, name="invite"),
            path("<int:pk>/stoppen/", views.stop, name="stop"),
            path("<int:pk>/hervatten/", views.resume, name="resume"),
            path("<int:pk>/vertrek/", views.leave, name="leave"),
            path("<int:pk>/intrekken/", views.take_back, name="take_back"),
        ]


class MembersViewSetGroup(ModelViewSetGroup):
    items = (OrganisationViewSet, PersonViewSet)
    menu_label = "Leden"
    menu_icon = "group"
    menu_order = 150
