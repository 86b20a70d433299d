from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe

from jmzpro.questions.feeds import PublicQuestions
from jmzpro.questions.views import (
    answers,
    asker,
    consent,
    feedback,
    mail_links,
    paper,
    question_form,
    questions,
    referrals,
    summary,
)

app_name = "questions"

of_an_answer = [
    path("aanpassing/", answers.edit, name="answer-edit"),
    path("verwijdering/", answers.remove, name="answer-remove"),
    path("bijlagen/", answers.files, name="answer-files"),
    path("toestemming/", answers.consent, name="answer-consent"),
    path("dit-hielp/", feedback.helpful, name="helpful"),
    path("bedankje/", feedback.thank, name="thanks"),
    path("melding/", feedback.report, name="answer-report"),
    path("versies/", questions.versions, name="answer-versions"),
]
of_a_question: list[URLPattern | URLResolver] = [
    path("", questions.question, name="question"),
    path("antwoord/", answers.answer, name="answer"),
    path("antwoord/<int:answer>/", include(of_an_answer)),
    path("weet-ik-niet/", answers.pass_on, name="pass"),
    path("vraag-het-aan/", referrals.refer, name="refer"),
    path("aanpassing/", asker.edit, name="question-edit"),
    path("afsluiting/", asker.close, name="close"),
    path("heropening/", asker.reopen, name="reopen"),
    path("openbaarheid/", asker.withdraw, name="withdraw"),
    path("verwijdering/", asker.remove, name="question-remove"),
    path("melding/", feedback.report, name="report"),
    path("versies/", questions.versions, name="versions"),
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
    path("dit-hielp/<int:answer>/", mail_links.helped, name="mail-helped"),
    path("weggelaten/<int:answer>/", mail_links.left_off, name="mail-left-off"),
]
urlpatterns = [
    path("durf-te-vragen/", questions.index, name="list"),
    path("durf-te-vragen/stel-je-vraag/", question_form.ask, name="ask"),
    path("durf-te-vragen/stel-je-vraag/suggesties/", question_form.suggestions, name="suggestions"),
    path(
        "durf-te-vragen/bijlage/<slug:public_id>/verwijdering/",
        answers.file_removal,
        name="file-remove",
    ),
    path("durf-te-vragen/mail/<slug:token>/", include(of_a_mail)),
    path("durf-te-vragen/toestemming/<slug:key>/", consent.public_consent, name="public-consent"),
    path("durf-te-vragen/feed.atom", require_safe(PublicQuestions()), name="feed"),
    path("durf-te-vragen/aanbod/", include("jmzpro.questions.offers.urls")),
    path("durf-te-vragen/<int:number>/", include(of_a_question)),
]
