"""Who organises sees who comes, sets how it goes, and writes to all; nobody else does."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration.models import Desk, Gathering, Material, Registration, Round
from jmzpro.agenda.registration.tests.made import make_children_day, make_training, sign_up, state
from jmzpro.library.models import Item
from jmzpro.mail.models import OutgoingMail
from jmzpro.testing.routes import close_file
from jmzpro.text.forms import NO_CHILD_NAME
from jmzpro.trust.idempotency import new_key

SETTINGS = {
    "registration": "hier",
    "capacity": "2",
    "largest_group": "1",
    "who_may": "iedereen",
    "queue_rule": "op-volgorde",
    "kept_days": "90",
    "remind_days": "1",
}


def page_of(desk: Desk, rest: str = "") -> str:
    return f"{desk.activity.get_absolute_url()}aanmeldingen/{rest}"


@pytest.fixture
def organiser(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.sanne.user)
    return client


def test_a_colleague_organises_and_others_find_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast)
    sign_up(desk, "eva")
    assert client.get(page_of(desk))["Location"].startswith("/inloggen/")
    for person, status in ((cast.youssef, 200), (cast.daan, 404), (cast.anouk, 404)):
        client.force_login(person.user)
        response = client.get(page_of(desk))
        assert response.status_code == status
        assert ("eva@deelnemer.example" in response.content.decode()) is (status == 200)


def test_it_is_switched_on_in_one_form(organiser: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    Desk.objects.all().delete()
    Activity.objects.update(registration="geen")
    assert "Zet aanmelden aan" in organiser.get(page_of(desk)).content.decode()
    assert organiser.post(page_of(desk, "instellen/"), SETTINGS).status_code == 302
    assert Desk.objects.get().capacity == 2
    assert "Meld je aan" in organiser.get(desk.activity.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"registration": "elders"}, "waar mensen zich aanmelden"),
        ({"who_may": "leden-eerst"}, "tot wanneer leden voorgaan"),
        ({"opens_at": "2027-03-02T10:00", "closes_at": "2027-03-01T10:00"}, "sluit voor het opent"),
        ({"largest_group": "5"}, "Kies hier hoogstens 2"),
        ({"closes_at": "morgen"}, "geen moment"),
        ({"capacity": "0"}, "minstens één plek"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    organiser: Client, cast: SimpleNamespace, changes: dict[str, str], said: str
) -> None:
    desk = make_training(cast)
    response = organiser.post(page_of(desk, "instellen/"), {**SETTINGS, **changes})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Desk.objects.get().capacity == 3


def test_more_room_goes_at_once_to_who_waits_and_less_than_was_given_is_refused(
    organiser: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=2)
    sign_up(desk, "eva")
    sign_up(desk, "bram")
    waiting = sign_up(desk, "carla")
    assert (
        organiser.post(page_of(desk, "instellen/"), {**SETTINGS, "capacity": "1"}).status_code
        == 422
    )
    assert (
        organiser.post(page_of(desk, "instellen/"), {**SETTINGS, "capacity": "3"}).status_code
        == 302
    )
    assert state(waiting) == "plek"
    assert OutgoingMail.objects.filter(
        template__endswith="/granted", to="carla@deelnemer.example"
    ).exists()


def test_for_children_the_settings_ask_nothing_about_who_comes(
    organiser: Client, cast: SimpleNamespace
) -> None:
    desk = make_children_day(cast)
    page = organiser.get(page_of(desk, "instellen/")).content.decode()
    assert "gives_certificates" not in page
    assert "kept_days" not in page
    for rest in ("vragen/", "workshops/", "evaluatie/"):
        assert organiser.get(page_of(desk, rest)).status_code == 404
    sign_up(desk, "ouder")
    assert (
        "ouder@deelnemer.example" in organiser.get(page_of(desk, "aanwezigheid/")).content.decode()
    )


def test_questions_are_added_changed_and_taken_away(
    organiser: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast)
    address = page_of(desk, "vragen/")
    assert (
        organiser.post(
            address, {"label": "Wat eet je?", "kind": "een", "options": "Alles"}
        ).status_code
        == 422
    )
    assert (
        organiser.post(
            address, {"label": "Wat eet je?", "kind": "een", "options": "Alles\nVegetarisch"}
        ).status_code
        == 302
    )
    question = desk.questions.get()
    organiser.post(f"{address}{question.pk}/", {"label": "Wat lust je?", "kind": "regel"})
    assert desk.questions.get().label == "Wat lust je?"
    organiser.post(f"{address}{question.pk}/verwijdering/")
    assert not desk.questions.exists()


def test_a_word_to_all_goes_once_and_not_to_who_wants_none(
    organiser: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=2)
    for who in ("eva", "bram", "carla"):
        sign_up(desk, who)
    Registration.objects.filter(email="bram@deelnemer.example").update(wants_no_mail=True)
    form = {
        "to": "plek",
        "subject": "De route",
        "text": "Neem de achterdeur.",
        "eenmalig": new_key(),
    }
    for _ in range(2):
        assert organiser.post(page_of(desk, "bericht/"), form).status_code == 302
    sent = OutgoingMail.objects.filter(template__endswith="/message")
    assert [(one.to, "Neem de achterdeur." in one.text) for one in sent] == [
        ("eva@deelnemer.example", True)
    ]
    organiser.post(page_of(desk, "bericht/"), {**form, "to": "", "eenmalig": new_key()})
    assert sent.all().count() == 3


def test_the_organiser_cancels_for_who_phones(organiser: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    registration, waiting = sign_up(desk, "eva"), sign_up(desk, "bram")
    address = page_of(desk, f"afmelding/{registration.public_id}/")
    organiser.get(address)
    assert state(registration) == "plek"
    organiser.post(address)
    assert [state(registration), state(waiting)] == ["weg", "plek"]
    assert (
        "De organisator heeft je afgemeld"
        in OutgoingMail.objects.get(template__endswith="/cancelled").text
    )


def rows(response: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_what_is_taken_along_is_no_formula(organiser: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    question = desk.questions.create(label="=1+1")
    sign_up(
        desk,
        "eva",
        names=["=cmd|' /C calc'!A0"],
        organisation="@huis",
        answers={question.pk: "-2+3"},
    )
    heads, row = rows(organiser.get(page_of(desk, "export.csv")))
    assert heads[-1] == "'=1+1"
    assert {"'=cmd|' /C calc'!A0", "'@huis", "'-2+3"} <= set(row)
    book = load_workbook(BytesIO(organiser.get(page_of(desk, "export.xlsx")).content))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def make_conference(cast: SimpleNamespace) -> tuple[Desk, list[Gathering]]:
    desk = make_training(cast, "Congres", capacity=3)
    start = desk.activity.starts_at
    made = []
    for number in range(2):
        times = {
            "starts_at": start + timedelta(hours=number),
            "ends_at": start + timedelta(hours=number + 1),
        }
        round_ = Round.objects.create(desk=desk, title=f"Ronde {number + 1}", **times)
        for title in ("Spelen", "Praten"):
            made.append(
                Gathering.objects.create(
                    desk=desk,
                    kind="workshop",
                    round=round_,
                    title=f"{title} {number + 1}",
                    capacity=1,
                    **times,
                )
            )
    return desk, made


def test_a_conference_has_rounds_with_places_and_a_list_for_each_workshop(
    client: Client, cast: SimpleNamespace
) -> None:
    desk, (play, talk, play_again, _) = make_conference(cast)
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    for who, chosen in (
        ("eva", (play, play_again)),
        ("bram", (play, play_again)),
        ("carla", (talk, None)),
    ):
        workshops = {f"ronde_{one.round_id}": str(one.pk) for one in chosen if one}
        assert (
            client.post(
                address, {"name": who, "email": f"{who}@deelnemer.example", **workshops}
            ).status_code
            == 302
        )
    assert "Spelen 1: vol, je komt op de wachtlijst" in client.get(address).content.decode()
    bram, eva = (
        Registration.objects.get(email=f"{who}@deelnemer.example") for who in ("bram", "eva")
    )
    page = client.get(bram.get_absolute_url()).content.decode()
    assert page.index("Spelen 1") < page.index("Spelen 2")
    assert page.count("nummer 1 op de wachtlijst") == 2
    other = {
        "name": "eva",
        f"ronde_{play.round_id}": "",
        f"ronde_{play_again.round_id}": str(play_again.pk),
    }
    assert client.post(f"{eva.get_absolute_url()}wijziging/", other).status_code == 302
    assert (
        client.get(bram.get_absolute_url()).content.decode().count("nummer 1 op de wachtlijst") == 1
    )
    assert (
        OutgoingMail.objects.filter(
            template__endswith="/workshop", to="bram@deelnemer.example"
        ).count()
        == 1
    )


def test_who_waits_for_the_day_takes_no_place_in_a_workshop(
    client: Client, cast: SimpleNamespace
) -> None:
    desk, (play, *_) = make_conference(cast)
    first, *_others = (sign_up(desk, who) for who in ("eva", "bram", "carla"))
    waiting = sign_up(desk, "dirk", workshops=[play])
    play.refresh_from_db()
    assert play.taken == 0
    client.post(f"{first.get_absolute_url()}afmelding/")
    play.refresh_from_db()
    assert (state(waiting), play.taken) == ("plek", 1)
    assert "Spelen 1" in OutgoingMail.objects.get(template__endswith="/granted").text


def test_rounds_and_workshops_are_made_and_unmade(organiser: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    address = page_of(desk, "workshops/")
    day = timezone.localdate(desk.activity.starts_at)
    bad = {
        "wat": "ronde",
        "ronde-title": "Ochtend",
        "ronde-starts_at": f"{day}T12:00",
        "ronde-ends_at": f"{day}T11:00",
    }
    assert organiser.post(address, bad).status_code == 422
    assert organiser.post(address, {**bad, "ronde-ends_at": f"{day}T13:00"}).status_code == 302
    round_ = desk.rounds.get()
    organiser.post(
        address, {"wat": "workshop", "round": str(round_.pk), "title": "Spelen", "capacity": "1"}
    )
    workshop = round_.workshops.get()
    assert workshop.starts_at == round_.starts_at
    eva, bram = (
        sign_up(desk, "eva", workshops=[workshop]),
        sign_up(desk, "bram", workshops=[workshop]),
    )
    organiser.post(f"{address}{workshop.pk}/verwijdering/")
    assert round_.workshops.exists()
    organiser.post(f"{address}{workshop.pk}/", {"title": "Samen spelen", "capacity": "2"})
    workshop.refresh_from_db()
    assert (workshop.title, workshop.taken) == ("Samen spelen", 2)
    assert {one.bookings.get(gathering=workshop).state for one in (eva, bram)} == {"plek"}


CHILD = "Kim de Vries uit groep 6 woont op de Kerkstraat 12.\nAnders"


@pytest.mark.parametrize(
    ("rest", "typed", "field"),
    [
        ("instellen/", SETTINGS, "privacy_note"),
        ("vragen/", {"label": "Wat eet je?", "kind": "regel"}, "label"),
        ("vragen/", {"label": "Wat eet je?", "kind": "regel"}, "help_text"),
        ("vragen/", {"label": "Wat eet je?", "kind": "een", "options": "Vlees\nVis"}, "options"),
        ("workshops/", {"wat": "ronde"}, "ronde-title"),
        ("workshops/", {"wat": "workshop", "title": "Spelen"}, "title"),
        ("workshops/", {"wat": "workshop", "title": "Spelen"}, "about"),
        ("workshops/", {"wat": "workshop", "title": "Spelen"}, "room"),
    ],
)
def test_what_an_organiser_sets_is_held_against_the_guard(
    organiser: Client, cast: SimpleNamespace, rest: str, typed: dict[str, str], field: str
) -> None:
    desk = make_training(cast)
    day = timezone.localdate(desk.activity.starts_at)
    times = {"starts_at": f"{day}T09:00", "ends_at": f"{day}T10:00"}
    Round.objects.create(
        desk=desk, title="Ochtend", starts_at=desk.activity.starts_at, ends_at=desk.activity.ends_at
    )
    sent = {
        **typed,
        **{f"ronde-{name}": value for name, value in times.items()},
        "round": str(Round.objects.get().pk),
    }
    refused = organiser.post(page_of(desk, rest), {**sent, field: CHILD})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Hieraan is één kind of gezin te herkennen" in page
    assert "Kerkstraat 12" in page  # nothing typed is lost
    held = organiser.post(page_of(desk, rest), {**sent, field: CHILD, NO_CHILD_NAME: "on"})
    assert held["Location"].startswith("/mijn/wacht/")


def test_materials_are_for_who_has_a_place_and_go_to_the_library_in_one_step(
    organiser: Client, cast: SimpleNamespace
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from pikepdf import Pdf

    desk = make_training(cast, capacity=1)
    placed, waiting = sign_up(desk, "eva"), sign_up(desk, "bram")
    out = BytesIO()
    paper = Pdf.new()
    paper.add_blank_page()
    paper.save(out)
    organiser.post(
        page_of(desk, "materiaal/"),
        {"uploads": SimpleUploadedFile("dia.pdf", out.getvalue(), "application/pdf")},
    )
    material = Material.objects.get()
    address = f"materiaal/{material.public_id}/"
    given = organiser.get(f"{placed.get_absolute_url()}{address}")
    assert b"".join(given.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    close_file(given)
    assert organiser.get(f"{waiting.get_absolute_url()}{address}").status_code == 404
    for _ in range(2):
        organiser.post(page_of(desk, "materiaal/kennisbank/"))
    item = Item.objects.get(title__contains=desk.activity.title)
    assert item.review_asked_at is not None
    assert not item.live
    assert item.files.count() == 1
    assert Material.objects.get().shared_url.endswith(f"{item.public_id}/")


def test_a_meeting_that_moves_is_told_to_who_registered(cast: SimpleNamespace) -> None:
    from jmzpro.agenda.activity import schedule
    from jmzpro.agenda.registration import rescheduling

    desk = make_training(cast)
    sign_up(desk, "eva")
    changed = OutgoingMail.objects.filter(template__endswith="/changed")
    rescheduling.catch_up()
    assert not changed.exists()
    Activity.objects.update(
        venue_name="Buurthuis De Lamp",
        starts_at=timezone.now() + timedelta(days=20),
        ends_at=timezone.now() + timedelta(days=21),
    )
    desk.activity.refresh_from_db()
    schedule.reschedule(desk.activity)
    for _ in range(2):
        rescheduling.catch_up()
    assert "De nieuwe plek: Buurthuis De Lamp" in changed.get().text
    assert "De nieuwe tijd" in changed.get().text
    desk.activity.cancel(by=None)
    rescheduling.catch_up()
    assert "Dit gaat niet door" in changed.latest("pk").text
