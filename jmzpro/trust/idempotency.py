"""Taking a form once: a double click, or the back button and send again, makes one thing.

The form carries a random key made when it was rendered; the first sending with that key makes the
thing, every later one by the same person goes to what the first one made. For forms behind the
login only: a page for visitors holds no key.

    form = AskForm(posted(request))          # class AskForm(OnceForm): ...
    if form.is_valid():
        with transaction.atomic():
            sending = once.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            question = form.ask(by=request.user)
            sending.made(question)
        return redirect(question)
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from jmzpro.text.forms import GuardedForm
from jmzpro.trust.models import Submission

FIELD = "eenmalig"
KEPT = timedelta(days=7)
KEY_SHAPE = re.compile(r"[A-Za-z0-9_-]{16,40}")


def new_key() -> str:
    return secrets.token_urlsafe(18)


class OnceField(forms.CharField):
    """The hidden key. One that is missing or mangled is replaced by a fresh one: the form still
    works, once more at the most.
    """

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": new_key, "label": "", **kwargs})

    def clean(self, value: Any) -> str:
        return value if isinstance(value, str) and KEY_SHAPE.fullmatch(value) else new_key()


class OnceForm(GuardedForm):
    """Mix into a form (or put before ModelForm) that makes something."""

    eenmalig = OnceField()


@dataclass(frozen=True)
class Sending:
    """One sending of a form. When `is_repeat`, nothing is to be made: answer with `to_result()`."""

    request: HttpRequest
    submission: Submission
    is_repeat: bool

    def made(self, result: Any) -> None:
        """Remember what this sending made: a model with an address, a route's name or a path."""
        self.submission.result_url = resolve_url(result)
        self.submission.save(update_fields=["result_url"])

    def to_result(self) -> HttpResponseRedirect:
        messages.info(self.request, "Dit had je al verstuurd. Je ziet hier wat ervan gekomen is.")
        return HttpResponseRedirect(self.submission.result_url or self.request.path)


def take(request: HttpRequest, form: forms.BaseForm | str) -> Sending:
    """Claim the key of a valid form (or a key itself) for this person. Call it inside the
    transaction that makes the thing.

    Of two at the same moment the second waits here until the first is done: for the write lock on
    SQLite, for the unique row on PostgreSQL. When the first one failed, the second makes the thing.
    RuntimeError outside a transaction or without a login.
    """
    if not connection.in_atomic_block or not request.user.is_authenticated:
        raise RuntimeError(
            "once.take needs a logged-in user and the transaction that makes the thing"
        )
    key = form if isinstance(form, str) else form.cleaned_data[FIELD]
    submission, is_new = Submission.objects.get_or_create(user=request.user, key=key[:40])
    return Sending(request, submission, is_repeat=not is_new)


def already_sent(request: HttpRequest, form: forms.BaseForm) -> HttpResponseRedirect | None:
    """The way to what this form made before, when it was sent already. For a view that wants to
    know before it validates.
    """
    key = str(form.data.get(form.add_prefix(FIELD), ""))
    earlier = (
        Submission.objects.filter(user=request.user.pk, key=key).exclude(result_url="").first()
        if key
        else None
    )
    return Sending(request, earlier, is_repeat=True).to_result() if earlier else None


def sweep() -> int:
    """Remove keys of more than a week ago; the number of rows that went."""
    return Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
