"""Does routing ask whom a wise coordinator would ask? Sixty Dutch questions over the demo network.
Prints a Markdown section.

    python bench/routing_dutch.py [--of "a part"]

The people are those of the demo network; data/dutch-questions.json gives some of them words of
their own, says who answered what before and who published, lets ten new members join on the way,
and holds the questions, each with who should be asked: judged by hand from the profiles, by the
rule written in the file, before any routing was run. The questions are asked in the order of the
file, two days apart, and each first wave is stored as the alerts it would be: load, the cap of each
person and who is new count as they do in the product. `--of` prints instead, question by question,
whom the whole score asks and whom it asks without that part.

hit@k: somebody suited is among the first k. precision@6: how much of a first wave is suited.
nDCG@6: the same, with the best first. From the region: of the questions that name a province, how
often the wave has somebody suited who works there. New asked: of the ten new members, who got a
first question within thirty days. Busiest: the share of the questions for which one person was
asked.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log2
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
WAVE, APART, MONTH = 6, timedelta(days=2), timedelta(days=30)
CASE: Mapping[str, Any] = json.loads(
    (HERE / "data/dutch-questions.json").read_text(encoding="utf-8")
)
# Of each part of the score: the weights that are nothing without it.
PARTS: Mapping[str, tuple[str, ...]] = {
    "stated themes": ("themes",),
    "region": ("region", "near"),
    "own words": ("words",),
    "own past answers": ("topics", "familiar", "helped"),
    "look-alike questions": ("alike",),
    "what they published": ("published",),
    "recency": ("season", "year", "seen"),
    "load": ("load",),
    "exploration": ("new",),
}


@dataclass
class Figures:
    number: int = 0
    hits: Counter[int] = field(default_factory=Counter)
    precision: float = 0.0
    ndcg: float = 0.0
    regional: int = 0
    regional_met: int = 0
    asked: Counter[int] = field(default_factory=Counter)
    new_asked: int = 0
    waves: list[list[int]] = field(default_factory=list)

    def add(self, wave: list[int], judged: Mapping[int, int], here: Collection[int] | None) -> None:
        gained = [judged.get(pk, 0) for pk in wave[:WAVE]]
        self.number += 1
        self.waves.append(wave)
        self.asked.update(wave)
        for depth in (1, 3, WAVE):
            self.hits[depth] += any(gained[:depth])
        self.precision += sum(grade > 0 for grade in gained) / WAVE
        self.ndcg += worth(gained) / worth(sorted(judged.values(), reverse=True)[:WAVE])
        if here is not None:
            self.regional += 1
            self.regional_met += any(judged.get(pk) and pk in here for pk in wave)

    def row(self, name: str, whole: "Figures | None" = None) -> str:
        told = [self.hits[depth] / self.number for depth in (1, 3, WAVE)] + [
            self.precision / self.number,
            self.ndcg / self.number,
        ]
        told += [
            self.regional_met / max(1, self.regional),
            self.asked.most_common(1)[0][1] / self.number,
        ]
        change = (
            "" if whole is None else f"{self.ndcg / self.number - whole.ndcg / whole.number:+.3f}"
        )
        shares = [f"{share:.3f}".removeprefix("0") for share in told]
        reached = f"{self.new_asked} of {len(CASE['newcomers'])}"
        return f"| {' | '.join([name, *shares[:6], reached, shares[6], change])} |\n"


def worth(grades: list[int]) -> float:
    return sum((float(2**grade) - 1) / log2(place + 2) for place, grade in enumerate(grades))


def main(of: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        environment = {
            **os.environ,
            "JMZ_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "jmzpro.settings",
        }
        subprocess.run(  # noqa: S603
            [sys.executable, str(HERE.parent / "manage.py"), "migrate", "-v0"],
            check=True,
            env=environment,
        )
        os.environ |= environment
        sys.path.insert(0, str(HERE.parent))
        import django

        django.setup()
        network = Network()
        whole = network.asked_with({})
        if of is not None:
            compare(network, whole, network.asked_with(dict.fromkeys(PARTS[of], 0.0)))
            return
        sys.stdout.write(
            "## Whom sixty Dutch questions reach\n\n"
            "| score | hit@1 | hit@3 | hit@6 | precision@6 | nDCG@6 | from the region | new "
            "asked | busiest | nDCG beside whole |\n"
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        )
        sys.stdout.write(whole.row("whole"))
        for part, weights in PARTS.items():
            sys.stdout.write(
                network.asked_with(dict.fromkeys(weights, 0.0)).row(f"without {part}", whole)
            )
            sys.stdout.flush()
        sys.stdout.write(network.by_chance().row("by chance", whole))


def compare(network: "Network", whole: Figures, without: Figures) -> None:
    for told, one, other in zip(CASE["questions"], whole.waves, without.waves, strict=True):
        sys.stdout.write(f"{told['title']} {told['themes']} {told['province']}\n")
        judged = network.judged(told)
        for wave in (one, other):
            names = [f"{network.name(pk)} {judged.get(pk, '-')}" for pk in wave]
            sys.stdout.write(f"    {', '.join(names)}\n")


class Network:
    """The demo network's people with what the case adds, in the database of this process."""

    def __init__(self) -> None:
        from django.db import transaction
        from django.utils import timezone

        from jmzpro.demo import network
        from jmzpro.members.models import Person
        from jmzpro.search.sync import catch_up
        from jmzpro.testing.cast import CAST, make_cast

        self.now = timezone.now()
        with transaction.atomic():
            cast = make_cast(timezone.localdate(self.now))
            chance = Random(network.SEED)  # noqa: S311 -- the same people every time
            organisations = list(network.make_organisations(chance, self.now))
            network.make_people(
                chance,
                organisations,
                self.now,
                count=network.PEOPLE - len([getattr(cast, row.key) for row in CAST]),
            )
            for name, words in CASE["profiles"].items():
                Person.objects.filter(name=name).update(brings=words)
            Person.objects.filter(welcomed_at__isnull=False).update(
                welcomed_at=self.now - timedelta(days=500)
            )
            self.ids = dict(Person.objects.values_list("name", "pk"))
            self.fill_past()
        catch_up()
        self.alike: dict[str, dict[int, float]] = {}

    def name(self, pk: int) -> str:
        return next((name for name, its_pk in self.ids.items() if its_pk == pk), "?")

    def fill_past(self) -> None:
        """Questions of the demo network, with answers by the people the case names; and what
        people published.
        """
        from jmzpro.members.expertise import ExpertiseSource, Work, expertise
        from jmzpro.questions.models import Answer, Question
        from jmzpro.themes.models import Theme

        told = {
            row["title"]: row
            for row in json.loads(
                (HERE.parent / "jmzpro/demo/data/questions.json").read_text(encoding="utf-8")
            )
        }
        for number, (title, names) in enumerate(CASE["answered"].items(), start=1):
            row = told[title]
            at = self.now - timedelta(days=row["days_ago"])
            question = Question.objects.create(
                number=number, title=title, text=row["text"], asked_at=at, last_activity_at=at
            )
            question.themes.set(Theme.objects.filter(slug__in=row["themes"]))
            for nth, name in enumerate(names, start=1):
                written = at + timedelta(hours=nth)
                Answer.objects.create(
                    question=question,
                    number=nth,
                    author_id=self.ids[name],
                    text="Zo doen wij dat.",
                    created_at=written,
                )
        themes = dict(Theme.objects.values_list("slug", "pk"))
        works = [
            Work(self.ids[w["by"]], [themes[slug] for slug in w["themes"]], w["title"])
            for w in CASE["published"]
        ]
        expertise.register(
            ExpertiseSource(
                "case",
                lambda people: [w for w in works if people is None or w.person in people],
                "case",
                lambda ids: [],
            )
        )

    def asked_with(self, weights: Mapping[str, float]) -> Figures:
        """All questions, one after the other, with these weights instead of the score's own."""
        from jmzpro.questions.routing import recipients
        from jmzpro.questions.routing.scoring import WEIGHTS
        from jmzpro.questions.routing.selection import choose
        from jmzpro.questions.routing.snapshot import CandidateCache

        keeper = CandidateCache(kept_from=1)

        def first_wave(draft: Any, at: datetime, told: Mapping[str, Any]) -> list[int]:
            if told["title"] not in self.alike:
                said = recipients.signals(draft).alike
                self.alike[told["title"]] = dict(
                    zip(said.questions.tolist(), said.likeness.tolist(), strict=True)
                )
            field = recipients.candidate_pool(
                draft,
                at,
                alike=self.alike[told["title"]],
                keeper=keeper,
                weights={**WEIGHTS, **weights},
            )
            return [score.id for score in choose(field, at_most=3 * WAVE)][:WAVE]

        return self.ask_all(first_wave)

    def by_chance(self) -> Figures:
        from jmzpro.questions.routing import recipients

        chance = Random(1)  # noqa: S311

        def anybody(draft: Any, at: datetime, told: Mapping[str, Any]) -> list[int]:
            return chance.sample(
                sorted(recipients.may_be_asked(draft, at).values_list("pk", flat=True)), WAVE
            )

        return self.ask_all(anybody)

    def ask_all(self, first_wave: Any) -> Figures:
        from jmzpro.members.models import Person
        from jmzpro.places.models import Province
        from jmzpro.questions.models import Alert, Question
        from jmzpro.questions.routing import recipients
        from jmzpro.themes.models import Theme

        self.undo()
        joined: dict[int, datetime] = {}
        figures = Figures()
        for place, told in enumerate(CASE["questions"]):
            at = self.now + place * APART
            joined |= {
                self.join(new, at): at for new in CASE["newcomers"] if new["joins"] == 2 * place
            }
            province = Province.objects.filter(slug=told["province"]).first()
            asker = Person.objects.select_related("user").get(name=told["asker"])
            themes = list(Theme.objects.filter(slug__in=told["themes"]))
            wave = first_wave(
                recipients.Draft(told["title"], told["text"], themes, province, asker), at, told
            )
            here = (
                None
                if province is None
                else set(Person.objects.filter(province=province).values_list("pk", flat=True))
            )
            figures.add(wave, self.judged(told), here)
            question = Question.objects.create(
                number=1_000 + place,
                title=told["title"],
                text=told["text"],
                asked_at=at,
                last_activity_at=at,
            )
            Alert.objects.bulk_create(
                [Alert(question=question, person_id=pk, created_at=at) for pk in wave]
            )
        first = {
            pk: Alert.objects.filter(person=pk)
            .order_by("created_at")
            .values_list("created_at", flat=True)
            .first()
            for pk in joined
        }
        figures.new_asked = sum(
            at is not None and at - joined[pk] <= MONTH for pk, at in first.items()
        )
        return figures

    def undo(self) -> None:
        from jmzpro.members.models import Person, User
        from jmzpro.questions.models import Alert, Question

        Alert.objects.all().delete()
        Question.objects.filter(number__gte=1_000).delete()
        new = User.objects.filter(email__endswith="@nieuw.example")
        Person.objects.filter(user__in=new).delete()
        new.delete()

    def join(self, told: Mapping[str, Any], at: datetime) -> int:
        from jmzpro.members.models import Organisation, Person, User
        from jmzpro.themes.models import Theme

        organisation = Organisation.objects.select_related("town__province").get(
            name=told["organisation"]
        )
        person = Person.objects.create(
            user=User.objects.create_user(f"{told['name'].split()[0].lower()}@nieuw.example"),
            name=told["name"],
            function=told["function"],
            organisation=organisation,
            province=organisation.town.province if organisation.town else None,
            brings=told["brings"],
            welcomed_at=at,
        )
        Person.objects.filter(pk=person.pk).update(created_at=at)
        person.themes.set(Theme.objects.filter(slug__in=told["themes"]))
        self.ids[person.name] = person.pk
        return person.pk

    def judged(self, told: Mapping[str, Any]) -> dict[int, int]:
        """Who should be asked: 2 for the best, 1 for the good. Who has not joined yet is nobody."""
        from jmzpro.members.models import Person

        grades = {**dict.fromkeys(told["good"], 1), **dict.fromkeys(told["best"], 2)}
        return {
            pk: grades[name]
            for name, pk in Person.objects.filter(name__in=grades).values_list("name", "pk")
        }


if __name__ == "__main__":
    main(sys.argv[2] if sys.argv[1:2] == ["--of"] else None)
