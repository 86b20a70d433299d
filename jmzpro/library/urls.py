from django.urls import path

from jmzpro.library import sharing, views
from jmzpro.library.feeds import NewItems
from jmzpro.library.oai import oai

app_name = "library"

urlpatterns = [
    path("kennisbank/", views.index, name="list"),
    path("kennisbank/bestand/<slug:public_id>/<str:name>", views.file, name="file"),
    path("kennisbank/omslag/<slug:public_id>.jpg", views.cover, name="cover"),
    path("oai", oai, name="oai"),
    path("kennisbank/feed.xml", NewItems(), name="feed"),
    path("kennisbank/alles.csv", sharing.export, {"form": "csv"}, name="export-csv"),
    path("kennisbank/alles.jsonl", sharing.export, {"form": "jsonl"}, name="export-jsonl"),
    path("kennisbank/<slug:slug>/bron.ris", sharing.citation, {"form": "ris"}, name="cite-ris"),
    path("kennisbank/<slug:slug>/bron.bib", sharing.citation, {"form": "bib"}, name="cite-bib"),
    path("kennisbank/<slug:slug>/", views.item, name="item"),
    path("k/<slug:public_id>/", views.short, name="short"),
]
