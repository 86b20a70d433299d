"""The error pages: in Dutch, with what to do now. The server error renders without a database."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "kit/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/errors/404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/errors/413.html", status=413)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429 with Retry-After. `wait_seconds`: when a next try can succeed."""
    response = render(request, "kit/errors/429.html", {"wait_seconds": wait_seconds}, status=429)
    response["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/errors/500.html", status=500)
