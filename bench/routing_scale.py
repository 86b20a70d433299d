"""How fast one question is routed in a large network, and to the right people? Prints a Markdown
section.

    python bench/routing_scale.py [members ...]

A made network (made/large_network.py; kept in var/bench, made when it is not there) with twice as
many past questions as members, two answers each, and the search index over all of it. Routing is
all of it: what changed since is read, look-alike questions are found, everybody is scored, the
database is asked who may be asked and how often they were, and eighteen people are chosen (a first
wave, and who stands in for those that turn out not to want it). After each tenth question a member
changes the profile, or a question is asked and answered. At the end 200 of the questions are routed
once more, beside an exhaustive score: everybody read anew and looked up, no bounds. Memory: what
this process grew by, from before the first reading to the end (the index is on disk).
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from made import large_network

GOAL_MS, GOAL_MB = 50, 1_000
MEASURED, COMPARED, WARM = 400, 200, 20
AT_MOST = 18
SIZES = (1_000, 10_000)


def main(sizes: Sequence[int]) -> None:
    sys.stdout.write(
        "## Routing one question in a large network\n\n"
        "| members | past questions | p50 ms | p95 ms | look-alikes alone, p95 | first reading, "
        "s | memory, MB | as exhaustive |\n"
        "|---:|---:|---:|---:|---:|---:|---:|---|\n"
    )
    sys.stdout.flush()
    for size in sizes:  # each in a process of its own, so that its memory is its own
        folder = large_network.make(size)
        subprocess.run([sys.executable, __file__, "in", str(folder), str(size)], check=True)  # noqa: S603
    sys.stdout.write(
        f"\nGoal: at most {GOAL_MS} ms p95 and {GOAL_MB:,} MB, and the same people "
        f"{COMPARED} times out of {COMPARED}.\n"
    )


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: str, size: int) -> None:
    large_network.open_here(Path(folder))
    from django.utils import timezone

    from jmzpro.questions.routing.snapshot import CandidateCache

    before, keeper, started = memory(), CandidateCache(kept_from=1), time.perf_counter()
    keeper.get_ready()
    reading = time.perf_counter() - started
    questions = drafts(size)
    for draft in questions[:WARM]:
        routed(draft, keeper, timezone.now())
    spent, finding, asked = [], [], questions[WARM:]
    for number, draft in enumerate(asked):
        if number % 10 == 9:
            change_something(number, random.Random(number))  # noqa: S311
        started = time.perf_counter()
        alike = look_alikes(draft)
        found = time.perf_counter()
        routed(draft, keeper, timezone.now(), alike)
        spent.append((time.perf_counter() - started) * 1000)
        finding.append((found - started) * 1000)
    grown = memory() - before
    now = timezone.now()
    everybody = Everybody(now)
    same = sum(routed(draft, keeper, now) == everybody.best(draft) for draft in asked[:COMPARED])
    told = [
        f"{size:,}",
        f"{2 * size:,}",
        f"{middle(spent):.1f}",
        f"{high(spent):.1f}",
        f"{high(finding):.1f}",
        f"{reading:.1f}",
    ]
    sys.stdout.write(f"| {' | '.join([*told, f'{grown:.0f}', f'{same} of {COMPARED}'])} |\n")


def middle(spent: Sequence[float]) -> float:
    return sorted(spent)[len(spent) // 2]


def high(spent: Sequence[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.95)]


def drafts(size: int) -> list[Any]:
    """Questions as members write them: with words of a past one and words of their own, two
    themes, half of them with a province.
    """
    import numpy as np

    from jmzpro.members.models import Person
    from jmzpro.places.models import Province
    from jmzpro.questions.models import Question
    from jmzpro.questions.routing import recipients
    from jmzpro.themes.models import Theme

    chance = random.Random(size)  # noqa: S311 -- the same questions every time
    number = WARM + MEASURED
    writer = large_network.Writer(np.random.default_rng(size + 1))
    own = zip(writer.lines(number, 6), writer.lines(number, 40), strict=True)
    themes, provinces = list(Theme.objects.all()), list(Province.objects.all())
    askers = list(
        Person.objects.filter(paused_until=None)
        .order_by("pk")
        .select_related("user", "organisation")[:: max(1, size // 300)]
    )
    past = list(
        Question.objects.order_by("pk").values_list("title", "text")[:: max(1, 2 * size // number)]
    )
    made = []
    for title, text in own:
        earlier_title, earlier_text = chance.choice(past)
        titled = " ".join([*earlier_title.split()[:4], *title.split()])
        told = " ".join([*earlier_text.split()[:20], *text.split()])
        place = chance.choice(provinces) if chance.random() < 0.5 else None
        made.append(
            recipients.Draft(titled, told, chance.sample(themes, 2), place, chance.choice(askers))
        )
    return made


def look_alikes(draft: Any) -> dict[int, float]:
    from jmzpro.questions.routing import similarity

    about = [theme.pk for theme in draft.themes]
    return similarity.earlier_questions(
        draft.title, draft.text, themes=about, asker=draft.asker, besides=None
    )


def routed(
    draft: Any, keeper: Any, now: datetime, alike: dict[int, float] | None = None
) -> list[int]:
    from jmzpro.questions.routing import recipients
    from jmzpro.questions.routing.selection import choose

    return [
        score.id
        for score in choose(
            recipients.candidate_pool(draft, now, keeper=keeper, alike=alike), at_most=AT_MOST
        )
    ]


def change_something(number: int, chance: random.Random) -> None:
    """A profile, or a question with an answer."""
    from jmzpro.members.models import Person
    from jmzpro.questions.models import Question
    from jmzpro.questions.question.models import next_number
    from jmzpro.search.models import changed

    one, other = chance.sample(
        list(Person.objects.order_by("pk").values_list("pk", flat=True)[:900]), 2
    )
    if number % 20 == 9:
        person = Person.objects.get(pk=one)
        person.brings = " ".join(reversed(person.brings.split()))
        person.save()
        return
    latest = Question.objects.order_by("-number").first()
    assert latest is not None
    now = datetime.now(tz=latest.asked_at.tzinfo)
    number = max(next_number(), latest.number + 1)
    asked = Question.objects.create(
        number=number,
        asker_id=one,
        title=latest.title,
        text=latest.text,
        asked_at=now,
        last_activity_at=now,
    )
    answer = asked.answers.create(
        number=1, author_id=other, text="Zo doen wij dat.", created_at=now + timedelta(seconds=1)
    )
    changed(asked, answer)


class Everybody:
    """The score of everybody, worked out for everybody: no bounds, nothing kept, nothing
    followed.
    """

    def __init__(self, now: datetime) -> None:
        import numpy as np
        from django.db.models import Count

        from jmzpro.members.models import Person
        from jmzpro.questions.models import Alert
        from jmzpro.questions.routing import recipients, snapshot
        from jmzpro.questions.routing.scoring import LOAD_DAYS

        self.now, self.known = now, snapshot.fresh()
        ((crowd, _),) = self.known.crowds
        self.crowd = crowd
        nobody = recipients.Draft("", "", [], None, None)
        may = set(recipients.may_be_asked(nobody, now).values_list("pk", flat=True))
        alerts = Alert.objects.order_by().values_list("person")
        lately = dict(
            alerts.filter(
                created_at__gt=now - timedelta(days=LOAD_DAYS), created_at__lte=now
            ).annotate(n=Count("pk"))
        )
        ever, of = (
            set(alerts.values_list("person", flat=True)),
            dict(Person.objects.values_list("pk", "organisation")),
        )
        ids = crowd.ids.tolist()
        self.may = np.array([pk in may for pk in ids])
        self.lately = np.array([lately.get(pk, 0) for pk in ids])
        self.ever = np.array([pk in ever for pk in ids])
        self.organisations = np.array([of.get(pk) or 0 for pk in ids])

    def best(self, draft: Any) -> list[int]:
        import numpy as np

        from jmzpro.questions.routing import recipients
        from jmzpro.questions.routing.scoring import (
            FEWEST_QUESTIONS,
            LOAD_DAYS,
            LONG_ENOUGH_NEW,
            WAITING_A_DAY,
            WEIGHTS,
            Rarity,
            assess,
        )
        from jmzpro.questions.routing.selection import FEWEST, FIRST_WAVE

        said, day = recipients.signals(draft), recipients.hour_of(self.now)
        found = assess(self.crowd, said, day, Rarity(said, [(self.crowd, None)]))
        load = self.lately / max(self.known.asked.since(day - LOAD_DAYS), FEWEST_QUESTIONS)
        total = (
            found.jitter
            + sum(WEIGHTS[part] * column for part, column in found.parts.items())
            + WEIGHTS["load"] * load
        )
        total -= WEIGHTS["new"] * found.parts["new"] * self.ever
        may = (
            self.may
            & (self.crowd.ids != draft.asker.pk)
            & (self.organisations != (draft.asker.organisation_id or -1))
        )
        fits = np.flatnonzero(may & found.is_match)
        order = fits[np.lexsort((self.crowd.ids[fits], -total[fits]))][:AT_MOST].tolist()
        assert len(order) >= FEWEST, "a large network has people for any question"
        is_new = (found.parts["new"] > 0) & ~self.ever
        if not any(
            found.parts["new"][row] > 0 and not self.ever[row] for row in order[:FIRST_WAVE]
        ):
            waits = np.maximum(0.0, day - self.crowd.joined_on)
            waiting = np.flatnonzero(may & is_new & (found.is_match | (waits >= LONG_ENOUGH_NEW)))
            if len(waiting):
                worth = found.ideal[waiting] + WAITING_A_DAY * waits[waiting]
                first = int(waiting[np.lexsort((self.crowd.ids[waiting], -worth))[0]])
                order = [row for row in order if row != first]
                order.insert(FIRST_WAVE - 1, first)
        return [int(self.crowd.ids[row]) for row in order[:AT_MOST]]


if __name__ == "__main__":
    if sys.argv[1:2] == ["in"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        main([int(word) for word in sys.argv[1:]] or SIZES)
