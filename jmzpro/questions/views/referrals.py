""" "Vraag het aan …": who was asked names another member, at most three times."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jmzpro.members.access import member_required
from jmzpro.members.models import Person
from jmzpro.questions.models import Alert, Question, Referral
from jmzpro.questions.routing import referrals
from jmzpro.questions.views.current_person import current_person
from jmzpro.trust.limits import limited

SHOWN = 15
SHORTEST = 2


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("refer", limit=30, per=timedelta(hours=1))
def refer(request: HttpRequest, number: int) -> HttpResponseBase:
    """Look somebody up by name, and choose. What becomes of it the one who names does not hear:
    see referring.refer.
    """
    question = get_object_or_404(Question.objects.visible_to(request.user).open(), number=number)
    mine = current_person(request)
    alert = get_object_or_404(
        Alert.objects.select_related("question__asker"), question=question, person=mine
    )
    context: dict[str, object] = {
        "question": question,
        "left": max(0, Referral.MOST - alert.referrals.count()),
        "error": "",
    }
    if request.method == "POST":
        chosen = (
            Person.objects.visible_to(request.user)
            .exclude(pk=mine.pk)
            .filter(public_id=request.POST.get("lid", "")[:10])
            .first()
        )
        if chosen is None:
            context["error"] = "Zoek een lid op naam en kies het uit de lijst."
        else:
            try:
                referrals.refer(alert, chosen)
            except referrals.NamedEnough:
                context["error"] = "Je noemde al drie leden voor deze vraag. Meer kan niet."
            else:
                messages.success(
                    request,
                    f"Dank je. Als {chosen.name} nu vragen ontvangt, komt deze vraag daar ook.",
                )
                return redirect(question)
    name = (request.POST.get("naam") or request.GET.get("naam") or "").strip()[:80]
    people = (
        Person.objects.visible_to(request.user)
        .exclude(pk=mine.pk)
        .filter(name__icontains=name)
        .select_related("organisation")
    )
    context |= {
        "name": name,
        "people": list(people.order_by("sort_name", "pk")[:SHOWN]) if len(name) >= SHORTEST else [],
    }
    return render(request, "questions/refer.html", context, status=422 if context["error"] else 200)
