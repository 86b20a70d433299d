"""From any mail in two clicks to what it should stop, and a theme letter that begins with a yes
by mail.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.letters import composition, personal_data, unsubscribe
from jmzpro.letters.models import Follow, Stance, Subscriber, ThemeLetterRequest
from jmzpro.letters.tests.toy import letter_with, new_things
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace
from jmzpro.themes.models import Theme

ADDRESS = "juf@school.example"


def transport() -> Theme:
    return Theme.objects.get(slug="vervoer")


def ask_for_letter(client: Client, email: str = ADDRESS) -> object:
    theme = transport()
    return client.post("/themabrief/", {"email": email, "themes": [str(theme.pk)]}, follow=True)


def test_opening_the_page_changes_nothing_and_each_button_stops_one_thing(
    client: Client, cast: SimpleNamespace
) -> None:
    page = unsubscribe.address(cast.daan, "alert", [("theme", str(transport().pk))])
    assert "Niets meer over het thema Vervoer" in client.get(page).content.decode()
    assert not Follow.objects.exists()
    assert client.post(page, {"stop": f"theme-{transport().pk}"}).status_code == 200
    assert Follow.objects.get().stance == Stance.MUTES
    cast.daan.refresh_from_db()
    assert cast.daan.alert_pace == AlertPace.AT_ONCE
    client.post(page, {"terug": f"theme-{transport().pk}"})
    assert not Follow.objects.exists()
    client.post(page, {"stop": "pause-2"})
    cast.daan.refresh_from_db()
    assert cast.daan.is_paused()


def test_a_mail_program_stops_this_kind_by_itself_and_twice_is_no_harm(
    cast: SimpleNamespace,
) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    page = unsubscribe.address(cast.daan, "alert")
    for _ in range(2):
        assert (
            elsewhere.post(
                page, {"List-Unsubscribe": "One-Click"}, headers={"origin": "https://mail.example"}
            ).status_code
            == 200
        )
    cast.daan.refresh_from_db()
    assert cast.daan.alert_pace == AlertPace.NONE


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t.replace("p-", "p-x", 1), lambda t: "weg"]
)
def test_an_address_that_was_not_given_out_stops_nothing(
    client: Client, cast: SimpleNamespace, change: object
) -> None:
    token = change(unsubscribe.token(cast.daan, "alert"))  # type: ignore[operator]  # one of the lambdas above
    assert client.post(f"/mail/stoppen/{token}/").status_code == 404


def test_nothing_is_sent_before_the_owner_says_yes_and_opening_the_link_is_no_yes(
    client: Client, cast: SimpleNamespace
) -> None:
    ask_for_letter(client)
    assert OutgoingMail.objects.get().template == "letters/mail/confirm"
    link = f"/themabrief/bevestigen/{ThemeLetterRequest.objects.get().token}/"
    client.get(link)
    assert not Subscriber.objects.exists()
    client.post(link)
    with new_things("toy/1"), time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        composition.send_due()
        composition.send_due()
    assert OutgoingMail.objects.filter(to=ADDRESS, template="letters/mail/letter").count() == 1
    subscriber = Subscriber.objects.get()
    client.post(unsubscribe.address(subscriber, "theme-letter"))
    assert not Subscriber.objects.exists()


def test_the_answer_tells_nothing_about_an_address_and_one_address_gets_three_at_most(
    client: Client, cast: SimpleNamespace
) -> None:
    first = ask_for_letter(client)
    client.post(f"/themabrief/bevestigen/{ThemeLetterRequest.objects.get().token}/")
    for _ in range(4):
        again = ask_for_letter(client)
        assert again.content == first.content  # type: ignore[attr-defined]
    assert OutgoingMail.objects.filter(template="letters/mail/confirm").count() == 3


def test_without_a_theme_the_form_says_so_and_keeps_the_address(
    client: Client, cast: SimpleNamespace
) -> None:
    for chosen in ([], ["0", "onzin"]):
        response = client.post("/themabrief/", {"email": ADDRESS, "themes": chosen})
        page = response.content.decode()
        assert response.status_code == 422
        assert "Kies minstens één thema." in page
        assert ADDRESS in page
        assert "(mag leeg)" not in page
    assert not ThemeLetterRequest.objects.exists()


def test_coming_from_a_theme_it_is_ticked(client: Client, cast: SimpleNamespace) -> None:
    page = client.get("/themabrief/?thema=vervoer").content.decode()
    assert f'value="{transport().pk}" id="id_themes' in page
    assert page.count(" checked") == 1


def test_an_address_that_never_said_yes_is_gone_after_a_week(
    client: Client, cast: SimpleNamespace
) -> None:
    ask_for_letter(client)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        personal_data.sweep()
    assert not ThemeLetterRequest.objects.exists()


def test_somebody_reads_what_was_sent_and_why_and_nobody_elses(
    client: Client, cast: SimpleNamespace
) -> None:
    letter_with(cast.daan, "toy/1")
    client.force_login(cast.daan.user)
    assert (
        "Je krijgt deze brief omdat je dingen volgt" in client.get("/mijn/post/").content.decode()
    )
    client.force_login(cast.fatima.user)
    assert "toy/1" not in client.get("/mijn/post/").content.decode()


def test_following_from_a_theme_page_and_letting_go(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.daan.user)
    sent = {"kind": "theme", "target": str(transport().pk), "next": "/themas/vervoer/"}
    assert "Volg Vervoer" in client.get("/themas/vervoer/").content.decode()
    page = client.post("/mijn/volgen/", {**sent, "stance": "volgt"}, follow=True).content.decode()
    assert "Niet meer volgen" in page
    client.post("/mijn/volgen/", {**sent, "stance": "niet"})
    assert not Follow.objects.exists()
    for wrong in (
        {"target": "99999"},
        {"target": "<script>"},
        {"kind": "mail"},
        {"stance": "haat"},
    ):
        assert client.post("/mijn/volgen/", {**sent, "stance": "volgt", **wrong}).status_code == 404
