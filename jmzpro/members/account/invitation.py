from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from jmzpro.members.account import emails
from jmzpro.members.person.models import Person

AGAIN_AFTER = timedelta(days=1)
MOST = 5


class TooSoon(Exception):
    """The argument is the Dutch sentence why no invitation went."""


class Invitation(models.Model):
    """A mail that asked somebody to log in for the first time. Who invited, and when; the mail
    itself stands in the outbox.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.person} {self.sent_at:%Y-%m-%d}"


@transaction.atomic
def invite(person: Person, *, by: Any) -> Invitation:
    """Send the mail and remember it. Raises TooSoon: at most once a day, five times in all, and
    not to who logged in already.
    """
    invitation = note_invitation(person, by=by)
    emails.send_invitation(invitation.person, f"invitation:{invitation.pk}", by)
    return invitation


@transaction.atomic
def note_invitation(person: Person, *, by: Any) -> Invitation:
    """Remember it; the caller's own mail asks them to log in. Raises TooSoon as `invite` does."""
    locked = (
        Person.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .get(pk=person.pk)
    )
    if not locked.is_active or not locked.user.is_active:
        raise TooSoon(f"{locked.name} doet niet mee. Laat {locked.name} eerst weer meedoen.")
    if locked.user.last_login is not None:
        raise TooSoon(f"{locked.name} heeft al ingelogd en heeft geen uitnodiging nodig.")
    earlier = list(locked.invitations.all())
    if earlier and timezone.now() - earlier[0].sent_at < AGAIN_AFTER:
        raise TooSoon(
            f"{locked.name} kreeg vandaag al een uitnodiging. Morgen kun je er nog een sturen."
        )
    if len(earlier) >= MOST:
        raise TooSoon(
            f"{locked.name} kreeg al vijf uitnodigingen. Bel liever even, of kijk of het "
            "adres klopt."
        )
    return locked.invitations.create(sent_by=by)
