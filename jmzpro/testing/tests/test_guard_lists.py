"""Every list page costs the same number of queries with twenty more rows."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from jmzpro import urls
from jmzpro.members.models import Person
from jmzpro.testing.lists import LISTS, ListPage, more_people
from jmzpro.testing.login import log_in
from jmzpro.testing.queries import assert_flat
from jmzpro.testing.samples import Samples


@pytest.mark.parametrize(
    "page",
    LISTS,
    ids=lambda page: f"{page.url}-{page.role or 'bezoeker'}-{page.make_more.__name__}",
)
def test_a_longer_list_costs_no_more_queries(
    page: ListPage, cast: SimpleNamespace, samples: Samples, client: Client
) -> None:
    if page.role:
        log_in(client, getattr(cast, page.role))
    assert_flat(client, page.url, lambda: page.make_more(cast))


def test_a_page_that_asks_for_each_row_turns_it_red(cast: SimpleNamespace) -> None:
    def toy(request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            ", ".join(str(person.organisation) for person in Person.objects.all()),
            content_type="text/plain",
        )

    urls.urlpatterns.insert(0, path("speelgoed/", toy))
    try:
        with pytest.raises(AssertionError, match="queries became"):
            assert_flat(Client(), "/speelgoed/", lambda: more_people(cast))
    finally:
        del urls.urlpatterns[0]
