"""Choosing themes: ticks in groups by axis that fold, and the form with which the office edits
one.
"""

from collections.abc import Collection
from itertools import groupby
from typing import Any

from django import forms
from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from jmzpro.themes.models import Axis, Theme


class TicksByAxis(forms.CheckboxSelectMultiple):
    """Each axis folds, and stands open where something is ticked: thirty ticks in a row are too
    long for a phone.
    """

    template_name = "themes/ticks_by_axis.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        for option in (option for _, options, _ in groups for option in options):
            option["wrap_label"] = False  # the template has a label around it
        return context | {
            "axes": [
                (axis, options, any(option["selected"] for option in options))
                for axis, options, _ in groups
            ]
        }


class ChoicesByAxis(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]  # not generic at run time
    def __iter__(self) -> Any:
        themes = sorted(
            self.queryset,
            key=lambda theme: (Axis.values.index(theme.axis), theme.order, theme.name),
        )
        for axis, group in groupby(themes, key=lambda theme: theme.axis):
            yield Axis(axis).label, [self.choice(theme) for theme in group]


class ThemesByAxisField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Themes as ticks. What is none (any more) is left out: nobody loses a text over it."""

    iterator = ChoicesByAxis
    widget = TicksByAxis

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Theme.objects.active(), **{"label": "Waar gaat het over?", "required": False, **kwargs}
        )

    def clean(self, value: Any) -> Any:  # a list; the stubs insist on a queryset
        wanted = {str(one) for one in value or ()}
        themes = [theme for theme in Theme.objects.active() if str(theme.pk) in wanted]
        if self.required and not themes:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return themes


def by_axis(without: Collection[int]) -> list[tuple[str, list[Theme]]]:
    """The themes that stand apart from these, for a page that shows some of them first."""
    themes = [theme for theme in Theme.objects.active() if theme.pk not in without]
    groups = [(axis.label, [theme for theme in themes if theme.axis == axis]) for axis in Axis]
    return [(label, found) for label, found in groups if found]


class ThemeForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail has no types
    """A theme that gets another address keeps its old one as a way in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug_before = self.instance.slug

    @transaction.atomic
    def save(self, commit: bool = True) -> Theme:
        theme: Theme = super().save(commit)
        if commit and self.slug_before and self.slug_before != theme.slug:
            theme.leave_address(self.slug_before)
        return theme
