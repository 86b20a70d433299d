"""A member adds: at once for a trusted organisation, after a look for another."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import OccurrenceState, State
from jmzpro.agenda.models import Activity, Organiser
from jmzpro.agenda.submission import organiser_trust, queue
from jmzpro.agenda.submission.tests.filled_in import for_children, last_mail, link_in, typed
from jmzpro.testing.queries import assert_flat
from jmzpro.testing.samples import make_activity
from jmzpro.trust.models import AuditLine

TODAY = "2027-02-01 09:00"


def trust(cast: SimpleNamespace, contact: str = "Sanne Vermeer") -> Organiser:
    organiser = organiser_trust.of_organisation(cast.brug)
    organiser.is_trusted, organiser.contact_name = True, contact
    organiser.save()
    return organiser


def add(client: Client, **changes: object) -> Activity:
    answer = client.post(
        "/agenda/toevoegen/", typed(organiser_name=None, submitter_email=None, **changes)
    )
    assert answer.status_code == 302, re.findall(
        r"(?s)error-summary.*?</div>", answer.content.decode()
    )
    client.post(answer["Location"])
    return Activity.objects.latest("pk")


def refused(client: Client, **changes: object) -> str:
    answer = client.post(
        "/agenda/toevoegen/", typed(organiser_name=None, submitter_email=None, **changes)
    )
    assert answer.status_code == 422
    assert not Activity.objects.exists()
    return str(answer.content.decode())


@contextmanager
def february(client: Client, cast: SimpleNamespace) -> Iterator[None]:
    """In February 2027, logged in: a session of now is over by then."""
    with time_machine.travel(TODAY):
        client.force_login(cast.sanne.user)
        yield


@pytest.fixture
def sanne(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.sanne.user)
    return client


def test_of_a_trusted_organisation_it_is_on_the_site_at_once(
    sanne: Client, cast: SimpleNamespace
) -> None:
    trust(cast)
    activity = add(sanne)
    assert activity.state == State.PUBLISHED
    assert activity.organiser_name == cast.brug.name
    assert activity.organisation == cast.brug


def test_of_another_it_waits_for_a_moderator(sanne: Client, cast: SimpleNamespace) -> None:
    activity = add(sanne)
    assert activity.state == State.FOR_REVIEW
    assert sanne.get(f"/agenda/wijzigen/{activity.public_id}/?gedaan=verstuurd").status_code == 200


def test_for_children_a_trusted_organisation_without_a_contact_by_name_waits_too(
    sanne: Client, cast: SimpleNamespace
) -> None:
    trust(cast, contact="")
    assert (
        add(sanne, **for_children(organiser_name=None, submitter_email=None)).state
        == State.FOR_REVIEW
    )


def test_for_children_a_trusted_organisation_with_a_contact_is_on_the_site_at_once(
    sanne: Client, cast: SimpleNamespace
) -> None:
    trust(cast)
    assert (
        add(sanne, **for_children(organiser_name=None, submitter_email=None)).state
        == State.PUBLISHED
    )


def test_the_form_costs_nothing_that_is_known(sanne: Client, cast: SimpleNamespace) -> None:
    page = sanne.get("/agenda/toevoegen/").content.decode()
    assert cast.sanne.user.email in page
    assert 'name="submitter_email"' not in page
    assert 'name="organiser_name"' not in page


def test_what_is_missing_is_said_and_what_was_typed_stays(
    sanne: Client, cast: SimpleNamespace
) -> None:
    page = refused(sanne, town="", summary="Een zin die moet blijven staan.")
    assert "Vul in welk dorp of welke stad het is" in page
    assert "Een zin die moet blijven staan." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"town": "Hengelo"}, "Hengelo (Overijssel) of Hengelo (Gelderland)"),
        ({"town": "Utrech"}, "Bedoel je"),
        ({"audiences": []}, "Kies voor wie het is"),
        ({"begins": "", "ends": ""}, "Vul in hoe laat het begint"),
        ({"begins": "14:00", "ends": "13:00"}, "Het eindigt voor het begint"),
        ({"day": "2020-01-01"}, "is al geweest"),
        ({"day": "2099-01-01"}, "over meer dan drie jaar"),
        ({"day": "vandaag"}, "geen dag die we kennen"),
        ({"repeats": "zo nu en dan"}, "We begrijpen niet hoe vaak"),
        ({"contact_email": "", "website": ""}, "wie vragen heeft, moet ergens terechtkunnen"),
        ({"registration": "elders"}, "Vul in waar je je kunt aanmelden"),
        ({"website": "ftp://voorbeeld.example/"}, "Dit lijkt geen webadres"),
        ({"title": "x" * 301}, "Kort je tekst in"),
        ({"age_from": "12", "age_to": "8"}, "lager dan"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(
    sanne: Client, cast: SimpleNamespace, changes: dict[str, object], said: str
) -> None:
    assert said in refused(sanne, **changes).replace("&#x27;", "'")


def test_for_children_a_contact_by_name_is_asked(sanne: Client, cast: SimpleNamespace) -> None:
    assert "wie is de contactpersoon" in refused(
        sanne, **for_children(organiser_name=None, submitter_email=None, contact_name="")
    )


def test_a_time_that_does_not_exist_is_refused_with_the_time_to_take(
    sanne: Client, cast: SimpleNamespace
) -> None:
    with february(sanne, cast):
        page = refused(sanne, day="2027-03-28", begins="02:30", ends="04:00")
    assert "2.30 uur bestaat die nacht niet" in page
    assert "Kies 3.30 uur" in page


def test_a_series_with_such_a_time_is_refused_with_the_date_to_leave_out(
    sanne: Client, cast: SimpleNamespace
) -> None:
    with february(sanne, cast):
        page = refused(
            sanne, day="2027-03-07", begins="02:30", ends="04:00", repeats="elke zondag tot 1 mei"
        )
        assert "behalve 28 maart 2027" in page
        made = add(
            sanne,
            day="2027-03-07",
            begins="02:30",
            ends="04:00",
            repeats="elke zondag tot 1 mei, behalve 28 maart 2027",
        )
    assert made.occurrences.count() == 7


def test_the_hour_that_comes_twice_is_the_first_one(sanne: Client, cast: SimpleNamespace) -> None:
    with february(sanne, cast):
        made = add(sanne, day="2027-10-31", begins="02:30", ends="04:00")
    assert made.starts_at.isoformat() == "2027-10-31T00:30:00+00:00"
    assert (made.ends_at - made.starts_at) == timedelta(hours=2, minutes=30)


def test_weekly_at_half_past_seven_stays_at_half_past_seven(
    sanne: Client, cast: SimpleNamespace
) -> None:
    with february(sanne, cast):
        made = add(
            sanne,
            day="2027-03-02",
            begins="19:30",
            ends="21:00",
            repeats="elke week tot 1 december",
        )
    walls = [recurrence.local(date.starts_at) for date in made.occurrences.all()]
    assert {f"{wall:%H:%M}" for wall in walls} == {"19:30"}
    assert len({date.starts_at.hour for date in made.occurrences.all()}) == 2, (
        "in UTC it moves with summer time"
    )


def test_all_day_over_the_years_end(sanne: Client, cast: SimpleNamespace) -> None:
    with february(sanne, cast):
        made = add(
            sanne, day="2027-12-31", last_day="2028-01-02", is_all_day="on", begins="", ends=""
        )
        page = sanne.get(f"/agenda/wijzigen/{made.public_id}/formulier/").content.decode()
    assert recurrence.local(made.starts_at).date() == date(2027, 12, 31)
    assert recurrence.local(made.ends_at).date() == date(2028, 1, 3), "the end is exclusive"
    assert 'value="2028-01-02"' in page


def test_until_after_midnight_is_the_same_evening(sanne: Client, cast: SimpleNamespace) -> None:
    made = add(sanne, begins="20:00", ends="01:00")
    assert made.ends_at - made.starts_at == timedelta(hours=5)


def test_one_date_is_moved_and_one_is_dropped_before_sending(
    sanne: Client, cast: SimpleNamespace
) -> None:
    with february(sanne, cast):
        answer = sanne.post(
            "/agenda/toevoegen/",
            typed(
                organiser_name=None,
                submitter_email=None,
                day="2027-03-02",
                repeats="elke week 4 keer",
            ),
        )
        check = answer["Location"]
        page = sanne.get(check).content.decode()
        assert page.count("Verander<span") == 4
        made = Activity.objects.get()
        first, second, *_ = made.occurrences.order_by("starts_at")
        where = f"/agenda/wijzigen/{made.public_id}/datum/"
        name = f"{first.recurrence_id:%Y%m%dT%H%M%SZ}"
        assert sanne.get(f"{where}{name}/").status_code == 200
        sanne.post(
            f"{where}{name}/",
            {"wat": "verplaats", "day": "2027-03-04", "begins": "15:00", "ends": "16:00"},
        )
        sanne.post(f"{where}{second.recurrence_id:%Y%m%dT%H%M%SZ}/", {"wat": "vervalt"})
        assert (
            sanne.post(
                f"{where}{name}/", {"wat": "verplaats", "day": "2027-03-28", "begins": "02:30"}
            ).status_code
            == 422
        )
        sanne.post(check)
    rows = {date.recurrence_id: date for date in made.occurrences.all()}
    assert rows[first.recurrence_id].state == OccurrenceState.MOVED
    assert (
        recurrence.local(rows[first.recurrence_id].starts_at).isoformat() == "2027-03-04T15:00:00"
    )
    assert rows[second.recurrence_id].state == OccurrenceState.CANCELLED
    made.refresh_from_db()
    assert made.sequence == 0, "nobody had subscribed yet"


@pytest.mark.parametrize(
    ("wanted", "action"),
    [
        ({"wat": "vervalt"}, "datum vervallen"),
        ({"wat": "verplaats", "begins": "15:00", "ends": "16:00"}, "datum verplaatst"),
    ],
)
def test_a_double_click_about_one_date_is_one_new_version(
    sanne: Client, cast: SimpleNamespace, wanted: dict[str, str], action: str
) -> None:
    made = make_activity(cast, rrule="FREQ=WEEKLY;COUNT=3")
    second = made.occurrences.order_by("starts_at")[1]
    day = recurrence.local(second.starts_at).date() + timedelta(days=1)
    where = f"/agenda/wijzigen/{made.public_id}/datum/{second.recurrence_id:%Y%m%dT%H%M%SZ}/"
    for _ in range(2):
        assert sanne.post(where, {"day": day.isoformat(), **wanted}).status_code == 302
    made.refresh_from_db()
    lines = AuditLine.objects.filter(subject_id=str(made.pk), subject_type="agenda.activity")
    assert made.sequence == 1
    assert [line.actor for line in lines.filter(action=action)] == [cast.sanne.user]
    for _ in range(2):
        assert sanne.post(where, {"wat": "zet-terug"}).status_code == 302
    made.refresh_from_db()
    second.refresh_from_db()
    assert (made.sequence, second.state) == (2, OccurrenceState.PLANNED)
    assert second.starts_at == second.recurrence_id


def test_a_date_moved_to_where_its_series_has_it_follows_the_series_again(
    sanne: Client, cast: SimpleNamespace
) -> None:
    made = make_activity(cast, rrule="FREQ=WEEKLY;COUNT=3")
    second = made.occurrences.order_by("starts_at")[1]
    begin, end = recurrence.local(second.starts_at), recurrence.local(second.ends_at)
    where = f"/agenda/wijzigen/{made.public_id}/datum/{second.recurrence_id:%Y%m%dT%H%M%SZ}/"
    times = {"wat": "verplaats", "begins": f"{begin:%H:%M}", "ends": f"{end:%H:%M}"}
    states = []
    for day in (begin.date() + timedelta(days=1), begin.date()):
        assert sanne.post(where, {**times, "day": day.isoformat()}).status_code == 302
        second.refresh_from_db()
        states.append(second.state)
    assert states == [OccurrenceState.MOVED, OccurrenceState.PLANNED]


def test_a_likely_double_is_shown_before_sending(sanne: Client, cast: SimpleNamespace) -> None:
    there = make_activity(cast, "Buitendag in het bos")
    day = recurrence.local(there.starts_at).date().isoformat()
    common = {
        "organiser_name": None,
        "submitter_email": None,
        "day": day,
        "begins": "10:00",
        "ends": "12:00",
    }
    alike = sanne.post("/agenda/toevoegen/", typed(**common, title="In het bos: buitendag"))[
        "Location"
    ]
    page = sanne.get(alike).content.decode()
    assert "Staat dit er al?" in page
    assert there.get_absolute_url() in page
    for other in ({"title": "Workshop declareren"}, {"title": there.title, "town": "Zwolle"}):
        check = sanne.post("/agenda/toevoegen/", typed(**{**common, **other}))["Location"]
        assert "Staat dit er al?" not in sanne.get(check).content.decode()


def test_an_earlier_one_is_copied_without_its_day(sanne: Client, cast: SimpleNamespace) -> None:
    there = make_activity(
        cast, "Buitendag in het bos", venue_name="Boshut", online_link="https://geheim.example/zaal"
    )
    page = sanne.get(f"/agenda/toevoegen/?kopie={there.public_id}").content.decode()
    assert "Boshut" in page
    assert 'name="day" value="2' not in page
    sanne.force_login(cast.daan.user)
    assert sanne.get(f"/agenda/toevoegen/?kopie={there.public_id}").status_code == 404
    sanne.logout()
    assert sanne.get(f"/agenda/toevoegen/?kopie={there.public_id}").status_code == 404


def picture() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return SimpleUploadedFile("bos.png", made.getvalue(), "image/png")


def test_a_picture_needs_words_for_who_cannot_see_it(sanne: Client, cast: SimpleNamespace) -> None:
    assert "wat er op het beeld staat" in refused(sanne, picture=picture(), picture_alt="")
    made = add(sanne, picture=picture(), picture_alt="Een pad door een herfstbos.")
    assert made.picture is not None
    assert made.picture.description == "Een pad door een herfstbos."


def test_a_picture_that_is_none_is_refused(sanne: Client, cast: SimpleNamespace) -> None:
    fake = SimpleUploadedFile("bos.png", b"<svg onload=alert(1)>", "image/png")
    assert "bos.png" in refused(sanne, picture=fake, picture_alt="Een bos.")


def test_a_double_click_sends_it_once(sanne: Client, cast: SimpleNamespace) -> None:
    check = sanne.post("/agenda/toevoegen/", typed(organiser_name=None, submitter_email=None))[
        "Location"
    ]
    for _ in range(2):
        assert sanne.post(check).status_code == 302
    assert Activity.objects.get().review_steps.count() == 1


def test_my_activities_cost_the_same_however_many_there_are(
    sanne: Client, cast: SimpleNamespace
) -> None:
    make_activity(cast)
    assert_flat(
        sanne,
        "/mijn/activiteiten/",
        lambda: [make_activity(cast, f"Buitendag {number}") for number in range(15)],
    )


def test_a_visitor_has_no_activities_of_his_own(client: Client, cast: SimpleNamespace) -> None:
    assert client.get("/mijn/activiteiten/")["Location"].startswith("/inloggen/")


def test_a_form_that_is_saved_as_it_is_changes_nothing(
    sanne: Client, cast: SimpleNamespace
) -> None:
    with february(sanne, cast):
        made = add(sanne, day="2027-03-02", repeats="elke eerste dinsdag 6 keer")
        before = Activity.objects.values().get()
        sanne.post(
            f"/agenda/wijzigen/{made.public_id}/formulier/",
            typed(
                organiser_name=None,
                submitter_email=None,
                day="2027-03-02",
                repeats="elke eerste dinsdag 6 keer",
            ),
        )
    assert Activity.objects.values().get() == before


def test_a_day_beyond_today_only(sanne: Client, cast: SimpleNamespace) -> None:
    assert add(sanne, day=timezone.localdate().isoformat()).state == State.FOR_REVIEW


def test_a_member_reads_why_something_was_not_placed_and_copies_it(
    sanne: Client, cast: SimpleNamespace
) -> None:
    activity = add(sanne)
    newest = activity.review_steps.last()
    assert newest is not None
    queue.reject_activity(
        f"{activity.public_id}-{newest.pk}", by=cast.pieter.user, text="De prijs ontbreekt."
    )
    link = link_in(last_mail("rejected"), "/agenda/wijzigen/")
    assert "De prijs ontbreekt." in sanne.get(link).content.decode()
    assert sanne.get(f"{link}formulier/").status_code == 302
    assert sanne.get(f"/agenda/toevoegen/?kopie={activity.public_id}").status_code == 200
    sanne.force_login(cast.daan.user)
    assert sanne.get(link).status_code == 404
