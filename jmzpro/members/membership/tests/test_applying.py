"""An organisation applies: the form, the confirmed address, the office's look, and what comes of
it.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.membership.application import submission
from jmzpro.members.membership.rules.models import MembershipSettings
from jmzpro.members.membership.tests.filled_in import (
    ADDRESS,
    confirmed,
    decide,
    last_mail,
    link_in,
    published,
    send,
    typed,
)
from jmzpro.members.models import (
    Application,
    ApplicationState,
    MembershipState,
    Organisation,
    OrganisationKind,
    Person,
)
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


def test_the_page_says_what_membership_brings_and_asks(
    client: Client, cast: SimpleNamespace
) -> None:
    page = client.get("/lid-worden/").content.decode()
    assert "Wat het je brengt" in page
    assert "contributie" not in page


def test_it_waits_for_the_office_once_the_address_is_confirmed(
    client: Client, cast: SimpleNamespace
) -> None:
    application = send(client)
    assert application.state == ApplicationState.TO_CONFIRM
    link = link_in(last_mail("confirm"), "/lid-worden/bevestigen/")
    client.get(link)
    application.refresh_from_db()
    assert application.state == ApplicationState.TO_CONFIRM, "a link scanner confirms nothing"
    for _ in range(2):
        assert "is bevestigd" in client.post(link).content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.WAITING
    assert application.steps.count() == 1
    assert OutgoingMail.objects.filter(template="members/membership/mail/received").count() == 1


def test_a_double_click_is_one_application_and_one_mail(
    client: Client, cast: SimpleNamespace
) -> None:
    for _ in range(2):
        send(client)
    assert Application.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
    send(client, motivation="Iets beters bedacht.")
    assert Application.objects.get().motivation == "Iets beters bedacht."
    assert OutgoingMail.objects.count() == 2


def test_a_mistyped_form_says_what_is_wrong_and_loses_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    answer = client.post(
        "/lid-worden/aanmelden/",
        typed(kvk="1234", town="Nergenshuizen", contact_email="geen adres"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Een KvK-nummer heeft acht cijfers" in page
    assert "Dit lijkt geen e-mailadres" in page
    assert "We willen jonge mantelzorgers eerder zien" in page
    assert not Application.objects.exists()
    assert client.post("/lid-worden/aanmelden/", {}).status_code == 422


def test_a_kvk_number_may_be_grouped_or_left_out(client: Client, cast: SimpleNamespace) -> None:
    assert send(client, kvk="1234 56.78").kvk == "12345678"
    assert send(client, kvk="", name="Een andere").kvk == ""


def test_what_fills_in_everything_is_no_person(client: Client, cast: SimpleNamespace) -> None:
    assert client.post("/lid-worden/aanmelden/", typed(nickname="x")).status_code == 302
    assert not Application.objects.exists()


def test_one_address_gets_few_mails(client: Client, cast: SimpleNamespace) -> None:
    for number in range(7):
        assert (
            client.post("/lid-worden/aanmelden/", typed(name=f"Organisatie {number}")).status_code
            == 302
        )
    assert OutgoingMail.objects.count() == 5


def test_what_was_not_confirmed_is_gone_after_seven_days(
    client: Client, cast: SimpleNamespace
) -> None:
    send(client)
    kept = confirmed(client, name="Wel bevestigd")
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        submission.forget_unconfirmed()
        assert Application.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        submission.forget_unconfirmed()
    assert Application.objects.get() == kept


def test_a_link_that_was_tampered_with_opens_nothing(client: Client, cast: SimpleNamespace) -> None:
    confirmed(client)
    link = link_in(last_mail("received"), "/lid-worden/aanmelding/")
    assert client.get(link)["Referrer-Policy"] == "no-referrer"
    assert client.get(link[:-3] + "x/").status_code == 404
    assert client.get(link.replace("-volg-", "-bevestig-")).status_code == 404
    Application.objects.update(contact_email="iemand@anders.example")
    assert client.get(link).status_code == 404


def test_accepted_it_is_an_organisation_on_the_site_with_a_contact_who_is_invited(
    client: Client, cast: SimpleNamespace
) -> None:
    published()
    application = confirmed(client)
    decide(client, cast, application, "neem-aan", "Welkom")
    organisation = Organisation.objects.get(name="Gemeente Voorbeeldstad")
    assert (organisation.state, organisation.is_active, organisation.kvk) == (
        MembershipState.ASPIRANT,
        True,
        "12345678",
    )
    assert organisation.contact is not None
    assert (organisation.contact.user.email, organisation.contact.organisation) == (
        ADDRESS,
        organisation,
    )
    assert application.organisation == organisation
    assert "Gemeente Voorbeeldstad" in client.get("/leden/").content.decode()
    welcome = last_mail("accepted")
    assert welcome.to == ADDRESS
    assert client.get(link_in(welcome, "/inloggen/")).status_code == 200
    assert "Een wachtwoord is niet nodig" in welcome.text
    assert organisation.contact.invitations.count() == 1
    assert AuditLine.objects.filter(action="application.accepted", actor=cast.anouk.user).exists()


def test_without_house_rules_it_is_a_member_at_once(client: Client, cast: SimpleNamespace) -> None:
    decide(client, cast, confirmed(client), "neem-aan")
    assert Organisation.objects.get(name="Gemeente Voorbeeldstad").state == MembershipState.MEMBER


def test_an_independent_professional_is_an_organisation_of_one(
    client: Client, cast: SimpleNamespace
) -> None:
    decide(
        client,
        cast,
        confirmed(client, name="Mo de Vries", kind="zelfstandig", kvk=None),
        "neem-aan",
    )
    assert Organisation.objects.get(name="Mo de Vries").kind == OrganisationKind.INDEPENDENT


def test_somebody_the_network_knows_stays_where_they_are(
    client: Client, cast: SimpleNamespace
) -> None:
    decide(client, cast, confirmed(client, contact_email=cast.sanne.user.email), "neem-aan")
    organisation = Organisation.objects.get(name="Gemeente Voorbeeldstad")
    assert organisation.contact == cast.sanne
    assert Person.objects.get(pk=cast.sanne.pk).organisation == cast.brug


def test_an_address_that_is_blocked_is_said_and_nothing_is_half_done(
    client: Client, cast: SimpleNamespace
) -> None:
    application = confirmed(client, contact_email=cast.wim.user.email)
    assert "hoort bij een account dat niet meedoet" in decide(client, cast, application, "neem-aan")
    assert application.state == ApplicationState.WAITING
    assert not Organisation.objects.filter(name="Gemeente Voorbeeldstad").exists()


def test_a_name_that_is_taken_is_said(client: Client, cast: SimpleNamespace) -> None:
    application = confirmed(client, name="steunpunt de brug")
    assert "Er is al een organisatie met de naam" in decide(client, cast, application, "neem-aan")
    assert application.state == ApplicationState.WAITING


def test_a_question_is_answered_by_the_link_in_the_mail(
    client: Client, cast: SimpleNamespace
) -> None:
    application = confirmed(client)
    decide(client, cast, application, "vraag", "Voor wie werken jullie?")
    assert "Voor wie werken jullie?" in last_mail("asked").text
    link = link_in(last_mail("asked"), "/lid-worden/aanmelding/")
    assert "Voor wie werken jullie?" in client.get(link).content.decode()
    assert client.post(link, {"text": ""}).status_code == 422
    for _ in range(2):
        assert (
            "bij het bureau"
            in client.post(link, {"text": "Voor kinderen en ouders."}, follow=True).content.decode()
        )
    assert application.steps.count() == 3
    decide(client, cast, application, "neem-aan")
    assert application.state == ApplicationState.ACCEPTED


def test_rejected_the_applicant_reads_why(client: Client, cast: SimpleNamespace) -> None:
    application = confirmed(client)
    assert "Schrijf waarom" in decide(client, cast, application, "wijs-af")
    assert application.state == ApplicationState.WAITING, "a rejection needs a reason"
    decide(client, cast, application, "wijs-af", "Dit netwerk is voor professionals.")
    assert application.state == ApplicationState.REJECTED
    assert "Dit netwerk is voor professionals." in last_mail("rejected").text
    link = link_in(last_mail("rejected"), "/lid-worden/aanmelding/")
    assert "niet aangenomen" in client.get(link).content.decode()


def test_who_decides_second_hears_who_was_first(client: Client, cast: SimpleNamespace) -> None:
    application = confirmed(client)
    waited = Application.objects.get(pk=application.pk)
    decide(client, cast, application, "wijs-af", "Nee")
    assert waited.state == ApplicationState.WAITING
    newest = application.steps.first()
    assert newest is not None
    said = decide_again(client, cast, f"{application.public_id}-{newest.pk}")
    assert "al besloten" in said
    assert not Organisation.objects.filter(name="Gemeente Voorbeeldstad").exists()


def decide_again(client: Client, cast: SimpleNamespace, item_id: str) -> str:
    from jmzpro.testing.login import log_in

    log_in(client, cast.beheer)
    answer = client.post(
        f"/beheer/wachtrij/lid-worden/{item_id}/besluit/",
        {"besluit": "neem-aan", "reden": ""},
        follow=True,
    )
    return str(answer.content.decode())


def test_an_applicant_takes_it_back(client: Client, cast: SimpleNamespace) -> None:
    application = confirmed(client)
    link = link_in(last_mail("received"), "/lid-worden/aanmelding/")
    assert "ingetrokken" in client.post(link, {"intrekken": "ja"}, follow=True).content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert (
        "intussen besloten" in client.post(link, {"text": "Toch wel"}, follow=True).content.decode()
    )


def test_only_the_bureau_sees_applications(client: Client, cast: SimpleNamespace) -> None:
    from jmzpro.office.bootstrap import make_roles
    from jmzpro.testing.login import log_in

    confirmed(client)
    make_roles()
    log_in(client, cast.pieter)
    assert "Gemeente Voorbeeldstad" not in client.get("/beheer/wachtrij/").content.decode()
    log_in(client, cast.anouk)
    assert "Gemeente Voorbeeldstad" in client.get("/beheer/wachtrij/").content.decode()


def test_who_applies_for_an_organisation_that_is_there_joins_it(
    client: Client, cast: SimpleNamespace
) -> None:
    application = confirmed(client, name="Stichting Steunpunt De Brug")
    make_roles()
    log_in(client, cast.anouk)
    page = client.get("/beheer/wachtrij/?soort=lid-worden").content.decode()
    assert f'<a href="/beheer/organisaties/edit/{cast.brug.pk}/">Steunpunt De Brug' in page
    assert "Voeg samen met Steunpunt De Brug" in page
    before = Organisation.objects.count()
    decide(client, cast, application, f"bij-{cast.brug.pk}", "Je collega’s zijn er al.")
    assert Organisation.objects.count() == before
    joined = Person.objects.get(user__email=application.contact_email)
    assert joined.organisation == cast.brug
    assert application.organisation == cast.brug
    mail = last_mail("joined")
    assert mail.subject == "Je hoort nu bij Steunpunt De Brug"
    assert "hoort al bij JMZ Pro" in mail.text
    assert "Jij hoort daar nu bij als collega." in mail.text
    assert "Je collega’s zijn er al." in mail.text


def test_who_has_an_account_elsewhere_stays_there_and_reads_so(
    client: Client, cast: SimpleNamespace
) -> None:
    elsewhere = cast.marijke
    application = confirmed(client, contact_email=elsewhere.user.email)
    decide(client, cast, application, f"bij-{cast.brug.pk}")
    elsewhere.refresh_from_db()
    assert elsewhere.organisation not in {None, cast.brug}
    mail = last_mail("joined")
    assert mail.subject == "Steunpunt De Brug hoort al bij JMZ Pro"
    for body in (mail.text, mail.html):
        assert f"je blijft bij {elsewhere.organisation}" in body
        assert "als collega" not in body


def test_what_waits_for_the_applicant_is_not_counted_and_comes_last(
    client: Client, cast: SimpleNamespace
) -> None:
    first = confirmed(client, name="Welzijn Eerst", contact_email="een@voorbeeld.example")
    confirmed(client, name="Welzijn Later", contact_email="twee@voorbeeld.example")
    decide(client, cast, first, "vraag", "Voor wie werken jullie?")
    log_in(client, cast.anouk)
    page = client.get("/beheer/wachtrij/?soort=lid-worden").content.decode()
    assert "Aanmelding als lid (1)" in page
    assert page.index("Welzijn Later</h2>") < page.index("Welzijn Eerst</h2>")
    assert "Wacht op antwoord van de aanvrager" in page


def test_a_municipality_that_names_none_works_in_its_own(
    client: Client, cast: SimpleNamespace
) -> None:
    application = confirmed(client)
    assert [str(one) for one in application.municipalities.all()] == ["Zwolle"]


@pytest.mark.parametrize(
    ("contribution", "said"),
    [(None, "hoor je van het bureau"), (0, "Lid zijn kost niets."), (250, "€ 250,00 per jaar")],
)
def test_the_page_says_what_it_costs(
    client: Client, cast: SimpleNamespace, contribution: int | None, said: str
) -> None:
    MembershipSettings.objects.update_or_create(pk=1, defaults={"contribution": contribution})
    assert said in client.get("/lid-worden/").content.decode()
