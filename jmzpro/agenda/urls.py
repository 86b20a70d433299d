from django.urls import include, path

from jmzpro.agenda import embedding, feeds, views

app_name = "agenda"
urlpatterns = [
    path("agenda/", views.index, name="list"),
    path("agenda/maand/", views.month, name="month"),
    path("agenda/kaart/", views.network, name="map"),
    path("agenda/archief/", views.archive, name="archive"),
    path("agenda/insluiten/", views.embed, name="embed"),
    path("agenda/insluiten/jmz-agenda.js", embedding.script, name="embed-script"),
    path("agenda/insluiten/agenda.json", embedding.data, name="embed-data"),
    path("agenda/feed.xml", feeds.atom, name="feed"),
    path("agenda.ics", feeds.ics, name="ics"),
    path("", include("jmzpro.agenda.adding.urls")),
    path("agenda/", include("jmzpro.agenda.registering.urls")),
    path("", include("jmzpro.agenda.connected.urls")),
    path("agenda/<slug:slug>/", views.activity, name="activity"),
    path("agenda/<slug:slug>/agenda.ics", feeds.activity_ics, name="activity-ics"),
    path("agenda/<slug:slug>/poster/", views.poster, name="poster"),
]
