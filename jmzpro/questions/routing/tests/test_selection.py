"""Who stands before whom, and how many are asked: the rules of the score, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmzpro.questions.routing import reasons
from jmzpro.questions.routing.candidates import Candidate, CandidateMatrix, PastAnswer
from jmzpro.questions.routing.experience import Alike, Asked, Experience
from jmzpro.questions.routing.scoring import POINTS_TO, Rarity, Score, Signals, assess
from jmzpro.questions.routing.selection import CandidatePool, Load, choose, rank

NOW = 1_000.0
ids = st.integers(1, 60)
past = st.builds(
    PastAnswer,
    question=st.integers(1, 5),
    day=st.floats(100, 999),
    worth=st.floats(1, 2),
    topics=st.frozensets(st.integers(1, 6)),
)
candidates = st.lists(
    st.builds(
        Candidate,
        id=ids,
        themes=st.frozensets(st.integers(1, 6)),
        provinces=st.frozensets(st.sampled_from(["Friesland", "Utrecht"])),
        parts=st.frozensets(st.sampled_from(["noord", "west"])),
        terms=st.frozensets(st.sampled_from(["vervoer", "bus", "rouw"])),
        published=st.frozensets(st.sampled_from([1, 2, "bus"])),
        answers=st.lists(past, max_size=3),
        asked_on=st.none() | st.floats(0, 999),
        joined_on=st.floats(0, 1_000),
    ),
    max_size=40,
    unique_by=lambda candidate: candidate.id,
)
questions = st.builds(
    Signals,
    themes=st.dictionaries(st.integers(1, 6), st.sampled_from(["vervoer", "rouw"])),
    province=st.sampled_from(["", "Friesland"]),
    part=st.just("noord"),
    terms=st.dictionaries(st.sampled_from(["vervoer", "bus"]), st.just("vervoer")),
    alike=st.dictionaries(st.integers(1, 5), st.floats(0.1, 1)).map(Alike.of),
    topics=st.frozensets(st.integers(1, 6)),
    seed=st.text(max_size=3),
)
burdens = st.dictionaries(
    ids, st.none() | st.builds(Load, lately=st.integers(0, 40), ever=st.booleans())
)


def asked_before() -> Asked:
    asked = Asked()
    for day in range(100, 1_000, 30):
        asked.add(float(day), [day % 6 + 1])
    return asked


def field_of(
    people: Sequence[Candidate],
    signals: Signals,
    burdens: Mapping[int, Load | None] | None = None,
    *,
    first_look: int = 64,
    in_crowds: int = 1,
) -> CandidatePool:
    """A field as routing makes it; a burden of None means that somebody may not be asked."""
    told = burdens or {}
    asked = asked_before()
    crowds = [(CandidateMatrix(people[n::in_crowds], asked), None) for n in range(in_crowds)]
    rarity = Rarity(signals, crowds)

    def look_up(wanted: Sequence[int]) -> dict[int, Load]:
        known = {pk: told.get(pk, Load()) for pk in wanted}
        return {pk: burden for pk, burden in known.items() if burden is not None}

    return CandidatePool(
        [assess(crowd, signals, NOW, rarity) for crowd, _ in crowds],
        look_up,
        day=NOW,
        questions=30,
        first_look=first_look,
    )


def best_of(*args: object, **options: object) -> list[int]:
    return [score.id for score in rank(field_of(*args, **options))]  # type: ignore[arg-type]


@given(candidates, questions, burdens)
def test_at_most_six_are_chosen_each_once_and_each_for_a_reason(
    people: list[Candidate], signals: Signals, told: dict[int, Load | None]
) -> None:
    chosen = choose(field_of(people, signals, told), at_most=6)
    assert len(chosen) <= 6
    assert len({score.id for score in chosen}) == len(chosen)
    assert all(score.reasons for score in chosen)
    assert all(told.get(score.id, Load()) is not None for score in chosen)
    assert reasons.they(reasons.summed(score.reasons for score in chosen)) or not chosen


@given(candidates, questions)
def test_who_nothing_points_to_is_asked_only_when_fewer_than_three_match_or_when_new(
    people: list[Candidate], signals: Signals
) -> None:
    chosen = choose(field_of(people, signals), at_most=6)
    strangers = [score for score in chosen if not score.is_match]
    if sum(score.is_match for score in rank(field_of(people, signals))) >= 3:
        assert all(
            score.reasons == ("bent nieuw in het netwerk",) or score.parts["new"] > 0
            for score in strangers
        )
        assert len(strangers) <= 1
    else:
        assert len(chosen) <= 3


@given(candidates, questions, burdens, st.integers(1, 5), st.integers(1, 3))
def test_looking_up_a_few_finds_the_same_people_as_looking_up_everybody(
    people: list[Candidate],
    signals: Signals,
    told: dict[int, Load | None],
    first_look: int,
    in_crowds: int,
) -> None:
    def found(**options: int) -> list[tuple[int, tuple[str, ...]]]:
        return [
            (score.id, score.reasons)
            for score in choose(field_of(people, signals, told, **options), at_most=6)
        ]

    assert found(first_look=first_look, in_crowds=in_crowds) == found(first_look=1_000)


@given(candidates, questions)
def test_the_order_of_the_candidates_does_not_matter(
    people: list[Candidate], signals: Signals
) -> None:
    assert best_of(people, signals) == best_of(people[::-1], signals)


@given(candidates, questions, burdens)
def test_nobody_scores_more_than_the_ideal_that_the_search_stops_by(
    people: list[Candidate], signals: Signals, told: dict[int, Load | None]
) -> None:
    field = field_of(people, signals, told)
    (assessment,) = field.assessments
    for score in rank(field):
        assert score.total <= assessment.ideal[assessment.crowd.row_of[score.id]] + 1e-9


PLAIN = Candidate(1, asked_on=NOW - 300)
QUESTION = Signals(
    themes={1: "vervoer"},
    province="Friesland",
    part="noord",
    terms={"bus": "bus"},
    alike=Alike.of({7: 1.0}),
    topics=frozenset({1}),
)
BETTER = {
    "a stated theme": replace(PLAIN, id=2, themes=frozenset({1})),
    "the province": replace(PLAIN, id=2, provinces=frozenset({"Friesland"})),
    "the part of the country": replace(PLAIN, id=2, parts=frozenset({"noord"})),
    "a word of the profile": replace(PLAIN, id=2, terms=frozenset({"bus"})),
    "an answer to a look-alike": replace(PLAIN, id=2, answers=[PastAnswer(7, NOW - 400)]),
    "answers on its themes": replace(
        PLAIN, id=2, answers=[PastAnswer(3, NOW - 400, topics=frozenset({1}))]
    ),
    "a publication": replace(PLAIN, id=2, published=frozenset({1})),
    "having been there lately": replace(PLAIN, id=2, asked_on=NOW - 1),
    "being new": replace(PLAIN, id=2, joined_on=NOW - 3),
}


@pytest.mark.parametrize("what", BETTER)
def test_more_of_what_points_to_somebody_counts_for_more(what: str) -> None:
    others = [Candidate(n) for n in range(10, 20)]
    assert best_of([PLAIN, BETTER[what], *others], QUESTION)[0] == 2


def test_who_was_asked_for_many_questions_stands_lower() -> None:
    people = [replace(PLAIN, id=n, themes=frozenset({1})) for n in (1, 2)]
    assert best_of(people, QUESTION, {2: Load(12, ever=True)}) == [1, 2]
    assert best_of(people, QUESTION, {1: Load(12, ever=True)}) == [2, 1]


def test_a_specialist_who_is_asked_often_still_goes_before_somebody_far_off() -> None:
    specialist = replace(PLAIN, id=2, themes=frozenset({1}), provinces=frozenset({"Friesland"}))
    assert best_of([PLAIN, specialist], QUESTION, {2: Load(12, ever=True)}) == [2, 1]


def test_work_spreads_over_all_who_know_as_much() -> None:
    people = [Candidate(n, themes=frozenset({1})) for n in range(1, 31)]
    told: dict[int, Load | None] = {}
    for number in range(100):
        chosen = choose(field_of(people, replace(QUESTION, seed=str(number)), told), at_most=6)
        for score in chosen:
            before = told.get(score.id) or Load()
            told[score.id] = Load(before.lately + 1, ever=True)
    counts = [(told.get(n) or Load()).lately for n in range(1, 31)]
    assert sum(counts) == 600
    assert max(counts) - min(counts) <= 2


def test_equals_stand_in_another_order_for_another_question() -> None:
    people = [Candidate(n, themes=frozenset({1})) for n in range(1, 31)]
    firsts = {best_of(people, replace(QUESTION, seed=str(number)))[0] for number in range(40)}
    assert len(firsts) > 10


def test_one_place_of_the_first_six_is_for_a_new_member_something_points_to() -> None:
    experts = [
        Candidate(
            n,
            themes=frozenset({1}),
            provinces=frozenset({"Friesland"}),
            answers=[PastAnswer(7, NOW - 30)] * 3,
        )
        for n in range(1, 21)
    ]
    newcomer = Candidate(99, themes=frozenset({1}), joined_on=NOW - 2)
    assert 99 in chosen_of([*experts, newcomer])[:6]
    assert 99 not in chosen_of([*experts, newcomer], {99: Load(1, ever=True)})[:6]


def test_a_new_member_nothing_points_to_has_that_place_after_a_fortnight() -> None:
    experts = [Candidate(n, themes=frozenset({1})) for n in range(1, 21)]
    assert 99 not in chosen_of([*experts, Candidate(99, joined_on=NOW - 5)])
    (score,) = [
        s
        for s in choose(
            field_of([*experts, Candidate(99, joined_on=NOW - 15)], QUESTION), at_most=6
        )
        if s.id == 99
    ]
    assert score.reasons == ("bent nieuw in het netwerk",)


def chosen_of(people: Sequence[Candidate], told: dict[int, Load | None] | None = None) -> list[int]:
    return [score.id for score in choose(field_of(people, QUESTION, told), at_most=18)]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_new_member_gets_a_question_within_a_month(chance: int) -> None:
    """A year of a network of 150 with ten questions a week, five new members a month, of whom
    some state no theme at all.
    """
    dice = np.random.default_rng(chance)
    people = [
        Candidate(
            n,
            themes=frozenset(int(t) for t in dice.integers(1, 12, size=3)),
            answers=[PastAnswer(n, 0.0)],
        )
        for n in range(1, 151)
    ]
    told: dict[int, Load | None] = {}
    asked_first: dict[int, float] = {}
    joined: dict[int, float] = {}
    for week in range(12):
        day = NOW + 7.0 * week
        if week < 8:
            new = Candidate(
                1_000 + week,
                themes=frozenset(int(t) for t in dice.integers(1, 12, size=week % 3)),
                joined_on=day,
            )
            joined[new.id] = day
            people.append(new)
        for number in range(10):
            signals = Signals(
                themes={int(dice.integers(1, 12)): "vervoer"}, seed=f"{week}/{number}"
            )
            asked = asked_before()
            crowd = CandidateMatrix(people, asked)
            rarity = Rarity(signals, [(crowd, None)])
            field = CandidatePool(
                [assess(crowd, signals, day, rarity)],
                lambda ids: {pk: told.get(pk) or Load() for pk in ids},
                day=day,
                questions=130,
            )
            for score in choose(field, at_most=6):
                before = told.get(score.id) or Load()
                told[score.id] = Load(before.lately + 1, ever=True)
                asked_first.setdefault(score.id, day)
    assert set(joined) <= set(asked_first)
    assert max(asked_first[pk] - joined[pk] for pk in joined) <= 30


def test_the_first_reason_is_what_weighed_most() -> None:
    others = [Candidate(n, themes=frozenset({1})) for n in range(10, 20)]
    of_a_theme = replace(PLAIN, id=2, themes=frozenset({1}), terms=frozenset({"bus"}))
    of_a_word = replace(PLAIN, id=3, provinces=frozenset({"Friesland"}), terms=frozenset({"bus"}))
    told = {
        score.id: score
        for score in choose(field_of([of_a_theme, of_a_word, *others], QUESTION), at_most=20)
    }
    assert told[2].reasons == ("hebt ervaring met vervoer", "noemt ‘bus’ in je profiel")
    assert told[3].reasons == ("werkt in Friesland", "noemt ‘bus’ in je profiel")


@given(candidates, questions)
def test_each_reason_stands_for_a_part_that_gave_points_the_largest_first(
    people: list[Candidate], signals: Signals
) -> None:
    parts = {
        "hebt": "themes",
        "antwoordde": "alike",
        "publiceerde": "published",
        "werkt": "region",
        "noemt": "words",
    }
    for score in choose(field_of(people, signals), at_most=6):
        if score.is_match:
            points = [score.parts[parts[reason.split()[0]]] for reason in score.reasons]
            assert points == sorted(points, reverse=True)
            assert points[0] == max(score.parts[part] for part in POINTS_TO)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.integers(0, 7),
            st.floats(100, 999),
            st.floats(1, 2),
            st.frozensets(st.integers(1, 6)),
        )
    )
)
def test_answers_added_at_once_tell_the_same_as_one_by_one(
    given_: list[tuple[int, int, float, float, frozenset[int]]],
) -> None:
    at_once, by_one = Experience(8, asked_before()), Experience(8, asked_before())
    at_once.add_all(given_)
    for question, row, day, worth, topics in given_:
        by_one.add(row, question, day, worth=worth, topics=topics)
    alike = Alike.of({1: 1.0, 4: 0.5})
    one, other = at_once.traces(NOW, {1, 2}, alike), by_one.traces(NOW, {1, 2}, alike)
    assert one.keys() == other.keys()
    for part in one:
        np.testing.assert_allclose(one[part], other[part], rtol=1e-9, atol=1e-12, err_msg=part)


def test_who_was_not_asked_is_not_held_to_have_kept_silent() -> None:
    asked = Asked()
    for day in range(100, 200):
        asked.add(float(day), [day % 2])
    silent = PastAnswer(3, NOW - 400, topics=frozenset({0}))
    others = CandidateMatrix([replace(PLAIN, answers=[silent])], asked, all_could_answer=False)
    everybody = CandidateMatrix([replace(PLAIN, answers=[silent])], asked)
    assert others.experience.traces(NOW, {1}, Alike())["topics"][0] == 0
    assert everybody.experience.traces(NOW, {1}, Alike())["topics"][0] < 0


def test_what_is_worth_something_is_shown_in_a_part() -> None:
    from jmzpro.questions.routing.scoring import SHOWN, WEIGHTS, shown_parts

    assert {part for parts in SHOWN.values() for part in parts} == set(WEIGHTS)
    score = Score(1, dict.fromkeys(WEIGHTS, 1.0), (), 0.0)
    assert sum(shown_parts(score).values()) == len(WEIGHTS)
