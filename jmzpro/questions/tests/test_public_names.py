"""What was promised without a name is public without one: greeting, goodbye, and every word that
is a name, on every way out.
"""

import json
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.rehearsal import AS_SHOWN
from jmzpro.members.models import Organisation, OrganisationKind, Person, Role, User
from jmzpro.office.bootstrap import make_roles
from jmzpro.places.models import Town
from jmzpro.questions import queue
from jmzpro.questions.models import Answer, ConsentRequest, Question
from jmzpro.questions.publication import public_text
from jmzpro.questions.tests.asked import (
    TEXT,
    TITLE,
    answer,
    ask,
    by_mail,
    published,
    seen_at,
    send_as_seen,
)
from jmzpro.search.sync import catch_up
from jmzpro.testing.login import log_in
from jmzpro.trust.publication import Unconfirmed
from jmzpro.trust.queue import CannotDecide

GREETED = (
    "Hoi Sanne, wij doen dat met de huifkar. Vraag het aan Marijke als je meer wilt weten. "
    "Groetjes, Marijke Hoekstra"
)
SIGNED = (
    "Hoi Sanne,\n\nBij ons gaat iedereen fietsen met de huifkar.\n\nHartelijke groet,\n\n"
    "Daan Kolkman\nJongerenwerk IJsselstroom\n06-12345678"
)
WAYS_OUT = (
    "{}",
    "/",
    "/durf-te-vragen/",
    "/durf-te-vragen/feed.atom",
    "/api/v1/questions",
    "/api/v1/questions/{number}",
    "/zoeken/?q=huifkar",
    "/kennisbank/?soort=vraag",
    "/themas/vervoer/",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/k/v-{number}",
)
NAMES = (
    "Sanne",
    "Vermeer",
    "De Brug",
    "Marijke",
    "Hoekstra",
    "Waddenkust",
    "Daan",
    "Kolkman",
    "IJsselstroom",
    "12345678",
)


def agreed(client: Client, cast: SimpleNamespace) -> Question:
    """Asked with a name, answered by mail with greetings; closed on the page, and every writer
    says yes to what is shown.
    """
    question = ask(cast.sanne, text=f"Hallo allemaal,\n{TEXT}\nGroetjes, Sanne")
    by_mail(question, cast.marijke, GREETED)
    by_mail(question, cast.daan, SIGNED, "<twee@mail.example>")
    client.force_login(cast.sanne.user)
    send_as_seen(
        client,
        f"{question.get_absolute_url()}afsluiting/",
        {"what_helped": "De huifkar. Groet, Sanne", "may_publish": "on"},
    )
    client.logout()
    for request in ConsentRequest.objects.filter(question=question):
        send_as_seen(Client(), f"/durf-te-vragen/toestemming/{request.key}/", {"mag": "ja"})
    question.refresh_from_db()
    assert question.asker_agrees_to_publish
    return question


def office_of(cast: SimpleNamespace) -> Client:
    make_roles()
    office = Client()
    log_in(office, cast.anouk)
    return office


def waiting_of(cast: SimpleNamespace) -> Any:
    (waiting,) = queue.QUEUE[1].waiting(cast.anouk.user)
    return waiting


def decide(client: Client, waiting: Any, **more: Any) -> Any:
    return client.post(
        f"/beheer/wachtrij/question-publish/{waiting.id}/besluit/",
        {"besluit": "publish", "zeker": "ja", **more},
    )


def read_everywhere(question: Question) -> str:
    visitor = Client()
    at, number = question.get_absolute_url(), question.number
    pages = [
        visitor.get(address.format(at, number=number)).content.decode() for address in WAYS_OUT
    ]
    return "\n".join(
        [*pages, json.dumps(visitor.get(f"/api/v1/questions/{number}").json(), ensure_ascii=False)]
    ).replace("<mark>", "")


def test_no_name_is_on_any_way_out(client: Client, cast: SimpleNamespace) -> None:
    question = agreed(client, cast)
    client = office_of(cast)
    waiting = waiting_of(cast)
    assert [(mark.word, mark.label) for mark in waiting.marks] == [("Marijke", "Antwoord 1")]
    address = f"/beheer/vragen/{question.number}/openbaar/"
    typed = {
        name: str(value) for name, value in client.get(address).context["form"].initial.items()
    }
    typed["antwoord_1"] = "Wij doen dat met de huifkar. Vraag het gerust als je meer wilt weten."
    letters = client.post(address, typed).context["letters"]
    client.post(address, {**typed, AS_SHOWN: letters.version})
    request = ConsentRequest.objects.get(answer__number=1, agrees=None)
    send_as_seen(Client(), f"/durf-te-vragen/toestemming/{request.key}/", {"mag": "ja"})
    waiting = waiting_of(cast)
    assert not waiting.marks
    assert decide(client, waiting).status_code == 302
    catch_up()
    shown = read_everywhere(question)
    assert shown.count("met de huifkar") >= 5
    assert "Bij ons gaat iedereen fietsen" in shown
    assert [name for name in NAMES if name in shown.replace("Steunpunt", "")] == []
    assert "Groet" not in Client().get(question.get_absolute_url()).content.decode()


def test_asker_and_writers_see_the_text_as_it_will_stand(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne, text=f"{TEXT} Bel Sanne van De Brug op het werk.")
    by_mail(question, cast.marijke, GREETED)
    client.force_login(cast.sanne.user)
    address = f"{question.get_absolute_url()}afsluiting/"
    page = client.post(address, {"what_helped": "De huifkar.", "may_publish": "on"})
    shown = page.content.decode()
    assert "Zo kan iedereen het lezen" in shown
    assert "<mark>De Brug</mark>" in shown
    question.refresh_from_db()
    assert question.is_open  # nobody agreed yet
    # Other words than were shown: she looks again.
    changed = client.post(
        address, {"what_helped": "De bus van Sanne.", "may_publish": "on", "gezien": seen_at(shown)}
    )
    assert changed.status_code == 409
    assert "<mark>Sanne</mark>" in changed.content.decode()
    client.post(
        address,
        {
            "what_helped": "De bus van Sanne.",
            "may_publish": "on",
            "gezien": seen_at(changed.content.decode()),
        },
    )
    question.refresh_from_db()
    assert question.is_closed
    mail = OutgoingMail.objects.get(
        template="questions/mail/may_it_be_public", to=cast.marijke.user.email
    )
    assert "Hoi Sanne" not in mail.text.split("We lieten je aanhef")[0]
    assert "‘Hoi Sanne,’, ‘Groetjes, Marijke Hoekstra’" in mail.text
    assert "misschien iemand te herkennen: Marijke" in mail.text
    request = ConsentRequest.objects.get(question=question)
    consent = Client().get(f"/durf-te-vragen/toestemming/{request.key}/").content.decode()
    assert "<mark>Marijke</mark>" in consent
    assert "Dit lieten we weg" in consent


def test_a_yes_to_words_nobody_saw_is_no_yes(client: Client, cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    given = by_mail(question, cast.marijke, GREETED)
    question.close("De huifkar.", may_publish=False, by=cast.sanne)
    client.force_login(cast.sanne.user)
    for seen in ("", "0123456789abcdef"):
        client.post(f"{question.get_absolute_url()}openbaarheid/", {"mag": "ja", "gezien": seen})
        question.refresh_from_db()
        assert not question.asker_agrees_to_publish
    client.force_login(cast.marijke.user)
    client.post(f"{question.get_absolute_url()}antwoord/1/toestemming/", {"mag": "ja"})
    given.refresh_from_db()
    assert given.author_agrees_to_publish is None
    send_as_seen(client, f"{question.get_absolute_url()}antwoord/1/toestemming/", {"mag": "ja"})
    given.refresh_from_db()
    assert given.author_agrees_to_publish
    assert (
        given.public_wording
        == "Wij doen dat met de huifkar. Vraag het aan Marijke als je meer wilt weten."
    )


def test_the_office_ticks_each_name_and_a_changed_text_asks_again(
    client: Client, cast: SimpleNamespace
) -> None:
    question = agreed(client, cast)
    client = office_of(cast)
    waiting = waiting_of(cast)
    page = client.get("/beheer/wachtrij/?soort=question-publish").content.decode()
    assert "<mark>Marijke</mark>" in page
    for ticked in ([], ["0" * 32]):
        refused = decide(client, waiting, naam=ticked)
        assert refused.status_code == 422
        assert "Zet een vinkje bij elk woord" in refused.content.decode()
    # Nor past the page.
    with pytest.raises(CannotDecide):
        queue.publish(str(question.pk), by=cast.anouk.user)
    assert not Question.objects.public().exists()
    Answer.objects.get(number=1).edit("Vraag het aan Marijke of Daan.", by=cast.marijke)
    assert decide(client, waiting, naam=[mark.key for mark in waiting.marks]).status_code == 302
    assert not Question.objects.public().exists()


def test_confirmed_names_pass_and_stay_confirmed(client: Client, cast: SimpleNamespace) -> None:
    question = agreed(client, cast)
    client = office_of(cast)
    waiting = waiting_of(cast)
    assert decide(client, waiting, naam=[mark.key for mark in waiting.marks]).status_code == 302
    assert Question.objects.public().get() == question
    queue.take_back(waiting.id, by=cast.anouk.user)
    assert not waiting_of(cast).marks


def test_who_asked_without_a_name_is_not_marked_for_the_writers(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.questions.question import submission

    question = submission.ask(cast.sanne, TITLE, TEXT, [], None, is_without_name=True)
    by_mail(question, cast.marijke, "Dat vroeg Sanne ook. Wij doen het met de bus.")
    question.close("", may_publish=True, by=cast.sanne)
    request = ConsentRequest.objects.get(question=question)
    address = f"/durf-te-vragen/toestemming/{request.key}/"
    assert "<mark>" not in Client().get(address).content.decode()
    send_as_seen(Client(), address, {"mag": "ja"})
    assert [mark.word for mark in waiting_of(cast).marks] == ["Sanne"]


def in_zeeland(name: str, email: str) -> Person:
    """One of two at an organisation in Zeeland: town, name and role point at them."""
    town = Town.objects.filter(name="Goes").first()
    made, _ = Organisation.objects.get_or_create(
        name="Mantelzorgpunt Bevelanden",
        defaults={"kind": OrganisationKind.WELFARE, "town": town, "slug": "bevelanden"},
    )
    told = {"role": Role.YOUTH_HEALTH, "town": town, "province": town.province if town else None}
    return Person.objects.create(
        user=User.objects.create_user(email), name=name, organisation=made, **told
    )


def test_an_organisation_of_two_in_zeeland_is_told_by_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    asker, colleague = (
        in_zeeland("Roos de Witte", "roos@bevelanden.example"),
        in_zeeland("Wil Mei", "wil@bevelanden.example"),
    )
    question = ask(asker, text="Wij werken in Goes, bij de bevelanden. Wie helpt? Roos")
    answer(question, colleague, "Ik wil wel, in mei. @wilmei of wil@bevelanden.example. Groet, Wil")
    question.close("Bevelandse bus.", may_publish=True, by=asker)
    send_as_seen(
        Client(), f"/durf-te-vragen/toestemming/{ConsentRequest.objects.get().key}/", {"mag": "ja"}
    )
    words = [mark.word for mark in waiting_of(cast).marks]
    assert words == ["Goes", "de bevelanden", "wil", "mei", "@wilmei", "wil@bevelanden.example"]
    client = office_of(cast)
    assert (
        decide(
            client, waiting_of(cast), naam=[mark.key for mark in waiting_of(cast).marks]
        ).status_code
        == 302
    )
    page = Client().get(question.get_absolute_url()).content.decode()
    assert "Gevraagd door een lid" in page
    assert "jeugdarts" not in page
    assert "Roos" not in page


def test_who_is_no_member_is_marked_for_the_office_and_must_be_ticked(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne, text=TEXT)
    by_mail(
        question,
        cast.marijke,
        "Onze huisarts, dokter Terpstra, weet raad. Joke brengt ze met de huifkar.",
    )
    client.force_login(cast.sanne.user)
    send_as_seen(
        client,
        f"{question.get_absolute_url()}afsluiting/",
        {"what_helped": "De huifkar.", "may_publish": "on"},
    )
    for request in ConsentRequest.objects.filter(question=question):
        send_as_seen(Client(), f"/durf-te-vragen/toestemming/{request.key}/", {"mag": "ja"})
    assert {mark.word for mark in public_text.unconfirmed_of(question)} == {"Terpstra", "Joke"}
    question.refresh_from_db()
    with pytest.raises(Unconfirmed):
        question.publish()


def test_a_colleague_who_wrote_nothing_is_marked_for_writer_and_office(
    cast: SimpleNamespace,
) -> None:
    question = ask(cast.sanne, text=f"{TEXT} Youssef rijdt nu zelf.")
    answer(question, cast.marijke, "Wij doen het met de bus.")
    assert [one.names for one in public_text.shown_to_asker(question, cast.sanne)] == [
        [],
        ["Youssef"],
    ]
    question.close("", may_publish=True, by=cast.sanne)
    send_as_seen(
        Client(), f"/durf-te-vragen/toestemming/{ConsentRequest.objects.get().key}/", {"mag": "ja"}
    )
    assert [mark.word for mark in waiting_of(cast).marks] == ["Youssef"]


def test_the_office_reads_whole_words_around_a_name_and_dots_only_where_more_stands(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne, text=f"{TEXT} Youssef rijdt nu zelf.")
    question.close("De bus van Sanne.", may_publish=True, by=cast.sanne)
    page = decide(office_of(cast), waiting_of(cast)).content.decode()
    assert "Wat hielp: De bus van <mark>Sanne</mark>.</span>" in page
    assert (
        ": …vallen er steeds een paar af omdat niemand ze kan brengen. <mark>Youssef</mark> "
        "rijdt nu zelf.</span>"
    ) in page


def test_who_wrote_from_the_mailbox_of_a_team_is_marked(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    answer(
        question,
        cast.marijke,
        "Wij doen het met de bus. Vraag het aan Petra.",
        written_by="Petra Dijkstra",
    )
    question.close("", may_publish=True, by=cast.sanne)
    address = f"/durf-te-vragen/toestemming/{ConsentRequest.objects.get().key}/"
    assert "<mark>Petra</mark>" in Client().get(address).content.decode()
    send_as_seen(Client(), address, {"mag": "ja"})
    assert [mark.word for mark in waiting_of(cast).marks] == ["Petra"]


# What is public already


def checked(*options: str) -> str:
    out = StringIO()
    try:
        call_command("check_public_texts", *options, stdout=out)
    except SystemExit as stopped:
        out.write(f"exit {stopped.code}")
    return out.getvalue()


def made_public_before(cast: SimpleNamespace) -> Question:
    """As it could be before names were looked at."""
    question = published(cast.sanne, cast.marijke)
    Answer.objects.filter(question=question).update(text=GREETED, public_wording="")
    return question


def test_what_is_public_already_is_told_and_held_only_when_asked(cast: SimpleNamespace) -> None:
    question = made_public_before(cast)
    fine = published(cast.fatima, cast.daan, title="Wie kent een goed boek?")
    told = checked()
    assert f"{question.get_absolute_url()}: " in told
    assert "aanhef of afsluiting in: Antwoord 1" in told
    assert fine.get_absolute_url() not in told
    assert "Sanne" not in told  # the words themselves are in no log
    assert told.endswith("exit 1")
    assert Question.objects.public().count() == 2
    assert "1 failed, taken off the public site." in checked("--hold")
    assert Question.objects.public().get() == fine
    request = ConsentRequest.objects.get(question=question, agrees=None)
    assert (
        "huifkar"
        in OutgoingMail.objects.filter(
            to=cast.marijke.user.email, template="questions/mail/may_it_be_public"
        )
        .latest("pk")
        .text
    )
    send_as_seen(Client(), f"/durf-te-vragen/toestemming/{request.key}/", {"mag": "ja"})
    assert [mark.word for mark in waiting_of(cast).marks] == ["Marijke"]
    assert "0 failed." in checked()
