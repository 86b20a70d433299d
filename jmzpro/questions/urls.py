from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe

from jmzpro.questions.feeds import PublicQuestions
from jmzpro.questions.views import (
    answering,
    asker,
    asking,
    browsing,
    feedback,
    mail_links,
    offer_mail_links,
    offer_requests,
    offers,
    paper,
    public_consent,
    referring,
    summary,
)

app_name = "questions"

of_an_answer = [
    path("aanpassing/", answering.edit, name="answer-edit"),
    path("verwijdering/", answering.remove, name="answer-remove"),
    path("bijlagen/", answering.files, name="answer-files"),
    path("toestemming/", answering.consent, name="answer-consent"),
    path("dit-hielp/", feedback.helpful, name="helpful"),
    path("bedankje/", feedback.thank, name="thanks"),
    path("melding/", feedback.report, name="answer-report"),
    path("versies/", browsing.versions, name="answer-versions"),
]
of_a_question: list[URLPattern | URLResolver] = [
    path("", browsing.question, name="question"),
    path("antwoord/", answering.answer, name="answer"),
    path("antwoord/<int:answer>/", include(of_an_answer)),
    path("weet-ik-niet/", answering.pass_on, name="pass"),
    path("vraag-het-aan/", referring.refer, name="refer"),
    path("aanpassing/", asker.edit, name="question-edit"),
    path("afsluiting/", asker.close, name="close"),
    path("heropening/", asker.reopen, name="reopen"),
    path("openbaarheid/", asker.withdraw, name="withdraw"),
    path("verwijdering/", asker.remove, name="question-remove"),
    path("melding/", feedback.report, name="report"),
    path("versies/", browsing.versions, name="versions"),
    path("samenvatting/", summary.improve, name="summary"),
    path("samenvatting/versies/", summary.versions, name="summary-versions"),
    path("samenvatting/versies/<int:version>/herstel/", summary.restore, name="summary-restore"),
    path("pdf/", paper.pdf, name="pdf"),
]
of_a_mail = [
    path("weet-ik-niet/", mail_links.pass_on, name="mail-pass"),
    path("pauze/", mail_links.pause, name="mail-pause"),
    path("geen-mail/", mail_links.stop, name="mail-stop"),
    path("weer-mail/", mail_links.resume, name="mail-resume"),
]
of_an_offer_request = [
    path("", offer_requests.conversation, name="offer-request"),
    path("bericht/", offer_requests.message, name="offer-message"),
    path("bericht/<int:pk>/", offer_requests.held_message, name="offer-message-held"),
    path("toezegging/", offer_requests.promise, name="offer-promise"),
    path("afwijzing/", offer_requests.decline, name="offer-decline"),
    path("teruggave/", offer_requests.give_back, name="offer-return"),
    path("intrekking/", offer_requests.withdraw, name="offer-request-withdraw"),
    path("wachtlijst/", offer_requests.waiting_list, name="offer-list"),
    path("mailadres/", offer_requests.address, name="offer-address"),
]
of_an_offer: list[URLPattern | URLResolver] = [
    path("", offers.offer, name="offer"),
    path("aanpassing/", offers.edit, name="offer-edit"),
    path("verlenging/", offers.prolong, name="offer-prolong"),
    path("intrekking/", offers.withdraw, name="offer-withdraw"),
    path("verwijdering/", offers.remove, name="offer-remove"),
    path("melding/", offers.report, name="offer-report"),
    path("versies/", offers.versions, name="offer-versions"),
    path("verzoek/", offer_requests.ask_for, name="offer-ask"),
    path("verzoek/<slug:public_id>/", include(of_an_offer_request)),
]
of_an_offer_mail = [
    path("nog-beschikbaar/", offer_mail_links.still_there, name="offer-mail-still-there"),
    path("verzoek/", offer_mail_links.decide, name="offer-mail-decide"),
    path("wachtlijst/", offer_mail_links.waiting_list, name="offer-mail-list"),
]
urlpatterns = [
    path("durf-te-vragen/", browsing.index, name="list"),
    path("durf-te-vragen/stel-je-vraag/", asking.ask, name="ask"),
    path("durf-te-vragen/stel-je-vraag/suggesties/", asking.suggestions, name="suggestions"),
    path("durf-te-vragen/bijlage/<slug:public_id>/verwijdering/", answering.file_removal, name="file-remove"),
    path("durf-te-vragen/mail/<slug:token>/", include(of_a_mail)),
    path("durf-te-vragen/toestemming/<slug:key>/", public_consent.public_consent, name="public-consent"),
    path("durf-te-vragen/feed.atom", require_safe(PublicQuestions()), name="feed"),
    path("durf-te-vragen/aanbod/", offers.index, name="offers"),
    path("durf-te-vragen/aanbod/breng-iets/", offers.bring, name="bring"),
    path("durf-te-vragen/aanbod/van-mij/", offers.mine, name="offers-mine"),
    path("durf-te-vragen/aanbod/mail/<slug:token>/", include(of_an_offer_mail)),
    path("durf-te-vragen/aanbod/<int:number>/", include(of_an_offer)),
    path("durf-te-vragen/<int:number>/", include(of_a_question)),
]
