"""The words above coded pages, in /beheer/."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from jmzpro.kit.introductions import coded_pages
from jmzpro.pages.models import Introduction


class IntroductionForm(WagtailAdminModelForm):
    """Offers the coded pages that may have an introduction."""

    key = forms.ChoiceField(label="Boven welke pagina")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(Introduction.objects.exclude(pk=self.instance.pk).values_list("key", flat=True))
        free = [
            (page.key, f"{page.label} ({page.address})")
            for page in coded_pages
            if page.key not in taken
        ]
        self.fields["key"].choices = free


class IntroductionViewSet(SnippetViewSet):
    model = Introduction
    icon = "edit"
    menu_label = "Inleidingen"
    menu_name = "introductions"
    menu_order = 410
    add_to_admin_menu = True
    list_display = ["__str__", "live"]

    panels = [
        FieldPanel("key"),
        FieldPanel(
            "text", help_text="Staat onder de kop van de pagina. Kort: twee of drie zinnen."
        ),
    ]


Introduction.base_form_class = IntroductionForm
