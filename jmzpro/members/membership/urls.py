"""/lid-worden/, and what a contact does on /mijn/."""

from django.urls import path

from jmzpro.members.membership.application import views as applying
from jmzpro.members.membership.rules import views as rules
from jmzpro.members.membership.upkeep import views as upkeep

urlpatterns = [
    path("lid-worden/", applying.join, name="join"),
    path("lid-worden/aanmelden/", applying.apply, name="apply"),
    path("lid-worden/verstuurd/", applying.sent, name="application_sent"),
    path("lid-worden/bevestigen/<str:token>/", applying.confirm, name="application_confirm"),
    path("lid-worden/aanmelding/<str:token>/", applying.follow, name="application"),
    path("lid-worden/spelregels/", rules.read, name="house_rules"),
    path("lid-worden/spelregels/verstuurd/", rules.sent, name="house_rules_sent"),
    path("mijn/spelregels/", rules.agree, name="agree"),
    path("mijn/organisatie/", upkeep.own, name="own"),
    path("mijn/organisatie/<slug:slug>/gegevens/", upkeep.edit, name="own_organisation"),
    path("mijn/organisatie/<slug:slug>/gegevens/klopt/", upkeep.right, name="organisation_right"),
]
