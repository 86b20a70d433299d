"""What a process keeps of a large network follows what changes in it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import transaction

from jmzpro.members.expertise import ExpertiseSource, Work, expertise
from jmzpro.questions.routing import recipients
from jmzpro.questions.routing.selection import choose
from jmzpro.questions.routing.snapshot import FEW_APART, CandidateCache
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.themes.models import Theme


def order(keeper: CandidateCache, cast: SimpleNamespace) -> list[tuple[int, tuple[str, ...]]]:
    from django.utils import timezone

    draft = recipients.Draft(
        "Wie weet iets van vervoer?",
        "Voor een uitje.",
        [Theme.objects.get(slug="vervoer")],
        None,
        cast.sanne,
    )
    return [
        (score.id, score.reasons)
        for score in choose(
            recipients.candidate_pool(draft, timezone.now(), keeper=keeper), at_most=6
        )
    ]


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_says_the_same_as_what_is_read_anew_after_each_change(
    cast: SimpleNamespace,
) -> None:
    kept = CandidateCache(kept_from=1)
    transport = Theme.objects.get(slug="vervoer")

    def same() -> list[tuple[int, tuple[str, ...]]]:
        found = order(kept, cast)
        assert found == order(CandidateCache(kept_from=10**9), cast)
        return found

    before = same()
    assert kept.kept is not None
    base = kept.kept.base
    cast.fatima.themes.add(transport)
    assert same() != before
    cast.fatima.themes.clear()
    assert same() == before
    cast.daan.brings = "Een busje om te lenen, voor vervoer."
    cast.daan.save()
    same()
    with transaction.atomic():
        question = ask(cast.els)
        answer(question, cast.fatima)
        same()
    same()
    question.remove(by=None)
    same()
    cast.marijke.deactivate(by=None)
    assert cast.marijke.pk not in {pk for pk, _ in same()}
    assert kept.kept.base is base


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_kept(cast: SimpleNamespace) -> None:
    kept = CandidateCache(kept_from=1)
    before = order(kept, cast)
    with transaction.atomic():
        cast.fatima.themes.add(Theme.objects.get(slug="vervoer"))
        assert order(kept, cast) != before
        transaction.set_rollback(True)
    assert order(kept, cast) == before


def test_what_somebody_published_points_to_them(cast: SimpleNamespace) -> None:
    transport = Theme.objects.get(slug="rouw-en-verlies")
    made = [Work(cast.fatima.pk, [transport.pk], "Rouw bij kinderen")]
    expertise.register(
        ExpertiseSource(
            "toy",
            lambda people: [w for w in made if people is None or w.person in people],
            "toy",
            lambda ids: [cast.fatima.pk],
        )
    )
    try:
        question = ask(
            cast.sanne,
            title="Rouw: wat zeg je tegen kinderen?",
            text="Er is iemand overleden.",
            themes=("rouw-en-verlies",),
        )
    finally:
        expertise.unregister("toy")
    assert (
        "publiceerde hierover in de Kennisbank" in question.alerts.get(person=cast.fatima).reasons
    )


@pytest.mark.django_db(transaction=True)
def test_questions_asked_since_count_for_shares_and_load(cast: SimpleNamespace) -> None:
    kept = CandidateCache(kept_from=1)
    before = kept.now().asked.number
    ask(cast.els)
    ask(cast.els)
    assert kept.now().asked.number == before + 2
    assert {crowd.experience.asked.number for crowd, _ in kept.now().crowds} == {before + 2}


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_all_anew_when_much_has_changed_and_keeps_nothing_of_a_small_network(
    cast: SimpleNamespace,
) -> None:
    small, kept = CandidateCache(kept_from=10**9), CandidateCache(kept_from=1)
    small.get_ready()
    kept.get_ready()
    assert small.kept is None
    assert kept.kept is not None
    base = kept.kept.base
    kept.get_ready()
    assert kept.kept.base is base
    kept.kept = replace(kept.kept, apart=dict.fromkeys(range(FEW_APART + 1)))
    kept.get_ready()
    assert kept.kept.base is not base
    assert not kept.kept.apart
