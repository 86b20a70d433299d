"""An organisation without an account: add, confirm, get approved, change by the private link."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import drafts, queue
from jmzpro.agenda.submission.tests.filled_in import ADDRESS, last_mail, link_in, typed
from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import carry_out
from jmzpro.testing.samples import make_activity
from jmzpro.trust.models import AuditLine


def fill_in(client: Client, **changes: object) -> str:
    """The page where it is looked at once more."""
    answer = client.post("/agenda/toevoegen/", typed(**changes))
    assert answer.status_code == 302, re.findall(
        r"(?s)error-summary.*?</div>", answer.content.decode()
    )
    return str(answer["Location"])


def send(client: Client, **changes: object) -> Activity:
    assert client.post(fill_in(client, **changes))["Location"] == "/agenda/toevoegen/verstuurd/"
    return Activity.objects.get()


def confirmed(client: Client, **changes: object) -> Activity:
    send(client, **changes)
    client.post(link_in(last_mail("confirm"), "/agenda/bevestigen/"))
    return Activity.objects.get()


def decide(
    client: Client,
    cast: SimpleNamespace,
    activity: Activity,
    decision: str,
    text: str = "",
    kind: str = "agenda",
) -> str:
    """As a moderator, who logs in and out again."""
    make_roles()
    log_in(client, cast.pieter)
    newest = activity.review_steps.last()
    assert newest is not None
    answer = carry_out(client, kind, f"{activity.public_id}-{newest.pk}", decision, text=text)
    client.logout()
    activity.refresh_from_db()
    return str(answer.content.decode())


def test_it_is_on_the_site_after_the_address_was_confirmed_and_a_moderator_looked(
    client: Client, cast: SimpleNamespace
) -> None:
    assert client.get("/agenda/toevoegen/").status_code == 200
    check = fill_in(client)
    assert "Stichting Naast Elkaar" not in client.get(check).content.decode().split("<main")[0]
    client.post(check)
    activity = Activity.objects.get()
    assert activity.state == State.TO_CONFIRM
    confirm = link_in(last_mail("confirm"), "/agenda/bevestigen/")
    client.get(confirm)
    activity.refresh_from_db()
    assert activity.state == State.TO_CONFIRM, "a link scanner confirms nothing"
    client.post(confirm)
    activity.refresh_from_db()
    assert activity.state == State.FOR_REVIEW
    decide(client, cast, activity, "plaats")
    assert activity.state == State.PUBLISHED
    assert activity.title in client.get("/agenda/").content.decode()
    assert last_mail("placed").to == ADDRESS
    assert AuditLine.objects.filter(action="gepubliceerd", actor=cast.pieter.user).exists()


def test_the_room_is_changed_by_the_private_link_without_an_account(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    decide(client, cast, activity, "plaats")
    link = link_in(last_mail("placed"), "/agenda/wijzigen/")
    assert client.get(link).status_code == 200
    assert client.get(f"{link}formulier/").status_code == 200
    client.post(f"{link}formulier/", typed(venue_name="Buurthuis, zaal 5", submitter_email=None))
    before, activity = activity.sequence, Activity.objects.get()
    assert activity.venue_name == "Buurthuis, zaal 5"
    assert activity.sequence == before + 1


def test_who_only_typed_an_address_can_do_nothing_more_with_it(
    client: Client, cast: SimpleNamespace
) -> None:
    check = fill_in(client)
    client.post(check)
    assert client.get(check).status_code == 404
    assert client.get(check.replace("controleren/", "formulier/")).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "formulier/", "afgelasting/", "antwoord/", "controleren/", "datum/20270101T000000Z/"],
)
def test_a_link_with_one_letter_changed_opens_nothing(
    client: Client, cast: SimpleNamespace, path: str
) -> None:
    confirmed(client)
    link = link_in(last_mail("received"), "/agenda/wijzigen/")
    wrong = f"{link[:-2]}{'a' if link[-2] != 'a' else 'b'}/"
    assert client.get(f"{wrong}{path}").status_code == 404


def test_a_name_without_a_signature_goes_to_the_login(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    assert client.get(f"/agenda/wijzigen/{activity.public_id}/")["Location"].startswith(
        "/inloggen/"
    )
    client.force_login(cast.daan.user)
    assert client.get(f"/agenda/wijzigen/{activity.public_id}/").status_code == 404


def test_a_confirmation_is_one_however_often_the_button_is_pressed(
    client: Client, cast: SimpleNamespace
) -> None:
    send(client)
    confirm = link_in(last_mail("confirm"), "/agenda/bevestigen/")
    for _ in range(2):
        assert client.post(confirm).status_code == 200
    assert OutgoingMail.objects.filter(template="agenda/mail/received").count() == 1


def test_who_never_confirms_is_forgotten_after_seven_days(
    client: Client, cast: SimpleNamespace
) -> None:
    send(client)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        drafts.delete_old_unconfirmed()
        assert Activity.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        drafts.delete_old_unconfirmed()
        assert not Activity.objects.exists()
        assert client.get(link_in(last_mail("confirm"), "/agenda/bevestigen/")).status_code == 404


def test_what_is_confirmed_is_kept(client: Client, cast: SimpleNamespace) -> None:
    confirmed(client)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        drafts.delete_old_unconfirmed()
        assert Activity.objects.exists()


def test_an_address_gets_five_mails_a_day_at_the_most_whoever_asks(
    client: Client, cast: SimpleNamespace
) -> None:
    for number in range(7):
        assert client.post(fill_in(client, title=f"Lunch nummer {number}")).status_code == 302
    assert OutgoingMail.objects.filter(template="agenda/mail/confirm").count() == 5


def test_what_fills_in_everything_is_no_person(client: Client, cast: SimpleNamespace) -> None:
    assert client.post("/agenda/toevoegen/", typed(nickname="x")).status_code == 302
    assert not Activity.objects.exists()


def test_a_question_of_the_office_is_answered_by_the_link_and_the_moderator_reads_it(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    decide(client, cast, activity, "vraag", "Is er een lift?")
    assert "Is er een lift?" in last_mail("asked").text
    link = link_in(last_mail("asked"), "/agenda/wijzigen/")
    assert "Is er een lift?" in client.get(link).content.decode()
    assert client.get(f"{link}antwoord/").status_code == 200
    client.post(f"{link}antwoord/", {"text": "Ja, naast de ingang."})
    make_roles()
    log_in(client, cast.pieter)
    assert "Ja, naast de ingang." in client.get("/beheer/wachtrij/").content.decode()


@pytest.mark.parametrize(
    ("typed_in", "said"),
    [({"is_free": "on"}, "gratis"), ({"cost": "€ 5 per kind"}, "€ 5 per kind")],
)
def test_who_checks_and_who_approves_see_what_will_stand_there(
    client: Client, cast: SimpleNamespace, typed_in: dict[str, str], said: str
) -> None:
    more = {"postcode": "3511 AB", "accessibility": "Er is een lift.", **typed_in}
    check = client.get(fill_in(client, **more)).content.decode()
    waiting = queue.as_it_waits(Activity.objects.get())
    for words in (said, "3511 AB", "Er is een lift."):
        assert words in check
        assert words in [fact[1] for fact in waiting.facts]


def test_a_rejection_says_why_and_is_mailed(client: Client, cast: SimpleNamespace) -> None:
    activity = confirmed(client)
    assert "Schrijf waarom" in decide(client, cast, activity, "afwijzen")
    assert activity.state == State.FOR_REVIEW, "a rejection without a reason is none"
    decide(client, cast, activity, "afwijzen", "Dit is een verkooppraatje.")
    assert activity.state == State.REJECTED
    assert "verkooppraatje" in last_mail("rejected").text
    assert client.get(activity.get_absolute_url()).status_code == 404
    link = link_in(last_mail("rejected"), "/agenda/wijzigen/")
    assert "verkooppraatje" in client.get(link).content.decode()
    assert client.get(f"/agenda/toevoegen/?kopie={link.split('/')[3]}").status_code == 200


def test_the_second_moderator_is_told_who_decided(client: Client, cast: SimpleNamespace) -> None:
    activity = confirmed(client)
    newest = activity.review_steps.last()
    assert newest is not None
    decide(client, cast, activity, "plaats")
    make_roles()
    log_in(client, cast.anouk)
    late = carry_out(client, "agenda", f"{activity.public_id}-{newest.pk}", "plaats")
    assert "Pieter Smit al besloten" in late.content.decode()
    assert OutgoingMail.objects.filter(template="agenda/mail/placed").count() == 1


def test_a_moderator_decides_about_what_was_read_not_about_what_changed_meanwhile(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    read = activity.review_steps.last()
    link = link_in(last_mail("received"), "/agenda/wijzigen/")
    client.post(f"{link}formulier/", typed(title="Iets heel anders", submitter_email=None))
    make_roles()
    log_in(client, cast.pieter)
    assert read is not None
    late = carry_out(client, "agenda", f"{activity.public_id}-{read.pk}", "plaats")
    assert "aangepast" in late.content.decode()
    assert Activity.objects.get().state == State.FOR_REVIEW


def test_it_can_be_cancelled_by_the_link_and_stays_to_be_seen_as_cancelled(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    decide(client, cast, activity, "plaats")
    link = link_in(last_mail("placed"), "/agenda/wijzigen/")
    assert client.get(f"{link}afgelasting/").status_code == 200
    client.post(f"{link}afgelasting/", {"text": "De zaal is dicht."})
    activity.refresh_from_db()
    assert activity.state == State.CANCELLED
    assert client.get(activity.get_absolute_url()).status_code == 200
    assert client.get(f"{link}formulier/")["Location"] == f"{link}?gedaan=gesloten"


def test_what_waits_is_looked_at_with_its_dates_and_its_doubles(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client, repeats="elke week 3 keer")
    make_roles()
    log_in(client, cast.pieter)
    page = client.get(f"/beheer/agenda/{activity.public_id}/bekijken/").content.decode()
    assert activity.title in page
    assert page.count("12.00 – 13.30 uur") >= 3
    client.force_login(cast.sanne.user)
    assert client.get(f"/beheer/agenda/{activity.public_id}/bekijken/").status_code in (302, 404)


def test_who_lost_the_link_gets_it_by_mail_and_only_who_added_it(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client)
    make_activity(cast, "Van een ander", submitter=None, submitter_email="ander@voorbeeld.example")
    answer = client.post("/agenda/link-kwijt/", {"email": ADDRESS.upper()}, follow=True)
    mail = last_mail("links_again")
    assert mail.to.lower() == ADDRESS
    assert "Van een ander" not in mail.text
    assert client.get(link_in(mail, "/agenda/wijzigen/")).status_code == 200
    unknown = client.post(
        "/agenda/link-kwijt/", {"email": "niemand@voorbeeld.example"}, follow=True
    )
    assert unknown.content == answer.content
    assert OutgoingMail.objects.filter(template="agenda/mail/links_again").count() == 1
    assert activity.title in mail.text


def test_a_link_is_not_mailed_for_what_is_over_or_was_never_confirmed(
    client: Client, cast: SimpleNamespace
) -> None:
    send(client)
    past = timezone.now() - timedelta(days=9)
    make_activity(
        cast,
        "Geweest",
        submitter=None,
        submitter_email=ADDRESS,
        starts_at=past,
        ends_at=past + timedelta(hours=1),
    )
    client.post("/agenda/link-kwijt/", {"email": ADDRESS})
    assert not OutgoingMail.objects.filter(template="agenda/mail/links_again").exists()


def test_the_link_is_mailed_twice_a_day_at_most_and_a_wrong_address_is_said(
    client: Client, cast: SimpleNamespace
) -> None:
    confirmed(client)
    for hour in range(4):
        with time_machine.travel(timezone.now() + timedelta(hours=hour)):
            client.post("/agenda/link-kwijt/", {"email": ADDRESS})
    assert OutgoingMail.objects.filter(template="agenda/mail/links_again").count() == 2
    wrong = client.post("/agenda/link-kwijt/", {"email": "geen adres"})
    assert wrong.status_code == 422
    assert "geen adres" in wrong.content.decode()
