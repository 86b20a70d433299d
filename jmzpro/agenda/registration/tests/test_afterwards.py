"""Who was there, what they get, what is asked, and what is forgotten."""

import re
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.registration import booking, jobs, personal_data
from jmzpro.agenda.registration.models import (
    Certificate,
    Desk,
    Evaluation,
    Gathering,
    Participant,
    Registration,
)
from jmzpro.agenda.registration.tagged_pdf import Block, as_pdf
from jmzpro.agenda.registration.tests.made import (
    make_children_day,
    make_training,
    move_to_today,
    move_to_yesterday,
    sign_up,
)
from jmzpro.mail.models import OutgoingMail
from jmzpro.trust.personal_data import data_categories, export_all

HOURS = {"hours": "6.5", "accreditations": ["skj", "venvn"], "accreditation_text": "6 punten"}


def page_of(desk: Desk, rest: str = "") -> str:
    return f"{desk.activity.get_absolute_url()}aanmeldingen/{rest}"


@pytest.fixture
def organiser(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.sanne.user)
    return client


@pytest.fixture
def training(cast: SimpleNamespace) -> Desk:
    """Going on now, for which Eva and Bram have a place."""
    desk = make_training(
        cast,
        activity=HOURS,
        gives_certificates=True,
        accreditation_number="A-17",
        asks_evaluation=True,
    )
    for who in ("eva", "bram"):
        sign_up(desk, who)
    move_to_today(desk.activity)
    OutgoingMail.objects.all().delete()
    return desk


def person(who: str) -> Participant:
    return Participant.objects.get(registration__email=f"{who}@deelnemer.example")


def test_the_ticket_has_a_code_that_only_the_organiser_can_use(
    client: Client, cast: SimpleNamespace, training: Desk
) -> None:
    eva = person("eva")
    ticket = f"{eva.registration.get_absolute_url()}kaartje/{eva.code}/"
    assert eva.code in client.get(ticket).content.decode()
    drawn = client.get(f"{ticket}qr.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    scanned = page_of(training, f"aanwezigheid/{eva.code}/")
    assert client.get(scanned)["Location"].startswith("/inloggen/")
    client.force_login(cast.daan.user)
    assert client.post(scanned).status_code == 404
    client.force_login(cast.youssef.user)
    assert "Meld aanwezig" in client.get(scanned).content.decode()
    assert person("eva").present_at is None
    client.post(scanned)
    assert person("eva").present_at is not None


def test_a_code_is_typed_over_and_one_that_is_not_ours_is_said_so(
    organiser: Client, training: Desk
) -> None:
    address = page_of(training, "aanwezigheid/code/")
    found = organiser.post(address, {"code": f" {person('bram').code.upper()} "}, follow=True)
    assert "Bram" in found.content.decode()
    assert (
        "hoort niet bij deze activiteit"
        in organiser.post(address, {"code": "bestaatniet"}, follow=True).content.decode()
    )


def test_nobody_is_marked_before_the_day(organiser: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    sign_up(desk, "eva")
    assert organiser.post(page_of(desk, f"aanwezigheid/{person('eva').code}/")).status_code == 409
    assert person("eva").present_at is None


def mark(organiser: Client, desk: Desk, who: str, answer: str = "ja") -> None:
    organiser.post(
        page_of(desk, f"aanwezigheid/{person(who).code}/"), {"aanwezig": answer, "terug": "lijst"}
    )


def test_only_who_was_there_gets_a_certificate_and_once(organiser: Client, training: Desk) -> None:
    mark(organiser, training, "eva")
    assert "1 van 2 aanwezig" in organiser.get(page_of(training, "aanwezigheid/")).content.decode()
    for _ in range(2):
        organiser.post(page_of(training, "deelnamebewijzen/"))
    certificate = Certificate.objects.get()
    assert certificate.participant == person("eva")
    assert [one.to for one in OutgoingMail.objects.filter(template__endswith="/certificate")] == [
        "eva@deelnemer.example"
    ]
    mark(organiser, training, "eva", "nee")
    assert not Certificate.objects.exists()


def test_the_certificate_is_a_tagged_pdf_that_says_what_it_should(
    organiser: Client, training: Desk
) -> None:
    mark(organiser, training, "eva")
    organiser.post(page_of(training, "deelnamebewijzen/"))
    certificate, eva = Certificate.objects.get(), person("eva")
    page = organiser.get(eva.registration.get_absolute_url()).content.decode()
    address = re.search(r'href="([^"]+deelnamebewijs/[^"]+)"', page)
    assert address
    response = organiser.get(address[1])
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    for words in (
        "Eva",
        training.activity.title,
        "6,5",
        "SKJ, V&VN",
        "6 punten, A-17",
        certificate.code,
        "/agenda/deelnamebewijs/",
    ):
        assert words in text
    assert (
        organiser.get(
            address[1].replace(eva.registration.token, person("bram").registration.token)
        ).status_code
        == 404
    )


def tagged(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    return [(str(part.S), int(part.K)) for part in pdf.Root.StructTreeRoot.K[0].K]


def test_a_screen_reader_finds_language_title_and_order() -> None:
    name = "Zoë Yılmaz-Ğüler"
    made = as_pdf(
        "Deelnamebewijs",
        [
            Block("H1", "Deelnamebewijs", size=30),
            Block("P", name),
            Block("P", "woord " * 80 + "x" * 120),
        ],
    )
    with pikepdf.open(BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert tagged(pdf) == [("/H1", 0), ("/P", 1), ("/P", 2)]
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "Deelnamebewijs"
        page = pdf.pages[0]
        marked = [
            int(part.operands[1].MCID)
            for part in pikepdf.parse_content_stream(page)
            if str(part.operator) == "BDC"
        ]
        assert marked == [0, 1, 2]
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        assert [int(part.K) for part in parents] == marked
        fonts = [font.DescendantFonts[0].FontDescriptor for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font for font in fonts)
    document = pypdfium2.PdfDocument(made)
    assert name in document[0].get_textpage().get_text_bounded()
    document.close()


def check(client: Client, code: str, name: str) -> str:
    return client.post("/agenda/deelnamebewijs/", {"code": code, "name": name}).content.decode()


def test_anybody_checks_a_certificate_by_its_code_and_name_and_learns_nothing_else(
    organiser: Client, training: Desk
) -> None:
    mark(organiser, training, "eva")
    organiser.post(page_of(training, "deelnamebewijzen/"))
    code = Certificate.objects.get().code
    organiser.logout()
    right = check(organiser, code.upper().replace("-", " "), " eva ")
    assert "dit bewijs is echt" in right
    assert training.activity.title not in right  # its holder did not let it be seen
    for wrong in ({"code": code, "name": "Bram"}, {"code": "aaaa-bbbb-cccc", "name": "Eva"}):
        page = check(organiser, **wrong)
        assert "Zo kennen we dit bewijs niet" in page
        assert training.activity.title not in page
    assert organiser.post("/agenda/deelnamebewijs/", {"code": ""}).status_code == 422


def test_the_holder_chooses_what_who_checks_may_read(organiser: Client, training: Desk) -> None:
    mark(organiser, training, "eva")
    organiser.post(page_of(training, "deelnamebewijzen/"))
    found = Certificate.objects.get()
    Certificate.objects.filter(pk=found.pk).update(hours=3, accreditation="Punten van een register")
    holder, stranger = Client(), Client()
    at = f"{Registration.objects.get(participants__certificate=found).get_absolute_url()}deelnamebewijs/{found.code}/nakijken/"  # noqa: E501
    assert (
        at
        in holder.get(
            Registration.objects.get(participants__certificate=found).get_absolute_url()
        ).content.decode()
    )
    holder.post(at, {"hours": "on"})
    page = check(stranger, found.code, "Eva")
    assert "Studie-uren" in page
    assert training.activity.title not in page
    assert "Punten van een register" not in page
    holder.post(at, {"activity": "on", "accreditation": "on"})
    page = check(stranger, found.code, "Eva")
    assert training.activity.title in page
    assert "Punten van een register" in page
    assert "Studie-uren" not in page
    holder.post(at, {})
    assert training.activity.title not in check(stranger, found.code, "Eva")
    other = at.replace(
        Registration.objects.get(participants__certificate=found).token, "geen-geldig-bewijs"
    )
    assert stranger.post(other, {"activity": "on"}).status_code == 404


def test_it_can_still_be_checked_when_everybody_is_forgotten(
    organiser: Client, training: Desk
) -> None:
    mark(organiser, training, "eva")
    organiser.post(page_of(training, "deelnamebewijzen/"))
    code = Certificate.objects.get().code
    with time_machine.travel(timezone.now() + timedelta(days=100), tick=False):
        assert personal_data.sweep() == 2
        page = organiser.post(
            "/agenda/deelnamebewijs/", {"code": code, "name": "Eva"}
        ).content.decode()
    assert "dit bewijs is echt" in page
    assert Certificate.objects.get().participant is None


def test_after_the_retention_date_counts_are_kept_and_nothing_else(
    organiser: Client, cast: SimpleNamespace, training: Desk
) -> None:
    sign_up(training, "carla")
    sign_up(training, "dirk")
    booking.cancel(Registration.objects.get(email="bram@deelnemer.example"))
    mark(organiser, training, "eva")
    assert personal_data.sweep() == 0
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert personal_data.sweep() == 4
        assert personal_data.sweep() == 0
        organiser.force_login(cast.sanne.user)
        page = organiser.get(page_of(training)).content.decode()
    gathering = Gathering.objects.get()
    assert (gathering.counted_places, gathering.counted_present, gathering.counted_left) == (
        3,
        1,
        1,
    )
    assert "De namen zijn weg" in page
    assert not Registration.objects.exists()
    assert not Participant.objects.exists()
    assert not OutgoingMail.objects.filter(cause__startswith="registration:").exists()


def test_for_children_it_is_gone_after_seven_days_whatever_the_organiser_would_like(
    cast: SimpleNamespace,
) -> None:
    desk = make_children_day(cast, kept_days=365)
    sign_up(desk, "ouder", 2)
    ends_at = Gathering.objects.get().ends_at
    with time_machine.travel(ends_at + timedelta(days=6, hours=23), tick=False):
        assert personal_data.sweep() == 0
    with time_machine.travel(ends_at + timedelta(days=7, minutes=1), tick=False):
        assert personal_data.sweep() == 1
    assert not OutgoingMail.objects.filter(to="ouder@deelnemer.example").exists()
    assert Gathering.objects.get().counted_places == 2


def test_one_takes_along_and_erases_by_mail_address(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    told = booking.RegistrationInput(
        cast.daan.user.email.upper(), names=[cast.daan.name], organisation=cast.ijssel.name
    )
    own = booking.register(desk, told, is_proven=True)
    waiting = sign_up(desk, "bram")
    told_to = export_all(cast.daan.user)["Je aanmeldingen bij activiteiten"]
    assert [one["activiteit"] for one in told_to] == [desk.activity.title]
    assert told_to[0]["deelnemers"][0]["naam"] == cast.daan.name
    data_categories["agenda-registrations"].erase(cast.daan.user)
    own.refresh_from_db()
    assert (own.email, own.participants.count()) == ("", 0)
    assert booking.main_booking(waiting).state == "plek"
    assert not OutgoingMail.objects.filter(to__iexact=cast.daan.user.email).exists()


def test_a_reminder_comes_once_and_not_to_who_stopped_it_or_came_late(
    cast: SimpleNamespace,
) -> None:
    desk = make_training(cast, remind_days=2)
    sign_up(desk, "eva")
    stopped = sign_up(desk, "bram")
    Registration.objects.filter(pk=stopped.pk).update(wants_no_mail=True)
    reminders = OutgoingMail.objects.filter(template__endswith="/reminder")
    with time_machine.travel(desk.activity.starts_at - timedelta(days=3), tick=False):
        jobs.keep_up()
        assert not reminders.exists()
    with time_machine.travel(desk.activity.starts_at - timedelta(days=1), tick=False):
        sign_up(desk, "carla")
        for _ in range(2):
            jobs.keep_up()
    assert [one.to for one in reminders] == ["eva@deelnemer.example"]


def test_the_day_after_certificates_go_by_themselves_and_who_was_there_is_asked(
    organiser: Client, training: Desk
) -> None:
    mark(organiser, training, "eva")
    move_to_yesterday(training.activity)
    for _ in range(2):
        jobs.keep_up()
    assert [one.to for one in OutgoingMail.objects.filter(template__endswith="/certificate")] == [
        "eva@deelnemer.example"
    ]
    assert [one.to for one in OutgoingMail.objects.filter(template__endswith="/evaluation")] == [
        "eva@deelnemer.example"
    ]


def test_an_evaluation_is_of_nobody_and_is_shown_as_a_whole_from_five(
    organiser: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=9, asks_evaluation=True)
    people = [sign_up(desk, f"p{number}") for number in range(5)]
    move_to_yesterday(desk.activity)
    jobs.keep_up()
    answers = {
        "overall": "5",
        "useful": "4",
        "organised": "3",
        "takes_along": "Begin met luisteren.",
        "could_be_better": "",
    }
    assert (
        organiser.post(f"{people[0].get_absolute_url()}evaluatie/", {"overall": "9"}).status_code
        == 422
    )
    for number, one in enumerate(people):
        for _ in range(2):
            organiser.post(
                f"{one.get_absolute_url()}evaluatie/", {**answers, "overall": str(5 - number % 2)}
            )
        page = organiser.get(page_of(desk, "evaluatie/")).content.decode()
        assert ("Begin met luisteren." in page) is (number == 4)
    assert Evaluation.objects.count() == 5
    assert "4,6 van 5" in page
    assert not {field.name for field in Evaluation._meta.get_fields()} & {
        "registration",
        "participant",
        "created_at",
    }
