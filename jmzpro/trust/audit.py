"""Writing the audit trail."""

from typing import Any

from django.db import models

from jmzpro.trust.models import AuditLine


def record(
    action: str, subject: models.Model, *, by: Any, reason: str = "", **details: Any
) -> AuditLine:
    """Add one line, in the caller's transaction. `by` is a User, or None for what the system
    did. No texts of members in `details`.
    """
    return record_item(
        action, subject._meta.label_lower, str(subject.pk), by=by, reason=reason, **details
    )


def record_item(
    action: str, kind: str, item_id: str, *, by: Any, reason: str = "", **details: Any
) -> AuditLine:
    """The same for something known by a registered kind and its id, such as an item of the
    queue.
    """
    return AuditLine.objects.create(
        action=action[:80],
        subject_type=kind[:80],
        subject_id=item_id[:40],
        actor=by,
        reason=reason,
        details=details,
    )
