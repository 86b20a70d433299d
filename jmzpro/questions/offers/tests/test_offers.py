"""Bringing, asking for it, and what becomes of that, the way members do it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from jmzpro.kit import panels
from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.tokens import Refused, Reply
from jmzpro.members.models import Person
from jmzpro.questions.models import (
    MessageState,
    Offer,
    OfferMessage,
    OfferReport,
    OfferRequest,
    OfferState,
    RequestState,
)
from jmzpro.questions.offers import lifecycle, mail_replies, queue, requests
from jmzpro.questions.offers.tests.brought import MORE, WHAT, WHY, bring, want
from jmzpro.search.query import find
from jmzpro.search.sync import catch_up
from jmzpro.themes.models import Theme
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.queue import AlreadyDecided

LIST = "/durf-te-vragen/aanbod/"
NEW = f"{LIST}breng-iets/"


def typed(**changes: Any) -> dict[str, Any]:
    form = {
        "title": WHAT,
        "kind": "materiaal",
        "text": MORE,
        "for_whom": "Voor wie een groep begint",
        "province": "",
        "town": "",
        "how_many": "aantal",
        "copies": "3",
        "available_until": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "conditions": "Noem de bron.",
        "themes": [Theme.objects.get(slug="vervoer").pk],
        "eenmalig": new_key(),
    }
    return {**form, **changes}


def mails(start: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(cause__contains=start).order_by("pk"))


def page_of(client: Client, person: Person, address: str) -> str:
    client.force_login(person.user)
    return client.get(address).content.decode()


# Bringing


def test_what_somebody_brings_is_on_the_list_the_theme_page_and_in_search(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    made = client.post(NEW, typed(), follow=True)
    assert WHAT in made.content.decode()
    assert "Noem de bron." in made.content.decode()
    catch_up()
    for address in (
        LIST,
        "/themas/vervoer/",
        "/zoeken/?q=draaiboek+vervoer",
        cast.sanne.get_absolute_url(),
        cast.brug.get_absolute_url(),
    ):
        assert WHAT in page_of(client, cast.daan, address).replace("<mark>", "").replace(
            "</mark>", ""
        ), address


def test_a_visitor_sees_it_nowhere(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    catch_up()
    client.logout()
    for address in (LIST, offer.get_absolute_url(), f"{LIST}999/"):
        assert client.get(address)["Location"].startswith("/inloggen/")
    for address in (
        "/durf-te-vragen/",
        "/themas/vervoer/",
        "/zoeken/?q=draaiboek+vervoer",
        cast.brug.get_absolute_url(),
    ):
        assert WHAT not in client.get(address).content.decode().replace("<mark>", "").replace(
            "</mark>", ""
        )


def test_the_home_page_says_how_much_lies_ready_and_not_what(cast: SimpleNamespace) -> None:
    bring(cast.sanne)
    bring(cast.marijke, kind="ruimte")
    (shown,) = [
        html
        for html in panels.render("home", RequestFactory().get("/"))
        if "brengen ook iets" in html
    ]
    assert "2 dingen" in shown
    assert WHAT not in shown
    assert "Sanne" not in shown


def test_a_town_brings_its_province_along(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    client.post(NEW, typed(town="Harlingen"))
    offer = Offer.objects.get()
    assert (str(offer.town), str(offer.province)) == ("Harlingen", "Friesland")


def test_an_empty_form_is_refused_as_any_other(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.marijke)
    client.force_login(cast.marijke.user)
    own = offer.get_absolute_url()
    for address in ("/durf-te-vragen/aanbod/breng-iets/", f"{own}aanpassing/", f"{own}verlenging/"):
        assert client.post(address, {}).status_code == 422


def test_a_double_click_brings_it_once(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    form = typed()
    assert client.post(NEW, form)["Location"] == client.post(NEW, form)["Location"]
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "🙂 <script>"},
        {"text": "x" * 20_001},
        {"text": "Bel over bsn 111222333 van het kind."},
        {"how_many": "aantal", "copies": ""},
        {"copies": "-1"},
        {"copies": "999999999999"},
        {"available_until": "2020-01-01"},
        {"available_until": "9999-12-31"},
        {"available_until": "morgen"},
        {"town": "Nergenshuizen"},
        {"kind": "schat"},
        {"province": "999"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, cast: SimpleNamespace, changes: dict[str, Any]
) -> None:
    client.force_login(cast.sanne.user)
    response = client.post(NEW, typed(**changes))
    if changes.get("title", "").startswith("🙂"):
        assert response.status_code in {302, 422}
        assert "<script>" not in client.get(LIST).content.decode().replace(
            '<script type="module"', ""
        )
        return
    assert response.status_code == 422
    assert "Noem de bron." in response.content.decode()
    assert not Offer.objects.exists()


def test_more_than_ten_in_ten_minutes_wait_with_their_text(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    for _ in range(10):
        client.post(NEW, typed())
    refused = client.post(NEW, typed())
    assert refused.status_code == 429
    assert WHAT in refused.content.decode()


def test_an_edit_keeps_how_it_read(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    client.force_login(cast.sanne.user)
    client.post(f"{offer.get_absolute_url()}aanpassing/", typed(title="Een ander draaiboek"))
    assert WHAT in page_of(client, cast.daan, f"{offer.get_absolute_url()}versies/")
    assert client.post(f"{offer.get_absolute_url()}aanpassing/", typed()).status_code == 404


def test_no_fewer_than_were_promised(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne, copies=3)
    for person in (cast.daan, cast.marijke):
        requests.promise(want(offer, person))
    client.force_login(cast.sanne.user)
    response = client.post(f"{offer.get_absolute_url()}aanpassing/", typed(how_many="een"))
    assert response.status_code == 422
    assert "al 2 keer toe" in response.content.decode()


# Asking for it, and yes or no


def test_a_request_reaches_the_bringer_without_addresses(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne)
    client.force_login(cast.daan.user)
    client.post(f"{offer.get_absolute_url()}verzoek/", {"text": WHY, "eenmalig": new_key()})
    (mail,) = mails(":came")
    assert mail.to == cast.sanne.user.email
    assert "Daan Kolkman" in mail.text
    assert WHY in mail.text
    assert cast.daan.user.email not in mail.text + mail.html + mail.reply_to + mail.from_name
    assert "antwoord+" in mail.reply_to


def test_the_two_see_the_request_and_nobody_else(client: Client, cast: SimpleNamespace) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    for person, status in (
        (cast.sanne, 200),
        (cast.daan, 200),
        (cast.marijke, 404),
        (cast.anouk, 404),
    ):
        client.force_login(person.user)
        assert client.get(wanted.get_absolute_url()).status_code == status
        assert (
            cast.daan.user.email not in client.get(wanted.get_absolute_url()).content.decode()
            or person != cast.sanne
        )


def test_nobody_asks_for_an_own_offer_and_nobody_twice(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne)
    client.force_login(cast.sanne.user)
    client.post(f"{offer.get_absolute_url()}verzoek/", {"text": WHY, "eenmalig": new_key()})
    assert not OfferRequest.objects.exists()
    client.force_login(cast.daan.user)
    for _ in range(2):
        client.post(f"{offer.get_absolute_url()}verzoek/", {"text": WHY, "eenmalig": new_key()})
    assert OfferRequest.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferRequest.objects.create(offer=offer, person=cast.daan)


def test_the_last_one_makes_it_given_and_the_others_hear_it_kindly(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne, copies=2)
    first, second, third = (
        want(offer, person) for person in (cast.daan, cast.marijke, cast.fatima)
    )
    client.force_login(cast.sanne.user)
    client.post(f"{first.get_absolute_url()}toezegging/")
    offer.refresh_from_db()
    assert (offer.state, offer.given) == (OfferState.AVAILABLE, 1)
    client.post(f"{second.get_absolute_url()}toezegging/")
    offer.refresh_from_db()
    third.refresh_from_db()
    assert (offer.state, offer.given, third.state) == (OfferState.GIVEN, 2, RequestState.MISSED)
    (missed,) = mails(":missed")
    assert missed.to == cast.fatima.user.email
    assert "bewaar mijn verzoek" in missed.text
    client.post(f"{third.get_absolute_url()}toezegging/")
    third.refresh_from_db()
    assert third.state == RequestState.MISSED


def test_only_the_bringer_says_yes(client: Client, cast: SimpleNamespace) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    for person in (cast.daan, cast.marijke, cast.anouk):
        client.force_login(person.user)
        assert client.post(f"{wanted.get_absolute_url()}toezegging/").status_code == 404
    wanted.refresh_from_db()
    assert wanted.is_waiting


def test_a_no_may_have_a_word_and_decides_once(client: Client, cast: SimpleNamespace) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    client.force_login(cast.sanne.user)
    client.post(
        f"{wanted.get_absolute_url()}afwijzing/", {"text": "Het is bij ons in de verbouwing."}
    )
    client.post(f"{wanted.get_absolute_url()}toezegging/")
    wanted.refresh_from_db()
    assert wanted.state == RequestState.DECLINED
    (mail,) = mails(":declined")
    assert "verbouwing" in mail.text
    assert not mails(":promised")


def test_who_asks_just_too_late_keeps_his_words_and_can_be_kept(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne)
    first = want(offer, cast.daan)
    requests.promise(first)
    client.force_login(cast.marijke.user)
    address = f"{offer.get_absolute_url()}verzoek/"
    refused = client.post(address, {"text": WHY, "eenmalig": new_key()})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert WHY in page
    assert 'name="lijst" value="ja"' in page
    client.post(address, {"text": WHY, "eenmalig": new_key(), "lijst": "ja"})
    kept = OfferRequest.objects.get(person=cast.marijke)
    assert kept.is_kept
    requests.give_back(first, by=cast.daan)
    kept.refresh_from_db()
    offer.refresh_from_db()
    assert (kept.state, offer.state, offer.given) == (RequestState.WAITING, OfferState.AVAILABLE, 0)
    assert [mail.to for mail in mails(":free:")] == [cast.marijke.user.email]
    assert [mail.to for mail in mails(":waiting-again")] == [cast.sanne.user.email]


def test_what_does_not_go_on_is_said_to_be_free_only_while_it_can_be_had(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.marijke, days=5)
    request = want(offer, cast.sanne)
    for days_later, said in ((0, ", en het aanbod is weer vrij"), (6, "")):
        OfferRequest.objects.filter(pk=request.pk).update(state=RequestState.WAITING)
        requests.promise(request)
        with time_machine.travel(timezone.now() + timedelta(days=days_later)):
            assert (
                "vrij voor een ander" in page_of(client, cast.sanne, request.get_absolute_url())
            ) == bool(said)
            page = client.post(
                f"{request.get_absolute_url()}teruggave/", follow=True
            ).content.decode()
        assert f"De ander krijgt een mail{said}." in page


def test_more_copies_free_the_list(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    requests.promise(want(offer, cast.daan))
    kept = want(offer, cast.marijke, for_the_list=True)
    told = lifecycle.Told("materiaal", WHAT, MORE, offer.available_until, copies=2)
    assert lifecycle.edit(offer, told, by=cast.sanne)
    kept.refresh_from_db()
    assert (offer.state, kept.state) == (OfferState.AVAILABLE, RequestState.WAITING)


def test_unlimited_never_runs_dry(cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne, copies=None)
    for person in (cast.daan, cast.marijke, cast.fatima):
        assert requests.promise(want(offer, person))
    offer.refresh_from_db()
    assert (offer.state, offer.given) == (OfferState.AVAILABLE, 3)


# Writing to each other


def reply(person: Person, text: str, message_id: str = "<1@mail.example>") -> Reply:
    token = ReplyToken.objects.get(user=person.user, kind="offer-request")
    return Reply(
        token=token, text=text, message_id=message_id, received_at=timezone.now(), files=()
    )


def test_they_write_by_mail_and_no_address_shows(client: Client, cast: SimpleNamespace) -> None:
    want(bring(cast.sanne), cast.daan)
    mail_replies.receive(reply(cast.sanne, "Wanneer begin je? Bel me op 06-12345678."))
    mail_replies.receive(reply(cast.sanne, "Wanneer begin je? Bel me op 06-12345678."))
    (to_daan,) = mails(":message:")
    assert to_daan.to == cast.daan.user.email
    assert "Wanneer begin je?" in to_daan.text
    assert cast.sanne.user.email not in to_daan.text + to_daan.html + to_daan.reply_to
    mail_replies.receive(reply(cast.daan, "In maart.", "<2@mail.example>"))
    assert [mail.to for mail in mails(":message:")] == [cast.daan.user.email, cast.sanne.user.email]


def test_a_message_about_a_child_waits_for_its_author(
    client: Client, cast: SimpleNamespace
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    mail_replies.receive(
        reply(cast.sanne, "Het is voor Kees de Vries, 9 jaar, van basisschool De Regenboog.")
    )
    held = OfferMessage.objects.get(state=MessageState.HELD)
    assert not mails(":message:")
    assert "Regenboog" not in page_of(client, cast.daan, wanted.get_absolute_url())
    client.force_login(cast.sanne.user)
    address = f"{wanted.get_absolute_url()}bericht/{held.pk}/"
    client.post(address, {"text": "Het is voor een kind in de basisschoolleeftijd."})
    assert "basisschoolleeftijd" in page_of(client, cast.daan, wanted.get_absolute_url())
    client.force_login(cast.daan.user)
    assert client.get(address).status_code == 404


def test_a_bsn_and_an_empty_mail_are_refused(cast: SimpleNamespace) -> None:
    want(bring(cast.sanne), cast.daan)
    for text in ("Zijn bsn is 111222333.", "🙂", "x" * 6000):
        with pytest.raises(Refused):
            mail_replies.receive(reply(cast.sanne, text))
    assert OfferMessage.objects.count() == 1


def test_an_address_is_given_by_who_owns_it_and_taken_back(
    client: Client, cast: SimpleNamespace
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    client.force_login(cast.sanne.user)
    client.post(f"{wanted.get_absolute_url()}mailadres/", {"geef": "ja"})
    assert cast.sanne.user.email in page_of(client, cast.daan, wanted.get_absolute_url())
    assert cast.daan.user.email not in page_of(client, cast.sanne, wanted.get_absolute_url())
    assert cast.sanne.user.email in mails(":address")[0].text
    client.post(f"{wanted.get_absolute_url()}mailadres/", {"geef": "nee"})
    assert cast.sanne.user.email not in page_of(client, cast.daan, wanted.get_absolute_url())


# The calendar


def test_a_week_before_it_runs_out_its_bringer_is_asked_once(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne, days=20)
    today = timezone.localdate()
    assert lifecycle.ask_whether_still_there(today + timedelta(days=12)) == 0
    assert lifecycle.ask_whether_still_there(today + timedelta(days=13)) == 1
    assert lifecycle.ask_whether_still_there(today + timedelta(days=14)) == 0
    (mail,) = mails(":still-there")
    assert mail.to == cast.sanne.user.email
    address = f"{LIST}mail/{ReplyToken.objects.get(kind='offer').token}/nog-beschikbaar/"
    assert address in mail.text
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        client.logout()
        for _ in range(2):  # a link scanner changes nothing
            client.get(address)
        offer.refresh_from_db()
        assert offer.available_until == today + timedelta(days=20)
        client.post(address, {"nog": "tijd"})
        offer.refresh_from_db()
        assert offer.available_until == today + timedelta(days=14 + 90)
    assert lifecycle.let_run_out(today + timedelta(days=21)) == 0


def test_is_weg_takes_it_off_the_list_and_tells_who_waits(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne, days=5)
    want(offer, cast.daan)
    lifecycle.ask_whether_still_there(timezone.localdate() + timedelta(days=1))
    client.post(
        f"{LIST}mail/{ReplyToken.objects.get(kind='offer').token}/nog-beschikbaar/", {"nog": "weg"}
    )
    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN
    assert [mail.to for mail in mails(":gone")] == [cast.daan.user.email]
    assert WHAT not in page_of(client, cast.marijke, LIST)
    client.force_login(cast.marijke.user)
    assert client.get(offer.get_absolute_url()).status_code == 404


def test_who_was_writing_while_it_was_taken_back_keeps_the_words(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.marijke)
    lifecycle.withdraw(offer)
    client.force_login(cast.daan.user)
    refused = client.post(
        f"{offer.get_absolute_url()}verzoek/", {"text": "Voor onze <groep> van acht."}
    )
    assert (refused.status_code, refused["Cache-Control"]) == (404, "private, no-store")
    assert "Voor onze &lt;groep&gt; van acht." in refused.content.decode()
    assert "is niet verstuurd" in refused.content.decode()
    assert not OfferRequest.objects.exists()


def test_no_answer_lets_it_run_out_and_who_asked_in_time_can_still_get_it(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne, days=3)
    wanted = want(offer, cast.daan)
    assert lifecycle.let_run_out(timezone.localdate() + timedelta(days=3)) == 0
    assert lifecycle.let_run_out(timezone.localdate() + timedelta(days=4)) == 1
    assert lifecycle.let_run_out(timezone.localdate() + timedelta(days=4)) == 0
    offer.refresh_from_db()
    assert offer.state == OfferState.EXPIRED
    assert "wacht nog één verzoek" in mails(":ran-out")[0].text
    with pytest.raises(requests.NotOffered):
        want(offer, cast.marijke)
    assert requests.promise(wanted)


def test_what_is_past_its_day_is_not_there_before_any_job_ran(
    client: Client, cast: SimpleNamespace
) -> None:
    offer = bring(cast.sanne, days=0)
    assert WHAT in page_of(client, cast.daan, LIST)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert WHAT not in page_of(client, cast.daan, LIST)
        assert "afgelopen" in page_of(client, cast.daan, offer.get_absolute_url())


def test_opened_again_it_is_there_again(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    client.force_login(cast.sanne.user)
    client.post(f"{offer.get_absolute_url()}intrekking/")
    client.post(
        f"{offer.get_absolute_url()}verlenging/",
        {"until": (timezone.localdate() + timedelta(days=9)).isoformat()},
    )
    assert WHAT in page_of(client, cast.daan, LIST)


# Yes and no from the mail


def test_the_bringer_decides_from_the_mail_without_a_login(
    client: Client, cast: SimpleNamespace
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    address = f"{LIST}mail/{ReplyToken.objects.get(user=cast.sanne.user, kind='offer-request').token}/verzoek/"  # noqa: E501
    assert WHY in client.get(address).content.decode()
    wanted.refresh_from_db()
    assert wanted.is_waiting
    client.post(address, {"antwoord": "ja"})
    wanted.refresh_from_db()
    assert wanted.is_promised
    assert "al besloten" in client.get(address).content.decode()


def test_the_askers_own_link_decides_nothing(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    first, second = want(offer, cast.daan), want(offer, cast.marijke)
    requests.promise(first)
    token = ReplyToken.objects.get(user=cast.marijke.user, kind="offer-request").token
    assert client.post(f"{LIST}mail/{token}/verzoek/", {"antwoord": "ja"}).status_code == 404
    assert client.get(f"{LIST}mail/{'0' * 32}/verzoek/").status_code == 404
    client.post(f"{LIST}mail/{token}/wachtlijst/", {"bewaar": "ja"})
    second.refresh_from_db()
    assert second.is_kept


# The list, the office, forgetting


def test_the_filters_count_what_they_give(client: Client, cast: SimpleNamespace) -> None:
    bring(cast.sanne, "Een lesbrief", themes=("les",), province="utrecht", kind="les")
    bring(cast.marijke, "Een zaaltje", province="friesland", kind="ruimte")
    bring(cast.daan, "Een boekenlijst", themes=("rouw-en-verlies",))
    requests.promise(want(bring(cast.els, "Een spel"), cast.daan))
    page = page_of(client, cast.fatima, LIST)
    assert "3 resultaten" in page
    assert "Het noorden (2)" in page
    assert "Vergeven (1)" in page
    assert "Alles (4)" in page
    north = page_of(client, cast.fatima, f"{LIST}?deel=noord")
    assert "Een zaaltje" in north
    assert "Een boekenlijst" in north
    assert "Een lesbrief" not in north
    assert "Een spel" in page_of(client, cast.fatima, f"{LIST}?stand=vergeven")
    assert "Een lesbrief" in page_of(client, cast.fatima, f"{LIST}?thema=les")
    assert "3 resultaten" in page_of(
        client, cast.fatima, f"{LIST}?deel=<script>&soort=x&stand=y&pagina=zz"
    )


def test_an_empty_list_says_what_to_do(client: Client, cast: SimpleNamespace) -> None:
    assert "Wees de eerste" in page_of(client, cast.daan, LIST)
    bring(cast.sanne)
    assert "Haal een filter weg" in page_of(client, cast.daan, f"{LIST}?soort=ruimte")


def test_mine_shows_what_i_brought_and_fetched_to_me_alone(
    client: Client, cast: SimpleNamespace
) -> None:
    requests.promise(want(bring(cast.sanne), cast.daan))
    assert WHAT in page_of(client, cast.sanne, "/mijn/")
    assert WHAT in page_of(client, cast.daan, f"{LIST}van-mij/")
    assert WHAT not in page_of(client, cast.marijke, f"{LIST}van-mij/")


def test_a_reported_offer_is_taken_down_and_told_why(client: Client, cast: SimpleNamespace) -> None:
    offer = bring(cast.sanne)
    want(offer, cast.daan)
    client.force_login(cast.marijke.user)
    client.post(f"{offer.get_absolute_url()}melding/", {"text": "Dit is reclame."})
    report = OfferReport.objects.get()
    assert queue.QUEUE.count(cast.pieter.user) == 1
    assert queue.QUEUE.count(cast.sanne.user) == 0
    queue.REPORTS.hide(str(report.pk), by=cast.pieter.user, text="Reclame hoort hier niet.")
    assert client.get(offer.get_absolute_url()).status_code == 404
    assert "Reclame hoort hier niet." in mails("hidden:offer/")[0].text
    catch_up()
    assert find("draaiboek vervoer", cast.daan.user, kind="offer").total == 0
    with pytest.raises(AlreadyDecided):
        queue.REPORTS.leave(str(report.pk), by=cast.anouk.user)


def test_what_somebody_who_left_brings_is_listed_no_more(
    client: Client, cast: SimpleNamespace
) -> None:
    bring(cast.sanne)
    cast.sanne.deactivate(by=cast.anouk.user)
    assert WHAT not in page_of(client, cast.daan, LIST)
