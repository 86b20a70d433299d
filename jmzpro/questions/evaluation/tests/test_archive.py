"""Routing proves itself on an archive, however odd that archive is."""

import gzip
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.questions.evaluation.archive.budget import Budget
from jmzpro.questions.evaluation.archive.parser import (
    Archive,
    day_of,
    plain,
    read,
    tags_of,
    user_of,
)
from jmzpro.questions.evaluation.archive.replay import Replay
from jmzpro.questions.evaluation.archive.text import Resemblance, analysis_for, bag_of
from jmzpro.questions.routing.training import Example, fit

SUBJECTS = (
    *(
        "tax",
        "shares",
        "hiring",
        "patents",
        "marketing",
        "pricing",
        "software",
        "loans",
        "brands",
        "export",
    ),
    *(
        "vans",
        "rent",
        "audits",
        "pensions",
        "visas",
        "batteries",
        "bakeries",
        "podcasts",
        "drones",
        "wool",
    ),
)
START = date(2015, 1, 1)


def invented(number: int = 380) -> list[dict[str, Any]]:
    """Each subject has two persons who answer its questions; one busy person answers half of
    everything until he leaves.
    """
    dice = np.random.default_rng(7)
    rows = []
    for n in range(number):
        subject = int(dice.integers(len(SUBJECTS)))
        day = START + timedelta(days=n)
        after = (day + timedelta(days=1)).isoformat()
        answers = [
            {
                "user": f"{SUBJECTS[subject]}-{n % 2}",
                "date": after,
                "text": "Like this.",
                "score": 2,
            }
        ]
        if n % 2 and n < number * 0.9:
            answers.append({"user": "busy", "date": after, "text": "So.", "score": 1})
        title = f"How do I deal with {SUBJECTS[subject]} in case {n}?"
        rows.append(
            {"id": n, "title": title, "text": f"It is about {SUBJECTS[subject]}.", "tags": [SUBJECTS[subject]], "date": day.isoformat(),  # noqa: E501
             "user": f"asker-{n % 30}", "score": 1, "answers": answers}
        )  # fmt: skip
    return rows


def written(folder: Path, rows: list[Any], name: str = "archive.jsonl") -> Path:
    path = folder / name
    content = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def evaluated(path: Path, **options: Any) -> dict[str, Any]:
    out = StringIO()
    told = {
        "language": "en",
        "train_until": "2015-09-01",
        "test_until": "2016-02-01",
        "pool": 41,
        **options,
    }
    call_command("evaluate_routing", str(path), stdout=out, json=True, **told)
    found: dict[str, Any] = json.loads(out.getvalue().strip().splitlines()[-1])
    return found


@pytest.mark.parametrize("name", ["archive.jsonl", "archive.jsonl.gz"])
def test_it_learns_who_knows_and_asks_nobody_for_more_than_two_in_five(
    tmp_path: Path, name: str
) -> None:
    found = evaluated(written(tmp_path, invented(), name))
    assert list(found) == ["ours", "ours_unlimited", "baselines"]
    assert set(found["baselines"]) == {
        "random",
        "most_active",
        "recently_active",
        "bm25",
        "bm25_recency",
    }
    for figures in (found["ours"], found["ours_unlimited"], *found["baselines"].values()):
        assert list(figures) == ["hit@1", "hit@5", "hit@10", "mrr", "busiest"]
        assert all(0 <= share <= 1 for share in figures.values())
        assert figures["hit@1"] <= figures["hit@5"] <= figures["hit@10"]
    assert found["ours"]["busiest"] <= 0.40
    assert found["ours"]["hit@10"] > found["baselines"]["random"]["hit@10"] + 0.3
    assert found["ours_unlimited"]["hit@5"] > max(0.9, found["baselines"]["most_active"]["hit@5"])


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, invented(250))
    assert evaluated(path, test_until="2015-10-01") == evaluated(path, test_until="2015-10-01")


def test_what_comes_after_a_question_changes_nothing_about_it(tmp_path: Path) -> None:
    """The order of one question stays the same whatever is answered on its own day or later."""
    rows = invented(300)
    analysis, _ = analysis_for("en")

    def last_order(changed: list[dict[str, Any]]) -> list[float]:
        archive = read(written(tmp_path, changed))
        replay = Replay(
            archive,
            analysis,
            train_until=day_of("2015-09-01") or 0,
            test_until=day_of("2015-10-28") or 0,
            pool=41,
        )
        tested = next(t for t in replay.tested if t.day == day_of("2015-09-20"))
        return [round(float(chance), 9) for chance in tested.chances]

    plain_order = last_order(rows)
    later = json.loads(json.dumps(rows))
    for row in later:
        for answer in row["answers"]:
            if row["date"] != "2015-09-20" and answer["date"] >= "2015-09-20":
                answer["user"] = "tax-0"
    assert last_order(later) == plain_order
    before = json.loads(json.dumps(rows))
    for row in before:
        for answer in row["answers"]:
            if "2015-09-01" <= answer["date"] < "2015-09-20":
                answer["user"] = "tax-0"
    assert last_order(before) != plain_order


def test_an_odd_archive_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    rows: list[Any] = invented(300)
    rows[3]["user"] = None
    rows[4]["user"] = 12
    del rows[5]["tags"]
    rows[6]["tags"] = "<tax><shares>"
    rows[7]["text"] = "<p>It&#39;s about <b>tax</b></p>"
    rows[8]["answers"].append({"user": None, "date": "2015-02-01"})
    rows[9]["answers"] = None
    rows[10]["date"] = "2015-01-11T10:00:00+02:00"
    rows[11]["date"] = "2015-01-12T08:00:00Z"
    rows[12]["answers"] = ["nonsense", {"user": 7, "date": "yesterday"}]
    rows[13]["score"] = "many"
    odd = [
        "{broken",
        "[]",
        "12",
        json.dumps({"title": "No date"}),
        json.dumps({"date": "2015-01-01"}),
        "",
        '{"title": "x", "date": 9e99}',
    ]
    archive = read(written(tmp_path, rows + odd))
    assert len(archive.questions) == 300
    assert archive.lines_skipped == 6
    assert archive.answers_skipped == 3
    assert evaluated(written(tmp_path, rows + odd), language="tlh")["ours"]["busiest"] <= 0.40


def test_users_texts_tags_and_dates_of_any_kind() -> None:
    users: list[Any] = ["n1", 12, 12.0, None, True, " ", [], float("nan")]
    dates: list[Any] = ["2015-13-01", "", None, True, -1, {}, 1e300]
    assert [user_of(told) for told in users] == ["n1", "12", "12", "", "", "", "", ""]
    assert plain("<p>a &amp; b</p>").strip() == "a & b"
    assert tags_of("a|b") == tags_of("<a><b>") == tags_of(["a", "b", "a"]) == ("a", "b")
    assert (
        day_of("2015-01-02")
        == day_of("2015-01-02T00:00:00Z")
        == day_of("2015-01-02 01:00:00+01:00")
        == day_of(1420156800)
    )
    assert [day_of(told) for told in dates] == [None] * 7


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"train_until": "2016-02-01", "test_until": "2015-01-01"}, "must be later"),
        ({"train_until": "soon"}, "--train-until is no date"),
        ({"train_until": "2010-01-01", "test_until": "2011-01-01"}, "no pool to ask"),
        ({"train_until": "2030-01-01", "test_until": "2031-01-01"}, "No question between"),
        ({"pool": 0}, "--pool"),
    ],
)
def test_what_cannot_be_measured_is_said(tmp_path: Path, options: dict[str, Any], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        evaluated(written(tmp_path, invented(60)), **options)


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8bnot packed at all", b"\xff\xfe\x00", b'{"a": 1}\n']
)
def test_a_file_that_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=str(path)):
        evaluated(path)
    with pytest.raises(CommandError, match="cannot be read"):
        evaluated(tmp_path / "nothing.jsonl")


def test_a_pool_larger_than_the_network_and_one_of_one_person(tmp_path: Path) -> None:
    path = written(tmp_path, invented(300))
    assert evaluated(path, pool=5_000)["ours"]["busiest"] <= 0.40
    assert evaluated(path, pool=1)["ours"]["busiest"] <= 0.40


def test_an_asker_is_no_candidate_and_an_answer_to_oneself_counts_for_nobody(
    tmp_path: Path,
) -> None:
    rows = invented(300)
    for row in rows[250:]:
        row["user"] = row["answers"][0]["user"]
        row["answers"] = row["answers"][:1]
    with pytest.raises(CommandError, match="No question between"):
        evaluated(written(tmp_path, rows), train_until="2015-09-09")


def test_the_nearest_question_is_the_one_in_the_same_words() -> None:
    analysis, _ = analysis_for("en")
    index = Resemblance()
    for text in ("paying taxes abroad", "hiring a developer", "naming a shop"):
        index.add(bag_of(analysis(text), [], []))
    assert int(index.to(bag_of(analysis("Who pays tax?"), [], [])).argmax()) == 0
    assert not Resemblance().to(bag_of(["a"], [], [])).size


def test_weights_are_found_back_and_what_says_nothing_gets_none() -> None:
    dice = np.random.default_rng(3)
    examples = []
    for _ in range(400):
        parts = dice.normal(size=(20, 3))
        parts[:, 2] = 1.0
        chance = np.exp(2.0 * parts[:, 0])
        answered = np.zeros(20)
        answered[dice.choice(20, p=chance / chance.sum())] = 1
        examples.append(Example(parts, answered))
    weights = fit(examples)
    assert weights is not None
    assert 1.6 < weights[0] < 2.2
    assert abs(weights[1]) < 0.2
    assert weights[2] == 0
    assert fit(examples[:5]) is None
    assert not Archive().questions


@given(
    seed=st.integers(0, 10_000),
    people=st.integers(1, 30),
    number=st.integers(1, 60),
    share=st.sampled_from([0.0, 0.2, 0.4, 1.0]),
)
def test_a_budget_is_never_overspent_and_asks_only_who_may_be_asked(
    seed: int, people: int, number: int, share: float
) -> None:
    dice = np.random.default_rng(seed)
    chances = dice.dirichlet(np.full(people, 0.3), number + 20) * (
        dice.random((number + 20, people)) < 0.9
    )
    budget = Budget(people, places=3, share=share, number=number, before=chances[number:])
    for chance in chances[:number]:
        chosen = budget.choose(chance)
        assert len(set(chosen)) == len(chosen) <= 3
        assert all(chance[person] > 0 for person in chosen)
        assert [chance[person] for person in chosen] == sorted(
            (chance[person] for person in chosen), reverse=True
        )
    assert (budget.asked <= share * number).all()


def test_a_budget_goes_to_the_questions_where_it_does_most_good() -> None:
    """The busy one is the likeliest for every question, but far likelier for two in five: those
    are the ones that get him.
    """
    dice = np.random.default_rng(5)
    needs_him = dice.random(300) < 0.4
    chances = np.full((300, 6), 0.05)
    chances[:, 0] = np.where(needs_him, 0.8, 0.3)
    chances[np.arange(300), dice.integers(1, 6, 300)] += 0.1
    budget = Budget(6, places=2, share=0.4, number=200, before=chances[200:])
    was_asked = [0 in budget.choose(chance) for chance in chances[:200]]
    right = sum(asked == needed for asked, needed in zip(was_asked, needs_him[:200], strict=True))
    assert right > 180
