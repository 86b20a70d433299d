"""Signs that no text may hold are gone before anybody reads what was sent."""

from types import SimpleNamespace

import pytest
from django.test import Client


def test_a_form_comes_back_without_signs_that_no_page_may_hold(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.sanne.user)
    response = client.post(
        "/durf-te-vragen/stel-je-vraag/",
        {"title": "Wie\x00 weet\x01 dit\x0b?", "text": "", "the\x00mes": "1"},
    )
    assert response.status_code == 422
    assert 'value="Wie weet dit?"' in response.content.decode()


def test_lines_and_tabs_and_every_script_stay(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.sanne.user)
    typed = "\u0646\u0648\u0631\r\n\tvraagt \U0001f600"
    response = client.post("/durf-te-vragen/stel-je-vraag/", {"title": "", "text": typed})
    assert typed in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/?q=%00vervoer",
        "/plaatsen/?q=%00",
        "/durf-te-vragen/?thema=%00&pagina=%00",
        "/leden/?q=%00",
        "/inloggen/?next=%00/",
    ],
)
def test_an_address_with_nul_in_its_question_is_read_without_it(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert b"\x00" not in response.content


@pytest.mark.parametrize("address", ["/themas/%00/", "/media/images/%00", "/bestanden/vraag/%00/x"])
def test_a_path_with_nul_is_a_bad_request(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert b"\x00" not in response.content
