"""From the form to the public page: apply, confirm, be accepted, log in, agree, complete the
page, and stand on the map.
"""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.membership import voting
from jmzpro.members.membership.tests.filled_in import ADDRESS, confirmed, decide, link_in, published
from jmzpro.members.models import MembershipState, Organisation, User
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db


def test_a_municipality_becomes_a_member_and_keeps_its_own_page(
    client: Client, cast: SimpleNamespace
) -> None:
    rules = published("We antwoorden elkaar binnen een week.")
    before = voting.number_of_votes()
    decide(client, cast, confirmed(client, town="Kampen"), "neem-aan")
    organisation = Organisation.objects.get(name="Gemeente Voorbeeldstad")
    assert organisation.name in client.get("/leden/").content.decode(), (
        "it is on the list and the map at once"
    )
    assert "Kampen" in client.get("/leden/kaart/").content.decode()
    assert voting.number_of_votes() == before, "an aspirant has no vote"

    welcome = OutgoingMail.objects.get(template="members/membership/mail/accepted", to=ADDRESS)
    assert client.get(link_in(welcome, "/inloggen/")).status_code == 200
    log_in(client, User.objects.get(email=ADDRESS).person)
    assert "Ga je akkoord met de Spelregels?" in client.get("/mijn/").content.decode()
    assert "binnen een week" in client.get("/mijn/spelregels/").content.decode()
    client.post("/mijn/spelregels/", {"versie": rules.pk})
    organisation.refresh_from_db()
    assert organisation.state == MembershipState.MEMBER
    assert voting.number_of_votes() == before + 1

    page = client.get("/mijn/organisatie/", follow=True)
    assert organisation.name in page.content.decode()
    sent = {
        "description": "Wij zorgen dat scholen en huisartsen jonge mantelzorgers zien.",
        "kind": "gemeente",
        "town": "Kampen",
        "municipalities": "Zwolle, Kampen, Dalfsen",
        "website": "https://www.gemeente-zwolle.example/",
        "version": organisation.version,
    }
    assert client.post(f"/mijn/organisatie/{organisation.slug}/gegevens/", sent).status_code == 302
    client.logout()
    public = client.get(organisation.get_absolute_url()).content.decode()
    assert "Wij zorgen dat scholen en huisartsen jonge mantelzorgers zien." in public
    assert "Dalfsen" in public
    assert ADDRESS not in public, "the contact's own address stays with the members"


def test_the_first_minute_leads_a_new_contact_to_the_house_rules(
    client: Client, cast: SimpleNamespace
) -> None:
    published()
    decide(client, cast, confirmed(client), "neem-aan")
    log_in(client, User.objects.get(email=ADDRESS).person)
    answer = client.post(
        "/welkom/", {"province": "", "alert_pace": "meteen", "alerts_per_week": "3"}
    )
    assert answer["Location"] == "/mijn/spelregels/"
