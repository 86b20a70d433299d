"""Registering for the guards: one training with all there can be."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, certificates
from jmzpro.agenda.registration.booking import RegistrationInput as Registering
from jmzpro.agenda.registration.models import (
    Certificate,
    Desk,
    Gathering,
    Material,
    Participant,
    Round,
)


def of_registering(cast: SimpleNamespace, activity: Activity) -> dict[str, dict[str, Any]]:
    """At a training of `sanne` that is on now: `daan` has a place, was there, and has his
    certificate; `marijke` waits.
    """
    start = activity.starts_at
    closes_at = start + timedelta(hours=3)
    desk = Desk.objects.create(
        activity=activity,
        capacity=1,
        gives_certificates=True,
        asks_evaluation=True,
        closes_at=closes_at,
    )
    question = desk.questions.create(label="Wat wil je leren?")
    round_ = Round.objects.create(
        desk=desk, title="Ronde 1", starts_at=start, ends_at=start + timedelta(hours=1)
    )
    times = {"starts_at": round_.starts_at, "ends_at": round_.ends_at}
    workshop = Gathering.objects.create(
        desk=desk, kind="workshop", round=round_, title="Spelen", capacity=9, **times
    )
    daan, marijke = cast.daan, cast.marijke
    words = {question.pk: "Hoe je een gesprek begint."}
    told = Registering(
        daan.user.email,
        names=[daan.name],
        organisation=cast.ijssel.name,
        answers=words,
        workshops=[workshop],
    )
    placed = booking.register(desk, told, is_proven=True)
    waits = Registering(marijke.user.email, names=[marijke.name], organisation=cast.wad.name)
    booking.register(desk, waits, is_proven=True)
    Participant.objects.filter(registration=placed).update(present_at=start)
    certificates.give(desk)
    material = Material(desk=desk, name="dia.pdf", content_type="application/pdf")
    material.file.save("dia.pdf", ContentFile(b"%PDF-1.7"))
    person, own = placed.participants.get(), {"token": placed.token}
    of_one = ("", "-place", "-leave", "-change", "-mail", "-evaluation")
    of_all = (
        "",
        "-settings",
        "-message",
        "-csv",
        "-xlsx",
        "-attendance",
        "-code",
        "-certificates",
        "-questions",
        "-workshops",
    )
    slug = {"slug": activity.slug}
    return {
        "agenda:register": slug,
        "agenda:registration-sent": slug,
        **{f"agenda:registration{name}": own for name in of_one},
        "agenda:registration-ticket": {**own, "code": person.code},
        "agenda:registration-ticket-qr": {**own, "code": person.code},
        "agenda:registration-certificate": {**own, "code": Certificate.objects.get().code},
        "agenda:registration-certificate-facts": {**own, "code": Certificate.objects.get().code},
        "agenda:registration-material": {**own, "public_id": material.public_id},
        **{f"agenda:registrations{name}": slug for name in (*of_all, "-materials", "-share")},
        "agenda:registrations-evaluation": slug,
        "agenda:registrations-together": {**slug, "source": "bestaat-niet"},
        "agenda:registrations-cancel": {**slug, "public_id": placed.public_id},
        "agenda:registrations-present": {**slug, "code": person.code},
        "agenda:registrations-question": {**slug, "pk": question.pk},
        "agenda:registrations-question-removal": {**slug, "pk": question.pk},
        "agenda:registrations-workshop": {**slug, "pk": workshop.pk},
        "agenda:registrations-workshop-removal": {**slug, "pk": workshop.pk},
        "agenda:registrations-round-removal": {**slug, "pk": round_.pk},
        "agenda:registrations-material-removal": {**slug, "public_id": material.public_id},
    }
