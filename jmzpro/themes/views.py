from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from jmzpro.kit import panels
from jmzpro.page_cache.cache import kept_for_visitors
from jmzpro.themes import search
from jmzpro.themes.models import Axis, Theme


@require_safe
@kept_for_visitors
def themes(request: HttpRequest) -> HttpResponse:
    """All themes, axis by axis."""
    active = Theme.objects.active().order_by("axis", "order", "name")
    found = {axis: list(group) for axis, group in groupby(active, key=lambda theme: theme.axis)}
    axes = [(axis.label, found[axis]) for axis in Axis if axis in found]
    return render(request, "themes/themes.html", {"axes": axes})


@require_safe
@kept_for_visitors
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: its introduction and what every part has on it, as far as this visitor may see."""
    subject = Theme.objects.active().filter(slug=slug).first()
    if subject is None:
        moved = get_object_or_404(Theme.objects.active(), past_addresses__slug=slug)
        return redirect(moved, permanent=True)
    neighbours = Theme.objects.active().filter(axis=subject.axis).exclude(pk=subject.pk)
    context = {
        "theme": subject,
        "shared": search.shared(subject),
        "panels": panels.render("theme", request, subject),
        "aside_panels": panels.render("theme-aside", request, subject),
        "neighbours": neighbours,
    }
    return render(request, "themes/theme.html", context)
