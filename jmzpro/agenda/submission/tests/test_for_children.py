"""Activities for children: only of an organisation the office knows, and no new place, person or
link without a look.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.models import Activity, Organiser, ProposedChange
from jmzpro.agenda.submission import organiser_trust
from jmzpro.agenda.submission.tests.filled_in import for_children, last_mail, link_in
from jmzpro.agenda.submission.tests.test_a_visitor import confirmed, decide
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.testing.office import carry_out
from jmzpro.testing.samples import make_activity


def known(cast: SimpleNamespace, **fields: Any) -> Activity:
    organiser = organiser_trust.of_organisation(cast.brug)
    organiser.contact_name = "Sanne Vermeer"
    organiser.save()
    return make_activity(
        cast,
        organiser=organiser,
        contact_name="Sanne Vermeer",
        contact_email="sanne@cast.example",
        **fields,
    )


def change(activity: Activity, **values: Any) -> ProposedChange | None:
    return activity.change(values, by=None, source=Source.VISITOR)


def test_of_an_unknown_organiser_it_cannot_simply_be_placed(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client, **for_children())
    decide(client, cast, activity, "plaats", kind="agenda")
    assert activity.state == State.FOR_REVIEW
    decide(client, cast, activity, "plaats", kind="agenda-onbekend")
    assert activity.state == State.FOR_REVIEW


def test_the_office_says_that_the_organiser_is_right_and_knows_it_from_then_on(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = confirmed(client, **for_children())
    decide(client, cast, activity, "bekend", kind="agenda-onbekend")
    assert activity.state == State.PUBLISHED
    organiser = Organiser.objects.known().get(name="Stichting Naast Elkaar")
    assert organiser.contact_name == "Mo de Vries"
    assert organiser.approved_by == cast.pieter.user
    assert not organiser.is_trusted
    assert activity.organiser == organiser


def test_what_became_for_children_while_a_moderator_read_is_not_placed(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.agenda.submission import queue
    from jmzpro.trust.queue import CannotDecide

    activity = confirmed(client)
    Activity.objects.update(for_young_carers=True)
    newest = activity.review_steps.last()
    assert newest is not None
    with pytest.raises(CannotDecide):
        queue.place_activity(f"{activity.public_id}-{newest.pk}", by=cast.pieter.user)
    assert Activity.objects.get().state == State.FOR_REVIEW


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("venue_name", "Een schuur achteraf"),
        ("address", "Achterweg 1"),
        ("contact_name", "Iemand Anders"),
        ("contact_email", "iemand@elders.example"),
        ("contact_phone", "030-0000000"),
        ("website", "https://elders.example/"),
        ("online_link", "https://elders.example/zaal"),
        ("registration_url", "https://elders.example/meld-je-aan"),
        ("text", "Kom naar https://elders.example/ en app me op 06 00000000."),
        ("summary", "Mail iemand@elders.example."),
    ],
)
def test_a_new_place_person_or_link_waits_for_a_look(
    cast: SimpleNamespace, column: str, value: str
) -> None:
    activity = known(cast)
    before = getattr(activity, column)
    proposal = change(activity, **{column: value})
    assert proposal is not None
    activity.refresh_from_db()
    assert getattr(activity, column) == before
    assert activity.sequence == 0
    proposal.accept(by=cast.pieter.user)
    activity.refresh_from_db()
    assert getattr(activity, column) == value


def test_other_words_are_changed_at_once(cast: SimpleNamespace) -> None:
    activity = known(cast)
    assert change(activity, text="Neem laarzen mee.", title="Buitendag") is None
    activity.refresh_from_db()
    assert activity.text == "Neem laarzen mee."


def test_neither_by_way_of_professionals(cast: SimpleNamespace) -> None:
    """First for others, then elsewhere, then for children again: the first step waits already."""
    activity = known(cast, for_professionals=True)
    proposal = change(activity, for_young_carers=False)
    assert proposal is not None
    activity.refresh_from_db()
    assert activity.for_young_carers
    assert change(activity, age_from=18) is not None


def test_nor_by_becoming_for_children(cast: SimpleNamespace) -> None:
    activity = known(cast, for_young_carers=False, for_professionals=True)
    assert change(activity, venue_name="Zaal 3") is None
    assert change(activity, for_young_carers=True) is not None
    activity.refresh_from_db()
    assert not activity.for_young_carers


def test_it_waits_in_the_queue_and_who_changed_it_hears(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = known(cast)
    client.force_login(cast.sanne.user)
    page = client.get(f"/agenda/wijzigen/{activity.public_id}/formulier/").content.decode()
    assert "kijkt het bureau daar eerst naar" in page
    filled = for_children(
        organiser_name=None,
        submitter_email=None,
        title=activity.title,
        contact_name="Sanne Vermeer",
    )
    answer = client.post(f"/agenda/wijzigen/{activity.public_id}/formulier/", filled, follow=True)
    assert "kijkt eerst naar de nieuwe plaats" in answer.content.decode()
    proposal = ProposedChange.objects.waiting().get()
    make_roles()
    log_in(client, cast.pieter)
    assert (
        "was “leeg”, wordt “Buurthuis, zaal 2”" in client.get("/beheer/wachtrij/").content.decode()
    )
    carry_out(client, "agenda-wijziging", str(proposal.pk), "neem-over")
    assert Activity.objects.get().venue_name == "Buurthuis, zaal 2"
    assert "overgenomen" in last_mail("change_taken").text
    late = carry_out(client, "agenda-wijziging", str(proposal.pk), "laat", text="Toch niet.")
    assert "besloten" in late.content.decode()


def test_a_refused_change_changes_nothing_and_says_why(cast: SimpleNamespace) -> None:
    activity = known(cast)
    proposal = change(activity, venue_name="Elders")
    assert proposal is not None
    proposal.refuse(by=cast.pieter.user, text="Deze plaats kennen we niet.")
    assert Activity.objects.get().venue_name == ""
    assert "Deze plaats kennen we niet." in last_mail("change_refused").text


def test_a_later_proposal_takes_the_earlier_one_along_and_the_same_one_stays(
    cast: SimpleNamespace,
) -> None:
    activity = known(cast)
    first = change(activity, venue_name="Elders")
    second = change(activity, contact_name="Iemand Anders")
    assert second is not None
    assert second.values == {"venue_name": "Elders", "contact_name": "Iemand Anders"}
    assert change(activity, contact_name="Iemand Anders") == second
    assert first != second
    assert ProposedChange.objects.waiting().count() == 1


def test_by_the_private_link_it_waits_as_well(client: Client, cast: SimpleNamespace) -> None:
    activity = confirmed(client, **for_children())
    decide(client, cast, activity, "bekend", kind="agenda-onbekend")
    link = link_in(last_mail("placed"), "/agenda/wijzigen/")
    client.post(f"{link}formulier/", for_children(venue_name="Elders", submitter_email=None))
    assert Activity.objects.get().venue_name == "Buurthuis, zaal 2"
    assert "wacht op het bureau" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("values", "raised"),
    [({"venue_name": "Zaal 9"}, 1), ({"is_all_day": True}, 1), ({"title": "Anders"}, 0)],
)
def test_a_change_of_time_or_place_raises_the_sequence(
    cast: SimpleNamespace, values: dict[str, Any], raised: int
) -> None:
    activity = make_activity(cast, for_young_carers=False, for_professionals=True)
    before = activity.last_modified
    change(activity, **values)
    activity.refresh_from_db()
    assert activity.sequence == raised
    assert activity.last_modified > before, (
        "who follows it (subscribers, registrations) looks again"
    )
