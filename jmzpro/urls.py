"""Every address of the site. Code owns an address first; what is left goes to the pages the
editors own (Wagtail).
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "jmzpro.kit.errors.bad_request"
handler403 = "jmzpro.kit.errors.forbidden"
handler404 = "jmzpro.kit.errors.not_found"
handler500 = "jmzpro.kit.errors.server_error"

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("jmzpro.kit.urls")),
    path("", include("jmzpro.work.urls")),
    path("", include("jmzpro.media.urls")),
    path("", include("jmzpro.mail.urls")),
    path("", include("jmzpro.api.urls")),
    path("", include("jmzpro.places.urls")),
    path("", include("jmzpro.search.urls")),
    path("", include("jmzpro.themes.urls")),
    path("", include("jmzpro.members.urls")),
    path("", include("jmzpro.letters.urls")),
    path("", include("jmzpro.questions.urls")),
    path("", include("jmzpro.library.urls")),
    path("", include("jmzpro.agenda.urls")),
    path("", include("jmzpro.support.urls")),
    path("", include("jmzpro.office.urls")),
    path("", include("jmzpro.held.urls")),
    path("", include("jmzpro.demo.urls")),
    path("", include("jmzpro.pages.urls")),
    # Wagtail's own login for closed pages, which asks for a password: ours takes its place.
    path("_util/login/", RedirectView.as_view(pattern_name="members:login", query_string=True)),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
