"""From answered to public: who says yes to what, what visitors read then, and how everybody
takes theirs back.
"""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Role
from jmzpro.questions import jobs, queue
from jmzpro.questions.models import TIME_TO_DECIDE, Answer, ConsentRequest, Question
from jmzpro.questions.publication import procedure
from jmzpro.questions.search import KNOWLEDGE, card
from jmzpro.questions.tests.asked import TEXT, TITLE, answer, ask, published, seen_at, send_as_seen
from jmzpro.questions.tests.crowds import colleagues
from jmzpro.search.query import find
from jmzpro.search.sync import catch_up

QUEUE = queue.QUEUE[1]
ALL_PUBLIC = (
    "{}",
    "/durf-te-vragen/",
    "/durf-te-vragen/feed.atom",
    "/api/v1/questions",
    "/zoeken/?q=huifkar",
    "/kennisbank/?soort=vraag",
    "/kennisbank/?q=huifkar",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/themas/vervoer/",
    "/sitemap.xml",
)


def closed(cast: SimpleNamespace) -> Question:
    """Two answers, a reaction, and an asker who agrees."""
    question = ask(cast.sanne)
    answer(question, cast.marijke, "Wij rijden met de huifkar.")
    answer(question, cast.daan, "Bij ons gaat iedereen fietsen.")
    answer(question, cast.sanne, "Dat met die huifkar gaan we proberen.")
    question.close("Zelf iets organiseren.", may_publish=True, by=cast.sanne)
    return question


def request_of(question: Question, number: int) -> ConsentRequest:
    return ConsentRequest.objects.get(question=question, answer__number=number)


def says(client: Client, request: ConsentRequest, mag: str, **more: str) -> int:
    address = f"/durf-te-vragen/toestemming/{request.key}/"
    seen = seen_at(client.get(address).content.decode())
    return client.post(address, {"mag": mag, "gezien": seen, **more}).status_code


def test_each_author_sees_the_text_as_it_will_stand_and_says_yes_or_no_by_a_link(
    client: Client, cast: SimpleNamespace
) -> None:
    colleagues(Role.WELFARE, "friesland")
    question = closed(cast)
    mail = OutgoingMail.objects.get(
        template="questions/mail/may_it_be_public", to=cast.marijke.user.email
    )
    asked = request_of(question, 1)
    assert "Wij rijden met de huifkar." in mail.text
    assert f"/durf-te-vragen/toestemming/{asked.key}/" in mail.text
    page = client.get(f"/durf-te-vragen/toestemming/{asked.key}/").content.decode()
    assert "huifkar" in page
    assert "welzijns- of jongerenwerker in het noorden" in page
    assert (
        Answer.objects.get(number=1).author_agrees_to_publish is None
    )  # opening it changes nothing
    assert QUEUE.count(cast.anouk.user) == 0
    assert says(client, asked, "ja") == says(client, request_of(question, 2), "nee") == 200
    assert QUEUE.count(cast.anouk.user) == 1
    queue.publish(str(question.pk), by=cast.anouk.user)
    public = client.get(question.get_absolute_url()).content.decode()
    assert "met de huifkar" in public
    assert "gaan we proberen" in public  # the asker's own additions go along
    assert "fietsen" not in public
    assert says(client, asked, "misschien") == 422
    assert client.get("/durf-te-vragen/toestemming/0123456789abcdef/").status_code == 404


def test_who_says_nothing_for_fourteen_days_is_left_out(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    says(client, request_of(question, 1), "ja")
    ConsentRequest.objects.filter(agrees=None).update(
        asked_at=timezone.now() - TIME_TO_DECIDE + timedelta(minutes=1)
    )
    assert QUEUE.count(cast.anouk.user) == 0
    ConsentRequest.objects.filter(agrees=None).update(asked_at=timezone.now() - TIME_TO_DECIDE)
    (waiting,) = QUEUE.waiting(cast.anouk.user)
    assert "huifkar" in waiting.text
    assert "fietsen" not in waiting.text
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert "fietsen" not in client.get(question.get_absolute_url()).content.decode()
    says(client, request_of(question, 2), "ja")  # a late yes waits for the office
    assert "fietsen" not in client.get(question.get_absolute_url()).content.decode()
    assert QUEUE.count(cast.anouk.user) == 1


def public_question(client: Client, cast: SimpleNamespace) -> Question:
    question = closed(cast)
    for number in (1, 2):
        says(client, request_of(question, number), "ja")
    queue.publish(str(question.pk), by=cast.anouk.user)
    return question


def read_everywhere(client: Client, question: Question) -> str:
    shown = [
        client.get(address.format(question.get_absolute_url())).content.decode()
        for address in ALL_PUBLIC
    ]
    cards = [card(row) for row in KNOWLEDGE.visible_to(AnonymousUser())]
    return (
        "\n".join([*shown, *(f"{one.title} {one.promise} {one.facts}" for one in cards)])
        .replace("<mark>", "")
        .replace("</mark>", "")
    )


@pytest.mark.parametrize("way", ["link", "page", "removal"])
def test_an_answer_taken_back_is_gone_everywhere_at_once(
    client: Client, cast: SimpleNamespace, way: str
) -> None:
    question = public_question(client, cast)
    catch_up()
    visitor = Client()
    assert read_everywhere(visitor, question).count("Wij rijden met de huifkar.") >= 3
    if way == "link":
        says(Client(), request_of(question, 1), "nee")
    else:
        client.force_login(cast.marijke.user)
        verb = "toestemming" if way == "page" else "verwijdering"
        client.post(f"{question.get_absolute_url()}antwoord/1/{verb}/", {"mag": "nee"})
    after = read_everywhere(visitor, question)
    assert "Wij rijden met de huifkar." not in after
    assert TITLE in after
    catch_up()
    assert "Wij rijden" not in read_everywhere(visitor, question)


def test_a_question_taken_back_is_gone_everywhere_at_once(
    client: Client, cast: SimpleNamespace
) -> None:
    question = public_question(client, cast)
    catch_up()
    visitor = Client()
    assert TITLE in read_everywhere(visitor, question)
    client.force_login(cast.sanne.user)
    client.post(f"{question.get_absolute_url()}openbaarheid/")
    after = read_everywhere(visitor, question)
    assert TITLE not in after
    assert "huifkar." not in after
    assert visitor.get(f"/api/v1/questions/{question.number}").status_code == 404
    assert find("huifkar", cast.daan.user).total > 0  # members still find it
    send_as_seen(client, f"{question.get_absolute_url()}openbaarheid/", {"mag": "ja"})
    assert QUEUE.count(cast.anouk.user) == 1
    assert TITLE not in read_everywhere(visitor, question)


def reworded(cast: SimpleNamespace, client: Client, question: Question, **changes: str) -> int:
    from jmzpro.questions.views.moderation import WordingForm

    answers = list(question.answers.visible().filter(author__isnull=False))
    form = WordingForm(None, question=question, answers=answers)
    typed = {
        name: form.get_initial_for_field(field, name) for name, field in form.fields.items()
    } | changes
    sent = WordingForm(typed, question=question, answers=answers)
    assert sent.is_valid(), sent.errors
    return procedure.reword(question, sent.wording(), sent.texts())


def test_words_that_the_office_changes_wait_for_their_writer(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    for number in (1, 2):
        says(client, request_of(question, number), "ja")
    assert reworded(cast, client, question, antwoord_1="Zij rijden met paard en wagen.") == 1
    assert QUEUE.count(cast.anouk.user) == 0
    mail = OutgoingMail.objects.filter(
        template="questions/mail/may_it_be_public", to=cast.marijke.user.email
    ).latest("pk")
    assert "paard en wagen" in mail.text
    says(client, request_of(question, 1), "ja")
    queue.publish(str(question.pk), by=cast.anouk.user)
    public = client.get(question.get_absolute_url()).content.decode()
    assert "paard en wagen" in public
    assert "rijden met de huifkar" not in public
    catch_up()
    assert (
        find("huifkar", AnonymousUser(), kind="public-answer").total == 1
    )  # the asker's reaction, not the words that stay inside
    client.force_login(cast.daan.user)
    assert "rijden met de huifkar" in client.get(question.get_absolute_url()).content.decode()
    assert reworded(cast, client, question) == 0


def test_the_asker_may_refuse_the_words_of_the_office(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    for number in (1, 2):
        says(client, request_of(question, number), "ja")
    assert reworded(cast, client, question, title="Hoe krijg je iedereen op de plek?") == 1
    assert QUEUE.count(cast.anouk.user) == 0
    says(client, ConsentRequest.objects.get(question=question, answer=None), "nee")
    (waiting,) = QUEUE.waiting(cast.anouk.user)
    assert waiting.title == TITLE
    assert any("stemde er niet mee in" in fact for _, fact in waiting.facts)
    queue.publish(str(question.pk), by=cast.anouk.user)
    assert TITLE in client.get(question.get_absolute_url()).content.decode()


def test_a_public_page_that_the_office_rewords_is_gone_until_all_agree(
    client: Client, cast: SimpleNamespace
) -> None:
    question = public_question(client, cast)
    reworded(cast, client, question, title="Hoe krijg je iedereen op de plek?")
    assert client.get(question.get_absolute_url()).status_code == 302
    says(client, ConsentRequest.objects.get(question=question, answer=None), "ja")
    queue.publish(str(question.pk), by=cast.anouk.user)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Hoe krijg je iedereen op de plek?" in page
    assert TITLE not in page


def test_a_yes_does_not_hold_for_words_that_changed_at_that_moment_and_a_no_does(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    read = request_of(question, 1)
    reworded(cast, client, question, antwoord_1="Zij rijden met paard en wagen.")
    assert not read.decide(agrees=True)
    assert Answer.objects.get(number=1).author_agrees_to_publish is None
    assert request_of(question, 1).agrees is None
    assert read.decide(agrees=False)
    assert Answer.objects.get(number=1).author_agrees_to_publish is False


def test_beside_another_public_question_stand_the_public_words_too(
    client: Client, cast: SimpleNamespace
) -> None:
    first = published(
        cast.sanne, cast.marijke, title="Hoe regelen jullie vervoer naar de Kwekkerlaan?"
    )
    Question.objects.filter(pk=first.pk).update(
        public_title="Hoe regelen jullie vervoer naar een middag?", public_text=TEXT
    )
    second = published(cast.fatima, cast.daan, title="Hoe regelen jullie vervoer naar een uitje?")
    catch_up()
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Hoe regelen jullie vervoer naar een middag?" in page
    assert "Kwekkerlaan" not in page
    client.force_login(cast.els.user)
    assert "Kwekkerlaan" in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00",
        "2026-11-24T12:00:00",
    ],
)
def test_a_page_that_begins_outside_the_calendar_is_not_found(client: Client, at: str) -> None:
    cursor = urlsafe_b64encode(json.dumps([at, 1]).encode()).decode().rstrip("=")
    assert client.get("/api/v1/questions", {"cursor": cursor}).status_code == 404


def test_the_office_edits_in_the_admin_and_nobody_else(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    for who in (cast.daan, cast.sanne):
        client.force_login(who.user)
        assert client.get(f"/beheer/vragen/{question.number}/openbaar/").status_code in {302, 404}
        assert client.post(
            f"/beheer/vragen/{question.number}/doorhalen/", {"zeker": "ja"}
        ).status_code in {302, 404}
    question.refresh_from_db()
    assert question.text == TEXT


def test_an_organisation_shows_an_answer_only_when_its_author_chose_so(
    client: Client, cast: SimpleNamespace
) -> None:
    question = public_question(client, cast)
    page = cast.wad.get_absolute_url()
    assert "huifkar" not in client.get(page).content.decode()
    says(client, request_of(question, 1), "ja", organisatie="ja")
    assert "huifkar" in client.get(page).content.decode()
    assert "Waddenkust" not in client.get(question.get_absolute_url()).content.decode()
    says(client, request_of(question, 1), "nee", organisatie="ja")
    assert "huifkar" not in client.get(page).content.decode()


def test_the_public_page_tells_search_engines_no_name(
    client: Client, cast: SimpleNamespace
) -> None:
    question = closed(cast)
    Question.objects.filter(pk=question.pk).update(
        title="Wat doe je met </script><script>alert(1)</script> & zo?"
    )
    for number in (1, 2):
        says(client, request_of(question, number), "ja")
    queue.publish(str(question.pk), by=cast.anouk.user)
    page = client.get(question.get_absolute_url()).content.decode()
    told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert told["@type"] == "QAPage"
    assert told["mainEntity"]["answerCount"] == 2
    assert told["mainEntity"]["name"].startswith("Wat doe je met </script>")
    assert not [
        name
        for name in ("Sanne", "Vermeer", "Marijke", "De Brug", "Waddenkust")
        if name in str(told)
    ]
    client.force_login(cast.daan.user)
    assert "ld+json" not in client.get(question.get_absolute_url()).content.decode()


def test_a_late_answer_is_asked_for_too(client: Client, cast: SimpleNamespace) -> None:
    question = public_question(client, cast)
    late = answer(question, cast.els, "Wij huren een bus.")
    assert late.consent_requests.get().agrees is None
    assert "huren een bus" not in Client().get(question.get_absolute_url()).content.decode()


# Closing


def test_the_asker_is_reminded_once_after_fourteen_days(cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    ask(cast.els, title="Deze beantwoordde niemand, en hij blijft open")
    answer(question, cast.daan)
    now = timezone.now()
    jobs.remind(now + timedelta(days=13, hours=23))
    assert not OutgoingMail.objects.filter(template="questions/mail/close_reminder").exists()
    for _ in range(3):
        jobs.remind(now + timedelta(days=14, minutes=1))
    mail = OutgoingMail.objects.get(template="questions/mail/close_reminder")
    assert mail.to == cast.sanne.user.email
    assert f"/durf-te-vragen/{question.number}/afsluiting/" in mail.text
    assert Question.objects.filter(state="open").count() == 2


def test_a_closed_question_reminds_nobody(cast: SimpleNamespace) -> None:
    closed(cast)
    jobs.remind(timezone.now() + timedelta(days=30))
    assert not OutgoingMail.objects.filter(template="questions/mail/close_reminder").exists()
