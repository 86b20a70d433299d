"""Hulp vinden: the services, where they are found, and what is reported about them."""

from jmzpro.support.models.reach import Reach
from jmzpro.support.models.report import ServiceReport, ServiceReportQuerySet
from jmzpro.support.models.service import (
    ASK_AFTER,
    LEAVE_AFTER,
    MARK_AFTER,
    Origin,
    SupportService,
    SupportServiceQuerySet,
    free_slug,
    months_ago,
)

__all__ = [
    "ASK_AFTER",
    "LEAVE_AFTER",
    "MARK_AFTER",
    "Origin",
    "Reach",
    "ServiceReport",
    "ServiceReportQuerySet",
    "SupportService",
    "SupportServiceQuerySet",
    "free_slug",
    "months_ago",
]
