"""Puts the words above coded pages and the old addresses in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.redirects import views as redirects
from wagtail.snippets.models import register_snippet

from jmzpro.pages import redirect_admin
from jmzpro.pages.forms import OldAddressForm
from jmzpro.pages.viewsets import IntroductionViewSet

register_snippet(IntroductionViewSet)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("oude-adressen/", redirect_admin.old_addresses, name="pages_old_addresses")]


@hooks.register("register_admin_urls", order=-1)
def urls_in_place_of_wagtails() -> list[URLPattern]:
    """Its form lets an editor make a circle, and its import as well: ours do not. Its own names
    lead here.
    """
    ours = RedirectView.as_view(pattern_name="pages_old_addresses")
    return [
        path("redirects/add/", redirects.CreateView.as_view(form_class=OldAddressForm)),
        path("redirects/<int:redirect_id>/", redirects.EditView.as_view(form_class=OldAddressForm)),
        path("redirects/import/", ours),
        path("redirects/import/process/", ours),
    ]


class OldAddressesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return redirect_admin.may_redirect(request.user)


@hooks.register("register_settings_menu_item")
def old_addresses_item() -> MenuItem:
    return OldAddressesItem(
        "Oude adressen",
        reverse("pages_old_addresses"),
        name="old-addresses",
        icon_name="redirect",
        order=810,
    )
