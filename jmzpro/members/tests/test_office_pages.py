"""Pages of Wagtail that are nobody's work, or not of this role."""

from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory

from jmzpro.testing.login import log_in
from jmzpro.trust.middleware import is_cross_origin

CHOOSERS = (
    "/beheer/snippets/choose/library/item/",
    "/beheer/snippets/choose/agenda/organiser/",
    "/beheer/choose-page/",
    "/beheer/workflows/task_chooser/",
)


@pytest.mark.parametrize("who", ["ilse", "pieter", "anouk", "beheer"])
@pytest.mark.parametrize("address", ["/beheer/failwhale/", "/beheer/test404/"])
def test_the_pages_to_try_errors_on_are_nobodys(
    client: Client, cast: SimpleNamespace, who: str, address: str
) -> None:
    log_in(client, getattr(cast, who))
    response = client.get(address)
    assert response.status_code == 404
    assert "Hier brandt geen licht" in response.content.decode()


@pytest.mark.parametrize("address", CHOOSERS)
def test_who_only_moderates_picks_from_no_list_of_drafts(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    log_in(client, cast.pieter)
    assert client.get(address).status_code == 404


def test_who_edits_picks(client: Client, cast: SimpleNamespace) -> None:
    log_in(client, cast.beheer)
    assert client.get("/beheer/choose-page/").status_code == 200


@pytest.mark.parametrize(
    ("origin", "is_refused"),
    [
        ("http://testserver", False),
        ("https://testserver", True),
        ("http://testserver:81", True),
        ("http://elders.example", True),
        ("null", True),
        ("", False),
    ],
)
def test_another_scheme_is_another_site(rf: RequestFactory, origin: str, is_refused: bool) -> None:
    request = rf.post("/", headers={"origin": origin} if origin else {})
    assert is_cross_origin(request) is is_refused
