"""/mijn/: my letter, what I follow, and what was sent to me and why."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.letters.forms import RhythmForm
from jmzpro.letters.models import Rhythm
from jmzpro.letters.subscriptions import followed_by
from jmzpro.letters.views.subscriptions import when
from jmzpro.mail.personal_data import ROW_KEPT, TEXT_KEPT, mails_of
from jmzpro.members.access import account, login_required, member_required
from jmzpro.members.models import Person

ON_A_PAGE = 25


def rhythm_of(person: Person) -> Rhythm:
    """As kept, or as it would begin."""
    found = Rhythm.objects.filter(person=person).first()
    made = found or Rhythm(person=person, next_at=timezone.now())
    made.person = person
    return made


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def letter(request: HttpRequest) -> HttpResponseBase:
    """When the letter comes, and all that is followed or muted."""
    person = account(request).person
    rhythm = rhythm_of(person)
    form = RhythmForm(posted(request), rhythm=rhythm)
    if form.is_valid():
        form.save()
        messages.success(request, f"Bewaard. {when(rhythm)}")
        return redirect("letters:letter")
    context = {"form": form, "person": person, "groups": followed_by(person)}
    return render(request, "letters/letter.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@login_required
def sent(request: HttpRequest) -> HttpResponseBase:
    """Each mail to this account: when, what, why, and the way to stop it."""
    mails = mails_of(account(request)).order_by("-created_at", "-pk")
    page = Paginator(mails, ON_A_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "letters/sent.html",
        {"page": page, "row_days": ROW_KEPT.days, "text_days": TEXT_KEPT.days},
    )
