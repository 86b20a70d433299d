"""The office keeps the words that mean the same."""

from typing import Any

from django.db import transaction
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from jmzpro.search.models import Synonym
from jmzpro.trust import audit


class SynonymCreate(generic.CreateView):
    @transaction.atomic
    def save_instance(self) -> Any:
        made = super().save_instance()
        audit.record("zoekwoorden toegevoegd", made, by=self.request.user, woorden=made.forms)
        return made


class SynonymEdit(generic.EditView):
    @transaction.atomic
    def save_instance(self) -> Any:
        before = Synonym.objects.get(pk=self.object.pk).forms
        changed = super().save_instance()
        audit.record(
            "zoekwoorden aangepast",
            changed,
            by=self.request.user,
            woorden=changed.forms,
            eerst=before,
        )
        return changed


class SynonymDelete(generic.DeleteView):
    @transaction.atomic
    def delete_action(self) -> None:
        audit.record(
            "zoekwoorden weggehaald", self.object, by=self.request.user, woorden=self.object.forms
        )
        super().delete_action()


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = "zoekwoorden"
    menu_label = "Zoekwoorden"
    menu_order = 410
    icon = "search"
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = SynonymCreate
    edit_view_class = SynonymEdit
    delete_view_class = SynonymDelete
    form_fields = ["words"]
    list_display = [Column("__str__", label="Woorden voor hetzelfde"), "updated_at"]
    search_fields = ["words"]
    search_backend_name = None
