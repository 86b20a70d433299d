"""The words of an editor above a page that code owns."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, RevisionMixin

from jmzpro.kit.introductions import coded_pages


class Introduction(DraftStateMixin, RevisionMixin, models.Model):
    """`key` names a page of `kit.introductions.coded_pages`; one introduction a page."""

    key = models.CharField("boven welke pagina", max_length=60, unique=True)
    text = RichTextField("tekst", features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        verbose_name = "inleiding boven een pagina"
        verbose_name_plural = "inleidingen boven pagina’s"
        ordering = ["key"]

    def __str__(self) -> str:
        return coded_pages[self.key].label if self.key in coded_pages else self.key
