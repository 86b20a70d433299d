"""Below /durf-te-vragen/aanbod/, in the namespace of the questions."""

from django.urls import URLPattern, URLResolver, include, path

from jmzpro.questions.offers.views import mail_links, offers, requests

of_an_offer_request = [
    path("", requests.conversation, name="offer-request"),
    path("bericht/", requests.message, name="offer-message"),
    path("bericht/<int:pk>/", requests.held_message, name="offer-message-held"),
    path("toezegging/", requests.promise, name="offer-promise"),
    path("afwijzing/", requests.decline, name="offer-decline"),
    path("teruggave/", requests.give_back, name="offer-return"),
    path("intrekking/", requests.withdraw, name="offer-request-withdraw"),
    path("wachtlijst/", requests.waiting_list, name="offer-list"),
    path("mailadres/", requests.address, name="offer-address"),
]
of_an_offer: list[URLPattern | URLResolver] = [
    path("", offers.offer, name="offer"),
    path("aanpassing/", offers.edit, name="offer-edit"),
    path("verlenging/", offers.prolong, name="offer-prolong"),
    path("intrekking/", offers.withdraw, name="offer-withdraw"),
    path("verwijdering/", offers.remove, name="offer-remove"),
    path("melding/", offers.report, name="offer-report"),
    path("versies/", offers.versions, name="offer-versions"),
    path("verzoek/", requests.ask_for, name="offer-ask"),
    path("verzoek/<slug:public_id>/", include(of_an_offer_request)),
]
of_an_offer_mail = [
    path("nog-beschikbaar/", mail_links.still_there, name="offer-mail-still-there"),
    path("verzoek/", mail_links.decide, name="offer-mail-decide"),
    path("wachtlijst/", mail_links.waiting_list, name="offer-mail-list"),
]
urlpatterns = [
    path("", offers.index, name="offers"),
    path("breng-iets/", offers.bring, name="bring"),
    path("van-mij/", offers.mine, name="offers-mine"),
    path("mail/<slug:token>/", include(of_an_offer_mail)),
    path("<int:number>/", include(of_an_offer)),
]
