from django.urls import path

from jmzpro.support import upkeep
from jmzpro.support.views import mine, search, services

app_name = "support"
urlpatterns = [
    path("hulp-vinden/", search.for_professionals, name="search"),
    path("hulp-vinden/voor-jou/", search.for_you, name="for-you"),
    path("hulp-vinden/delen/", search.share, name="share"),
    path("hulp-vinden/lijst/<slug:codes>/", search.shared_list, name="list"),
    path("hulp-vinden/klopt-nog/<str:token>/", upkeep.still_right, name="still-right"),
    path("hulp-vinden/aanbod/<slug:slug>/", services.service, name="service"),
    path("hulp-vinden/aanbod/<slug:slug>/klopt-niet/", services.report, name="report"),
    path(
        "hulp-vinden/aanbod/<slug:slug>/klopt-niet/verstuurd/", services.reported, name="reported"
    ),
    path("mijn/hulpaanbod/", mine.mine, name="mine"),
    path("mijn/hulpaanbod/toevoegen/", mine.add, name="add"),
    path("mijn/hulpaanbod/<slug:public_id>/", mine.edit, name="edit"),
    path("mijn/hulpaanbod/<slug:public_id>/klopt-nog/", mine.look, name="look"),
]
