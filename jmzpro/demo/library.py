"""The Kennisbank of the demo network: records that exist, by link alone, and invented ones with
small files, which say so.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from jmzpro.demo import library_sharing as sharing
from jmzpro.demo import paper
from jmzpro.library.files import TYPES
from jmzpro.library.models import (
    Credit,
    File,
    FileText,
    FileVersion,
    Item,
    Link,
    Reading,
    ToolkitEntry,
)
from jmzpro.members.models import Organisation, Person
from jmzpro.themes.models import Theme

DATA = Path(__file__).resolve().parent / "data" / "library.json"
INVENTED = "Dit is een voorbeeld, bedacht voor het demonetwerk."
REAL = (
    "Dit stuk bestaat echt. Hier staat alleen waar je het vindt: zoek het bij de uitgever op de "
    "titel."
)
SIGNALS = (
    (
        "Let op gedrag dat anders is dan je van dit kind gewend bent, of anders dan past bij de "
        "leeftijd."
    ),
    "Teruggetrokken zijn. Heel volwassen doen en veel regelen. Risico’s nemen, zoals met drugs.",
    "Moeite met opletten. Verdriet of boosheid. Lichamelijke klachten zonder oorzaak.",
    "Slecht slapen en moe zijn. Somber zijn. Geen tijd voor een hobby, huiswerk of vrienden.",
    (
        "Een signaal is een reden om verder te kijken, nooit een oordeel. Vraag hoe het gaat, "
        "thuis en op school, en vraag het later nog eens."
    ),
)


class Shelf:
    """What every item is made with: the chance, the moment, and what is there to belong to."""

    def __init__(self, random: Random, now: datetime) -> None:
        self.random = random
        self.now = now
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.organisations = list(Organisation.objects.order_by("pk"))
        self.people = list(
            Person.objects.active()
            .exclude(organisation=None)
            .filter(user__is_staff=False)
            .order_by("pk")
        )

    def put(
        self,
        row: dict[str, Any],
        *,
        age: int,
        files: Sequence[tuple[str, bytes, int | None, str]] = (),
        **fields: Any,
    ) -> Item:
        """One item, on the site `age` days ago. `files`: name, content, pages, text."""
        item = Item.draft(
            kind=row["kind"],
            title=row["title"],
            promise=row["promise"],
            audiences=row["audiences"].split(),
            workplaces=row["workplaces"].split(),
            ages=row.get("ages", "").split(),
            **fields,
        )
        item.themes.set([self.themes[slug] for slug in dict.fromkeys(row["themes"].split())])
        names = [name.strip() for name in row.get("publisher", "").split(";") if name.strip()]
        item.credits = [
            Credit(name=name, role="uitgever", is_organisation=True, sort_order=at)
            for at, name in enumerate(names)
        ]
        item.links = (
            [Link(url=row["url"], label=row.get("link_label", "Naar de site van de uitgever"))]
            if row.get("url")
            else []
        )
        item.first_published_at = self.now - timedelta(days=age)
        item.save()
        item.put_on_site(by=None)
        for name, content, pages, text in files:
            add_file(item, name, content, pages, text)
        return item


def build(random: Random, now: datetime) -> None:
    shelf = Shelf(random, now)
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for number, row in enumerate(data["real"]):
        put_real(shelf, row, number)
    put_signals(shelf)
    for topic in data["topics"]:
        made = [put_invented(shelf, pattern, topic) for pattern in data["patterns"][:-1]]
        toolkit = put_invented(shelf, data["patterns"][-1], topic)
        fill(toolkit, made)
    put_week(shelf)
    sharing.build(shelf.random, shelf.people, now)


def put_real(shelf: Shelf, row: dict[str, Any], number: int) -> None:
    is_old = row.get("old", False)
    item = shelf.put(
        row,
        age=700 - 11 * number,
        text=REAL,
        year=row.get("year"),
        language=row.get("language", "nl"),
        isbn=row.get("isbn", ""),
        licence=row.get("licence", "onbekend"),
        instrument_purpose=row.get("purpose", ""),
        instrument_validation=row.get("validation", ""),
        last_checked_on=None if is_old else (shelf.now - timedelta(days=90)).date(),
    )
    if is_old:
        Item.objects.filter(pk=item.pk).update(doubted_at=shelf.now - timedelta(days=30))


def put_signals(shelf: Shelf) -> None:
    row = {
        "kind": "factsheet",
        "title": "Signaalkaart: negen signalen van een jonge mantelzorger",
        "promise": (
            "Herken op school of in de spreekkamer wie er thuis zorgt, en weet wat je dan zegt."
        ),
        "themes": "signalen herkennen-en-erkennen",
        "audiences": "school jeugdarts huisarts welzijn",
        "workplaces": "po vo mbo huisarts",
        "ages": "6-11 12-15 16-17",
    }
    text = "\n\n".join(SIGNALS)
    files = [
        (
            "signaalkaart.pdf",
            paper.pdf(row["title"], ["\n\n".join(SIGNALS[:3]), "\n\n".join(SIGNALS[3:])]),
            2,
            text,
        )
    ]
    shelf.put(
        row,
        age=12,
        files=files,
        text=f"{INVENTED}\n\n{SIGNALS[0]}\n\n{SIGNALS[-1]}",
        year=shelf.now.year,
        reuse="aanpassen",
        licence="cc-by",
        is_example=True,
        last_checked_on=(shelf.now - timedelta(days=10)).date(),
        organisation=shelf.organisations[0],
    )


def put_week(shelf: Shelf) -> None:
    row = {
        "kind": "publicatie",
        "title": "Draaiboek voor de Week van de Jonge Mantelzorger in een kleine gemeente",
        "promise": "Regel in tien avonden een week met drie activiteiten en een plan voor de pers.",
        "themes": "media samenwerking gemeente-en-beleid",
        "audiences": "consulent welzijn beleid",
        "workplaces": "welzijn gemeente",
    }
    text = (
        "De Week is elk jaar van 1 tot en met 7 juni. Begin in februari: vraag drie partners, "
        "kies één plek en één verhaal."
    )
    files = [("draaiboek.docx", paper.word(row["title"], [INVENTED, text]), None, text)]
    shelf.put(
        row,
        age=40,
        files=files,
        text=f"{INVENTED}\n\n{text}",
        year=shelf.now.year,
        reuse="aanpassen",
        licence="cc-by-sa",
        is_example=True,
    )


def put_invented(shelf: Shelf, pattern: dict[str, Any], topic: dict[str, Any]) -> Item:
    random = shelf.random
    said = {key: pattern[key].format(**topic) for key in ("title", "promise")}
    row = {
        **pattern,
        **said,
        "themes": f"{topic['themes']} {pattern['themes']}",
        "ages": topic["ages"],
    }
    age = random.randint(3, 1100)
    checked = random.choice([None, random.randint(5, 400)])
    person = random.choice(shelf.people)
    is_practice = pattern["kind"] == "praktijkvoorbeeld"
    story = f"{INVENTED}\n\nOver {topic['child']}. Dit helpt als {topic['home']}."
    if pattern["kind"] == "film":
        row |= {
            "url": "https://film.voorbeeld.example/",
            "link_label": "Bekijk de film bij de maker",
        }
    return shelf.put(
        row,
        age=age,
        files=files_of(pattern["file"], said["title"], story, topic, random),
        text=story,
        year=(shelf.now - timedelta(days=age + random.randint(0, 1500))).year,
        reuse=pattern["reuse"],
        licence=pattern["licence"],
        is_example=True,
        is_for_members=random.random() < 0.08,
        last_checked_on=(shelf.now - timedelta(days=checked)).date() if checked else None,
        organisation=person.organisation
        if is_practice
        else random.choice([None, random.choice(shelf.organisations)]),
        shared_by=person if is_practice else None,
        **own_fields(pattern["kind"], topic, random),
    )


def own_fields(kind: str, topic: dict[str, Any], random: Random) -> dict[str, Any]:
    if kind == "film":
        return {
            "film_minutes": random.randint(2, 9),
            "transcript": f"Een jongere vertelt hoe het is als {topic['home']}.",
        }
    if kind == "training":
        return {
            "training_by": "Een voorbeeldorganisatie uit het netwerk",
            "training_place": "Bij jullie op het werk",
            "training_length": random.choice(["Een dagdeel", "Twee dagdelen", "Een hele dag"]),
            "training_group": "Teams van 8 tot 16 mensen",
        }
    if kind == "instrument":
        return {
            "instrument_purpose": f"Een gesprek beginnen met {topic['child']}.",
            "instrument_users": "Iedereen die met kinderen en jongeren werkt",
            "instrument_validation": "niet-gevalideerd",
            "instrument_source": "Bedacht voor het demonetwerk",
        }
    if kind == "praktijkvoorbeeld":
        return {
            "practice_context": (
                f"We zagen vaker dat {topic['home']}, en dat niemand op school het wist."
            ),
            "practice_approach": (
                "We begonnen met één mentor en één middag in de maand. Er was eten, en niemand "
                "hoefde iets te vertellen."
            ),
            "practice_result": (
                "Na een half jaar kwamen er elke keer negen jongeren. Vijf van hen kregen hulp "
                "die bij het gezin past."
            ),
            "practice_differently": (
                "Eerder met de ouders praten, en vervoer regelen vóór de eerste middag."
            ),
        }
    return {}


def files_of(
    ending: str, title: str, story: str, topic: dict[str, Any], random: Random
) -> list[tuple[str, bytes, int | None, str]]:
    if not ending:
        return []
    more = [
        f"Vraag gewoon hoe het gaat. Wie {topic['name']} kent, merkt het als iemand echt luistert.",
        (
            "Zoek één volwassene op school die vaker vraagt hoe het is. Spreek af wie dat doet, "
            "en wanneer."
        ),
        (
            "Is er hulp nodig? Help het gezin vinden wie dat kan, en blijf zelf in beeld tot het "
            "zover is."
        ),
    ]
    name = f"{title.lower().replace(':', '').replace(' ', '-')}.{ending}"
    text = "\n\n".join([story, *more])
    if ending == "docx":
        return [(name, paper.word(title, [story, *more]), None, text)]
    pages = [story, *more][: random.randint(2, 4)]
    return [(name, paper.pdf(title, pages), len(pages), text)]


def add_file(item: Item, name: str, content: bytes, pages: int | None, text: str) -> None:
    """As the worker would leave it: what we made ourselves needs no cleaning."""
    file = File.objects.create(item=item)
    version = FileVersion(
        file=file,
        name=name,
        content_type=TYPES[name.rsplit(".", 1)[1]],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        pages=pages,
        has_text=True,
        reading=Reading.READY,
        read_at=item.first_published_at,
        uploaded_at=item.first_published_at or item.changed_at,
    )
    version.original.save(name, ContentFile(content), save=False)
    version.copy.save(name, ContentFile(content), save=False)
    version.save()
    FileText.objects.create(version=version, text=text)
    File.objects.filter(pk=file.pk).update(current=version)


def fill(toolkit: Item, items: Sequence[Item]) -> None:
    """What is open to all goes in, in the order of the work: see, know, teach, talk."""
    wanted = ("handreiking", "factsheet", "lesmateriaal", "instrument", "film")
    by_kind = {item.kind: item for item in items if not item.is_for_members}
    found = [by_kind[kind] for kind in wanted if kind in by_kind]
    toolkit.entries = [ToolkitEntry(item=item, sort_order=at) for at, item in enumerate(found)]
    toolkit.save()
    toolkit.put_on_site(by=None)
