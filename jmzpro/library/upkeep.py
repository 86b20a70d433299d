""" "Nog actueel?": who keeps an item up is asked when its day has come, and readers are told when
nobody answers.

Three days in the life of an item: `review_on` (from its kind, or as the Redactie chose),
`reminded_at` (its owner was mailed) and `doubted_at` (nobody said that it still holds). Whoever
says so sets the next `review_on`, and the other two are empty again.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.library import emails
from jmzpro.library.file_admin import editors_only
from jmzpro.library.models import Item, ItemQuerySet
from jmzpro.members.models import User
from jmzpro.trust import audit
from jmzpro.trust.private_links import render_private

SALT = "jmzpro.library.upkeep"
AT_A_TIME = 100
ON_A_PAGE = 50


# In the background


def work() -> bool:
    """A bounded piece of all that the calendar asks; True when more waits."""
    today = timezone.localdate()
    moved = Item.objects.filter(
        Q(reminded_at__isnull=False) | Q(doubted_at__isnull=False), review_on__gt=today
    )
    moved.update(reminded_at=None, doubted_at=None)  # the Redactie chose a later day
    done = (give_days(today), remind(today), doubt(today))
    return AT_A_TIME in done


def give_days(today: date) -> int:
    """A review day for what has none: so many months after somebody last looked at it, or after
    it came.
    """
    bare = list(
        Item.objects.published().filter(review_on=None).defer("text", "transcript")[:AT_A_TIME]
    )
    for item in bare:
        came = timezone.localdate(item.first_published_at) if item.first_published_at else today
        day = max(today, months_later(item.last_checked_on or came, item.months_until_review()))
        Item.objects.filter(pk=item.pk, review_on=None).update(review_on=day)
    return len(bare)


def remind(today: date) -> int:
    """Mail each owner once. The conditional UPDATE decides who mails; mail and mark stand
    together, or neither does.
    """
    due = (
        Item.objects.published()
        .filter(review_on__lte=today, reminded_at=None, owner__is_active=True)
        .select_related("owner")
    )
    found = list(due.order_by("review_on", "pk")[:AT_A_TIME])
    for item in found:
        owner = item.owner
        with transaction.atomic():
            is_first = Item.objects.filter(pk=item.pk, reminded_at=None, live=True).update(
                reminded_at=timezone.now()
            )
            if is_first and isinstance(owner, User):
                emails.still_right(item, owner, address_for(item, owner))
    return len(found)


def doubt(today: date) -> int:
    """Mark what nobody spoke for: so long after the mail, or after its day when there is nobody
    to mail.
    """
    patience = timedelta(days=settings.LIBRARY_DOUBT_DAYS)
    nobody = Q(owner=None) | Q(owner__is_active=False)
    is_late = Q(reminded_at__lte=timezone.now() - patience) | (
        nobody & Q(review_on__lte=today - patience)
    )
    found = list(
        Item.objects.published()
        .filter(is_late, review_on__lte=today, doubted_at=None)
        .only("pk")[:AT_A_TIME]
    )
    for item in found:
        with transaction.atomic():
            if Item.objects.filter(pk=item.pk, doubted_at=None).update(doubted_at=timezone.now()):
                audit.record("niet nagekeken: lezers zien dat", item, by=None)
    return len(found)


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# One click, from the mail or the record


def address_for(item: Item, user: User) -> str:
    """The signed address where this user says so, without a login: the mail is the proof. It
    works until somebody has looked.
    """
    told = f"{item.public_id}.{user.pk}.{item.review_on}"
    return reverse("library:upkeep", args=[signing.Signer(salt=SALT, sep=".").sign(told)])


def may_keep(item: Item, user: Any) -> bool:
    """Who keeps it up, and the Redactie."""
    return bool(
        user.is_active and (item.owner_id == user.pk or user.has_perm("library.change_item"))
    )


def of_token(token: str) -> tuple[Item, User, bool]:
    """The item, the user, and whether the question still stands. Http404 for an address we did
    not give, or give no more.
    """
    try:
        public_id, user_id, day = signing.Signer(salt=SALT, sep=".").unsign(token).split(".")
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    item = get_object_or_404(Item.objects.published(), public_id=public_id)
    user = get_object_or_404(User, pk=user_id, is_active=True)
    if not may_keep(item, user):
        raise Http404
    return item, user, str(item.review_on) == day


def looked_at(item: Item, by: User) -> None:
    """It still holds; the next time is so many months from today, as its kind asks."""
    today = timezone.localdate()
    item.check_today(by, today, months_later(today, item.months_until_review()))


def something_is_wrong(item: Item, by: User) -> None:
    """Readers are told at once, and it stands on the Redactie's list."""
    with transaction.atomic():
        if Item.objects.filter(pk=item.pk, doubted_at=None).update(
            doubted_at=timezone.now(), reminded_at=timezone.now()
        ):
            audit.record("klopt niet meer", item, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing: link scanners open everything."""
    item, user, is_asked = of_token(token)
    answer = request.POST.get("antwoord", "") if request.method == "POST" and is_asked else ""
    if answer == "ja":
        looked_at(item, user)
    elif answer == "nee":
        something_is_wrong(item, user)
    edit_url = (
        reverse("wagtailsnippets_library_item:edit", args=[item.pk])
        if user.has_perm("library.change_item")
        else ""
    )
    context = {
        "item": item,
        "token": token,
        "is_asked": is_asked,
        "answer": answer,
        "edit_url": edit_url,
    }
    return render_private(request, "library/still_right.html", context)


def asked_of(item: Item, user: Any) -> str:
    """The address for who may say so, on the record, from the day that it is asked; else
    nothing.
    """
    is_due = item.live and item.review_on is not None and item.review_on <= timezone.localdate()
    return (
        address_for(item, user) if is_due and user.is_authenticated and may_keep(item, user) else ""
    )


# The Redactie's list


def to_look_at() -> ItemQuerySet:
    """Past its day, or doubted before it: what readers are told about first."""
    is_due = Q(review_on__lte=timezone.localdate()) | Q(doubted_at__isnull=False)
    return Item.objects.published().filter(is_due).order_by("doubted_at", "review_on", "pk")


def rows(items: Any) -> Iterator[dict[str, Any]]:
    for item in items:
        yield {
            "item": item,
            "edit_url": reverse("wagtailsnippets_library_item:edit", args=[item.pk]),
        }


@require_safe
@editors_only
def overdue(request: HttpRequest) -> HttpResponse:
    page = Paginator(
        to_look_at().select_related("owner__person").defer("text", "transcript"), ON_A_PAGE
    ).get_page(request.GET.get("p"))
    return render(
        request,
        "library/beheer/overdue.html",
        {"page": page, "rows": rows(page), "days": settings.LIBRARY_DOUBT_DAYS},
    )


@require_POST
@editors_only
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """The Redactie looked itself."""
    item = get_object_or_404(to_look_at(), pk=pk)
    assert isinstance(request.user, User)
    looked_at(item, request.user)
    messages.success(request, f"Nagekeken: {item.title}")
    return redirect("library_overdue")
