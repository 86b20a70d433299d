"""What a consultant passes on."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from docx import Document
from pptx import Presentation

from jmzpro.pages.models import Message
from jmzpro.testing.client import PageClient

TYPED = {
    "organisation": "Steunpunt “De Brug” & co",
    "name": "Sanne 😀",
    "contact": "sanne@brug.example",
}


def words_of(content: bytes, kind: str) -> str:
    if kind == "presentatie":
        slides = Presentation(BytesIO(content)).slides
        return "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes)
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["presentatie", "mail", "flyer"])
def test_each_file_opens_and_says_who_gives_it(client: PageClient, kind: str) -> None:
    response = client.post("/doorgeven/", {**TYPED, "bestand": kind})
    assert response["Cache-Control"] == "private, no-store"
    assert all(value in words_of(response.content, kind) for value in TYPED.values())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["presentatie", "mail", "flyer"])
def test_with_nothing_filled_in_it_says_where_to_fill_it_in(client: PageClient, kind: str) -> None:
    response = client.post("/doorgeven/", {"bestand": kind})
    assert "[naam van je organisatie]" in words_of(response.content, kind)


def test_a_member_need_not_type_and_a_visitor_gets_a_neutral_form(
    client: PageClient, cast: SimpleNamespace
) -> None:
    visitor = client.get("/doorgeven/")
    assert "Steunpunt De Brug" not in visitor.content.decode()
    client.force_login(cast.sanne.user)
    assert 'value="Steunpunt De Brug"' in client.get("/doorgeven/").content.decode()


@pytest.mark.django_db
def test_what_is_too_long_or_no_file_is_told_and_kept(client: PageClient) -> None:
    long = client.post("/doorgeven/", {**TYPED, "organisation": "x" * 20_000, "bestand": "mail"})
    unknown = client.post("/doorgeven/", {**TYPED, "bestand": "virus"})
    assert (long.status_code, unknown.status_code) == (422, 422)
    assert "sanne@brug.example" in unknown.content.decode()
    assert not Message.objects.exists()
