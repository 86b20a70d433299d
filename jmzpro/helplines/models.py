"""The numbers for who cannot wait, as the office keeps them."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from jmzpro.kit.help_lines import ALWAYS, DAYS, HelpLine, Hours

PHONE = RegexValidator(
    r"[0-9][0-9 +-]{1,18}[0-9]", "Vul het nummer in zoals je het belt, bijvoorbeeld 0800-2000."
)
CHOICES = list(DAYS.items())
# Pages that are kept are made anew on each quarter of an hour (freshness.keeping): what opens then,
# shows then.
QUARTER = 15


def on_a_quarter(value: time) -> None:
    if value.minute % QUARTER or value.second:
        raise ValidationError("Kies een heel uur of een kwartier, bijvoorbeeld 9.00 of 16.30 uur.")


class Line(models.Model):
    """One number: for whom, when somebody answers the phone and the chat, and when the office
    looked last whether that holds.
    """

    key = models.SlugField(
        "sleutel",
        max_length=30,
        unique=True,
        help_text="Een kort woord. Vertaalde pagina’s zoeken het nummer hiermee op.",
    )
    name = models.CharField("naam", max_length=60)
    short = models.CharField(
        "in een lijst", max_length=60, help_text="Een paar woorden, zoals: Direct gevaar."
    )
    for_whom = models.CharField(
        "voor wie",
        max_length=120,
        help_text="Past achter de naam, zoals: bij geweld of verwaarlozing.",
    )
    phone = models.CharField("telefoonnummer", max_length=20, validators=[PHONE])
    other_phone = models.CharField("tweede nummer", max_length=20, blank=True, validators=[PHONE])
    phone_days = models.CharField("bellen kan", max_length=10, choices=CHOICES, default=ALWAYS)
    phone_opens = models.TimeField("bellen vanaf", null=True, blank=True, validators=[on_a_quarter])
    phone_closes = models.TimeField("bellen tot", null=True, blank=True, validators=[on_a_quarter])
    chat_url = models.URLField("adres van de chat", blank=True)
    chat_days = models.CharField("chatten kan", max_length=10, choices=CHOICES, default=ALWAYS)
    chat_opens = models.TimeField("chatten vanaf", null=True, blank=True, validators=[on_a_quarter])
    chat_closes = models.TimeField("chatten tot", null=True, blank=True, validators=[on_a_quarter])
    checked_on = models.DateField(
        "nagekeken op",
        null=True,
        blank=True,
        help_text="De dag waarop jij nakeek of nummer en tijden kloppen.",
    )
    is_urgent = models.BooleanField("altijd bovenaan", default=False)
    is_shown = models.BooleanField("staat op de site", default=True)
    order = models.PositiveSmallIntegerField("volgorde", default=50)

    class Meta:
        verbose_name = "hulpnummer"
        verbose_name_plural = "hulpnummers"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone_days__in=DAYS), name="days_of_the_phone_are_known"
            ),
            models.CheckConstraint(
                condition=models.Q(chat_days__in=DAYS), name="days_of_the_chat_are_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}"

    def clean(self) -> None:
        for kind in ("phone", "chat"):
            self.check_hours(
                kind, *(getattr(self, f"{kind}_{part}") for part in ("days", "opens", "closes"))
            )

    def check_hours(self, kind: str, days: str, opens: time | None, closes: time | None) -> None:
        if days == ALWAYS and (opens or closes):
            raise ValidationError(
                {
                    f"{kind}_opens": (
                        "Bij ‘dag en nacht’ horen geen tijden. Laat ze leeg, of kies andere dagen."
                    )
                }
            )
        if (
            days != ALWAYS
            and (kind == "phone" or self.chat_url)
            and not (opens and closes and opens < closes)
        ):
            raise ValidationError(
                {f"{kind}_opens": "Vul in vanaf hoe laat en tot hoe laat, de vroegste tijd eerst."}
            )

    def as_line(self) -> HelpLine:
        return HelpLine(
            key=self.key,
            name=self.name,
            short=self.short,
            for_whom=self.for_whom,
            phone=self.phone,
            other_phone=self.other_phone,
            phone_hours=Hours(self.phone_days, self.phone_opens, self.phone_closes),
            chat_url=self.chat_url,
            chat_hours=Hours(self.chat_days, self.chat_opens, self.chat_closes),
            checked_on=self.checked_on,
            is_urgent=self.is_urgent,
        )
