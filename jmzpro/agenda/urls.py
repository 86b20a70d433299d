from django.urls import include, path

from jmzpro.agenda import embed, feeds, views

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="list"),
    path("agenda/maand/", views.month, name="month"),
    path("agenda/kaart/", views.network, name="map"),
    path("agenda/archief/", views.archive, name="archive"),
    path("agenda/insluiten/", views.embed, name="embed"),
    path("agenda/insluiten/jmz-agenda.js", embed.script, name="embed-script"),
    path("agenda/insluiten/agenda.json", embed.data, name="embed-data"),
    path("agenda/feed.xml", feeds.atom, name="feed"),
    path("agenda.ics", feeds.ics, name="ics"),
    path("", include("jmzpro.agenda.submission.urls")),
    path("agenda/", include("jmzpro.agenda.registration.urls")),
    path("", include("jmzpro.agenda.external_calendars.urls")),
    path("agenda/<slug:slug>/", views.activity, name="activity"),
    path("agenda/<slug:slug>/agenda.ics", feeds.activity_ics, name="activity-ics"),
    path("agenda/<slug:slug>/poster/", views.poster, name="poster"),
]
