"""A form that points at one child: given back, or held for the moderator on duty, and what
becomes of it.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from jmzpro.held import custody
from jmzpro.held.models import HeldState, HeldText, LookedOver
from jmzpro.held.personal_data import sweep
from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.models import Answer, Offer, OfferKind, OfferMessage, Question
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.tests.asked import TITLE, ask
from jmzpro.questions.tests.test_answering import ONE_PIXEL
from jmzpro.testing.login import log_in
from jmzpro.text.forms import NO_CHILD_NAME
from jmzpro.themes.models import Theme
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine, Submission

BRING = "/durf-te-vragen/aanbod/breng-iets/"
ASK = "/durf-te-vragen/stel-je-vraag/"
CHILD = (
    "Kim de Vries, geboren 12-03-2017, woont op de Kerkstraat 12 in Utrecht en zorgt voor haar "
    "moeder."
)
NO_CHILD = {"geen_kind": "on"}


def asked(text: object = CHILD, **more: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "text": text,
        "province": "",
        "stap": "verstuur",
        "eenmalig": new_key(),
        **more,
    }


@pytest.fixture
def sanne(cast: SimpleNamespace, client: Client) -> Client:
    client.force_login(cast.sanne.user)
    return client


@pytest.fixture
def pieter(cast: SimpleNamespace) -> Client:
    """The moderator on duty, in a browser of his own."""
    make_roles()
    client = Client()
    log_in(client, cast.pieter)
    return client


def hold(client: Client, **more: object) -> HeldText:
    """A question that waits."""
    response = client.post(ASK, asked(**NO_CHILD, **more))
    held = HeldText.objects.get()
    assert response["Location"] == held.get_absolute_url()
    return held


def decide(client: Client, held: HeldText, decision: str, **more: object) -> Any:
    typed = {"besluit": decision, "zeker": "ja", **more}
    return client.post(f"/beheer/wachtrij/bekijken/{held.public_id}/besluit/", typed)


def everything_kept() -> str:
    """All that the tables hold, as one text: what a thief of the database reads."""
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # the names are the database's own
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


# Given back


@pytest.mark.parametrize("step", ["bekijk", "verstuur"])
def test_what_points_at_one_child_is_given_back_with_what_was_found(
    sanne: Client, step: str
) -> None:
    response = sanne.post(ASK, asked(stap=step, text_nagekeken="on", title_nagekeken="on"))
    page = response.content.decode()
    assert response.status_code == 422
    assert (
        "een naam (‘Kim de Vries’), een geboortedatum (‘12-03-2017’), een adres (‘Kerkstraat 12’)"
        in page
    )
    assert "woont op de Kerkstraat 12 in Utrecht en zorgt voor haar moeder." in page
    assert "Dit gaat niet over een kind of gezin" in page
    assert not HeldText.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not Submission.objects.exists()
    assert "Kim" not in everything_kept().replace("Kimberley", "")


def test_a_name_in_one_field_and_a_birth_date_in_another_are_one_child(sanne: Client) -> None:
    typed = asked(
        "Zij is geboren op 12-03-2017. Wie weet raad?", title="Kim de Vries zorgt voor haar moeder"
    )
    response = sanne.post(ASK, {**typed, "text_nagekeken": "on", "title_nagekeken": "on"})
    assert response.status_code == 422
    assert "Dit gaat niet over een kind of gezin" in response.content.decode()
    assert not Question.objects.exists()


def test_without_those_words_the_same_form_goes_on(sanne: Client) -> None:
    assert (
        sanne.post(
            ASK, asked("Een kind in mijn groep zorgt voor haar moeder. Wie weet raad?")
        ).status_code
        == 302
    )
    assert Question.objects.count() == 1


def test_a_colleagues_name_number_and_address_pass_after_a_look(sanne: Client) -> None:
    text = (
        "Wie doet mee? Neem contact op met Petra Jansen, 06-12345678, Steunpunt De Brug, "
        "Kerkstraat 12 in Utrecht."
    )
    assert sanne.post(ASK, asked(text)).status_code == 422
    assert sanne.post(ASK, asked(text, text_nagekeken="on")).status_code == 302
    assert not HeldText.objects.exists()


# One thing


def test_one_thing_passes_after_a_look_and_leaves_a_line_without_the_words(
    sanne: Client, pieter: Client
) -> None:
    text = "Kim de Vries zorgt voor haar moeder. Hoe doen jullie dat?"
    assert sanne.post(ASK, asked(text)).status_code == 422
    sanne.post(ASK, asked(text, text_nagekeken="on"))
    question = Question.objects.get()
    line = LookedOver.objects.get()
    assert (line.url, line.kinds) == (question.get_absolute_url(), "name")
    page = pieter.get("/beheer/wachtrij/?soort=nagekeken").content.decode()
    assert question.get_absolute_url() in page
    assert "Kim" not in page
    pieter.post(
        f"/beheer/wachtrij/nagekeken/{line.pk}/besluit/", {"besluit": "gezien", "zeker": "ja"}
    )
    line.refresh_from_db()
    assert line.seen_at is not None


def test_the_first_step_alone_leaves_no_line(sanne: Client) -> None:
    text = "Kim de Vries zorgt voor haar moeder. Hoe doen jullie dat?"
    assert sanne.post(ASK, asked(text, stap="bekijk", text_nagekeken="on")).status_code == 200
    assert not LookedOver.objects.exists()


# Held


def test_the_answer_to_the_question_goes_along_through_both_steps(sanne: Client) -> None:
    page = sanne.post(ASK, asked(stap="bekijk", **NO_CHILD))
    assert page.status_code == 200
    assert 'name="geen_kind" value="on"' in page.content.decode()
    assert not HeldText.objects.exists()


def test_who_says_it_is_no_child_waits_before_any_mail(
    sanne: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    held = hold(sanne)
    assert not Question.objects.exists()
    assert set(OutgoingMail.objects.values_list("template", flat=True)) == {"office/mail/on_duty"}
    told = OutgoingMail.objects.get(to=cast.pieter.user.email)
    assert "Kim" not in told.text + told.subject
    assert f"/beheer/wachtrij/tekst/{held.public_id}/" in told.text
    kept = everything_kept()
    assert not any(word in kept for word in ("Kim de Vries", "12-03-2017", "Kerkstraat"))
    page = sanne.get(held.get_absolute_url()).content.decode()
    assert "Je tekst wacht op een moderator" in page
    assert "Kim" not in page
    assert held.get_absolute_url() in sanne.get("/mijn/").content.decode()


def test_sending_it_twice_holds_it_once(sanne: Client, pieter: Client) -> None:
    typed = asked(**NO_CHILD)
    for _ in range(3):
        assert sanne.post(ASK, typed).status_code == 302
    assert HeldText.objects.count() == 1
    assert OutgoingMail.objects.filter(to="pieter@cast.example").count() == 1


def test_only_who_is_on_duty_reads_it(sanne: Client, cast: SimpleNamespace, pieter: Client) -> None:
    held = hold(sanne, themes=[Theme.objects.get(slug="vervoer").pk])
    address = f"/beheer/wachtrij/tekst/{held.public_id}/"
    assert "Kim" not in pieter.get(address).content.decode()
    page = pieter.post(address).content.decode()
    assert "Kim de Vries" in page
    assert "<dt>Tekst</dt>" in page
    assert "<dt>themes</dt>" not in page
    assert AuditLine.objects.filter(actor=cast.pieter.user, action__contains="gelezen").count() == 1
    other = Client()
    log_in(other, cast.ilse)
    assert other.post(address).status_code in {302, 403, 404}
    visitor = Client()
    assert visitor.post(address).status_code in {302, 403, 404}
    assert sanne.post(address).status_code in {302, 403, 404}
    stranger = Client()
    stranger.force_login(cast.daan.user)
    assert stranger.get(held.get_absolute_url()).status_code == 404


def test_letting_it_pass_does_what_the_writer_did(
    sanne: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    vervoer = Theme.objects.get(slug="vervoer")
    held = hold(sanne, themes=[vervoer.pk])
    assert decide(pieter, held, "laat-door").status_code == 302
    question = Question.objects.get()
    assert (question.asker, question.text, list(question.themes.all())) == (
        cast.sanne,
        CHILD,
        [vervoer],
    )
    assert OutgoingMail.objects.filter(cause__startswith="alert:").exists()
    held.refresh_from_db()
    assert (held.state, held.sealed, held.result_url) == (
        HeldState.PASSED,
        None,
        question.get_absolute_url(),
    )
    told = OutgoingMail.objects.get(
        to=cast.sanne.user.email, template__in=("held/mail/passed", "questions/mail/question_sent")
    )
    assert told.template == "questions/mail/question_sent", "the receipt of what they did is enough"
    assert question.get_absolute_url() in told.text
    assert question.get_absolute_url() in sanne.get(held.get_absolute_url()).content.decode()


def test_two_moderators_at_once_do_it_once(
    sanne: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    held = hold(sanne)
    assert custody.let_pass(held)
    assert not custody.let_pass(HeldText(pk=held.pk, public_id=held.public_id))
    decide(pieter, held, "laat-door")
    decide(pieter, held, "geef-terug", tekst="Nee", getoond="Nee")
    assert Question.objects.count() == 1
    assert not OutgoingMail.objects.filter(template="held/mail/given_back").exists()


def test_a_failure_halfway_loses_nothing_and_a_second_try_does_it_once(
    sanne: Client, pieter: Client
) -> None:
    held = hold(sanne)
    writer = held.writer  # whose account is shut for a moment
    assert writer is not None
    writer.is_active = False
    writer.save(update_fields=["is_active"])
    decide(pieter, held, "laat-door")
    held.refresh_from_db()
    assert (held.is_waiting, Question.objects.count()) == (True, 0)
    writer.is_active = True
    writer.save(update_fields=["is_active"])
    decide(pieter, held, "laat-door")
    held.refresh_from_db()
    assert (held.state, Question.objects.count()) == (HeldState.PASSED, 1)


def test_giving_it_back_tells_the_writer_and_keeps_nothing(
    sanne: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    held = hold(sanne)
    words = "Laat de naam en de straat weg."
    decide(pieter, held, "geef-terug", tekst=words, getoond=words)
    held.refresh_from_db()
    assert (held.state, held.sealed) == (HeldState.RETURNED, None)
    assert not Question.objects.exists()
    told = OutgoingMail.objects.get(to=cast.sanne.user.email)
    assert words in told.text
    assert "Kim" not in told.text


def test_the_writer_takes_it_back(sanne: Client, pieter: Client) -> None:
    held = hold(sanne)
    sanne.post(f"{held.get_absolute_url()}weghalen/")
    held.refresh_from_db()
    assert (held.state, held.sealed) == (HeldState.WITHDRAWN, None)
    decide(pieter, held, "laat-door")
    assert not Question.objects.exists()


def test_after_a_week_it_is_gone_and_the_writer_hears_it(
    sanne: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    held = hold(sanne)
    HeldText.objects.update(held_at=timezone.now() - timedelta(days=6, hours=23))
    sweep()
    assert HeldText.objects.get().sealed is not None
    HeldText.objects.update(held_at=timezone.now() - timedelta(days=7, minutes=1))
    assert pieter.post(f"/beheer/wachtrij/tekst/{held.public_id}/").status_code == 404
    decide(pieter, held, "laat-door")
    assert not Question.objects.exists()
    sweep()
    sweep()
    held.refresh_from_db()
    assert (held.state, held.sealed) == (HeldState.EXPIRED, None)
    assert (
        OutgoingMail.objects.filter(to=cast.sanne.user.email, template="held/mail/expired").count()
        == 1
    )


# Each way out


def test_an_answer_waits_and_is_placed_with_its_file(
    cast: SimpleNamespace, client: Client, pieter: Client
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.marijke.user)
    address = f"/durf-te-vragen/{question.number}/antwoord/"
    typed = {"text": CHILD, "eenmalig": new_key()}
    assert client.post(address, typed).status_code == 422
    picture = SimpleUploadedFile("plaatje.png", ONE_PIXEL, "image/png")
    client.post(address, {**typed, **NO_CHILD, "bijlagen": [picture]})
    assert not Answer.objects.exists()
    decide(pieter, HeldText.objects.get(), "laat-door")
    answer = Answer.objects.get()
    assert (answer.author, answer.text, answer.attachments.count()) == (cast.marijke, CHILD, 1)


def test_a_message_between_members_waits(
    cast: SimpleNamespace, client: Client, pieter: Client
) -> None:
    wanted = want(bring(cast.sanne), cast.daan)
    before = OfferMessage.objects.count()
    client.force_login(cast.daan.user)
    address = f"{wanted.get_absolute_url()}bericht/"
    typed = {"text": CHILD, "eenmalig": new_key()}
    assert client.post(address, typed).status_code == 422
    client.post(address, {**typed, **NO_CHILD})
    assert OfferMessage.objects.count() == before
    decide(pieter, HeldText.objects.get(), "laat-door")
    assert OfferMessage.objects.count() == before + 1


def test_a_change_of_a_question_waits_too(
    cast: SimpleNamespace, client: Client, pieter: Client
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.sanne.user)
    address = f"/durf-te-vragen/{question.number}/aanpassing/"
    assert (
        client.post(address, {"title": TITLE, "text": CHILD, "text_nagekeken": "on"}).status_code
        == 422
    )
    client.post(address, {"title": TITLE, "text": CHILD, **NO_CHILD})
    question.refresh_from_db()
    assert CHILD not in question.text
    decide(pieter, HeldText.objects.get(), "laat-door")
    question.refresh_from_db()
    assert question.text == CHILD


def test_what_cannot_be_done_any_more_waits_on_and_says_so(
    cast: SimpleNamespace, client: Client, pieter: Client
) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.marijke.user)
    client.post(
        f"/durf-te-vragen/{question.number}/antwoord/",
        {"text": CHILD, "eenmalig": new_key(), **NO_CHILD},
    )
    question.remove(by=cast.sanne)
    held = HeldText.objects.get()
    response = pieter.post(
        f"/beheer/wachtrij/bekijken/{held.public_id}/besluit/",
        {"besluit": "laat-door", "zeker": "ja"},
        follow=True,
    )
    assert "Geef de tekst terug" in response.content.decode()
    held.refresh_from_db()
    assert held.is_waiting


def test_a_visitor_who_writes_to_the_office_waits_as_well(
    client: Client, cast: SimpleNamespace, pieter: Client
) -> None:
    typed = {
        "text": CHILD,
        "email": "bezoeker@mail.example",
        "page": "",
        "website": "",
        "jonger": "nee",
    }
    assert client.post("/bericht/", typed).status_code == 422
    response = client.post("/bericht/", {**typed, **NO_CHILD})
    assert response.status_code == 202
    assert "Je tekst wacht op een moderator" in response.content.decode()
    words = "Laat de naam weg."
    decide(pieter, HeldText.objects.get(), "geef-terug", tekst=words, getoond=words)
    assert OutgoingMail.objects.get(to="bezoeker@mail.example").template == "held/mail/given_back"


def test_an_offer_and_a_form_of_the_office_are_given_back_too(
    cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.sanne.user)
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    typed = {
        "title": "Een dag meelopen",
        "kind": OfferKind.MATERIAL,
        "how_many": "een",
        "available_until": until,
    }
    response = client.post(BRING, {**typed, "text": CHILD, "eenmalig": new_key()})
    page = response.content.decode()
    assert response.status_code == 422
    assert "geboren 12-03-2017" in page
    assert NO_CHILD_NAME in page
    assert not Offer.objects.exists()
    assert not HeldText.objects.exists()
    held = client.post(BRING, {**typed, "text": CHILD, **NO_CHILD, "eenmalig": new_key()})
    assert held["Location"] == HeldText.objects.get().get_absolute_url()
    assert not Offer.objects.exists()
    fine = client.post(
        BRING, {**typed, "text": "Kom een ochtend mee naar de groep.", "eenmalig": new_key()}
    )
    assert fine.status_code == 302
    assert Offer.objects.get().title == "Een dag meelopen"
