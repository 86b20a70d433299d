from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from jmzpro.trust.models import AuditLine


class LogFilterForm(forms.Form):
    """Narrows the log. Everything may stay empty; state is in the address."""

    wie = forms.CharField(label="Wie", required=False, max_length=120)
    wat = forms.CharField(label="Wat", required=False, max_length=80)
    van = forms.DateField(label="Vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    tot = forms.DateField(label="Tot en met", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def matching(self, lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        if not self.is_valid():
            return lines.none()
        given: dict[str, Any] = self.cleaned_data
        if given["wie"]:
            lines = lines.filter(Q(actor__person__name__icontains=given["wie"]) | Q(actor__email__icontains=given["wie"]))
        if given["wat"]:
            lines = lines.filter(action__icontains=given["wat"])
        if given["van"]:
            lines = lines.filter(at__gte=timezone.make_aware(datetime.combine(given["van"], time.min)))
        if given["tot"]:
            lines = lines.filter(at__lte=timezone.make_aware(datetime.combine(given["tot"], time.max)))
        return lines
