"""A member asks the office to look at something: the row, and how it waits in the office's
queue. A part says what it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from jmzpro.members.access import is_office
from jmzpro.members.models import Person
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided, Decision, Letter, Named, QueueKind, Waiting


class ReportState(models.TextChoices):
    OPEN = "open", "Wacht op het bureau"
    HIDDEN = "verborgen", "Van de site gehaald"
    LEFT = "gelaten", "Laten staan"


class ReportQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state=ReportState.OPEN)


class MemberReport(models.Model):
    """`reporter` is empty once that person asked to be forgotten."""

    reporter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField("wat is er aan de hand", max_length=2000)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.OPEN)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    @classmethod
    def put_before_the_office(cls, reporter: Person, text: str, **about: Any) -> None:
        """What the same person reported before and still waits is not put there again."""
        if not cls.objects.waiting().filter(reporter=reporter, **about).exists():
            cls.objects.create(reporter=reporter, text=text, **about)

    def decide(self, state: str, *, by: Any) -> bool:
        """False when somebody decided first."""
        undecided = type(self).objects.waiting().filter(pk=self.pk)
        return bool(undecided.update(state=state, decided_at=timezone.now(), decided_by=by))

    @classmethod
    def wait_again(cls, pk: str) -> bool:
        """What was left waits once more; False when it did not."""
        left = cls.objects.filter(pk=pk, state=ReportState.LEFT)
        return bool(left.update(state=ReportState.OPEN, decided_at=None, decided_by=None))


class Report(Protocol):
    """What the queue asks of a report."""

    pk: Any
    text: Any
    at: Any
    reporter: Any

    def decide(self, state: str, *, by: Any) -> bool: ...


@dataclass(frozen=True)
class About:
    """What was reported, for the office to judge: where it stands, what it says and who wrote
    it.
    """

    title: str
    text: str
    url: str
    writer: Person | None
    written: str = "Geschreven door"


WHY = Letter(
    "de schrijver",
    asks="Waarom?",
    needed="Schrijf waarom je het weghaalt. De schrijver krijgt dit per mail.",
)


@dataclass(frozen=True)
class Reports:
    """Reports of `model` about one kind of thing. `rows()`: all of them, with what `about` reads.

    `take_down(report, by, text)` comes after the decision, with what is mailed to the writer.
    """

    model: type[Any]
    rows: Callable[[], Any]
    about: Callable[[Any], About]
    take_down: Callable[[Any, Any, str], None]

    def waiting(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.rows().waiting()
        return found

    def named(self, item_ids: Sequence[str]) -> dict[str, Named]:
        rows = self.rows().filter(pk__in=[one for one in item_ids if one.isdecimal()])
        return {
            str(row.pk): Named(about.title, about.url)
            for row in rows
            for about in [self.about(row)]
        }

    def for_user(self, user: Any) -> QuerySet[Any]:
        reports = self.waiting()
        return reports if is_office(user, Office.MODERATORS, Office.BUREAU) else reports.none()

    def shown_to(self, user: Any) -> Sequence[Waiting]:
        return [shown(report, self.about(report)) for report in self.for_user(user)]

    def undecided(self, item_id: str) -> Any:
        found = self.waiting().filter(pk=item_id).first()
        if found is None:
            raise AlreadyDecided
        return found

    def hide(self, item_id: str, *, by: Any, text: str, reason: str = "") -> None:
        """Take it off the site, and tell its writer why."""
        report = self.undecided(item_id)
        if not report.decide(ReportState.HIDDEN, by=by):
            raise AlreadyDecided
        self.take_down(report, by, text)

    def leave(self, item_id: str, *, by: Any, reason: str = "") -> None:
        if not self.undecided(item_id).decide(ReportState.LEFT, by=by):
            raise AlreadyDecided

    def wait_again(self, item_id: str, *, by: Any) -> None:
        if not self.model.wait_again(item_id):
            raise AlreadyDecided

    def queued(self, key: str, label: str, consequence: str, order: int) -> QueueKind:
        """How these reports wait for the office."""
        hide = Decision(
            key="hide",
            label="Haal van de site",
            carry_out=self.hide,
            letter=WHY,
            is_destructive=True,
            consequence=consequence,
            done="Van de site gehaald",
        )
        leave = Decision(
            key="leave",
            label="Laat staan",
            carry_out=self.leave,
            letter=None,
            undo=self.wait_again,
            done="Laten staan",
            for_all=True,
        )
        return QueueKind(
            key,
            label,
            waiting=self.shown_to,
            count=lambda user: self.for_user(user).count(),
            decisions=(hide, leave),
            order=order,
            named=self.named,
        )


def shown(report: Report, about: About) -> Waiting:
    since: datetime = report.at
    return Waiting(
        id=str(report.pk),
        title=about.title,
        since=since,
        sender=f"person/{report.reporter.pk}" if report.reporter else "",
        text=f"De melding: {report.text}\n\nWat er staat: {about.text}",
        url=about.url,
        facts=(
            ("Gemeld door", report.reporter.name if report.reporter else "een oud-lid"),
            (about.written, about.writer.name if about.writer else "een oud-lid"),
        ),
    )
