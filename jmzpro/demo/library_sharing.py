"""What members of the demo network do with the Kennisbank: they say what they use, and two of
them sent something in.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from jmzpro.library import queue
from jmzpro.library.choices import Kind, Reuse
from jmzpro.library.models import Item, Link, ReviewStep, Use
from jmzpro.members.models import Person

CHANGED = (
    "Wij deden het met de hele klas in plaats van met een groepje. Dat haalde de spanning eraf.",
    "We hebben de moeilijke woorden eruit gehaald en het in twee keer gedaan.",
    "Bij ons werkte het pas toen de mentor het zelf uitlegde, en niet iemand van buiten.",
    "We gebruiken alleen het eerste deel, als begin van een gesprek met ouders.",
    "",
    "Met de jgz samen: zij nodigen uit, wij geven de middag.",
    "We hebben er een bladzijde bij gemaakt met hulp in onze eigen gemeente.",
)
USED = 18


def build(random: Random, people: Sequence[Person], now: datetime) -> None:
    items = list(Item.objects.published().filter(is_example=True).order_by("pk"))
    for item in random.sample(items, min(USED, len(items))):
        for person in random.sample(people, random.randint(1, 4)):
            use = Use.tell(item, person, random.choice(CHANGED))
            Use.objects.filter(pk=use.pk).update(at=now - timedelta(days=random.randint(1, 200)))
    send_in(people, now)


def send_in(people: Sequence[Person], now: datetime) -> None:
    def practice(item: Item) -> None:
        item.is_example = True
        item.reuse = Reuse.ADAPT
        item.practice_context = (
            "Op donderdag bleven steeds dezelfde drie leerlingen hangen. Naar huis gaan stelden "
            "ze uit."
        )
        item.practice_approach = (
            "We zetten een pan soep neer in de aula. Wie wil, blijft een uur. Niemand hoeft iets "
            "te vertellen."
        )
        item.practice_result = (
            "Na twee maanden kwamen er acht leerlingen. Met drie van hen kwam een gesprek over "
            "thuis op gang."
        )
        item.practice_differently = "De conciërge er vanaf het begin bij vragen: die kent iedereen."
        item.practice_contact = f"{people[0].name} (voorbeeld)"

    def tip(item: Item) -> None:
        item.is_example = True
        item.text = "Wij openen er onze lessen mee. Het is kort en er zit geen jargon in."
        item.links = [Link(url="https://www.voorbeeld.example/les-over-zorgen-thuis")]

    first = queue.send_in(
        people[0],
        Kind.PRACTICE,
        "Soep op donderdag",
        "Geef leerlingen een uur zonder zorgen.",
        practice,
    )
    second = queue.send_in(
        people[1],
        Kind.LESSON,
        "Les over zorgen thuis",
        "Begin een gesprek over thuis in één lesuur.",
        tip,
    )
    for item, days in ((first, 2), (second, 4)):
        Item.objects.filter(pk=item.pk).update(review_asked_at=now - timedelta(days=days))
        ReviewStep.objects.filter(item=item).update(at=now - timedelta(days=days))
