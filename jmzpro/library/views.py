"""Reading the Kennisbank: the list, a record, its files, its short address."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jmzpro.library.models import File, Item
from jmzpro.media.views import download
from jmzpro.members.access import to_login

PER_PAGE = 15


def unseen(request: HttpRequest) -> HttpResponseBase:
    """What may not be seen and what is not there look the same: a visitor may log in, who is logged in gets 404."""
    if request.user.is_authenticated:
        raise Http404
    return to_login(request)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = Paginator(Item.objects.visible_to(request.user).newest_first(), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "library/list.html", {"page": page})


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = Item.objects.visible_to(request.user).filter(slug=slug).first()
    return render(request, "library/item.html", {"item": found}) if found else unseen(request)


@require_safe
def short(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The address on paper and behind the QR code."""
    found = Item.objects.visible_to(request.user).filter(public_id=public_id.lower()).first()
    return redirect(found) if found else unseen(request)


@require_safe
def file(request: HttpRequest, public_id: str, name: str) -> HttpResponseBase:
    """The newest version of a file, whatever name the address still carries."""
    found = File.objects.visible_to(request.user).filter(public_id=public_id).select_related("current").first()
    if found is None or found.current is None:
        return unseen(request)
    try:
        opened = found.current.copy.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return download(FileResponse(opened), found.current.name, found.current.content_type)
