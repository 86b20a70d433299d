import io
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images.models import Filter

from jmzpro.media.files import PrivateKind, file_url, private_files
from jmzpro.media.models import SiteDocument, SiteImage
from jmzpro.media.upload_handlers import LARGEST_REQUEST


@dataclass
class ToyFile:
    file: Any
    name: str = "notulen – Zoë.pdf"
    content_type: str = "application/pdf"


@pytest.fixture
def toy_file(cast: SimpleNamespace) -> Iterator[str]:
    """A file that Sanne alone may see; its address."""
    path = storages["private"].save("toy/abc", ContentFile(b"inhoud"))

    def find(user: Any, public_id: str) -> ToyFile | None:
        if user != cast.sanne.user or public_id not in {"abc", "weg"}:
            return None
        from django.db.models.fields.files import FieldFile, FileField

        field = FileField(storage=storages["private"])
        return ToyFile(FieldFile(None, field, path if public_id == "abc" else "toy/weg"))  # type: ignore[arg-type]

    private_files.register(PrivateKind("toy", find))
    yield file_url("toy", "abc", "notulen – Zoë.pdf")
    private_files.unregister("toy")


def test_a_private_file_comes_as_a_download_that_can_do_nothing(
    client: Client, cast: SimpleNamespace, toy_file: str
) -> None:
    client.force_login(cast.sanne.user)
    response = client.get(toy_file)
    assert b"".join(response.streaming_content) == b"inhoud"  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''notulen%20%E2%80%93%20Zo%C3%AB.pdf"
    )
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_who_may_not_see_a_private_file_gets_404(
    client: Client, cast: SimpleNamespace, toy_file: str
) -> None:
    client.force_login(cast.daan.user)
    assert client.get(toy_file).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/bestanden/toy/abc/x.pdf", "/bestanden/toy/zzz/x.pdf", "/bestanden/onbekend/abc/x.pdf"],
)
def test_a_visitor_goes_to_the_login_whether_or_not_the_file_exists(
    client: Client, toy_file: str, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/inloggen/?next=/bestanden/")


@pytest.mark.parametrize("address", ["/bestanden/toy/weg/x.pdf", "/bestanden/onbekend/abc/x.pdf"])
def test_a_file_that_is_gone_is_404(
    client: Client, cast: SimpleNamespace, toy_file: str, address: str
) -> None:
    client.force_login(cast.sanne.user)
    assert client.get(address).status_code == 404


def test_a_file_is_only_read(client: Client, cast: SimpleNamespace, toy_file: str) -> None:
    client.force_login(cast.sanne.user)
    assert client.post(toy_file).status_code == 405


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return SimpleUploadedFile("raam.png", out.getvalue(), "image/png")


@pytest.mark.django_db
def test_a_rendition_is_served_for_long_and_its_original_is_not(client: Client) -> None:
    image = SiteImage.objects.create(title="raam", file=picture())
    small = image.get_rendition(Filter(spec="width-20"))
    response = client.get(small.url)
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert client.get(image.file.url).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "../private/toy/abc.png",
        "%2e%2e/x.png",
        ".htaccess.png",
        "a.svg",
        "a.html",
        "niets.png",
        "a/b.png",
    ],
)
def test_nothing_else_is_served_from_the_media_folder(client: Client, path: str) -> None:
    assert client.get(f"/media/images/{path}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["brochure.pdf", "foto.png"])
def test_a_document_of_the_editors_is_a_download(client: Client, name: str) -> None:
    document = SiteDocument.objects.create(
        title="brochure", file=SimpleUploadedFile(name, b"inhoud")
    )
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == b"inhoud"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_request_that_is_too_large_is_refused_before_it_is_read(client: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--x--\r\n'
    response = client.generic(
        "POST",
        "/inloggen/",
        body,
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LARGEST_REQUEST + 1),
    )
    assert response.status_code == 413
