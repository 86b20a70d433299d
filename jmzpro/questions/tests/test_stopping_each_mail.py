"""Each mail stops what it is about, in one click on its page; what still waits is taken back,
and the place in the wave goes to another.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jmzpro.letters import composition
from jmzpro.letters.models import Follow, Stance
from jmzpro.library.tests import mail_samples as library_samples
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.smtp import CapturedWire
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, AlertState, Thanks
from jmzpro.questions.offers.tests.brought import bring, want
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.questions.tests.crowds import make_crowd
from jmzpro.themes.models import Theme


def path_of(mail: OutgoingMail) -> str:
    return "/" + mail.unsubscribe_url.split("/", 3)[3]


def stop(client: Client, mail: OutgoingMail, way: str) -> str:
    return client.post(path_of(mail), {"stop": way}).content.decode()


def deliver() -> None:
    delivery = Delivery(CapturedWire())
    while delivery.run():
        pass


def mail_to(person: Person, template: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(user=person.user, template=template).latest("pk")


def first_button(client: Client, mail: OutgoingMail) -> str:
    page = client.get(path_of(mail)).content.decode()
    return page.partition('name="stop"')[2].partition("</button>")[0].partition(">")[2]


# What each mail offers first.


def test_each_mail_offers_first_to_stop_what_it_is_about(
    client: Client, cast: SimpleNamespace
) -> None:
    question = ask(cast.sanne)
    given = answer(question, cast.marijke)
    from jmzpro.questions import emails

    emails.thanked(Thanks.objects.create(answer=given, person=cast.sanne, text="Dank."))
    want(bring(cast.sanne), cast.daan)
    about = "Niets meer over de vraag"
    expected = {
        (cast.daan, "questions/mail/alert"): about,
        (cast.sanne, "questions/mail/question_sent"): about,
        (cast.sanne, "questions/mail/answer_came"): about,
        (cast.marijke, "questions/mail/thanked"): "Geen bedankjes meer per mail",
        (cast.sanne, "questions/offers/mail/request"): "Niets meer over het aanbod",
    }
    for (person, template), label in expected.items():
        assert first_button(client, mail_to(person, template)).startswith(label), template


def test_the_mail_that_asks_whether_something_still_holds_is_stopped_alone(
    client: Client, cast: SimpleNamespace
) -> None:
    library_samples.reviewing_again(cast)
    mail = mail_to(cast.daan, "library/mail/still_right")
    assert first_button(client, mail) == "Geen mail meer of iets nog klopt"
    stop(client, mail, "kind")
    count = OutgoingMail.objects.count()
    library_samples.reviewing_again(cast)
    later = OutgoingMail.objects.order_by("pk")[count:]
    assert {one.user for one in later} == {cast.ilse.user}


def test_a_stopped_kind_is_not_written_any_more_and_the_others_are(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.questions import emails

    question = ask(cast.sanne)
    given = answer(question, cast.marijke)
    emails.thanked(Thanks.objects.create(answer=given, person=cast.sanne, text="Dank."))
    stop(client, mail_to(cast.marijke, "questions/mail/thanked"), "kind")
    OutgoingMail.objects.filter(template="questions/mail/thanked").delete()
    emails.thanked(Thanks.objects.create(answer=given, person=cast.daan, text="Dank."))
    assert not OutgoingMail.objects.filter(template="questions/mail/thanked").exists()
    other = ask(cast.sanne, title="En dit?")
    assert other.alerts.filter(person=cast.marijke).exists()


def test_the_asker_stops_mail_about_one_question_and_still_gets_the_other(
    client: Client, cast: SimpleNamespace
) -> None:
    first, second = ask(cast.sanne), ask(cast.sanne, title="Nog een vraag?")
    sent = OutgoingMail.objects.get(cause=f"question-sent:question/{first.pk}")
    stop(client, sent, f"question-{first.pk}")
    for question in (first, second):
        answer(question, cast.marijke)
    came = OutgoingMail.objects.filter(template="questions/mail/answer_came")
    assert [mail.subject for mail in came] == [f"Antwoord op: {second.title}"]


# What still waits.


@pytest.mark.parametrize(
    "how", ["mutes the question", "mutes the theme", "stops", "pauses", "stops all"]
)
def test_a_question_that_waits_in_the_outbox_is_taken_back_and_another_is_asked(
    client: Client, cast: SimpleNamespace, how: str
) -> None:
    make_crowd(cast, 20)
    question = ask(cast.sanne)
    alert = question.alerts.select_related("person__user")[0]
    mail = OutgoingMail.objects.get(user=alert.person.user)
    theme = Theme.objects.get(slug="vervoer")
    ways = {
        "mutes the question": f"question-{question.pk}",
        "mutes the theme": f"theme-{theme.pk}",
        "stops": "kind",
        "pauses": "pause-2",
        "stops all": "all",
    }
    stop(client, mail, ways[how])
    deliver()
    mail.refresh_from_db()
    assert mail.state == OutgoingState.CANCELLED
    alert.refresh_from_db()
    assert alert.state == AlertState.PASSED
    assert question.alerts.count() == 7
    deliver()
    sent = OutgoingMail.objects.filter(template="questions/mail/alert", state=OutgoingState.SENT)
    assert sent.count() == 6


def test_what_was_sent_already_is_no_pass(client: Client, cast: SimpleNamespace) -> None:
    question = ask(cast.sanne)
    deliver()
    alert = question.alerts.select_related("person__user")[0]
    stop(client, OutgoingMail.objects.get(user=alert.person.user), "kind")
    deliver()
    assert Alert.objects.get(pk=alert.pk).state == AlertState.ASKED


def test_a_letter_waits_on_when_one_of_its_subjects_is_muted_and_not_when_letters_stop(
    client: Client, cast: SimpleNamespace
) -> None:
    from jmzpro.letters.tests.toy import letter_with

    letter_with(cast.daan, "toy/1")
    Follow.choose(cast.daan, "theme", Theme.objects.get(slug="vervoer").pk, Stance.MUTES)
    deliver()
    assert OutgoingMail.objects.get().state == OutgoingState.SENT
    letter_with(cast.marijke, "toy/1")
    waiting = OutgoingMail.objects.get(user=cast.marijke.user)
    stop(client, waiting, "kind")
    deliver()
    waiting.refresh_from_db()
    assert waiting.state == OutgoingState.CANCELLED


# The way back.


@pytest.mark.parametrize("way", ["kind", "all"])
def test_turning_it_back_restores_the_pace_somebody_had(
    client: Client, cast: SimpleNamespace, way: str
) -> None:
    question = ask(cast.sanne)
    alert = question.alerts.select_related("person__user")[0]
    mail = OutgoingMail.objects.get(user=alert.person.user)
    alert.person.change_pace(AlertPace.WEEKLY)
    composition.send_due()
    page = stop(client, mail, way)
    was = page.partition('name="was" value="')[2].partition('"')[0]
    alert.person.refresh_from_db()
    assert alert.person.alert_pace == AlertPace.NONE
    client.post(path_of(mail), {"terug": way, "was": was})
    alert.person.refresh_from_db()
    assert alert.person.alert_pace == AlertPace.WEEKLY
    for nonsense in ("\U0001f600" * 500, "=,=,+", "alert=altijd", "<script>"):
        assert client.post(path_of(mail), {"terug": way, "was": nonsense}).status_code == 200


def test_ending_a_pause_leaves_the_pace_alone(client: Client, cast: SimpleNamespace) -> None:
    from jmzpro.questions.emails import reply_token

    question = ask(cast.sanne)
    cast.marijke.change_pace(AlertPace.DAILY)
    cast.marijke.pause_until(timezone.localdate() + timedelta(days=30_000))
    token = reply_token(question, cast.marijke)
    assert token is not None
    client.post(reverse("questions:mail-resume", args=[token.token]))
    cast.marijke.refresh_from_db()
    assert (cast.marijke.alert_pace, cast.marijke.paused_until) == (AlertPace.DAILY, None)
