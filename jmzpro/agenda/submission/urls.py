from django.urls import path

from jmzpro.agenda.submission import upkeep
from jmzpro.agenda.submission.views import add, change, lost_link, mine

urlpatterns = [
    path("agenda/toevoegen/", add.add, name="add"),
    path("agenda/toevoegen/verstuurd/", add.sent, name="sent"),
    path("agenda/link-kwijt/", lost_link.lost, name="lost"),
    path("agenda/link-kwijt/verstuurd/", lost_link.sent, name="lost-sent"),
    path("agenda/bevestigen/<str:token>/", add.confirm, name="confirm"),
    path("agenda/wijzigen/<str:token>/", change.change, name="change"),
    path("agenda/wijzigen/<str:token>/controleren/", add.check, name="check"),
    path("agenda/wijzigen/<str:token>/formulier/", change.edit, name="edit"),
    path("agenda/wijzigen/<str:token>/datum/<str:name>/", change.date, name="date"),
    path("agenda/wijzigen/<str:token>/afgelasting/", change.cancel, name="cancel"),
    path("agenda/wijzigen/<str:token>/antwoord/", change.answer, name="answer"),
    path("agenda/klopt-nog/<str:token>/", upkeep.still_right, name="still-right"),
    path("mijn/activiteiten/", mine.mine, name="mine"),
]
