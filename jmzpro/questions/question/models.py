from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from jmzpro.members.models import Role
from jmzpro.places.models import Part
from jmzpro.questions.question.history import Event, EventKind, Revision
from jmzpro.search.models import changed
from jmzpro.trust.publication import Unconfirmed

if TYPE_CHECKING:
    from jmzpro.members.models import Person
    from jmzpro.questions.publication.additions import Addition

# How long after closing an answer is still welcome, on the page and by mail.
LATE_ANSWERS = timedelta(days=30)


class QuestionState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "gesloten", "Gesloten"
    REMOVED = "verwijderd", "Verwijderd"


WORDS = ("title", "text", "public_title", "public_text", "public_what_helped", "agrees_to_wording")


class Region(models.TextChoices):
    """How much of the province a question without a name may tell."""

    PROVINCE = "provincie", "De provincie"
    PART = "deel", "Alleen het deel van het land"
    NOTHING = "niets", "Niets"


class QuestionNumber(models.Model):
    """One row: the number the newest question got. Its row lock gives every question its own
    number, without gaps.
    """

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="questions_are_counted_in_one_row")
        ]

    def __str__(self) -> str:
        return str(self.last)


def next_number() -> int:
    """The next public number. Call it in the transaction that makes the question."""
    QuestionNumber.objects.get_or_create(pk=1)
    QuestionNumber.objects.filter(pk=1).update(last=F("last") + 1)
    return QuestionNumber.objects.values_list("last", flat=True).get(pk=1)


class QuestionQuerySet(models.QuerySet["Question"]):
    def standing(self) -> "QuestionQuerySet":
        return self.exclude(state=QuestionState.REMOVED)

    def public(self) -> "QuestionQuerySet":
        """What a visitor may read: published with consent, and not taken back."""
        return self.standing().filter(published_at__isnull=False, asker_agrees_to_publish=True)

    def visible_to(self, user: Any) -> "QuestionQuerySet":
        return self.standing() if getattr(user, "is_member", False) else self.public()

    def taking_answers(self, now: datetime | None = None) -> "QuestionQuerySet":
        """Open questions, and closed ones for thirty days more: a late answer is welcome. It
        reopens nothing.
        """
        since = (now or timezone.now()) - LATE_ANSWERS
        return self.filter(
            Q(state=QuestionState.OPEN) | Q(state=QuestionState.CLOSED, closed_at__gt=since)
        )

    def editable_by(self, user: Any) -> "QuestionQuerySet":
        return (
            self.standing().filter(asker=user.person)
            if getattr(user, "is_member", False)
            else self.none()
        )

    def open(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.OPEN)

    def unanswered(self) -> "QuestionQuerySet":
        return self.open().filter(first_answer_at=None)

    def due_for_reminder(self, asked_before: datetime) -> "QuestionQuerySet":
        """Answered, still open, and asked so long ago; who asked was not reminded before and is
        still there.
        """
        due = self.open().filter(
            first_answer_at__isnull=False, close_reminded_at=None, asked_at__lte=asked_before
        )
        return due.filter(asker__is_active=True, asker__user__is_active=True)

    def asked_by(self, person: "Person") -> "QuestionQuerySet":
        return self.filter(asker=person)

    def answered_by(self, person: "Person") -> "QuestionQuerySet":
        from jmzpro.questions.answer.models import Answer

        mine = Answer.objects.standing().filter(question=models.OuterRef("pk"), author=person)
        return self.exclude(asker=person).filter(models.Exists(mine))

    def waiting_for(self, person: "Person") -> "QuestionQuerySet":
        """Open questions this person was asked to help with and has not answered or passed."""
        from jmzpro.questions.routing.models import Alert, AlertState

        asked = Alert.objects.filter(
            question=models.OuterRef("pk"), person=person, state=AlertState.ASKED
        )
        return self.open().filter(models.Exists(asked))

    def with_counts(self) -> "QuestionQuerySet":
        """Adds `answer_count`: the answers of others that stand (for a public list: those their
        author agreed to publish).
        """
        from jmzpro.questions.answer.models import Answer

        return self._counted(Answer.objects.visible())

    def with_public_counts(self) -> "QuestionQuerySet":
        from jmzpro.questions.answer.models import Answer

        return self._counted(Answer.objects.agreed().filter(office_agrees_to_publish=True))

    def _counted(self, answers: models.QuerySet[Any]) -> "QuestionQuerySet":
        counted = (
            answers.filter(question=models.OuterRef("pk"))
            .filter(~Q(author=F("question__asker")) | Q(author=None))
            .order_by()
            .values("question")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        return self.annotate(
            answer_count=models.functions.Coalesce(
                models.Subquery(counted, output_field=models.IntegerField()), 0
            )
        )


class Question(models.Model):
    """Something a member dares to ask. `asker` is empty once that person asked to be forgotten."""

    number = models.PositiveIntegerField("nummer", unique=True, editable=False)
    asker = models.ForeignKey(
        "members.Person",
        verbose_name="vraagsteller",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    title = models.CharField("vraag in één zin", max_length=160)
    text = models.TextField("uitleg", max_length=5000)
    themes = models.ManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="questions"
    )
    # Empty: the answer does not depend on the region.
    province = models.ForeignKey(
        "places.Province",
        verbose_name="provincie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_without_name = models.BooleanField("zonder naam gevraagd", default=False)
    # What others read instead of a name, fixed when it is asked (question/anonymity.py): who
    # changes jobs or leaves gives nothing away later.
    shown_role = models.CharField(max_length=24, choices=Role, blank=True)
    shown_part = models.CharField(max_length=8, choices=Part, blank=True)
    shown_region = models.CharField(max_length=12, choices=Region, default=Region.PROVINCE)
    state = models.CharField(
        "toestand", max_length=12, choices=QuestionState, default=QuestionState.OPEN
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, db_index=True)
    first_answer_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(default=timezone.now, db_index=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    close_reminded_at = models.DateTimeField(null=True, blank=True)
    what_helped = models.TextField("wat hielp", max_length=2000, blank=True)
    asker_agrees_to_publish = models.BooleanField("mag openbaar, zonder mijn naam", default=False)
    published_at = models.DateTimeField("openbaar sinds", null=True, blank=True)
    # The office read it and decided, either way: it waits no longer in the queue.
    publication_decided_at = models.DateTimeField(null=True, blank=True)
    # The words of the public page, as the asker was shown them: without greeting and goodbye, or
    # the office's. Empty where the asker's own words stand. `agrees_to_wording`: None until the
    # asker said yes or no to those of the office.
    public_title = models.CharField(max_length=160, blank=True)
    public_text = models.TextField(max_length=5000, blank=True)
    public_what_helped = models.TextField(max_length=2000, blank=True)
    agrees_to_wording = models.BooleanField(null=True, default=True)
    # The version of the summary that visitors read.
    public_summary = models.ForeignKey(
        "questions.SummaryVersion",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values), name="question_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_role__in=["", *Role.values]), name="question_shown_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_part__in=["", *Part.values]), name="question_shown_part_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_region__in=Region.values), name="question_shown_region_is_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(asker_agrees_to_publish=True),
                name="a_question_is_public_with_consent_only",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.CLOSED) | Q(closed_at__isnull=False),
                name="a_closed_question_knows_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-last_activity_at"], name="questions_by_state"),
            models.Index(fields=["asker", "-last_activity_at"], name="questions_of_an_asker"),
            models.Index(
                fields=["-published_at"],
                name="questions_that_are_public",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.number])

    @property
    def thread(self) -> str:
        """The name of the mail conversation."""
        return f"question/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == QuestionState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == QuestionState.CLOSED

    @property
    def is_public(self) -> bool:
        return (
            self.published_at is not None
            and self.asker_agrees_to_publish
            and self.state != QuestionState.REMOVED
        )

    @property
    def replies_until(self) -> datetime | None:
        """When its reply addresses die: thirty days after closing; None while it is open."""
        return self.closed_at + LATE_ANSWERS if self.is_closed and self.closed_at else None

    def in_public_words(self) -> "Question":
        """The same row with the words that visitors read. For showing only: never save it."""
        if self.public_title and self.agrees_to_wording:
            self.title, self.text, self.what_helped = (
                self.public_title,
                self.public_text,
                self.public_what_helped,
            )
        return self

    def takes_answers(self, now: datetime | None = None) -> bool:
        if self.is_open:
            return True
        return (
            self.is_closed
            and self.closed_at is not None
            and self.closed_at > (now or timezone.now()) - LATE_ANSWERS
        )

    def is_asked_by(self, person: "Person | None") -> bool:
        return person is not None and self.asker_id == person.pk

    # Verbs. Each changes the row by one conditional UPDATE and says who did it in an event.

    @transaction.atomic
    def edit(self, title: str, text: str, *, by: "Person") -> bool:
        """Change the words, keeping those that stood until this moment for members to see. False
        when it is gone.

        What was public waits for the office again, which has not read the new words. Where they are
        not public just as they were written, the consent is asked for again too: the asker has to
        see how they stand.
        """
        from jmzpro.questions.publication import public_text

        before = (
            Question.objects.standing().select_for_update(of=("self",)).filter(pk=self.pk).first()
        )
        if before is None:
            return False
        if (title, text) == (before.title, before.text):
            return True
        Revision.objects.create(question=self, title=before.title, text=before.text, edited_by=by)
        self.title, self.text, self.edited_at = title, text, timezone.now()
        self.public_title = self.public_text = self.public_what_helped = ""
        self.agrees_to_wording = True
        self.save(update_fields=[*WORDS, "edited_at"])
        Event.objects.create(question=self, kind=EventKind.EDITED, person=by)
        if before.published_at is not None:
            self.unpublish()
        if before.asker_agrees_to_publish and not public_text.is_question_as_written(self, by):
            Question.objects.filter(pk=self.pk).update(asker_agrees_to_publish=False)
            self.refresh_from_db()
        return True

    @transaction.atomic
    def close(
        self, what_helped: str, *, may_publish: bool, by: "Person", now: datetime | None = None
    ) -> bool:
        """Close with what helped; False when it was closed or removed already."""
        at = now or timezone.now()
        closed = Question.objects.filter(pk=self.pk, state=QuestionState.OPEN).update(
            state=QuestionState.CLOSED,
            closed_at=at,
            last_activity_at=at,
            what_helped=what_helped,
            public_title="",
            public_text="",
            public_what_helped="",
            agrees_to_wording=True,
            asker_agrees_to_publish=may_publish,
            published_at=None,
            publication_decided_at=None,
        )
        if closed:
            changed(self)
            Event.objects.create(question=self, kind=EventKind.CLOSED, person=by, at=at)
        self.refresh_from_db()
        return bool(closed)

    @transaction.atomic
    def reopen(self, *, by: "Person") -> bool:
        """Open again: only the asker does this. What was public stops being so, since the ending
        is no longer true.
        """
        reopened = Question.objects.filter(pk=self.pk, state=QuestionState.CLOSED).update(
            state=QuestionState.OPEN,
            closed_at=None,
            published_at=None,
            asker_agrees_to_publish=False,
            last_activity_at=timezone.now(),
        )
        if reopened:
            changed(self, *self.answers.all())
            Event.objects.create(question=self, kind=EventKind.REOPENED, person=by)
        self.refresh_from_db()
        return bool(reopened)

    @transaction.atomic
    def remove(self, *, by: "Person | None") -> bool:
        """Take it off the site, with its history. False when that was done already."""
        removed = (
            Question.objects.standing()
            .filter(pk=self.pk)
            .update(state=QuestionState.REMOVED, published_at=None)
        )
        if removed:
            Revision.objects.filter(question=self).delete()
            changed(self, *self.answers.all())
            Event.objects.create(question=self, kind=EventKind.REMOVED, person=by)
        self.refresh_from_db()
        return bool(removed)

    @transaction.atomic
    def publish(self, *, now: datetime | None = None) -> bool:
        """Make it public, with the answers whose authors agree; False when there is nothing (more)
        to agree to.

        The asker may have taken the consent back. Of a public question, answers that came later
        wait for a yes of their own. Raises `Unconfirmed` while there is a name in it that nobody
        looked at.
        """
        from jmzpro.questions.publication import procedure, public_text

        Question.objects.select_for_update().filter(pk=self.pk).first()
        if names := public_text.unconfirmed_of(self):
            raise Unconfirmed(names)
        procedure.settle(self)
        at = now or timezone.now()
        published = Question.objects.filter(
            pk=self.pk, state=QuestionState.CLOSED, asker_agrees_to_publish=True, published_at=None
        ).update(published_at=at, publication_decided_at=at)
        if published:
            Event.objects.create(question=self, kind=EventKind.PUBLISHED, at=at)
        self.refresh_from_db()
        added = (
            self.decide_on_answers(agrees=True) + self.publish_summary() if self.is_public else 0
        )
        if added:
            Question.objects.filter(pk=self.pk).update(publication_decided_at=timezone.now())
            self.refresh_from_db()
        if published or added:
            changed(self, *self.answers.all())
        return bool(published or added)

    def publish_summary(self) -> int:
        """Visitors read the summary as it is now. 1 when that is another than before."""
        newest = self.summary_versions.order_by("-number").first()
        if newest is None or newest.pk == self.public_summary_id:
            return 0
        self.public_summary = newest
        return Question.objects.filter(pk=self.pk).update(public_summary=newest)

    def decide_on_answers(self, *, agrees: bool) -> int:
        """What the office thinks of the agreeing answers that it did not decide on before; how
        many those are.
        """
        from jmzpro.questions.answer.models import Answer

        unread = Answer.objects.agreed().filter(question=self, office_agrees_to_publish=None)
        return unread.update(office_agrees_to_publish=agrees)

    @transaction.atomic
    def decline_to_publish(self) -> bool:
        """The office read it and leaves it in the network (of a public question: its later
        answers); False when somebody decided first.
        """
        self.refresh_from_db()
        if self.is_public:
            self.decide_on_answers(agrees=False)
            return bool(
                Question.objects.filter(pk=self.pk).update(publication_decided_at=timezone.now())
            )
        undecided = Question.objects.filter(pk=self.pk, publication_decided_at=None)
        declined = undecided.update(publication_decided_at=timezone.now())
        self.refresh_from_db()
        return bool(declined)

    @transaction.atomic
    def decide_again(self) -> None:
        """The office takes its no back: what it left inside waits again, of a public question
        the answers.
        """
        from jmzpro.questions.answer.models import Answer

        Answer.objects.agreed().filter(question=self, office_agrees_to_publish=False).update(
            office_agrees_to_publish=None
        )
        if not self.is_public:
            Question.objects.filter(pk=self.pk).update(publication_decided_at=None)
        self.refresh_from_db()

    @transaction.atomic
    def take_back_addition(self, addition: "Addition") -> bool:
        """The office takes back what it decided on after the question was public: that waits
        again, the rest stays as it is. False when none of it stands as it was decided.
        """
        from jmzpro.questions.answer.models import Answer

        answers = Answer.objects.filter(question=self, pk__in=addition.answers)
        undone = answers.exclude(office_agrees_to_publish=None).update(
            office_agrees_to_publish=None
        )
        own = Question.objects.filter(pk=self.pk, published_at__isnull=False)
        if addition.summary != addition.summary_before:
            undone += own.filter(public_summary=addition.summary).update(
                public_summary=addition.summary_before
            )
        if not undone and not own.filter(publication_decided_at=addition.at).exists():
            return False
        own.update(publication_decided_at=addition.before)  # a newer summary waits again by this
        changed(self, *self.answers.all())
        self.refresh_from_db()
        return True

    @transaction.atomic
    def unpublish(self) -> None:
        """The office takes its decision back: it waits again."""
        Question.objects.filter(pk=self.pk).update(published_at=None, publication_decided_at=None)
        changed(self, *self.answers.all())
        self.refresh_from_db()

    @transaction.atomic
    def withdraw_from_public(self, *, by: "Person | None") -> None:
        """The asker takes the consent back: visitors see it no longer, members still do."""
        Question.objects.filter(pk=self.pk).update(asker_agrees_to_publish=False, published_at=None)
        changed(self, *self.answers.all())
        Event.objects.create(question=self, kind=EventKind.WITHDRAWN, person=by)
        self.refresh_from_db()

    @transaction.atomic
    def agree_to_publish(self) -> bool:
        """The asker of a closed question thinks better of it: it may be public after all. False
        when it was so already, or is open.
        """
        closed = Question.objects.filter(
            pk=self.pk, state=QuestionState.CLOSED, asker_agrees_to_publish=False
        )
        agreed = closed.update(asker_agrees_to_publish=True, publication_decided_at=None)
        self.refresh_from_db()
        return bool(agreed)

    @transaction.atomic
    def decide_on_wording(self, agrees: bool) -> None:
        """The asker says yes to the office's words, or no: then the own words stand, and the
        office looks again.
        """
        if agrees:
            Question.objects.filter(pk=self.pk).exclude(public_title="").update(
                agrees_to_wording=True
            )
        else:
            Question.objects.filter(pk=self.pk).exclude(public_title="").update(
                public_title="",
                public_text="",
                public_what_helped="",
                agrees_to_wording=True,
                published_at=None,
                publication_decided_at=None,
            )
        changed(self, *self.answers.all())
        self.refresh_from_db()

    def note_activity(self, now: datetime | None = None) -> None:
        Question.objects.filter(pk=self.pk).update(last_activity_at=now or timezone.now())

    def count_first_answer(self) -> None:
        """Set `first_answer_at` from the answers of others that stand now."""
        from jmzpro.questions.answer.models import Answer

        first = (
            Answer.objects.visible()
            .filter(question=self)
            .exclude(author__isnull=False, author=self.asker_id)
            .order_by("created_at")
        )
        self.first_answer_at = first.values_list("created_at", flat=True).first()
        Question.objects.filter(pk=self.pk).update(first_answer_at=self.first_answer_at)
