"""What a form is given."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing at all: an empty form is refused as any other. None while it is only looked at."""
    return request.POST if request.method == "POST" else None
