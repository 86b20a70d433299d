"""Questions for the tests, asked and answered the way people do."""

import re
from typing import Any

from django.test import Client

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Answer, CameBy, Question
from jmzpro.questions.question import submission
from jmzpro.themes.models import Theme

TITLE = "Hoe regelen jullie vervoer als ouders niet kunnen rijden?"
TEXT = (
    "Wij organiseren elke maand een middag voor broertjes en zusjes. Er vallen er steeds een "
    "paar af omdat niemand ze kan brengen."
)


def ask(
    asker: Person,
    title: str = TITLE,
    text: str = TEXT,
    themes: tuple[str, ...] = ("vervoer",),
    province: str = "",
) -> Question:
    found = Province.objects.get(slug=province) if province else None
    return submission.ask(asker, title, text, list(Theme.objects.filter(slug__in=themes)), found)


def answer(
    question: Question,
    author: Person,
    text: str = "Wij doen het met vrijwilligers van de buurtbus.",
    **more: Any,
) -> Answer:
    return Answer.give(question, author, text, **more)


def by_mail(
    question: Question,
    author: Person,
    text: str = "Wij doen het met de buurtbus.",
    message_id: str = "<een@mail.example>",
) -> Answer:
    return answer(question, author, text, came_by=CameBy.MAIL, message_id=message_id)


def published(asker: Person, author: Person, **more: Any) -> Question:
    """Closed with what helped, consent of both, read by the office."""
    question = ask(asker, **more)
    answer(question, author).agree_to_publish(True)
    question.close("De buurtbus, met een vast telefoonnummer.", may_publish=True, by=asker)
    question.publish()
    return question


def seen_at(page: str) -> str:
    """What the form of a page says was read there."""
    found = re.search(r'name="gezien" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def send_as_seen(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Send a form that shows how the words will stand for everybody, look at them, and send it
    again.
    """
    page = client.post(address, data).content.decode()
    return client.post(address, {**data, "gezien": seen_at(page)}) if seen_at(page) else None
