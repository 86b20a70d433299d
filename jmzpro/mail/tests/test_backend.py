"""Whatever uses Django's own mail ends in the outbox."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail

from jmzpro.mail.models import OutgoingMail, OutgoingState


@pytest.fixture(autouse=True)
def _the_backend_of_the_settings(settings: Any) -> None:
    """A test run puts Django's own in its place."""
    settings.EMAIL_BACKEND = "jmzpro.mail.backend.OutboxBackend"


def test_django_mail_waits_in_the_outbox_for_each_receiver_apart(cast: SimpleNamespace) -> None:
    sent = send_mail(
        "Je pagina is\nbekeken",
        "Hallo & tot ziens",
        None,
        ["Sanne@cast.example", "onbekend@cast.example"],
    )
    assert sent == 1
    first, second = OutgoingMail.objects.order_by("pk")
    assert (first.user, second.user) == (cast.sanne.user, None)
    assert first.subject == "Je pagina is bekeken"
    assert first.state == OutgoingState.WAITING
    assert "Hallo & tot ziens" in first.text
    assert "Hallo &amp; tot ziens" in first.html


def test_the_same_mail_twice_is_two_mails(cast: SimpleNamespace) -> None:
    for _ in range(2):
        send_mail("Hallo", "Tekst", None, ["sanne@cast.example"])
    assert OutgoingMail.objects.count() == 2


def test_html_that_came_with_it_is_kept_inside_ours(cast: SimpleNamespace) -> None:
    email = EmailMultiAlternatives("Hallo", "Tekst", to=["sanne@cast.example"])
    email.attach_alternative(
        "<!doctype html><html><body class='x'><p>Met <b>nadruk</b></p></body></html>", "text/html"
    )
    assert email.send() == 1
    html = OutgoingMail.objects.get().html
    assert "<p>Met <b>nadruk</b></p>" in html
    assert html.count("<body") == 1


def test_an_attachment_is_refused(cast: SimpleNamespace) -> None:
    email = EmailMultiAlternatives("Hallo", "Tekst", to=["sanne@cast.example"])
    email.attach("lijst.txt", "tekst", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        email.send()
    assert not OutgoingMail.objects.exists()
