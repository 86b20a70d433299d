"""Organisers in /beheer/: whom the office knows, and who puts things on the site without a look."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from jmzpro.agenda.models import Organiser
from jmzpro.trust import audit

FIELDS = ("name", "organisation", "contact_name", "contact_email", "contact_phone", "is_trusted")


def approve(organiser: Organiser, by: Any) -> None:
    """Who is entered here by the office is known to it, from the moment there is somebody to
    ask.
    """
    if organiser.contact_name and organiser.approved_at is None:
        organiser.approved_at, organiser.approved_by = timezone.now(), by
        organiser.save(update_fields=["approved_at", "approved_by"])


class OrganiserCreate(CreateView):
    def save_instance(self) -> Organiser:
        organiser: Organiser = super().save_instance()
        approve(organiser, self.request.user)
        audit.record("organisator toegevoegd", organiser, by=self.request.user)
        return organiser


class OrganiserEdit(EditView):
    def save_instance(self) -> Organiser:
        organiser: Organiser = super().save_instance()
        approve(organiser, self.request.user)
        audit.record(
            "organisator veranderd",
            organiser,
            by=self.request.user,
            velden=", ".join(self.form.changed_data),
        )
        return organiser


class OrganiserViewSet(SnippetViewSet):
    model = Organiser
    icon = "group"
    menu_label = "Organisatoren"
    menu_name = "agenda-organisers"
    menu_order = 215
    add_to_admin_menu = True
    add_view_class = OrganiserCreate
    edit_view_class = OrganiserEdit
    list_display = (
        "name",
        "contact_name",
        BooleanColumn("is_trusted", label="Zet zelf op de site"),
    )
    search_fields = ("name", "contact_name")
    panels = (
        FieldPanel("name"),
        FieldPanel("organisation", help_text="Alleen bij een lidorganisatie."),
        FieldPanel("website"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
            ],
            heading="Wie het bureau kan vragen",
            help_text=(
                "Zonder naam komt er niets voor kinderen van deze organisator op de site. Staat "
                "nergens op de site."
            ),
        ),
        FieldPanel("is_trusted", help_text="Wat zij toevoegen, staat meteen in de agenda."),
    )
