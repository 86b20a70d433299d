from django.urls import include, path
from django.views.decorators.http import require_safe

from jmzpro.pages import short_links, views
from jmzpro.pages.feeds import NewsAtom, NewsRss

of_pages = (
    [
        path("bericht/", views.message, name="message"),
        path("bericht/verstuurd/", views.message_sent, name="message-sent"),
        path("doorgeven/", views.pass_on, name="pass-on"),
        path("k/<slug:code>/", short_links.short, name="short"),
        path("k/<slug:code>/qr.svg", short_links.qr, name="short-qr"),
        path("k/<slug:code>/<slug:mark>.png", short_links.picture, name="picture"),
        path("nieuws/rss.xml", require_safe(NewsRss()), name="news-rss"),
        path("nieuws/atom.xml", require_safe(NewsAtom()), name="news-atom"),
    ],
    "pages",
)

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("", include(of_pages)),
]
