"""The office's own pages in /beheer/: what waits, and what was done."""

from contextlib import suppress
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from jmzpro.members.access import is_office
from jmzpro.office import decisions
from jmzpro.office.decision_page import Asking
from jmzpro.office.forms import LogFilterForm
from jmzpro.office.log_names import action_in_words, names_of
from jmzpro.trust.models import AuditLine
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided, CannotDecide, QueueKind, queue

ON_A_PAGE = 50


def queue_url(kind: str = "") -> str:
    return reverse("office_queue") + (f"?{urlencode({'soort': kind})}" if kind else "")


@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits; narrowed to a kind with `soort`."""
    kind_key = request.GET.get("soort", "")
    counts = decisions.counts_for(request.user)
    kinds = [kind for kind, _ in counts if kind_key in {"", kind.key}]
    if kind_key and not kinds:
        raise Http404
    items = decisions.items_for(request.user, kinds)
    sender = request.GET.get("afzender", "")
    if sender:
        items = [item for item in items if decisions.mark_of(item.waiting) == sender]
        shown = [decisions.Shown(item) for item in items]
    else:
        shown = decisions.without_a_crowd(items, is_one_kind=bool(kind_key))
    context = {
        "sender": sender,
        "counts": [(kind, count) for kind, count in counts if count or kind.key == kind_key],
        "total": sum(count for _, count in counts),
        "chosen": kind_key,
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("p")),
        "undoable": decisions.undoable_by(request.user),
        "regret": decisions.REGRET_IN_WORDS,
    }
    return render(request, "office/queue.html", context)


def found_kind(request: HttpRequest, key: str) -> QueueKind:
    """The kind, when this user decides about it; else 404."""
    if key not in queue or queue[key] not in decisions.kinds_for(request.user):
        raise Http404
    return queue[key]


@require_POST
def decide(request: HttpRequest, kind: str, item_id: str) -> HttpResponse:
    of_kind = found_kind(request, kind)
    back = queue_url(request.POST.get("soort", "") and kind)
    item = decisions.find_item(request.user, of_kind, item_id)
    decision = (item or of_kind).decision(request.POST.get("besluit", ""))
    if item is None and (decision is not None or "besluit" in request.POST):
        return too_late(request, back, of_kind, item_id)
    if item is None or decision is None:
        raise Http404
    try:
        asking = Asking(item, decision, request.POST, back)
        answer = asking.answer(request)
        if isinstance(answer, HttpResponse):
            return answer
        given = answer.cleaned_data
        words = {"reason": given["reden"], "text": given.get("tekst", "")}
        decisions.decide(
            of_kind, decision, item_id, by=request.user, confirmed=asking.confirmed, **words
        )
    except AlreadyDecided:
        return too_late(request, back, of_kind, item_id)
    except CannotDecide as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, f"{decision.in_the_past}: {item.waiting.title}")
    return redirect(back)


@require_POST
def decide_all(request: HttpRequest, kind: str) -> HttpResponse:
    """The same decision about everything of one sender; what somebody else decided meanwhile is
    left.
    """
    of_kind = found_kind(request, kind)
    decision = of_kind.decision(request.POST.get("besluit", ""))
    mark = request.POST.get("afzender", "")
    if decision is None or not decision.for_all or not mark:
        raise Http404
    done = 0
    for waiting in of_kind.waiting(request.user):
        if decisions.mark_of(waiting) == mark:
            with suppress(AlreadyDecided):
                decisions.decide(
                    of_kind,
                    decision,
                    waiting.id,
                    by=request.user,
                    reason="Alles van dezelfde afzender",
                )
                done += 1
    messages.success(request, f"{decision.in_the_past}: {done} van dezelfde afzender")
    return redirect(queue_url())


def too_late(request: HttpRequest, back: str, kind: QueueKind, item_id: str) -> HttpResponse:
    """Who comes second hears who was first."""
    line = decisions.last_decision(kind, item_id)
    if line is None:
        said = (
            "Hierover is al besloten, of de tekst is intussen aangepast. Lees het opnieuw. Er is "
            "nu niets veranderd."
        )
    elif line.actor == request.user:
        said = f"Hierover heb je zelf al besloten: {line.action}. Er is nu niets veranderd."
    else:
        said = (
            f"Hierover heeft {line.actor or 'iemand anders'} al besloten: {line.action}. Er is "
            "nu niets veranderd."
        )
    messages.warning(request, said)
    return redirect(back)


@require_POST
def undo(request: HttpRequest, kind: str, item_id: str) -> HttpResponse:
    of_kind = found_kind(request, kind)
    mine = [
        one
        for one in decisions.undoable_by(request.user)
        if one.kind is of_kind and one.line.subject_id == item_id
    ]
    if not mine:
        return too_late(request, queue_url(), of_kind, item_id)
    try:
        stays = decisions.undo(mine[0], by=request.user)
    except AlreadyDecided:
        return too_late(request, queue_url(), of_kind, item_id)
    except CannotDecide as refusal:
        messages.error(request, str(refusal))
        return redirect(queue_url())
    said = f"Teruggedraaid: {mine[0].decision.in_the_past.lower()}"
    messages.success(request, f"{said}. {stays}" if stays else said)
    return redirect(queue_url())


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who did what, when and why. For the Bureau; nobody can change it."""
    if not is_office(request.user, Office.BUREAU):
        raise Http404
    form = LogFilterForm(request.GET)
    lines = form.matching(AuditLine.objects.select_related("actor__person"))
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("p"))
    query = urlencode({name: value for name, value in request.GET.items() if name != "p" and value})
    names = names_of(page.object_list)
    rows = [(line, action_in_words(line.action), names.get(line.pk)) for line in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "query": query}
    return render(request, "office/log.html", context, status=200 if form.is_valid() else 422)
