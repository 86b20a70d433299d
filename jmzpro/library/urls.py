from django.urls import path

from jmzpro.library import sharing, submitting, upkeep, using, views
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
    path("kennisbank/inzending/", submitting.submissions, name="submissions"),
    path("kennisbank/inzending/praktijkvoorbeeld/", submitting.practice, name="practice"),
    path("kennisbank/inzending/tip/", submitting.tip, name="tip"),
    path("kennisbank/inzending/<slug:public_id>/", submitting.submission, name="submission"),
    path("kennisbank/inzending/<slug:public_id>/herziening/", submitting.revision, name="submission-revision"),
    path("kennisbank/nakijken/<str:token>/", upkeep.still_right, name="upkeep"),
    path("kennisbank/<slug:slug>/gebruik/", using.use, name="use"),
    path("kennisbank/<slug:slug>/gebruik/weg/", using.removal, name="use-removal"),
    path("kennisbank/<slug:slug>/gebruik/<slug:person>/melding/", using.report, name="use-report"),
    path("kennisbank/<slug:slug>/", views.item, name="item"),
]
