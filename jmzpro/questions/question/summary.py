from django.db import models
from django.utils import timezone

# From so many answers on, members can write a summary of them together.
LONG_THREAD = 5


class SummaryVersion(models.Model):
    """How the summary of a long thread read from one improvement to the next. The newest stands;
    none is ever changed.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="summary_versions"
    )
    number = (
        models.PositiveIntegerField()
    )  # 1, 2, 3 …: two people improving the same version cannot both make the next
    text = models.TextField("samenvatting", max_length=4000)
    author = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_by_asker = models.BooleanField(default=False)
    # The older version that this one brings back.
    restores = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "versie van een samenvatting"
        verbose_name_plural = "versies van samenvattingen"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="a_version_of_a_summary_has_its_own_number"
            )
        ]

    def __str__(self) -> str:
        return f"samenvatting {self.number} van vraag {self.question_id}"

    @property
    def is_without_name(self) -> bool:
        is_askers = self.is_by_asker or (
            self.author_id is not None and self.author_id == self.question.asker_id
        )
        return self.question.is_without_name and is_askers
