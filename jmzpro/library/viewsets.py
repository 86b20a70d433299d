"""Items in /beheer/: drafts, history, preview and publishing are Wagtail's; files have a page of
their own.
"""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, UnpublishView

from jmzpro.library.choices import FIELDS_OF_KIND, Kind
from jmzpro.library.forms import ItemForm
from jmzpro.library.models import Item


def panel_of(kind: Kind, intro: str = "") -> MultiFieldPanel:
    fields = [FieldPanel(name) for name in FIELDS_OF_KIND[kind]]
    return MultiFieldPanel(
        fields,
        heading=f"Alleen voor: {kind.label.lower()}",
        help_text=intro,
        attrs={"data-kinds": kind.value},
    )


class NamesPanel(FieldPanel):
    """Shown only when there is a word to look at."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.form.fields["names"].widget.choices)


CONTENT = (
    NamesPanel("names"),
    FieldPanel("kind"),
    FieldPanel("title"),
    FieldPanel("promise"),
    FieldPanel("text"),
    MultiFieldPanel(
        [InlinePanel("entries", label="onderdeel")],
        heading="Alleen voor: toolkit",
        help_text=(
            "Wat erin zit, in de volgorde waarin je het gebruikt. De inleiding is de tekst "
            "hierboven."
        ),
        attrs={"data-kinds": Kind.TOOLKIT.value},
    ),
    panel_of(
        Kind.FILM, "Zet de film en de ondertiteling bij de bestanden, of geef hieronder een link."
    ),
    panel_of(Kind.TRAINING),
    panel_of(Kind.INSTRUMENT),
    panel_of(Kind.PRACTICE, "Noem geen namen van kinderen of gezinnen."),
    InlinePanel("links", heading="Links", label="link"),
)
FACTS = (
    FieldRowPanel(
        [FieldPanel("year"), FieldPanel("month"), FieldPanel("language")],
        heading="Wanneer en in welke taal",
    ),
    InlinePanel("credits", heading="Auteurs en uitgevers", label="auteur of uitgever"),
    FieldRowPanel([FieldPanel("isbn"), FieldPanel("doi")], heading="Nummers"),
    FieldPanel("organisation"),
)
FINDING = (
    FieldPanel("themes", widget=CheckboxSelectMultiple),
    FieldPanel("audiences"),
    FieldPanel("workplaces"),
    FieldPanel("ages"),
)
KEEPING = (
    MultiFieldPanel(
        [FieldPanel("reuse"), FieldPanel("licence"), FieldPanel("is_for_members")],
        heading="Wat mag je ermee, en wie mag het zien",
    ),
    MultiFieldPanel(
        [FieldPanel("owner"), FieldPanel("last_checked_on"), FieldPanel("review_on")],
        heading="Nog actueel?",
    ),
    PublishingPanel(),
)


class ItemEdit(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        count = self.object.files.standing().count()
        files = Button(
            f"Bestanden ({count})",
            url=reverse("library_files", args=[self.object.pk]),
            icon_name="doc-full",
            priority=5,
        )
        return [files, *super().header_more_buttons]


class ItemIndex(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("latest_revision")


class ItemUnpublish(UnpublishView):
    def unpublish(self) -> None:
        """Wagtail's own way goes past the model; a withdrawal leaves its line."""
        self.object.withdraw(by=self.request.user)


class ItemViewSet(SnippetViewSet):
    model = Item
    icon = "doc-full"
    menu_label = "Kennisbank"
    menu_order = 200
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    edit_view_class = ItemEdit
    index_view_class = ItemIndex
    unpublish_view_class = ItemUnpublish
    list_display = [
        "title",
        Column("kind", label="Soort", accessor="get_kind_display"),
        Column("year", label="Jaar"),
        Column("state", label="Stand", accessor="state_label"),
        BooleanColumn("is_for_members", label="Alleen leden"),
        Column("review_on", label="Na te kijken op"),
    ]
    list_filter = ["kind", "live", "is_for_members", "themes", "reuse"]
    list_per_page = 50
    search_fields = ["title", "promise", "external_id"]
    search_backend_name = None
    ordering = ["-changed_at"]
    edit_handler = TabbedInterface(
        [
            ObjectList(CONTENT, heading="Inhoud"),
            ObjectList(FACTS, heading="Gegevens"),
            ObjectList(FINDING, heading="Voor wie en waarover"),
            ObjectList(KEEPING, heading="Gebruik en onderhoud"),
        ],
        base_form_class=ItemForm,
    )
