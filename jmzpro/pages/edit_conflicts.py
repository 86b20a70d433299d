"""Saving a page in /beheer/: nobody's text is lost without a word, and what would shut readers
out is not published.
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from jmzpro.pages import page_checks

SAVED_MEANWHILE = (
    "Iemand anders bewaarde deze pagina terwijl jij bezig was. Jouw tekst staat hieronder nog. "
    "Bekijk eerst de "
    "geschiedenis. Bewaar je nog een "
    "keer, dan geldt jouw versie; die van de ander blijft in de geschiedenis staan."
)


class PageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.saved_meanwhile():
            self.add_error(None, ValidationError(SAVED_MEANWHILE, code="saved_meanwhile"))
        if "action-publish" in self.data and not self.errors:
            for finding in page_checks.blocking(page_checks.of_values(cleaned)):
                self.add_error(
                    finding.field if finding.field in self.fields else None, finding.text
                )
        return cleaned

    def saved_meanwhile(self) -> bool:
        """Whether there is a newer revision than the one this form was opened with, or saved
        itself. The second try goes through, since the page then shows the newer one's number.
        """
        known = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        latest = self.instance.latest_revision_id if self.instance.pk else None
        return bool(known and latest) and str(latest) != str(known)
