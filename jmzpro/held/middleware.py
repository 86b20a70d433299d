"""Opens the passage of each sending, holds what a moderator must see first, and notes what its
writer let stand.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from jmzpro.held import second_looks
from jmzpro.held.acts import TooLarge
from jmzpro.held.custody import hold_form
from jmzpro.text import passage as text_passage

Answer = Callable[[HttpRequest], HttpResponseBase]


class HeldTextsMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return self.get_response(request)
        note = second_looks.Note(request)
        with text_passage.opened(text_passage.Passage(on_looked_over=note.write)) as passage:
            response = self.get_response(request)
        if passage.looked_over and response.status_code in {302, 303}:
            note.place(path_of(response))
        else:
            note.drop()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """In the place of the view's answer: the text waits, or (its files being too large)
        cannot.
        """
        if not isinstance(error, text_passage.MustBeHeld):
            return None
        try:
            held = hold_form(request, error)
        except TooLarge:
            return render(request, "held/too_large.html", status=422)
        if held.writer is not None:
            return redirect(held)
        return render(
            request,
            "held/waits.html",
            {"held": held, "has_address": bool(error.address)},
            status=202,
        )


def path_of(response: HttpResponseBase) -> str:
    """Where the view sent its writer, without the host."""
    parts = urlsplit(str(response.get("Location", "")))
    return parts.path + (f"#{parts.fragment}" if parts.fragment else "")
