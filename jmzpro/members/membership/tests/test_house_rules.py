"""The house rules: versions, reading, asking, agreeing, and what is different."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.rehearsal import AS_SHOWN
from jmzpro.members.membership import voting
from jmzpro.members.membership.rules import agreement
from jmzpro.members.membership.rules.differences import differences
from jmzpro.members.membership.rules.forms import HouseRulesForm
from jmzpro.members.membership.tests.filled_in import last_mail, published
from jmzpro.members.models import (
    Agreement,
    HouseRules,
    MembershipSettings,
    MembershipState,
    Organisation,
    OrganisationKind,
)
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided

pytestmark = pytest.mark.django_db
RULES = "/lid-worden/spelregels/"


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def test_they_are_open_to_read(client: Client, cast: SimpleNamespace) -> None:
    assert "staan hier nog niet" in client.get(RULES).content.decode()
    published("We zijn er voor elkaar.")
    assert "We zijn er voor elkaar." in client.get(RULES).content.decode()


def test_or_sent_on_request_with_the_office_told(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    published("We zijn er voor elkaar.")
    MembershipSettings.current().set(rules_are_open=False)
    OutgoingMail.objects.all().delete()
    assert "We zijn er voor elkaar." not in client.get(RULES).content.decode()
    assert client.post(RULES, {"email": "geen adres"}).status_code == 422
    for _ in range(2):
        assert client.post(RULES, {"email": "lezer@ergens.example"}).status_code == 302
    mail = last_mail("rules")
    assert mail.to == "lezer@ergens.example"
    assert "We zijn er voor elkaar." in mail.text
    assert "lezer@ergens.example" in last_mail("rules_asked").text
    assert (
        OutgoingMail.objects.filter(
            template="members/membership/mail/rules_asked", to=cast.anouk.user.email
        ).count()
        == 1
    )
    assert OutgoingMail.objects.filter(template="members/membership/mail/rules").count() == 1


def test_a_new_version_asks_each_contact_once_by_mail_and_on_mine(
    client: Client, cast: SimpleNamespace
) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(contact=cast.sanne)
    published()
    assert (
        OutgoingMail.objects.filter(
            template="members/membership/mail/new_rules", to=cast.sanne.user.email
        ).count()
        == 1
    )
    client.force_login(cast.sanne.user)
    assert "Ga je akkoord met de Spelregels?" in client.get("/mijn/").content.decode()
    client.force_login(cast.youssef.user)
    assert "Ga je akkoord met de Spelregels?" not in client.get("/mijn/").content.decode()


def test_the_contact_agrees_for_each_organisation_and_is_asked_no_more(
    client: Client, cast: SimpleNamespace
) -> None:
    Organisation.objects.filter(pk=cast.wad.pk).update(
        contact=cast.sanne, state=MembershipState.ASPIRANT
    )
    rules = published()
    client.force_login(cast.sanne.user)
    assert (
        "Steunpunt De Brug en Welzijn Waddenkust"
        in client.get("/mijn/spelregels/").content.decode()
    )
    for _ in range(2):
        assert client.post("/mijn/spelregels/", {"versie": rules.pk}).status_code == 302
    assert {(one.organisation, one.person, one.rules) for one in Agreement.objects.all()} == {
        (cast.brug, cast.sanne, rules),
        (cast.wad, cast.sanne, rules),
    }
    assert Organisation.objects.get(pk=cast.wad.pk).state == MembershipState.MEMBER, (
        "an aspirant becomes a member by it"
    )
    assert "Ga je akkoord" not in client.get("/mijn/").content.decode()
    assert AuditLine.objects.filter(action="house_rules.agreed").count() == 2


def test_a_colleague_reads_them_and_agrees_to_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    rules = published()
    client.force_login(cast.youssef.user)
    assert "Akkoord" not in client.get("/mijn/spelregels/").content.decode()
    client.post("/mijn/spelregels/", {"versie": rules.pk})
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("sent", ["", "0", "x", "oud"])
def test_nobody_agrees_to_what_they_did_not_read(
    client: Client, cast: SimpleNamespace, sent: str
) -> None:
    old = published("Oud.")
    published("Nieuw.")
    client.force_login(cast.sanne.user)
    answer = client.post(
        "/mijn/spelregels/", {"versie": old.pk if sent == "oud" else sent}, follow=True
    )
    assert "intussen veranderd" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_the_differences_are_shown_with_words_and_not_by_colour_alone(
    client: Client, cast: SimpleNamespace
) -> None:
    first = published("We antwoorden binnen een week.\n\nWe delen alles.")
    client.force_login(cast.sanne.user)
    client.post("/mijn/spelregels/", {"versie": first.pk})
    published("We antwoorden binnen drie dagen.\n\nWe noemen geen namen.", summary="Sneller.")
    page = client.get("/mijn/spelregels/").content.decode()
    assert '<del><span class="visually-hidden">Vervalt: </span>een week.</del>' in page
    assert '<ins><span class="visually-hidden">Nieuw: </span>drie dagen.</ins>' in page
    assert "Sneller." in page


def test_differences_make_up_both_texts_again() -> None:
    before = "Een.\n\nWe antwoorden binnen een week op elke vraag.\n\nDit vervalt helemaal."
    after = (
        "Een.\n\nWe antwoorden binnen drie dagen op elke vraag.\n\nIets heel anders hier.\n\nEn "
        "nog wat."
    )
    shown = differences(before, after)

    def without(kind: str) -> str:
        whole = (
            "".join(piece.text for piece in paragraph.pieces if piece.kind != kind).strip()
            for paragraph in shown
        )
        return "\n\n".join(text for text in whole if text)

    assert without("gone") == after
    assert without("new") == before


def test_the_office_writes_publishes_once_and_sees_who_agreed(
    office: Client, cast: SimpleNamespace
) -> None:
    answer = office.post(
        "/beheer/lidmaatschap/spelregels/nieuw/",
        {"text": "Versie een.", "summary": "", "independents_vote": ""},
    )
    assert answer["Location"] == "/beheer/lidmaatschap/spelregels/1/"
    assert "Versie een." not in office.get(RULES).content.decode(), "nobody sees a draft"
    assert "In de maak" in office.get(answer["Location"]).content.decode()
    office.post(
        "/beheer/lidmaatschap/spelregels/1/schrijven/", {"text": "Versie één.", "summary": ""}
    )
    publish = "/beheer/lidmaatschap/spelregels/1/publiceren/"
    asked = office.post(publish)
    assert not HouseRules.objects.current()
    seen = {AS_SHOWN: asked.context["letters"].version}
    assert "is gepubliceerd" in office.post(publish, seen, follow=True).content.decode()
    assert "was al gepubliceerd" in office.post(publish, follow=True).content.decode()
    assert office.get("/beheer/lidmaatschap/spelregels/1/schrijven/").status_code == 404, (
        "published words never change"
    )
    rules = HouseRules.objects.get()
    Agreement.objects.create(rules=rules, organisation=cast.brug, person=cast.sanne)
    page = office.get("/beheer/lidmaatschap/spelregels/1/").content.decode()
    assert "Sanne Vermeer" in page
    assert "Welzijn Waddenkust" in page
    assert "1 van 6 organisaties" in office.get("/beheer/lidmaatschap/").content.decode()


@pytest.mark.parametrize(
    "address", ["/beheer/lidmaatschap/", "/beheer/lidmaatschap/spelregels/nieuw/"]
)
def test_only_the_bureau_comes_there(client: Client, cast: SimpleNamespace, address: str) -> None:
    make_roles()
    log_in(client, cast.pieter)
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "x"}).status_code == 404


def test_who_writes_on_while_a_colleague_publishes_changes_nothing_and_keeps_the_text(
    office: Client, cast: SimpleNamespace
) -> None:
    draft = HouseRules.objects.create(number=1, text="Zoals het gelezen wordt.")
    form = HouseRulesForm({"text": "Stiekem anders."}, instance=HouseRules.objects.get())
    assert form.is_valid()
    agreement.publish(draft, by=cast.anouk.user)
    with pytest.raises(AlreadyDecided):
        agreement.write(form, by=cast.anouk.user)
    with patch("jmzpro.members.membership.rules.agreement.write", side_effect=AlreadyDecided):
        answer = office.post("/beheer/lidmaatschap/spelregels/nieuw/", {"text": "Stiekem anders."})
    assert answer.status_code == 422
    assert "Stiekem anders." in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.text, draft.published_at is not None) == ("Zoals het gelezen wordt.", True)


def test_the_office_sets_what_is_open_and_what_it_costs(
    office: Client, cast: SimpleNamespace
) -> None:
    sent = {"contribution": "150,50", "grace_days": "30"}
    assert office.post("/beheer/lidmaatschap/", sent).status_code == 302
    assert "€ 150,50 per jaar" in office.get("/lid-worden/").content.decode()
    assert office.post("/beheer/lidmaatschap/", {"grace_days": "veel"}).status_code == 422


def test_independents_vote_when_the_current_version_says_so(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.brug.pk).update(kind=OrganisationKind.INDEPENDENT)
    published(independents_vote=True)
    assert list(voting.votes_of(cast.sanne.user)) == [cast.brug]
    published(independents_vote=False)
    assert not voting.votes_of(cast.sanne.user).exists()
