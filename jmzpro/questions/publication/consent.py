from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.questions import emails
from jmzpro.questions.question.states import QuestionState

if TYPE_CHECKING:
    from jmzpro.members.models import Person
    from jmzpro.questions.answer.models import Answer
    from jmzpro.questions.question.models import Question

# So long the office waits for a yes or a no. Who says nothing is left out.
TIME_TO_DECIDE = timedelta(days=14)


def new_key() -> str:
    return get_random_string(32, "0123456789abcdef")


class ConsentRequestQuerySet(models.QuerySet["ConsentRequest"]):
    def undecided(self) -> "ConsentRequestQuerySet":
        return self.filter(agrees=None)

    def pending(self, now: datetime | None = None) -> "ConsentRequestQuerySet":
        """Asked, not answered, and still in time."""
        return self.undecided().filter(asked_at__gt=(now or timezone.now()) - TIME_TO_DECIDE)

    def of_person(self, person: "Person") -> "ConsentRequestQuerySet":
        """What this person may still decide on."""
        standing = self.filter(person=person).exclude(question__state=QuestionState.REMOVED)
        return standing.filter(question__asker_agrees_to_publish=True)

    def visible_to(self, user: Any) -> "ConsentRequestQuerySet":
        return self.of_person(user.person) if getattr(user, "is_member", False) else self.none()


class ConsentRequest(models.Model):
    """Somebody was shown a text as visitors will read it, and says yes or no. Without `answer`:
    the question, in the office's words.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="consent_requests"
    )
    answer = models.ForeignKey(
        "questions.Answer",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="consent_requests",
    )
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    agrees = models.BooleanField(null=True, default=None)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om toestemming"
        verbose_name_plural = "vragen om toestemming"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer"],
                condition=Q(answer__isnull=False),
                name="an_answer_asks_its_author_once",
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(answer=None), name="a_question_asks_its_asker_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "agrees"], name="consents_of_a_person")]

    def __str__(self) -> str:
        return f"toestemming bij vraag {self.question_id}"

    @property
    def until(self) -> datetime:
        return self.asked_at + TIME_TO_DECIDE

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        question: "Question",
        person: "Person",
        *,
        answer: "Answer | None" = None,
        again: bool = False,
    ) -> None:
        """Show somebody by mail the words as they will stand; `again` when they changed. Who was
        asked before hears it once more only then, or when the fourteen days went by.
        """
        request, is_new = cls.objects.get_or_create(
            question=question, answer=answer, defaults={"person": person}
        )
        is_over = request.agrees is None and request.asked_at <= timezone.now() - TIME_TO_DECIDE
        if not is_new and not again and not is_over:
            return
        if not is_new:
            request.agrees, request.asked_at = None, timezone.now()
            request.decided_at, request.key = None, new_key()
            request.save(update_fields=["agrees", "asked_at", "decided_at", "key"])
        emails.may_it_be_public(request, is_reworded=again)

    @classmethod
    def given(cls, answer: "Answer", author: "Person") -> "ConsentRequest":
        """The one behind an answer that is public: also of who said yes without being asked."""
        request, _ = cls.objects.get_or_create(
            question=answer.question,
            answer=answer,
            defaults={"person": author, "agrees": True, "decided_at": timezone.now()},
        )
        return request

    @transaction.atomic
    def decide(self, *, agrees: bool, shows_organisation: bool = False) -> bool:
        """Yes or no, now or later, as often as somebody changes their mind. A no takes the text
        off every public page at once.

        False for a yes to words that the office changed a moment ago: its key is another one by
        now, and nobody read the new ones yet.
        """
        asked_now = ConsentRequest.objects.filter(
            pk=self.pk, **({"key": self.key} if agrees else {})
        )
        if not asked_now.update(agrees=agrees, decided_at=timezone.now()):
            return False
        if self.answer is not None:
            shown_at = self.person.organisation if agrees and shows_organisation else None
            self.answer.agree_to_publish(agrees, shown_at=shown_at)
        else:
            self.question.decide_on_wording(agrees)
        return True
