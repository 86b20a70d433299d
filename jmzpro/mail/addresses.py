"""What an address can take: whether it can exist, how often it refused, and when we stop."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from jmzpro.mail.models import AddressState

# Three refusals for good in thirty days: then the address is left alone until the office says
# otherwise.
HARD_BOUNCES_BEFORE_A_PAUSE = 3
COUNTED_OVER = timedelta(days=30)


def fault_of(address: str) -> str:
    """Why no mail can go there, as a Dutch sentence; empty when it can."""
    try:
        validate_email(address)
    except ValidationError:
        return "Dit is geen bestaand soort e-mailadres."
    return ""


def count_bounce(address: str, hard: bool) -> None:
    """Count one refusal; pauses the address at the third hard one in thirty days. Soft ones are
    only counted.
    """
    now = timezone.now()
    with transaction.atomic():
        AddressState.objects.get_or_create(address=address.lower())
        state = AddressState.objects.select_for_update().get(address=address.lower())
        if state.counted_since < now - COUNTED_OVER:
            state.counted_since, state.hard_bounces, state.soft_bounces = now, 0, 0
        state.last_bounce_at = now
        state.hard_bounces += hard
        state.soft_bounces += not hard
        if state.hard_bounces >= HARD_BOUNCES_BEFORE_A_PAUSE and state.paused_at is None:
            state.paused_at, state.left_alone_at = now, None
        state.save()
