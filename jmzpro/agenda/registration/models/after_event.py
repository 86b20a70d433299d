"""What remains of a meeting: certificates, materials, and how it was."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string, salted_hmac

from jmzpro.agenda.registration.models.registration import Participant, new_public_id
from jmzpro.agenda.registration.models.settings import Desk
from jmzpro.kit.short_links import CODE_LETTERS

MARKS = (1, 5)


def new_certificate_code() -> str:
    """Typed over from paper: three groups of four, without letters that are mixed up."""
    letters = get_random_string(12, CODE_LETTERS)
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


class Certificate(models.Model):
    """Somebody was there. It says what it said on the day it was given; of the name it keeps
    only a mark, to compare one with.
    """

    code = models.CharField(
        max_length=14, unique=True, default=new_certificate_code, editable=False
    )
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="certificates")
    # Empty after the retention date: the paper can still be checked, not made again.
    participant = models.OneToOneField(
        Participant, null=True, on_delete=models.SET_NULL, related_name="certificate"
    )
    name_mark = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    organiser = models.CharField(max_length=200)
    held_on = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    registers = models.CharField(max_length=120, blank=True)
    accreditation = models.CharField(max_length=330, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    # What its holder lets the check page show, beside that it is real. Nothing until the holder
    # chose.
    shows_activity = models.BooleanField(
        "waar het voor is: de activiteit, de organisator en de datum", default=False
    )
    shows_hours = models.BooleanField("de studie-uren", default=False)
    shows_accreditation = models.BooleanField("de accreditatie", default=False)

    class Meta:
        verbose_name = "deelnamebewijs"
        verbose_name_plural = "deelnamebewijzen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code

    def let_be_seen(self, *, activity: bool, hours: bool, accreditation: bool) -> None:
        """Its holder chooses what somebody who checks it may read."""
        self.shows_activity, self.shows_hours, self.shows_accreditation = (
            activity,
            hours,
            accreditation,
        )
        self.save(update_fields=["shows_activity", "shows_hours", "shows_accreditation"])

    def is_of(self, name: str) -> bool:
        return self.name_mark == mark_of(self.code, name)


def mark_of(code: str, name: str) -> str:
    """Says whether a name is the one, and not which name it is. Capitals and spaces do not
    matter.
    """
    return salted_hmac(
        "jmzpro.agenda.certificate",
        f"{code}:{' '.join(name.split()).casefold()}",
        algorithm="sha256",
    ).hexdigest()


class Evaluation(models.Model):
    """One filled-in form. Of nobody: no address, no moment, and its number is drawn, so that not
    even the order tells who.
    """

    number = models.CharField(
        primary_key=True, max_length=12, default=new_public_id, editable=False
    )
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="evaluations")
    overall = models.PositiveSmallIntegerField()
    useful = models.PositiveSmallIntegerField()
    organised = models.PositiveSmallIntegerField()
    takes_along = models.TextField(blank=True)
    could_be_better = models.TextField(blank=True)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__range=MARKS)
                & Q(useful__range=MARKS)
                & Q(organised__range=MARKS),
                name="an_evaluation_marks_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return self.number


def private_storage() -> Storage:
    return storages["private"]


def stored_as(material: "Material", name: str) -> str:
    """Under an unguessable name: what the sender called it is only shown."""
    return f"agenda/{material.public_id[:2]}/{material.public_id}"


def new_file_id() -> str:
    return get_random_string(16, CODE_LETTERS)


class Material(models.Model):
    """A presentation or a handout, for who had a place."""

    public_id = models.CharField(max_length=16, unique=True, default=new_file_id, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="materials")
    name = models.CharField("bestand", max_length=120)
    content_type = models.CharField(max_length=100)
    file: Any = models.FileField(storage=private_storage, upload_to=stored_as, max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    # Where it went in the Kennisbank.
    shared_url = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materiaal"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
