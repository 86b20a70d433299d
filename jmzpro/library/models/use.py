""" "Ook bij ons gebruikt": who uses an item, and what they changed about it."""

from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jmzpro.library.models.item import Item
from jmzpro.members.models import Organisation, Person
from jmzpro.members.reports import ReportState


class UseQuerySet(models.QuerySet["Use"]):
    def visible_to(self, user: Any) -> "UseQuerySet":
        """Members read each other's words; visitors see a number only."""
        if not getattr(user, "is_member", False):
            return self.none()
        return self.filter(item__in=Item.objects.visible_to(user))


class Use(models.Model):
    """One colleague's use of one item. `organisation` is theirs when they wrote it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("wat je veranderde", blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = "gebruik"
        verbose_name_plural = "gebruik"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"], name="use_of_an_item_is_told_once_by_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} bij {self.organisation_id}"

    @classmethod
    @transaction.atomic
    def tell(cls, item: Item, person: Person, text: str) -> "Use":
        """Say it, or say it otherwise: each person has one use of an item."""
        with_item_locked(item)
        use, _ = cls.objects.update_or_create(
            item=item, person=person, defaults={"text": text, "organisation": person.organisation}
        )
        recount(item)
        return use

    @transaction.atomic
    def take_back(self) -> bool:
        """False when somebody was first."""
        with_item_locked(self.item)
        gone, _ = Use.objects.filter(pk=self.pk).delete()
        recount(self.item)
        return bool(gone)


def with_item_locked(item: Item) -> None:
    """Who counts after us waits here, so that each count sees the rows of the one before."""
    Item.objects.select_for_update().filter(pk=item.pk).values_list("pk", flat=True).first()


def recount(item: Item) -> None:
    """An organisation counts once, however many of its people say so."""
    organisations = (
        Use.objects.filter(item=item)
        .exclude(organisation=None)
        .values("organisation")
        .distinct()
        .count()
    )
    Item.objects.filter(pk=item.pk).update(used_count=organisations)


class UseReportQuerySet(models.QuerySet["UseReport"]):
    def waiting(self) -> "UseReportQuerySet":
        return self.filter(left_at=None)


class UseReport(models.Model):
    """A member asks the office to look at what a colleague wrote. It goes away with the use."""

    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("wat is er aan de hand")
    at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = UseReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["use", "reporter"],
                condition=Q(left_at=None),
                name="use_is_reported_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"melding over gebruik {self.use_id}"

    @classmethod
    def put_before_the_office(cls, use: Use, reporter: Person, text: str) -> None:
        """What the same person reported before and still waits is not put there again."""
        cls.objects.get_or_create(use=use, reporter=reporter, left_at=None, defaults={"text": text})

    def decide(self, state: str, *, by: Any) -> bool:
        """Take the words away, and other reports about them go along; or leave them. False when
        somebody decided first.
        """
        if state == ReportState.HIDDEN:
            return self.use.take_back()
        return bool(
            UseReport.objects.filter(pk=self.pk, left_at=None).update(left_at=timezone.now())
        )

    @classmethod
    def wait_again(cls, pk: str) -> bool:
        """What was left waits once more; False when it did not, or was reported again by the
        same person.
        """
        left = cls.objects.filter(pk=pk, left_at__isnull=False)
        again = cls.objects.filter(use=OuterRef("use"), reporter=OuterRef("reporter"), left_at=None)
        return bool(left.exclude(Exists(again)).update(left_at=None))
