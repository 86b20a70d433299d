"""The Bureau merges two organisations: pick the other, read what will happen, say yes."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jmzpro.kit.forms import posted
from jmzpro.members.access import account, office_required
from jmzpro.members.bulk import merger
from jmzpro.members.models import Organisation
from jmzpro.text.forms import PlainTextField
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import FOR_THE_LOG


class MergeForm(forms.Form):
    """`sure`: the page with what will happen was read."""

    other = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Welke organisatie is dezelfde?",
        empty_label="Kies",
        help_text="Deze verdwijnt. Haar adres leidt daarna hierheen.",
        error_messages={
            "required": "Kies de organisatie die dezelfde is.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )
    reason = PlainTextField(
        reason="Het bureau legt uit waarom; het staat alleen in het logboek.",
        label=FOR_THE_LOG,
        max_length=500,
        required=False,
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, kept: Organisation) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        others = Organisation.objects.filter(removed_at=None).exclude(pk=kept.pk)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def merge(request: HttpRequest, pk: int) -> HttpResponseBase:
    kept = get_object_or_404(Organisation, pk=pk, removed_at=None)
    form = MergeForm(posted(request), kept)
    gone = None
    if form.is_valid():
        gone = Organisation.objects.annotate(number=Count("people")).get(
            pk=form.cleaned_data["other"].pk
        )
        if form.cleaned_data["sure"]:
            try:
                merger.merge(kept, gone, by=account(request), reason=form.cleaned_data["reason"])
                messages.success(request, f"{gone.name} is samengevoegd met {kept.name}.")
            except merger.CannotMerge as sentence:
                messages.error(request, str(sentence))
            return redirect("organisaties:edit", kept.pk)
    context = {
        "form": form,
        "organisation": kept,
        "gone": gone,
        "title": f"{kept.name} samenvoegen",
    }
    return render(
        request,
        "members/exchange/merge.html",
        context,
        status=422 if form.is_bound and gone is None else 200,
    )
