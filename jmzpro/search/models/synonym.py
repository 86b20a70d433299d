"""Other words for the same, as the office keeps them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from jmzpro.text import clean_text
from jmzpro.text.analysis import tokens
from jmzpro.text.synonyms import LONGEST_FORM, Synonyms
from jmzpro.trust import audit


class SynonymQuerySet(models.QuerySet["Synonym"]):
    def table(self) -> Synonyms:
        """What search uses. Read for every search, so that a change works at once on every
        machine; made anew only when it changed.
        """
        return table_of(tuple(self.order_by("pk").values_list("words", flat=True)))

    @transaction.atomic
    def add(self, words: Sequence[str], by: Any) -> "Synonym":
        """A new row of these words. Raises ValidationError, with the sentence to show."""
        made = Synonym(words="\n".join(words))
        made.full_clean()
        made.save()
        audit.record("zoekwoorden toegevoegd", made, by=by, woorden=made.forms)
        return made


@lru_cache(maxsize=4)
def table_of(rows: tuple[str, ...]) -> Synonyms:
    return Synonyms.of(row.splitlines() for row in rows)


class Synonym(models.Model):
    """Words that mean the same: who searches one of them finds the others too."""

    words = models.TextField(
        "woorden voor hetzelfde",
        max_length=600,
        help_text=(
            "Elk woord op een eigen regel, het gewoonste woord eerst. Wie een ervan zoekt, vindt "
            "de andere ook."
        ),
    )
    updated_at = models.DateTimeField("aangepast", auto_now=True)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = "rij zoekwoorden"
        verbose_name_plural = "zoekwoorden"
        ordering = ["words"]

    def __str__(self) -> str:
        return " = ".join(self.forms)

    @property
    def forms(self) -> list[str]:
        return [line for row in self.words.splitlines() if (line := clean_text.tidy_line(row))]

    def clean(self) -> None:
        """Tidy the rows; each is a word or a few, and there are at least two different ones."""
        super().clean()
        forms = {tuple(tokens(form)): form for form in reversed(self.forms)}
        if too_long := [form for words, form in forms.items() if len(words) > LONGEST_FORM]:
            raise ValidationError(
                {
                    "words": (
                        f"‘{too_long[0][:80]}’ is te lang: zet hooguit {LONGEST_FORM} woorden op "
                        "een regel."
                    )
                }
            )
        if wordless := [form for words, form in forms.items() if not words]:
            raise ValidationError({"words": f"Op de regel ‘{wordless[0][:80]}’ staat geen woord."})
        if len(forms) < 2:
            raise ValidationError(
                {"words": "Geef ten minste twee verschillende woorden, elk op een eigen regel."}
            )
        self.words = "\n".join(reversed(forms.values()))
