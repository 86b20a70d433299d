"""What happened to the membership of an organisation."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from jmzpro.members.membership.state import MembershipState


class MembershipChange(models.Model):
    """From then on in this state. Who decided it, and why; without a name when the system did."""

    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.CASCADE, related_name="membership_changes"
    )
    state = models.CharField("stand", max_length=12, choices=MembershipState)
    at = models.DateTimeField("op", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who was the contact when it ended: is it again when it returns.
    contact = models.ForeignKey(
        "members.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField("waarom", blank=True)

    class Meta:
        verbose_name = "verandering van lidmaatschap"
        verbose_name_plural = "veranderingen van lidmaatschap"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MembershipState.values),
                name="membership_change_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_state_display()} {self.at:%Y-%m-%d}"
