"""The card of an organisation on paper, and its logo."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jmzpro.media.models import SiteImage
from jmzpro.places.models import Municipality
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


def picture(name: str = "logo.png", kind: str = "PNG") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (300, 120), "teal").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue())


def address(cast: SimpleNamespace, tail: str = "doorgeven") -> str:
    return f"{cast.brug.get_absolute_url()}{tail}/"


def test_anybody_prints_who_they_are_and_how_to_reach_them(
    client: Client, cast: SimpleNamespace
) -> None:
    cast.brug.municipalities.set(Municipality.objects.filter(code="GM0855"))
    page = client.get(address(cast)).content.decode()
    assert cast.brug.name in page
    assert "Tilburg" in page
    assert "QR-code" in page
    assert "/k/" in page
    assert "Jullie logo" not in page
    assert address(cast) in client.get(cast.brug.get_absolute_url()).content.decode()


def test_the_contact_puts_a_logo_on_it_and_takes_it_off(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.brug.contact.user)
    assert "Jullie logo" in client.get(address(cast)).content.decode()
    assert client.post(address(cast, "logo"), {"logo": picture()})["Location"] == address(cast)
    assert f'alt="{cast.brug.name}"' in client.get(address(cast)).content.decode()
    first = SiteImage.objects.get()
    client.post(address(cast, "logo"), {"logo": picture("nieuw.jpg", "JPEG")})
    assert SiteImage.objects.get() != first
    client.post(address(cast, "logo"), {"weg": "1"})
    assert not SiteImage.objects.exists()
    assert f'alt="{cast.brug.name}"' not in client.get(address(cast)).content.decode()


def test_a_file_that_is_no_picture_is_refused_in_words(
    client: Client, cast: SimpleNamespace
) -> None:
    client.force_login(cast.brug.contact.user)
    for file in (
        SimpleUploadedFile("logo.png", b"geen plaatje"),
        SimpleUploadedFile("leeg.png", b""),
        None,
    ):
        response = client.post(address(cast, "logo"), {"logo": file} if file else {})
        assert response.status_code == 422
    assert not SiteImage.objects.exists()


def test_nobody_else_changes_it(client: Client, cast: SimpleNamespace) -> None:
    assert client.post(address(cast, "logo"), {"logo": picture()})["Location"].startswith(
        "/inloggen/"
    )
    other = next(
        person for person in (cast.daan, cast.sanne, cast.marijke) if person != cast.brug.contact
    )
    client.force_login(other.user)
    assert client.post(address(cast, "logo"), {"logo": picture()}).status_code == 404
    assert "Jullie logo" not in client.get(address(cast)).content.decode()
    assert not SiteImage.objects.exists()


def test_who_left_the_network_has_no_card(client: Client, cast: SimpleNamespace) -> None:
    type(cast.brug).objects.filter(pk=cast.brug.pk).update(is_active=False, state="opgezegd")
    assert client.get(address(cast)).status_code == 404


def test_the_bureau_sees_white_spots_and_keeps_municipalities(
    client: Client, cast: SimpleNamespace
) -> None:
    assert client.get("/beheer/witte-vlekken/").status_code == 302
    log_in(client, cast.sanne)
    assert client.get("/beheer/witte-vlekken/").status_code in {302, 404}
    log_in(client, cast.beheer)
    page = client.get("/beheer/witte-vlekken/").content.decode()
    assert "van de 342 gemeenten werkt een lid" in page
    assert "<td>Vlieland</td>" in page
    form = client.get(f"/beheer/organisaties/edit/{cast.brug.pk}/").content.decode()
    assert "Werkt in gemeenten" in form
