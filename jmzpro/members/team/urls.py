"""Addresses of who works at an organisation, in the namespace of members."""

from django.urls import path

from jmzpro.members.team.views import own_place, people

MENSEN = "mijn/organisatie/mensen/"

urlpatterns = [
    path(MENSEN, people.people, name="team"),
    path(f"{MENSEN}uitnodigen/", people.invitation, name="team-invite"),
    path(
        f"{MENSEN}gevraagd/<slug:public_id>/intrekken/",
        people.call_withdrawal,
        name="team-call-withdrawal",
    ),
    path(f"{MENSEN}<slug:public_id>/", people.person, name="team-person"),
    path(f"{MENSEN}<slug:public_id>/vertrek/", people.departure, name="team-departure"),
    path(f"{MENSEN}<slug:public_id>/terug/", people.return_, name="team-return"),
    path(f"{MENSEN}<slug:public_id>/contactpersoon/", people.contact, name="team-contact"),
    path(f"{MENSEN}<slug:public_id>/herinnering/", people.reminder, name="team-reminder"),
    path(f"{MENSEN}<slug:public_id>/intrekken/", people.withdrawal, name="team-withdrawal"),
    path("mijn/organisatie/verlaten/", own_place.leave, name="leave"),
    path("mijn/vertrek/naam/", own_place.byline, name="leaving-byline"),
    path("mijn/vertrek/overstap/", own_place.ask, name="leaving-ask"),
    path("mijn/overstap/<slug:public_id>/", own_place.move, name="move"),
    path(
        "mijn/overstap/<slug:public_id>/intrekken/",
        own_place.move_withdrawal,
        name="move-withdrawal",
    ),
]
