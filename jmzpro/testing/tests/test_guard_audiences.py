"""Every way by which people's words become public is written down, with what it promises them."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path, set_urlconf

from jmzpro import urls
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.tests.asked import answer, published
from jmzpro.search.sync import catch_up
from jmzpro.testing import audiences, routes
from jmzpro.testing.audiences import plant, public_addresses, read
from jmzpro.testing.samples import Samples
from jmzpro.trust.publication import Promise, nothing, wider_audiences

ONCE = pytest.mark.once


def is_registered(field: str) -> bool:
    fields = {one for audience in wider_audiences for one in audience.fields}
    return field in fields or f"{field.rpartition('.')[0]}.*" in fields


def public_life(cast: SimpleNamespace) -> Question:
    """A public question with a summary, found by search."""
    question = published(cast.sanne, cast.marijke)
    Question.objects.filter(pk=question.pk).update(
        public_title="Eerst", public_text="Zo", public_what_helped="Dit"
    )
    Answer.objects.filter(question=question).update(public_wording="Met de bus.", shown_at=cast.wad)
    summary = question.summary_versions.create(number=1, text="Kort.", author=cast.daan)
    Question.objects.filter(pk=question.pk).update(public_summary=summary)
    answer(question, cast.daan, "Alleen voor leden.")
    catch_up()
    return question


def addresses(question: Question, samples: Samples) -> list[str]:
    here = [
        f"{question.get_absolute_url()}",
        f"/api/v1/questions/{question.number}",
        f"/k/v{question.number}/",
        "/zoeken/?q=vervoer+buurtbus",
    ]
    return [*here, *public_addresses(samples)]


@ONCE
def test_what_a_visitor_reads_is_registered_with_a_promise(
    cast: SimpleNamespace, samples: Samples
) -> None:
    question = public_life(cast)
    found = read(addresses(question, samples), plant())
    promised_no_name = {
        field for one in wider_audiences if one.promise == Promise.NO_NAME for field in one.fields
    }
    unknown = [
        f"{field}: {min(where)}"
        for field, where in sorted(found.items())
        if not is_registered(field)
    ]
    assert not unknown, "\n".join(unknown)
    assert {field for field in promised_no_name if field.startswith("questions.")} <= set(found)


def test_what_is_registered_exists_and_has_one_owner() -> None:
    from django.apps import apps

    fields = [field for audience in wider_audiences for field in audience.fields]
    assert sorted(fields) == sorted(set(fields))
    for label in fields:
        model, _, name = label.rpartition(".")
        assert name == "*" or apps.get_model(model)._meta.get_field(name)
        assert apps.get_model(model)


def test_a_promise_of_no_name_can_be_checked() -> None:
    assert [
        one.key
        for one in wider_audiences
        if one.promise == Promise.NO_NAME and one.failing is nothing
    ] == []
    whole = [
        one.key
        for one in wider_audiences
        if one.promise == Promise.NO_NAME
        for field in one.fields
        if field.endswith("*")
    ]
    assert whole == []


def toy(request: HttpRequest) -> HttpResponse:
    """A page that shows visitors what members wrote for each other."""
    return HttpResponse("\n".join(Answer.objects.public().values_list("text", flat=True)))


@pytest.fixture
def leaking_route() -> Iterator[str]:
    urls.urlpatterns.insert(0, path("speelgoed/", toy, name="toy"))
    clear_url_caches()
    yield "/speelgoed/"
    del urls.urlpatterns[0]
    clear_url_caches()
    set_urlconf(None)


def test_a_new_way_out_turns_it_red(cast: SimpleNamespace, leaking_route: str) -> None:
    public_life(cast)
    found = read([leaking_route], plant())
    assert set(found) == {"questions.Answer.text"}
    assert not is_registered("questions.Answer.text")


def test_the_words_are_found_where_they_stand(cast: SimpleNamespace) -> None:
    question = public_life(cast)
    planted = plant()
    assert len(planted.words) > 15
    assert "questions.Answer.public_wording" in read([question.get_absolute_url()], planted)
    assert not audiences.Planted({"a.B.c": "kanarievogel0001q"}).found_in("niets")
    assert routes.site_routes()
