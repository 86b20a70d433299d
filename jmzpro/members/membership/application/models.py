from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from jmzpro.kit.short_links import new_code
from jmzpro.members.organisation.models import OrganisationKind


class ApplicationState(models.TextChoices):
    TO_CONFIRM = "bevestigen", "Adres nog niet bevestigd"
    WAITING = "wacht", "Wacht op het bureau"
    ACCEPTED = "aangenomen", "Aangenomen"
    REJECTED = "afgewezen", "Niet aangenomen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class ApplicationStepKind(models.TextChoices):
    SENT = "verstuurd", "Aangemeld"
    ASKED = "gevraagd", "Vraag van het bureau"
    ANSWERED = "beantwoord", "Antwoord"
    ACCEPTED = "aangenomen", "Aangenomen"
    REJECTED = "afgewezen", "Niet aangenomen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def waiting(self) -> "ApplicationQuerySet":
        return self.filter(state=ApplicationState.WAITING)


class Application(models.Model):
    """An organisation, or an independent professional, that wants to be a member."""

    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=16, choices=OrganisationKind)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    town = models.ForeignKey(
        "places.Town", verbose_name="plaats", on_delete=models.PROTECT, related_name="+"
    )
    municipalities = models.ManyToManyField(
        "places.Municipality", verbose_name="gemeenten", blank=True, related_name="+"
    )
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="+"
    )
    website = models.URLField("website", max_length=200, blank=True)
    motivation = models.TextField("waarom", blank=True)
    contact_name = models.CharField("contactpersoon", max_length=120)
    contact_function = models.CharField("functie", max_length=120, blank=True)
    contact_email = models.EmailField("e-mailadres")
    state = models.CharField(
        "stand", max_length=12, choices=ApplicationState, default=ApplicationState.TO_CONFIRM
    )
    created_at = models.DateTimeField(default=timezone.now)
    organisation = models.ForeignKey(
        "members.Organisation", null=True, on_delete=models.SET_NULL, related_name="applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding als lid"
        verbose_name_plural = "aanmeldingen als lid"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values),
                name="application_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ApplicationState.values),
                name="application_state_is_known",
            ),
            # A double click, and a second try after a mail that did not come, are one application.
            models.UniqueConstraint(
                Lower("contact_email"),
                Lower("name"),
                condition=models.Q(state="bevestigen"),
                name="an_unconfirmed_application_is_there_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def take_step(self, kind: ApplicationStepKind, *, by: Any, text: str = "") -> "ApplicationStep":
        return self.steps.create(kind=kind, by=by, text=text)


class ApplicationStep(models.Model):
    """What was done about it, asked and answered. `by` is empty for the applicant."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField("wat", max_length=12, choices=ApplicationStepKind)
    text = models.TextField(blank=True)
    at = models.DateTimeField("op", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ApplicationStepKind.values),
                name="application_step_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_kind_display()}"
