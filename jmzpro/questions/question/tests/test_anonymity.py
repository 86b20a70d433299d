"""Asking without a name: nothing anywhere gives the asker away, whoever looks and wherever."""

import re
from collections.abc import Iterable
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, ReplyToken
from jmzpro.mail.tokens import IncomingFile, Reply
from jmzpro.mail.wire_format import as_email
from jmzpro.members.models import Person, Role, User
from jmzpro.office.bootstrap import bootstrap
from jmzpro.places.models import Province, Town
from jmzpro.questions import queue
from jmzpro.questions.answer import mail_replies
from jmzpro.questions.models import Alert, Answer, Question, Region
from jmzpro.questions.personal_data import erase, export
from jmzpro.questions.question.anonymity import find_giveaways
from jmzpro.questions.tests.asked import answer, ask, by_mail, send_as_seen
from jmzpro.questions.tests.test_answering import ONE_PIXEL
from jmzpro.search.sync import catch_up
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.personal_data import export_all

TITLE = "Hoe praat je met een gezin dat geen hulp wil?"
TEXT = "Ik kom er al maanden, en telkens gaat de deur weer dicht. Wat deden jullie?"
GIVES_AWAY = (
    "Sanne",
    "Vermeer",
    "De Brug",
    "sanne@cast.example",
    "Vlissingen",
    "0612345678",
    "06-12345678",
)
SIGNATURE = (
    "Met vriendelijke groet,\n\nSanne Vermeer\nconsulent\nSteunpunt De "
    "Brug\nVlissingen\n06-12345678\nsanne@cast.example"
)


def member(name: str, role: Role, province: str, cast: SimpleNamespace) -> Person:
    user = User.objects.create_user(f"{name.lower()}@cast.example")
    where = Province.objects.get(slug=province)
    return Person.objects.create(
        user=user,
        name=name,
        role=role,
        organisation=cast.wad,
        province=where,
        welcomed_at=timezone.now(),
    )


def only_consultant(cast: SimpleNamespace) -> Person:
    """Sanne, the one consultant of Zeeland; there are enough of them elsewhere in the country."""
    for number in range(5):
        member(f"Elders{number}", Role.CONSULTANT, "groningen", cast)
    sanne: Person = cast.sanne
    sanne.province, sanne.town = (
        Province.objects.get(slug="zeeland"),
        Town.objects.filter(name="Vlissingen").first(),
    )
    sanne.save()
    return sanne


@pytest.fixture
def alone(cast: SimpleNamespace) -> Person:
    return only_consultant(cast)


def nameless(asker: Person, province: str = "") -> Question:
    from jmzpro.questions.question import submission
    from jmzpro.themes.models import Theme

    where = Province.objects.get(slug=province) if province else None
    return submission.ask(
        asker, TITLE, TEXT, list(Theme.objects.filter(slug="vervoer")), where, is_without_name=True
    )


def mailed(
    person: Person,
    text: str,
    files: tuple[IncomingFile, ...] = (),
    message_id: str = "<1@mail.example>",
) -> Answer:
    token = ReplyToken.objects.filter(user=person.user).latest("pk")
    mail_replies.receive(
        Reply(token, text, message_id, timezone.now(), files, written_by=person.name)
    )
    return Answer.objects.latest("pk")


# As precise as leaves five


def test_a_part_of_the_country_shows_when_five_members_fit(cast: SimpleNamespace) -> None:
    for number in range(3):
        member(f"Collega{number}", Role.CONSULTANT, "utrecht", cast)
    question = nameless(cast.sanne)  # with Youssef they are five
    assert (question.shown_role, question.shown_part) == (Role.CONSULTANT, cast.sanne.province.part)


def test_of_four_only_the_role_or_no_more_than_a_member(
    cast: SimpleNamespace, alone: Person
) -> None:
    assert (nameless(alone).shown_role, nameless(alone).shown_part) == (Role.CONSULTANT, "")
    assert (nameless(cast.els).shown_role, nameless(cast.els).shown_part) == ("", "")


def test_a_province_with_one_consultant_is_told_to_nobody(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    question = nameless(alone, "zeeland")
    assert question.shown_region == Region.NOTHING
    reasons = [
        reason for alert in Alert.objects.filter(question=question) for reason in alert.reasons
    ]
    assert not any("Zeeland" in reason or "deel van het land" in reason for reason in reasons)
    client.force_login(cast.daan.user)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Gevraagd door een consulent\n" in page
    assert "Zeeland" not in page
    assert not any(
        "Zeeland" in mail.text + mail.html
        for mail in OutgoingMail.objects.exclude(to=alone.user.email)
    )


def test_who_changes_jobs_or_leaves_gives_nothing_away_afterwards(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    question = nameless(alone)
    answer(question, cast.daan)
    answer(question, alone, "Dank, daar kan ik mee verder.")
    client.force_login(cast.daan.user)

    def page() -> str:
        return re.sub(
            r'name="eenmalig" value="[^"]*"',
            "",
            client.get(question.get_absolute_url()).content.decode(),
        )

    before = page()
    Person.objects.filter(pk=alone.pk).update(role=Role.SCHOOL)
    assert page() == before
    erase(alone.user)
    after = page()
    assert "oud-lid" not in after
    assert after.count("een consulent") + after.count("Een consulent") == before.count(
        "een consulent"
    ) + before.count("Een consulent")


# Everywhere


def addresses_in(page: str, base: str) -> Iterable[str]:
    for found in re.findall(r'href="([^"#]+)', page):
        url = urlsplit(urljoin(base, found.replace("&amp;", "&")))
        if (
            url.scheme in {"", "http"}
            and url.netloc in {"", "testserver"}
            and not re.search(r"/static/|/media/images|uitloggen|/beheer/|/demo/", url.path)
        ):
            yield url.path + (f"?{url.query}" if url.query else "")


def walk(reader: User | None, starts: Iterable[str], most: int = 160) -> dict[str, str]:
    """Every page that can be reached by links, with its text."""
    bootstrap(is_demo=False)
    client, waiting, seen = Client(), list(starts), dict[str, str]()
    if reader is not None:
        client.force_login(reader)
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        if path.startswith("/bestanden/"):
            seen[path] = ""  # its address is read, not its content
            continue
        response = client.get(path)
        kind = response.get("Content-Type", "")
        body = (
            response.getvalue().decode("utf-8", "replace")
            if "html" in kind or "xml" in kind or "json" in kind
            else ""
        )
        seen[path] = body
        if "html" in kind:
            waiting += [address for address in addresses_in(body, path) if address not in seen]
    return seen


def whole_thread(client: Client, cast: SimpleNamespace, alone: Person) -> Question:
    """Everything an asker can do, with the name, number and town wherever a mail program or a
    file would put them.
    """
    question = nameless(alone, "zeeland")
    made = by_mail(question, cast.daan)
    by_mail(question, cast.marijke, "Begin met de school.", "<twee@mail.example>")
    client.force_login(alone.user)
    at = question.get_absolute_url()
    picture = SimpleUploadedFile("Brief van Sanne Vermeer.png", ONE_PIXEL, "image/png")
    client.post(
        f"{at}antwoord/",
        {"text": "Dank, en hoe begin je?", "bijlagen": picture, "eenmalig": new_key()},
    )
    by = mailed(
        alone,
        f"Dat helpt.\n\n{SIGNATURE}",
        (IncomingFile("Sanne Vermeer.png", "image/png", ONE_PIXEL),),
    )
    assert by.text == "Dat helpt."
    by.attachments.get().add()
    client.post(f"{at}antwoord/{by.number}/aanpassing/", {"text": "Dat helpt ons verder."})
    client.post(f"{at}aanpassing/", {"title": TITLE, "text": f"{TEXT} Alle ideeën zijn welkom."})
    client.post(f"{at}antwoord/{made.number}/dit-hielp/", {"aan": "ja"})
    client.post(f"{at}antwoord/{made.number}/bedankje/", {"text": "Heel fijn."})
    send_as_seen(
        client, f"{at}afsluiting/", {"what_helped": "Via de school beginnen.", "may_publish": "on"}
    )
    client.force_login(cast.daan.user)
    client.post(f"{at}antwoord/{by.number}/bedankje/", {"text": "Graag gedaan."})
    client.logout()
    question.refresh_from_db()
    assert question.what_helped
    assert Answer.objects.filter(question=question).count() == 4
    return question


def publish(question: Question, cast: SimpleNamespace) -> None:
    for given in question.answers.exclude(author=question.asker):
        given.agree_to_publish(True)
    queue.publish(str(question.pk), by=cast.anouk.user)


@pytest.mark.parametrize("reader", ["daan", "marijke", "youssef", "fatima", ""])
def test_no_page_says_who_asked(
    client: Client, cast: SimpleNamespace, alone: Person, reader: str
) -> None:
    question = whole_thread(client, cast, alone)
    publish(question, cast)
    catch_up()
    words = (
        "Sanne+Vermeer",
        "De+Brug",
        "gezin+hulp",
        "helpt+ons+verder",
        "Vlissingen",
        "0612345678",
    )
    starts = [
        question.get_absolute_url(),
        "/durf-te-vragen/?toon=alle",
        "/",
        "/mijn/",
        "/mijn/gegevens/",
        "/themas/vervoer/",
    ]
    starts += [f"/zoeken/?q={word}" for word in words]
    starts += [
        alone.get_absolute_url(),
        cast.brug.get_absolute_url(),
        "/kennisbank/",
        "/durf-te-vragen/feed.atom",
        "/api/v1/questions",
    ]
    pages = walk(getattr(cast, reader).user if reader else None, starts)
    assert TITLE in pages[question.get_absolute_url()]
    if reader:
        assert TITLE in pages["/durf-te-vragen/?toon=alle"]
        assert "bijlage-1.png" in pages[question.get_absolute_url()]
    for address, page in pages.items():
        told = f"{unquote(address)}\n{page}"
        if TITLE in page or address.startswith(question.get_absolute_url()):
            assert not [word for word in GIVES_AWAY if word in told], address
            assert alone.public_id not in told, address
    own = pages.get(alone.get_absolute_url(), "") + pages.get(cast.brug.get_absolute_url(), "")
    assert f"/durf-te-vragen/{question.number}/" not in own


def test_no_mail_to_another_says_who_asked(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    question = whole_thread(client, cast, alone)
    publish(question, cast)
    others = OutgoingMail.objects.exclude(to=alone.user.email)
    kinds = {mail.template for mail in others}
    assert {
        "questions/mail/alert",
        "questions/mail/asker_reacted",
        "questions/mail/thanked",
    } <= kinds
    for mail in others:
        whole = "\n".join(
            [
                mail.from_name,
                mail.subject,
                mail.text,
                mail.html,
                mail.references,
                mail.reply_to,
                str(as_email(mail)["From"]),
            ]
        )
        assert not [word for word in GIVES_AWAY if word in whole], mail.cause


def test_no_export_of_another_says_who_asked(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    whole_thread(client, cast, alone)
    for other in (cast.daan, cast.marijke):
        held = str(export_all(other.user))
        assert not [word for word in GIVES_AWAY if word in held]
    assert export(alone.user)["vragen"][0]["zonder naam"] is True


def test_no_paper_says_who_asked(client: Client, cast: SimpleNamespace, alone: Person) -> None:
    from django.template.loader import render_to_string

    question = whole_thread(client, cast, alone)
    answers = list(question.answers.visible_to(cast.daan.user))
    paper = render_to_string("questions/paper.html", {"question": question, "answers": answers})
    assert not [word for word in GIVES_AWAY if word in paper]
    assert "Daan Kolkman" in paper


def test_earlier_versions_are_for_the_asker_alone(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    question = whole_thread(client, cast, alone)
    reaction = question.answers.get(text="Dat helpt ons verder.")
    for address in (
        f"{question.get_absolute_url()}versies/",
        f"{question.get_absolute_url()}antwoord/{reaction.number}/versies/",
    ):
        client.force_login(cast.daan.user)
        assert client.get(address).status_code == 404
        client.force_login(alone.user)
        assert client.get(address).status_code == 200


def test_the_receipt_says_what_others_read_and_that_a_reply_has_no_name_either(
    cast: SimpleNamespace, alone: Person
) -> None:
    nameless(alone)
    receipt = OutgoingMail.objects.get(to=alone.user.email, template="questions/mail/question_sent")
    assert "ook zonder je naam. Anderen lezen alleen: ‘een consulent’." in receipt.text
    ask(cast.daan)
    assert (
        "zonder je naam"
        not in OutgoingMail.objects.get(
            to=cast.daan.user.email, template="questions/mail/question_sent"
        ).text
    )


def test_a_question_with_a_name_still_says_who_asked(client: Client, cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    client.force_login(cast.daan.user)
    assert "Sanne Vermeer" in client.get(question.get_absolute_url()).content.decode()


# The asker's own words


def test_the_preview_says_what_others_will_read(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    client.force_login(alone.user)
    form = {
        "title": TITLE,
        "text": TEXT,
        "province": "",
        "is_without_name": "on",
        "eenmalig": new_key(),
    }
    page = client.post("/durf-te-vragen/stel-je-vraag/", form).content.decode()
    assert "Leden lezen niet je naam maar: ‘een consulent’" in page
    client.post("/durf-te-vragen/stel-je-vraag/", {**form, "stap": "verstuur"})
    assert Question.objects.get().is_without_name


@pytest.mark.parametrize(
    "word",
    [
        "Sanne Vermeer",
        "steunpunt de  brug",
        "sanne@cast.example",
        "06-12345678",
        "www.debrug.example",
    ],
)
def test_a_name_or_an_address_in_the_question_is_refused(
    client: Client, cast: SimpleNamespace, alone: Person, word: str
) -> None:
    client.force_login(alone.user)
    form = {
        "title": TITLE,
        "text": f"{TEXT} Reageren kan bij {word}.",
        "is_without_name": "on",
        "toch_zo": "on",
        "text_nagekeken": "on",
    }
    response = client.post(
        "/durf-te-vragen/stel-je-vraag/", {**form, "stap": "verstuur", "eenmalig": new_key()}
    )
    assert response.status_code == 422
    assert "Je vroeg dit zonder je naam" in response.content.decode()
    assert not Question.objects.exists()


def test_what_may_mean_something_else_is_asked_about_once(
    client: Client, cast: SimpleNamespace, alone: Person
) -> None:
    client.force_login(alone.user)
    form = {
        "title": TITLE,
        "text": f"{TEXT} Hier in Vlissingen is weinig.",
        "is_without_name": "on",
        "stap": "verstuur",
    }
    asked = client.post("/durf-te-vragen/stel-je-vraag/", {**form, "eenmalig": new_key()})
    assert asked.status_code == 422
    assert "‘Vlissingen’" in asked.content.decode()
    client.post("/durf-te-vragen/stel-je-vraag/", {**form, "toch_zo": "on", "eenmalig": new_key()})
    assert "Vlissingen" in Question.objects.get().text


def test_a_colleague_gives_away_too_and_a_town_of_five_members_does_not(
    cast: SimpleNamespace, alone: Person
) -> None:
    assert find_giveaways("Net als Youssef vind ik het lastig.", alone).words == ("Youssef",)
    assert find_giveaways("Hier in Vlissingen is weinig.", alone).words == ("Vlissingen",)
    for number in range(5):
        near = member(f"Dichtbij{number}", Role.CONSULTANT, "zeeland", cast)
        Person.objects.filter(pk=near.pk).update(town=alone.town)
    assert find_giveaways("Hier in Vlissingen is weinig.", alone).words == ()


SIGNED = [
    f"Dank jullie wel.\n\n{SIGNATURE}",
    "Dank jullie wel.\n\nGroetjes Sanne",
    "Dank jullie wel. Groetjes, Sanne",
    "Dank jullie wel.\nSanne",
    "Dank jullie wel.\n\nsanne vermeer\nSteunpunt De Brug | Vlissingen | 06 12345678",
    "Dank jullie wel.\n-- \nS. Vermeer\nT: 0118 123456",
    "Dank jullie wel.\n\nHartelijke groet,\nSanne\n\nWerkdagen: ma, di, do",
    "Dank jullie wel.\n\nSteunpunt De Brug\nPostbus 12\n4380 AA Vlissingen\nwww.debrug.example",
    "Dank jullie wel.\n\nmvg\nS. Vermeer",
]


@pytest.mark.parametrize("text", SIGNED)
def test_a_signature_is_cut_hard(cast: SimpleNamespace, alone: Person, text: str) -> None:
    nameless(alone)
    made = mailed(alone, text)
    assert made.text == "Dank jullie wel."
    assert not made.is_held


@pytest.mark.parametrize(
    "text",
    [
        "Sanne hier: wie kan mij bellen?",
        "Wij van De Brug doen het anders dan jullie.",
        "Bel me gerust op 06-12345678 als dat sneller gaat voor je.",
    ],
)
def test_when_in_doubt_the_asker_looks_first(
    client: Client, cast: SimpleNamespace, alone: Person, text: str
) -> None:
    question = nameless(alone)
    answer(question, cast.daan)
    made = mailed(alone, text)
    assert made.is_held
    held = OutgoingMail.objects.get(cause=f"answer-held:{made.pk}")
    assert held.to == alone.user.email
    assert "zonder je naam" in held.text
    client.force_login(cast.daan.user)
    assert text not in client.get(question.get_absolute_url()).content.decode()
    assert not OutgoingMail.objects.filter(cause__startswith="reaction:").exists()
    client.force_login(alone.user)
    address = f"{question.get_absolute_url()}antwoord/{made.number}/aanpassing/"
    assert client.post(address, {"text": "Ik ben Sanne Vermeer."}).status_code == 422
    assert client.post(address, {"text": "Wie kan meedenken?"}).status_code == 302
    made.refresh_from_db()
    assert made.text == "Wie kan meedenken?"


def test_words_that_only_look_like_a_signature_stay(cast: SimpleNamespace, alone: Person) -> None:
    nameless(alone)
    text = (
        "Dank jullie wel.\n\nWat ik nog niet weet: hoe vertel je het de ouders, zonder dat ze "
        "schrikken van het woord melding?"
    )
    assert mailed(alone, text).text == text
