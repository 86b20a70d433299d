"""A member shares a practice or proposes an item; the Redactie decides; the member hears it and
may revise.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jmzpro.library.choices import Kind, State
from jmzpro.library.models import Item, Step
from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import carry_out
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db

PRACTICE = {
    "title": "Samen koken op woensdag",
    "promise": "Breng gezinnen zonder drempel bij elkaar.",
    "practice_context": "We zagen dat jongeren na school meteen naar huis gingen.",
    "practice_approach": "Elke woensdag koken, met vervoer naar huis.",
    "practice_result": "Negen jongeren komen nu elke week.",
    "practice_differently": "Eerder met de ouders praten.",
    "reuse": "aanpassen",
    "practice_contact": "Sanne Vermeer, sanne@cast.example",
    "eenmalig": "sleutel-van-de-test-1",
}
TIP = {
    "kind": "toolkit-bestaat-niet",
    "title": "Lesbrief mantelzorg",
    "url": "www.voorbeeld.example/lesbrief",
    "publisher": "Kennishuis Naasten",
    "promise": "Bespreek mantelzorg in één lesuur.",
    "text": "Wij gebruikten hem in vier klassen.",
    "eenmalig": "sleutel-van-de-test-2",
}


def send_practice(client: Client, cast: SimpleNamespace, **changes: Any) -> Item:
    client.force_login(cast.sanne.user)
    sent = client.post("/kennisbank/inzending/praktijkvoorbeeld/", {**PRACTICE, **changes})
    assert sent.status_code == 302
    item: Item = Item.objects.get(title=changes.get("title", PRACTICE["title"]))
    return item


def decide(client: Client, item_id: str, decision: str, text: str = "") -> Any:
    return carry_out(client, "library-submissions", item_id, decision, text=text)


def id_of(item: Item) -> str:
    item.refresh_from_db()
    return f"{item.public_id}-{item.latest_revision_id}"


def test_a_member_shares_a_practice_that_nobody_else_sees_before_the_redactie_read_it(
    client: Client, cast: SimpleNamespace
) -> None:
    item = send_practice(client, cast)
    assert (item.state, item.kind, item.shared_by, item.organisation) == (
        State.FOR_REVIEW,
        Kind.PRACTICE,
        cast.sanne,
        cast.brug,
    )
    mine = f"/kennisbank/inzending/{item.public_id}/"
    assert "De redactie leest het" in client.get(mine).content.decode()
    assert client.get(item.get_absolute_url()).status_code == 404
    client.force_login(cast.daan.user)
    assert client.get(mine).status_code == 404
    assert client.get(f"{mine}herziening/").status_code == 404
    assert client.post(f"{mine}herziening/", PRACTICE).status_code == 404
    client.logout()
    assert client.get(mine).status_code == 302


def test_a_double_click_sends_in_once(client: Client, cast: SimpleNamespace) -> None:
    send_practice(client, cast)
    again = client.post("/kennisbank/inzending/praktijkvoorbeeld/", PRACTICE)
    assert again.status_code == 302
    assert Item.objects.filter(shared_by=cast.sanne).count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", ""),
        ("practice_context", "Het bsn is 111222333."),
        ("practice_approach", "x" * 20_000),
        ("reuse", "alles"),
    ],
)
def test_what_cannot_be_sent_in_keeps_what_was_typed(
    client: Client, cast: SimpleNamespace, field: str, typed: str
) -> None:
    client.force_login(cast.sanne.user)
    refused = client.post("/kennisbank/inzending/praktijkvoorbeeld/", {**PRACTICE, field: typed})
    assert refused.status_code == 422
    assert "Negen jongeren komen nu elke week." in refused.content.decode()
    assert not Item.objects.exists()


def test_who_sends_in_much_is_asked_to_wait(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    refused = [
        client.post("/kennisbank/inzending/praktijkvoorbeeld/", {"title": ""}).status_code
        for _ in range(11)
    ]
    taken = [
        client.post(
            "/kennisbank/inzending/praktijkvoorbeeld/", {**PRACTICE, "eenmalig": new_key()}
        ).status_code
        for _ in range(11)
    ]
    assert (refused, taken) == ([422] * 11, [302] * 10 + [429])


def test_a_member_proposes_an_item_of_another(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.daan.user)
    assert client.post("/kennisbank/inzending/tip/", TIP).status_code == 422
    assert (
        client.post(
            "/kennisbank/inzending/tip/",
            {**TIP, "kind": "film", "url": "ftp://voorbeeld.example/lesbrief"},
        ).status_code
        == 422
    )
    assert (
        client.post("/kennisbank/inzending/tip/", {**TIP, "kind": "lesmateriaal"}).status_code
        == 302
    )
    item = Item.objects.get(title=TIP["title"])
    assert [link.url for link in item.links.all()] == ["https://www.voorbeeld.example/lesbrief"]
    assert [credit.name for credit in item.credits.all()] == ["Kennishuis Naasten"]


def test_the_redactie_puts_it_on_the_site_and_the_member_hears_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = send_practice(client, cast)
    log_in(client, cast.ilse)
    assert PRACTICE["practice_result"] in client.get("/beheer/wachtrij/").content.decode()
    decide(client, id_of(item), "place", "Mooi voorbeeld.")
    page = client.get(item.get_absolute_url())
    assert page.status_code == 200
    assert PRACTICE["practice_approach"] in page.content.decode()
    mail = OutgoingMail.objects.get(template="library/mail/placed")
    assert mail.to == cast.sanne.user.email
    assert "Mooi voorbeeld." in mail.text
    assert AuditLine.objects.filter(
        action="gepubliceerd", actor=cast.ilse.user, subject_id=str(item.pk)
    ).exists()
    item.refresh_from_db()
    item.put_on_site(by=cast.ilse.user)
    assert OutgoingMail.objects.filter(template="library/mail/placed").count() == 1


def test_others_of_the_office_neither_see_nor_decide_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = send_practice(client, cast)
    log_in(client, cast.pieter)
    assert item.title not in client.get("/beheer/wachtrij/").content.decode()
    assert decide(client, id_of(item), "place").status_code == 404
    client.force_login(cast.daan.user)
    assert decide(client, id_of(item), "place").status_code in (403, 404)
    item.refresh_from_db()
    assert not item.live


def test_of_two_editors_the_second_hears_who_decided(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    item = send_practice(client, cast)
    read = id_of(item)
    log_in(client, cast.ilse)
    decide(client, read, "return", "Noem ook wat het kost.")
    log_in(client, cast.beheer)
    late = decide(client, read, "place").content.decode()
    assert f"Hierover heeft {cast.ilse.name} al besloten" in late
    item.refresh_from_db()
    assert not item.live


def test_what_was_sent_back_is_revised_and_read_again(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = send_practice(client, cast)
    log_in(client, cast.ilse)
    assert decide(client, id_of(item), "return").status_code == 422  # not without a reason
    decide(client, id_of(item), "return", "Noem ook wat het kost.")
    item.refresh_from_db()
    assert item.state == State.CONCEPT
    assert (
        "Noem ook wat het kost." in OutgoingMail.objects.get(template="library/mail/returned").text
    )
    client.force_login(cast.sanne.user)
    mine = f"/kennisbank/inzending/{item.public_id}/"
    assert "Noem ook wat het kost." in client.get(mine).content.decode()
    assert PRACTICE["practice_result"] in client.get(f"{mine}herziening/").content.decode()
    changed = {
        **PRACTICE,
        "practice_result": "Het kost vier uur per week.",
        "note": "Kosten erbij gezet.",
        "eenmalig": "sleutel-van-de-test-3",
    }
    assert client.post(f"{mine}herziening/", changed).status_code == 302
    item.refresh_from_db()
    assert item.state == State.FOR_REVIEW
    assert list(item.review_steps.values_list("step", flat=True)) == [
        Step.SENT,
        Step.RETURNED,
        Step.REVISED,
    ]
    log_in(client, cast.ilse)
    assert "Het kost vier uur per week." in client.get("/beheer/wachtrij/").content.decode()


def test_a_decision_is_about_the_text_that_was_read(client: Client, cast: SimpleNamespace) -> None:
    make_roles()
    item = send_practice(client, cast)
    read = id_of(item)
    changed = {
        **PRACTICE,
        "practice_result": "Heel iets anders.",
        "eenmalig": "sleutel-van-de-test-4",
    }
    client.post(f"/kennisbank/inzending/{item.public_id}/herziening/", changed)
    log_in(client, cast.ilse)
    assert "intussen aangepast" in decide(client, read, "place").content.decode()
    item.refresh_from_db()
    assert not item.live
    decide(client, id_of(item), "place")
    item.refresh_from_db()
    assert item.live
    assert item.practice_result == "Heel iets anders."


def test_what_an_editor_changed_in_the_concept_goes_on_the_site(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = send_practice(client, cast)
    draft = item.get_latest_revision_as_object()
    draft.promise = "Beter gezegd."
    draft.save_revision(user=cast.ilse.user)
    log_in(client, cast.ilse)
    assert "Beter gezegd." in client.get("/beheer/wachtrij/").content.decode()
    decide(client, id_of(item), "place")
    assert "Beter gezegd." in client.get(item.get_absolute_url()).content.decode()


def test_a_comment_is_mailed_and_the_text_goes_on_waiting(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = send_practice(client, cast)
    log_in(client, cast.ilse)
    for _ in range(2):
        decide(client, id_of(item), "comment", "Welke leeftijd hadden de jongeren?")
    assert OutgoingMail.objects.filter(template="library/mail/commented").count() == 1
    item.refresh_from_db()
    assert item.state == State.FOR_REVIEW


def test_what_is_on_the_site_is_no_longer_revised_by_its_sender_and_nothing_typed_is_lost(
    client: Client, cast: SimpleNamespace
) -> None:
    item = send_practice(client, cast)
    item.put_on_site(by=cast.ilse.user)
    address = f"/kennisbank/inzending/{item.public_id}/herziening/"
    assert client.get(address).status_code == 302
    late = client.post(
        address, {**PRACTICE, "practice_result": "Te laat.", "eenmalig": "sleutel-van-de-test-5"}
    )
    assert late.status_code == 409
    assert "Te laat." in late.content.decode()
    item.refresh_from_db()
    assert item.practice_result == PRACTICE["practice_result"]


def test_a_title_never_takes_an_address_of_the_site_itself(
    client: Client, cast: SimpleNamespace
) -> None:
    assert send_practice(client, cast, title="Inzending").slug == "inzending-2"
