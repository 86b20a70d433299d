from django.urls import path

from jmzpro.library import downloads, submission, upkeep, uses, views
from jmzpro.library.feeds import NewItems
from jmzpro.library.oai import oai

app_name = "library"

urlpatterns = [
    path("kennisbank/", views.index, name="list"),
    path("kennisbank/bestand/<slug:public_id>/<str:name>", views.file, name="file"),
    path("kennisbank/omslag/<slug:public_id>.jpg", views.cover, name="cover"),
    path("oai", oai, name="oai"),
    path("kennisbank/feed.xml", NewItems(), name="feed"),
    path("kennisbank/alles.csv", downloads.export, {"form": "csv"}, name="export-csv"),
    path("kennisbank/alles.jsonl", downloads.export, {"form": "jsonl"}, name="export-jsonl"),
    path("kennisbank/<slug:slug>/bron.ris", downloads.citation, {"form": "ris"}, name="cite-ris"),
    path("kennisbank/<slug:slug>/bron.bib", downloads.citation, {"form": "bib"}, name="cite-bib"),
    path("kennisbank/inzending/", submission.submissions, name="submissions"),
    path("kennisbank/inzending/praktijkvoorbeeld/", submission.practice, name="practice"),
    path("kennisbank/inzending/tip/", submission.tip, name="tip"),
    path("kennisbank/inzending/<slug:public_id>/", submission.submission, name="submission"),
    path(
        "kennisbank/inzending/<slug:public_id>/herziening/",
        submission.revision,
        name="submission-revision",
    ),
    path("kennisbank/nakijken/<str:token>/", upkeep.still_right, name="upkeep"),
    path("kennisbank/<slug:slug>/gebruik/", uses.use, name="use"),
    path("kennisbank/<slug:slug>/gebruik/weg/", uses.removal, name="use-removal"),
    path("kennisbank/<slug:slug>/gebruik/<slug:person>/melding/", uses.report, name="use-report"),
    path("kennisbank/<slug:slug>/", views.item, name="item"),
]
