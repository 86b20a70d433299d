"""The question of Hulp vinden: what is filled in, and what of it is understood. None of it is
kept: no row, no log, no session.
"""

from collections.abc import Sequence
from typing import Any

from django import forms

from jmzpro.places.forms import NearField, PlaceInput
from jmzpro.support.candidates import Asked
from jmzpro.support.choices import Way
from jmzpro.support.models.reach import themes_asked_about
from jmzpro.support.wording import ALSO_CALLED, PLAIN, PLAIN_WAYS
from jmzpro.text.forms import PlainTextField
from jmzpro.themes.models import Axis, Theme
from jmzpro.themes.recognition import all_stems, themes_in

LONGEST = 400
OLDEST = 99
NOTHING = "Vul een plaats in, of kies wat er speelt. Dan kunnen we zoeken."


class Ticks(forms.CheckboxSelectMultiple):
    """As Django's, in one template: eighteen ticks that are each put together from four take
    longer than the search.
    """

    template_name = "support/ticks.html"


class SearchForm(forms.Form):
    """`is_plain`: in the words of a young person or a parent."""

    # Without suggestions while typing: those would put in the address of a request what is typed
    # here.
    place = NearField(
        label="Waar woont het gezin?",
        help_text="Een dorp of stad, een gemeente of een postcode.",
        required=False,
        widget=PlaceInput({"data-suggest": False}),
    )
    age = forms.IntegerField(
        label="Hoe oud is het kind?",
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Vul de leeftijd in als een getal, zoals 15. Of laat het leeg.",
            "min_value": "Vul een leeftijd van 0 tot en met 99 in. Of laat het leeg.",
            "max_value": "Vul een leeftijd van 0 tot en met 99 in. Of laat het leeg.",
        },
    )
    words = PlainTextField(
        reason="read once for the themes in it, and let go: it is in no row, log or session",
        label="Wat is er aan de hand?",
        help_text="In een paar woorden, zoals: moeder met psychose. Noem geen naam.",
        required=False,
        max_length=LONGEST,
    )
    home = forms.MultipleChoiceField(label="Wat speelt er thuis?", required=False, widget=Ticks)
    relation = forms.MultipleChoiceField(
        label="Wie is er ziek of heeft hulp nodig?", required=False, widget=Ticks
    )
    ways = forms.MultipleChoiceField(
        label="Wat zoek je?", required=False, choices=Way.choices, widget=Ticks
    )

    def __init__(self, data: Any = None, *, is_plain: bool = False) -> None:
        super().__init__(data, auto_id="hulp-%s")
        self.known = themes_asked_about()
        self.understood: list[Theme] = []
        self.offer("home", Axis.HOME, is_plain)
        self.offer("relation", Axis.RELATION, is_plain)
        # The form says it for all; beside each text field browsers heed it better. Boxes may not
        # have it.
        for field in self.fields.values():
            if not isinstance(field.widget, Ticks):
                field.widget.attrs["autocomplete"] = "off"
        if is_plain:
            self.say_it_plainly()

    def offer(self, name: str, axis: Axis, is_plain: bool) -> None:
        themes = [theme for theme in self.known if theme.axis == axis]
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (theme.slug, PLAIN.get(theme.slug, theme.name) if is_plain else theme.name)
            for theme in themes
        ]

    def say_it_plainly(self) -> None:
        labels = {
            "place": "Waar woon je?",
            "age": "Hoe oud ben je?",
            "home": "Wat speelt er bij jou thuis?",
            "words": "Of vertel het zelf",
        }
        labels |= {"relation": "Wie is dat?", "ways": "Wat zou je willen?"}
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["age"].help_text = "Ben je een ouder? Vul dan in hoe oud je kind is."
        self.fields["words"].help_text = (
            "In een paar woorden, zoals: mijn moeder is vaak in de war. Je hoeft geen naam te "
            "noemen."
        )
        field = self.fields["ways"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way.value, PLAIN_WAYS[way]) for way in Way]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(
            given.get(name) not in (None, "", []) for name in self.fields
        ):
            raise forms.ValidationError(NOTHING, code="nothing")
        return given

    def asked(self) -> Asked:
        """What was filled in and what the words say, together."""
        given = self.cleaned_data
        chosen = [
            theme for theme in self.known if theme.slug in {*given["home"], *given["relation"]}
        ]
        self.understood = themes_in("", given["words"], self.known) if given["words"] else []
        themes = list(dict.fromkeys([*chosen, *self.understood]))
        wanted = [
            way.value for way in Way if way in given["ways"] or way in ways_in(given["words"])
        ]
        return Asked(given["place"], given["age"], themes, wanted)

    @property
    def has_ticks(self) -> bool:
        """Something was ticked, or is wrong there: the lists stand open."""
        return any(self[name].errors or self[name].value() for name in ("home", "relation", "ways"))

    @property
    def has_unread_words(self) -> bool:
        return (
            bool(self.cleaned_data.get("words"))
            and not self.understood
            and not ways_in(self.cleaned_data["words"])
        )


def ways_in(words: str) -> Sequence[Way]:
    """The ways that the words ask for."""
    if not words:
        return ()
    said = all_stems(words)
    return [way for way, names in ALSO_CALLED.items() if said & all_stems(names)]
