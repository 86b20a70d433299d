"""What we mailed is kept for a while, shown to whom it is about, and forgotten."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.mail import addresses
from jmzpro.mail.models import AddressState, OutgoingMail, OutgoingState, ReplyToken
from jmzpro.mail.personal_data import forget_words
from jmzpro.mail.tests.conftest import write_letter
from jmzpro.mail.tokens import token_for
from jmzpro.trust.personal_data import data_categories, sweep_all


def old(mail: OutgoingMail, days: float, state: OutgoingState = OutgoingState.SENT) -> OutgoingMail:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        created_at=timezone.now() - timedelta(days=days), state=state
    )
    return mail


def test_texts_are_emptied_in_time_and_rows_go_later(db: None) -> None:
    alert = old(write_letter(cause="alert"), 89)
    older = old(write_letter(cause="older"), 91)
    code = old(write_letter(cause="code", is_urgent=True), 1.1)
    waits = old(write_letter(cause="waits"), 91, OutgoingState.WAITING)
    ancient = old(write_letter(cause="ancient"), 401)
    sweep_all()
    kept = {mail.cause: mail for mail in OutgoingMail.objects.all()}
    assert ancient.cause not in kept
    assert kept[alert.cause].text
    assert kept[waits.cause].text
    for emptied in (older, code):
        row = kept[emptied.cause]
        assert (row.text, row.html, row.subject) == ("", "", "")
        assert row.message_id == emptied.message_id
    assert sweep_all()["mail-outgoing"] == 0


def test_a_person_gets_his_mails_but_no_keys(cast: SimpleNamespace) -> None:
    write_letter(user=cast.sanne.user)
    write_letter(
        "SANNE@cast.example", cause="code", is_urgent=True, context={"text": "Je code is 1234"}
    )
    write_letter("daan@cast.example", user=cast.daan.user)
    token = token_for("answer", 12, cast.sanne.user)
    addresses.count_bounce("sanne@cast.example", hard=True)
    export = {
        key: data_categories[key].export(cast.sanne.user)
        for key in ("mail-outgoing", "mail-tokens", "mail-address")
    }
    assert [mail["onderwerp"] for mail in export["mail-outgoing"]] == ["Wie weet raad?"] * 2
    assert export["mail-address"]["geweigerd"] == 1
    assert export["mail-tokens"][0]["soort"] == "answer"
    assert token.token not in repr(export)
    assert "1234" not in repr(export)


def test_erasing_a_person_leaves_nothing_of_the_mail_and_may_be_done_twice(
    cast: SimpleNamespace,
) -> None:
    write_letter(user=cast.sanne.user)
    write_letter("daan@cast.example", user=cast.daan.user)
    token_for("answer", 12, cast.sanne.user)
    addresses.count_bounce("sanne@cast.example", hard=True)
    for _ in range(2):
        for key in ("mail-outgoing", "mail-tokens", "mail-address"):
            data_categories[key].erase(cast.sanne.user)
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["daan@cast.example"]
    assert not ReplyToken.objects.exists()
    assert not AddressState.objects.exists()


def test_a_name_is_taken_out_of_our_copies_of_mails_to_others(db: None) -> None:
    about = write_letter(
        cause="about",
        from_name="Jan & Noor \u0646\u0648\u0631 via JMZ Pro",
        context={"text": "Jan & Noor \u0646\u0648\u0631 vraagt: komt Jantje?"},
    )
    other = write_letter(cause="other", context={"text": "Jan & Noor \u0646\u0648\u0631"})
    mine = OutgoingMail.objects.filter(cause="about")
    assert forget_words(mine, {"Jan & Noor \u0646\u0648\u0631": r"Een oud-lid", "Jan": "X"}) == 1
    about.refresh_from_db()
    assert about.from_name == "Een oud-lid via JMZ Pro"
    assert "Een oud-lid vraagt: komt Jantje?" in about.text
    assert "Noor" not in about.text + about.html + about.from_name
    assert OutgoingMail.objects.get(pk=other.pk).text == other.text
    assert forget_words(mine, {"Jan & Noor \u0646\u0648\u0631": "Een oud-lid"}) == 0


def test_old_tokens_and_old_refusals_are_forgotten(cast: SimpleNamespace) -> None:
    token_for("answer", 12, cast.sanne.user, expires_at=timezone.now() - timedelta(days=31))
    token_for("answer", 13, cast.sanne.user, expires_at=timezone.now() - timedelta(days=29))
    token_for("answer", 14, cast.sanne.user)
    addresses.count_bounce("oud@cast.example", hard=True)
    AddressState.objects.update(counted_since=timezone.now() - timedelta(days=366))
    sweep_all()
    assert sorted(ReplyToken.objects.values_list("subject_id", flat=True)) == ["13", "14"]
    assert not AddressState.objects.exists()
