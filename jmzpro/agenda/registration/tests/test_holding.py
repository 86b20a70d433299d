"""A scarce place is held some hours for an address that nobody proved, and nobody takes it all."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, emails, jobs, rescheduling, sources
from jmzpro.agenda.registration.models import Desk, Gathering, Registration, Round
from jmzpro.agenda.registration.tests.made import (
    make_children_day,
    make_training,
    move_to_today,
    sign_up,
    state,
)
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.testing.login import log_in

HELD_FOR = booking.HELD_FOR


def send(client: Client, desk: Desk, who: str, **changes: str) -> int:
    form = {"name": who.capitalize(), "email": f"{who}@deelnemer.example", **changes}
    return client.post(f"{desk.activity.get_absolute_url()}aanmelden/", form).status_code


def of(who: str) -> Registration:
    return Registration.objects.get(email=f"{who}@deelnemer.example")


def mails(who: str) -> list[str]:
    found = OutgoingMail.objects.filter(to=f"{who}@deelnemer.example").order_by("pk")
    return [mail.template.rpartition("/")[2] for mail in found]


def later(**away: float) -> datetime:
    return timezone.now() + HELD_FOR + timedelta(**away)


def test_a_place_is_held_and_sure_after_one_click(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    assert send(client, desk, "eva") == 302
    registration = of("eva")
    mail = OutgoingMail.objects.get(to="eva@deelnemer.example")
    assert mail.subject == "Bevestig je plek: Training signalen zien"
    assert registration.get_absolute_url() in mail.text
    for _ in range(3):  # a scanner opens what a mail links to
        page = client.get(registration.get_absolute_url()).content.decode()
        assert "We houden je plek nog 17 uur vast" in page
    assert state(registration) == "bewaard"
    assert "kaartje" not in page.lower().partition("<main")[2].partition("</main>")[0]
    page = client.post(f"{registration.get_absolute_url()}plek/", follow=True).content.decode()
    assert "Je hebt een plek" in page
    assert booking.expire(later(days=9)) == 0
    assert state(registration) == "plek"
    assert mails("eva") == ["held", "placed"]


def test_a_second_click_changes_nothing(client: Client, cast: SimpleNamespace) -> None:
    send(client, make_training(cast), "eva")
    for _ in range(2):
        client.post(f"{of('eva').get_absolute_url()}plek/")
    assert mails("eva") == ["held", "placed"]


def test_what_nobody_confirms_is_free_again_once_and_goes_to_who_waits(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=1)
    send(client, desk, "vreemd")
    waiting = sign_up(desk, "bram")
    address = of("vreemd").get_absolute_url()
    assert booking.expire(later(minutes=-1)) == 0
    assert booking.expire(later(minutes=1)) == 1
    assert booking.expire(later(minutes=1)) == 0
    assert state(waiting) == "plek"
    assert Gathering.objects.get().taken == 1
    assert not OutgoingMail.objects.filter(to="vreemd@deelnemer.example").exists()
    assert not Registration.objects.filter(email="vreemd@deelnemer.example").exists()
    page = client.post(f"{address}plek/", follow=True).content.decode()
    assert "Je staat er niet meer op" in page
    assert "Meld je opnieuw aan" in page
    assert send(client, desk, "vreemd") == 302


def test_the_job_does_it_by_itself(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    sign_up(desk, "vreemd", is_proven=False)
    Registration.objects.update(confirm_until=timezone.now())
    desk.gatherings.get().bookings.update(offered_until=timezone.now())
    jobs.keep_up()
    assert Gathering.objects.get().taken == 0


def test_a_place_in_the_line_is_confirmed_as_well(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    first = sign_up(desk, "eva")
    for who in ("vreemd", "bram"):
        send(client, desk, who)
    page = client.get(of("bram").get_absolute_url()).content.decode()
    assert "Je bent nummer 2 op de wachtlijst" in page
    assert "We houden je nummer nog 17 uur vast" in page
    assert "Ja, zet me op de lijst" in page
    bram = of("bram")
    client.post(f"{bram.get_absolute_url()}plek/")
    assert booking.expire(later(minutes=1)) == 1
    page = client.get(bram.get_absolute_url()).content.decode()
    assert "Je bent nummer 1 op de wachtlijst" in page
    assert "We houden je nummer" not in page
    booking.cancel(first)
    assert state(bram) == "plek"


def test_who_is_next_without_having_confirmed_has_the_place_held(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    first, waiting = sign_up(desk, "eva"), sign_up(desk, "bram", is_proven=False)
    booking.cancel(first)
    assert state(waiting) == "bewaard"
    assert mails("bram") == ["waiting", "held"]
    assert booking.accept(waiting)
    assert state(waiting) == "plek"


def test_an_offer_from_the_list_keeps_its_own_time_and_proves_the_address(
    cast: SimpleNamespace,
) -> None:
    desk = make_training(cast, capacity=1, confirm_within=48)
    first, waiting = sign_up(desk, "eva"), sign_up(desk, "bram", is_proven=False)
    booking.cancel(first)
    assert booking.expire(later(minutes=1)) == 0
    assert state(waiting) == "aangeboden"
    assert booking.accept(waiting)
    waiting.refresh_from_db()
    assert (state(waiting), waiting.confirm_until) == ("plek", None)


def test_a_group_is_held_whole_and_may_become_smaller(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=3, largest_group=3)
    send(client, desk, "eva", companions="Bram Vos\nCarla Smit")
    waiting = sign_up(desk, "dirk")
    client.post(f"{of('eva').get_absolute_url()}wijziging/", {"name": "Eva", "companions": "Bram"})
    assert (state(of("eva")), state(waiting)) == ("bewaard", "plek")
    client.post(f"{of('eva').get_absolute_url()}plek/")
    assert (state(of("eva")), Gathering.objects.get().taken) == ("plek", 3)


def test_a_chosen_workshop_is_held_with_it_and_free_with_it(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=None)
    now = timezone.now()
    times = {"starts_at": now + timedelta(days=14), "ends_at": now + timedelta(days=14, hours=1)}
    round_ = Round.objects.create(desk=desk, title="Ronde 1", **times)
    workshop = Gathering.objects.create(
        desk=desk, kind="workshop", round=round_, title="Spelen", capacity=1, **times
    )
    sign_up(desk, "vreemd", is_proven=False, workshops=[workshop])
    waiting = sign_up(desk, "bram", workshops=[workshop])
    workshop.refresh_from_db()
    assert workshop.taken == 1
    booking.expire(later(minutes=1))
    assert waiting.bookings.get(gathering=workshop).state == "plek"
    workshop.refresh_from_db()
    assert workshop.taken == 1


def test_where_nothing_is_scarce_nothing_is_asked(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=None)
    send(client, desk, "eva")
    assert (state(of("eva")), mails("eva")) == ("plek", ["placed"])
    assert booking.expire(later(days=9)) == 0


def test_a_member_with_their_own_address_and_who_organises_need_no_click(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=9)
    client.force_login(cast.daan.user)
    send(client, desk, "daan", email=cast.daan.user.email.upper())
    assert state(Registration.objects.get(email=cast.daan.user.email)) == "plek"
    send(client, desk, "collega")
    assert state(of("collega")) == "bewaard"
    client.force_login(cast.sanne.user)
    send(client, desk, "gebeld")
    assert state(of("gebeld")) == "plek"


def test_who_organises_fills_in_who_phoned_without_a_ceiling_for_one_visitor(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=60)
    client.force_login(cast.sanne.user)
    assert {send(client, desk, f"gebeld{number}") for number in range(30)} == {302}


def test_for_children_a_place_is_held_too(client: Client, cast: SimpleNamespace) -> None:
    desk = make_children_day(cast)
    send(client, desk, "ouder", people="2")
    assert state(of("ouder")) == "bewaard"
    client.post(f"{of('ouder').get_absolute_url()}plek/")
    assert state(of("ouder")) == "plek"


def test_a_visitor_registers_ten_an_hour_and_no_more(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=26)
    answers = [send(client, desk, f"p{number}") for number in range(12)]
    assert answers == [302] * 10 + [429] * 2
    assert Registration.objects.count() == 10
    other = Client(REMOTE_ADDR="192.0.2.77")
    assert send(other, desk, "eva") == 302


def test_one_source_registers_twenty_a_day_at_one_activity(
    client: Client, cast: SimpleNamespace
) -> None:
    """A member may send more forms than a visitor, and meets the ceiling of the activity."""
    desk = make_training(cast, capacity=60)
    client.force_login(cast.daan.user)
    answers = [send(client, desk, f"p{number}") for number in range(21)]
    assert answers == [302] * 20 + [429]
    assert send(client, desk, "daan", email=cast.daan.user.email) == 302
    assert send(client, make_training(cast, "Een andere"), "eva") == 302


def test_what_was_typed_is_given_back_at_the_ceiling(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=26)
    form = {"name": "Eva", "email": "eva@deelnemer.example", "organisation": "Steunpunt Noord"}
    address = f"{desk.activity.get_absolute_url()}aanmelden/"
    for number in range(10):
        send(client, desk, f"p{number}")
    response = client.post(address, form)
    assert response.status_code == 429
    assert "Steunpunt Noord" in response.content.decode()


def test_a_mail_that_could_not_leave_costs_nobody_a_place(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=1)
    registration = sign_up(desk, "eva", is_proven=False)
    OutgoingMail.objects.update(last_error="De mailserver is niet bereikbaar")
    assert booking.expire(later(minutes=1)) == 0
    assert state(registration) == "bewaard"
    OutgoingMail.objects.update(state=OutgoingState.SENT, last_error="")
    assert booking.expire(later(hours=17)) == 0
    assert booking.expire(later(hours=19)) == 1


def test_a_held_place_is_not_mailed_about_what_the_organiser_says_or_changes(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=2)
    sign_up(desk, "vreemd", is_proven=False)
    sign_up(desk, "eva")
    Activity.objects.filter(pk=desk.activity_id).update(
        venue_name="Elders", last_modified=timezone.now()
    )
    rescheduling.catch_up()
    move_to_today(desk.activity)
    jobs.remind()
    jobs.ask_how_it_was()
    assert mails("vreemd") == ["held"]
    assert "changed" in mails("eva")


def many(desk: Desk, count: int, mark: str = "a" * 16) -> list[Registration]:
    return [
        sign_up(desk, f"vreemd{number}", is_proven=False, source=mark) for number in range(count)
    ]


def test_who_organises_sees_many_from_one_source_and_takes_them_away_together(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=4)
    strangers = many(desk, 6)
    waiting = sign_up(desk, "bram")
    booking.accept(strangers[0])
    log_in(client, cast.sanne)
    address = f"{desk.activity.get_absolute_url()}aanmeldingen/"
    page = client.get(address).content.decode()
    assert "6 aanmeldingen kwamen van één internetverbinding" in page
    assert "5 daarvan zijn nog niet bevestigd" in page
    together = f"{address}samen/{'a' * 16}/"
    page = client.get(together).content.decode()
    assert page.count("checked") == 5
    assert "Dit kun je niet terugdraaien" in page
    chosen = [one.public_id for one in strangers[1:]]
    page = client.post(together, {"weg": chosen}, follow=True).content.decode()
    assert "5 aanmeldingen zijn weg" in page
    assert (state(strangers[0]), state(waiting)) == ("plek", "plek")
    assert mails("vreemd0") == ["held", "placed"]
    assert mails("bram") == ["waiting", "granted"]
    assert not OutgoingMail.objects.filter(
        to__in=[f"vreemd{n}@deelnemer.example" for n in range(1, 6)]
    )
    assert Gathering.objects.get().taken == 2
    assert "kwamen van" not in client.get(address).content.decode()


def test_who_confirmed_and_is_taken_away_gets_a_mail(client: Client, cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=6)
    strangers = many(desk, 5)
    booking.accept(strangers[0])
    log_in(client, cast.sanne)
    address = f"{desk.activity.get_absolute_url()}aanmeldingen/samen/{'a' * 16}/"
    client.post(address, {"weg": [one.public_id for one in strangers]})
    assert mails("vreemd0") == ["held", "placed", "cancelled"]
    assert Gathering.objects.get().taken == 0


def test_only_what_is_in_the_group_goes_and_only_for_who_organises(
    client: Client, cast: SimpleNamespace
) -> None:
    desk = make_training(cast, capacity=9)
    strangers, other = many(desk, 5), sign_up(desk, "eva")
    address = f"{desk.activity.get_absolute_url()}aanmeldingen/samen/{'a' * 16}/"
    chosen = {"weg": [other.public_id, strangers[0].public_id]}
    log_in(client, cast.daan)
    assert client.post(address, chosen).status_code == 404
    assert state(strangers[0]) == "bewaard"
    log_in(client, cast.sanne)
    client.post(address, chosen)
    assert (state(strangers[0]), state(other)) == ("weg", "plek")
    assert "Er is niets veranderd" in client.post(address, {}, follow=True).content.decode()


@pytest.mark.parametrize("is_scarce", [True, False])
def test_a_source_is_a_mark_of_that_day_and_activity_and_goes_after_a_week(
    client: Client, cast: SimpleNamespace, is_scarce: bool
) -> None:
    desk = make_training(cast, capacity=9 if is_scarce else None)
    send(client, desk, "eva")
    send(client, desk, "bram")
    other = make_training(cast, "Een andere")
    send(client, other, "carla")
    marks = [of(who).source for who in ("eva", "bram", "carla")]
    assert marks[0] == marks[1] != marks[2]
    assert all(len(mark) == 16 and "127.0.0.1" not in mark for mark in marks)
    jobs.forget()
    assert of("eva").source
    Registration.objects.update(registered_at=timezone.now() - sources.KEPT - timedelta(minutes=1))
    jobs.forget()
    assert {of(who).source for who in ("eva", "bram", "carla")} == {""}


def test_a_mark_does_not_outlive_the_registration(client: Client, cast: SimpleNamespace) -> None:
    send(client, make_training(cast), "eva")
    registration = of("eva")
    booking.cancel(registration)
    registration.refresh_from_db()
    assert (registration.source, registration.confirm_until) == ("", None)


def test_what_is_called_off_says_so_in_the_subject(cast: SimpleNamespace) -> None:
    desk = make_training(cast)
    sign_up(desk, "eva")
    desk.activity.cancel(by=None)
    rescheduling.catch_up()
    changed = OutgoingMail.objects.get(template__endswith="/changed")
    assert changed.subject == "Gaat niet door: Training signalen zien"
    registration = of("eva")
    emails.changed(registration, "weer", "Dit gaat toch door.")
    assert OutgoingMail.objects.latest("pk").subject.startswith("Er is iets veranderd: ")
