from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.mail.models import ReplyToken
from jmzpro.members.models import Role
from jmzpro.places.models import Part
from jmzpro.questions import emails
from jmzpro.questions.answer.models import Answer, AnswerQuerySet
from jmzpro.questions.publication import public_text
from jmzpro.questions.publication.consent import ConsentRequest
from jmzpro.questions.publication.public_text import Wording
from jmzpro.questions.question import anonymity
from jmzpro.questions.question.attachments import Attachment
from jmzpro.questions.question.history import Event, EventKind, Revision
from jmzpro.questions.question.queries import QuestionQuerySet
from jmzpro.questions.question.states import LATE_ANSWERS, QuestionState, Region
from jmzpro.search.models import changed
from jmzpro.trust.publication import Unconfirmed

if TYPE_CHECKING:
    from jmzpro.members.models import Person
    from jmzpro.questions.publication.additions import Addition

WORDS = ("title", "text", "public_title", "public_text", "public_what_helped", "agrees_to_wording")


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

    @property
    def reply_tokens(self) -> models.QuerySet[ReplyToken]:
        """Of the addresses that take an answer to it by mail."""
        return ReplyToken.objects.filter(kind=emails.REPLY_KIND, subject_id=str(self.pk))

    def as_stored(self) -> "Question":
        """Read anew, with its writers: what the caller holds may show other words."""
        return Question.objects.with_writers().get(pk=self.pk)

    def is_asked_by(self, person: "Person | None") -> bool:
        return person is not None and self.asker_id == person.pk

    # Verbs. Each does the whole thing in one transaction: the row by one conditional UPDATE, who
    # did it as an event, reply addresses, waiting mail, files, and the mails that follow.

    @transaction.atomic
    def edit(self, title: str, text: str, *, by: "Person") -> bool:
        """Change the words, keeping those that stood until this moment for members to see. False
        when it is gone.

        What was public waits for the office again, which has not read the new words. Where they are
        not public just as they were written, the consent is asked for again too: the asker has to
        see how they stand.
        """
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
        """Close with what helped; False when it was closed or removed already. Replies by mail are
        taken for thirty days more. When it may be public, those who answered are asked whether
        their words may be so too.
        """
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
            self.reply_tokens.update(expires_at=at + LATE_ANSWERS)
        self.refresh_from_db()
        if closed and may_publish:
            self._open_consent_round()
        return bool(closed)

    @transaction.atomic
    def reopen(self, *, by: "Person") -> bool:
        """Open again: only the asker does this. What was public stops being so, since the ending
        is no longer true. Replies by mail are taken without an end again.
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
            self.reply_tokens.update(expires_at=None)
        self.refresh_from_db()
        return bool(reopened)

    @transaction.atomic
    def remove(self, *, by: "Person | None") -> bool:
        """Take it off the site with all that hangs on it: its history and that of its answers,
        and their files. Replies by mail are refused from now on, and mails that ask somebody to
        help are withdrawn. False when that was done already.
        """
        removed = (
            Question.objects.standing()
            .filter(pk=self.pk)
            .update(state=QuestionState.REMOVED, published_at=None)
        )
        if removed:
            Revision.objects.filter(Q(question=self) | Q(answer__question=self)).delete()
            for attachment in Attachment.objects.filter(answer__question=self):
                attachment.destroy()
            self.reply_tokens.update(expires_at=timezone.now())
            outbox.cancel(f"alert:question/{self.pk}:")
            changed(self, *self.answers.all())
            Event.objects.create(question=self, kind=EventKind.REMOVED, person=by)
        self.refresh_from_db()
        return bool(removed)

    @transaction.atomic
    def publish(self, *, now: datetime | None = None) -> bool:
        """Make it public, with the answers whose authors agree, and tell the asker and them; False
        when there is nothing (more) to agree to.

        The asker may have taken the consent back. Of a public question, answers that came later
        wait for a yes of their own. Raises `Unconfirmed` while there is a name in it that nobody
        looked at.
        """
        Question.objects.select_for_update().filter(pk=self.pk).first()
        if names := public_text.unconfirmed_of(self):
            raise Unconfirmed(names)
        self._settle_wording()
        at = now or timezone.now()
        published = Question.objects.filter(
            pk=self.pk, state=QuestionState.CLOSED, asker_agrees_to_publish=True, published_at=None
        ).update(published_at=at, publication_decided_at=at)
        self.refresh_from_db()
        if published:
            Event.objects.create(question=self, kind=EventKind.PUBLISHED, at=at)
            emails.publication_decided(self, is_public=True, reason="")
        later = None if published else list(self._undecided_answers().values_list("pk", flat=True))
        added = (
            self._decide_on_answers(agrees=True) + self._publish_summary() if self.is_public else 0
        )
        if added:
            Question.objects.filter(pk=self.pk).update(publication_decided_at=timezone.now())
            self.refresh_from_db()
        if published or added:
            changed(self, *self.answers.all())
            self._tell_authors(later)
        return bool(published or added)

    def _tell_authors(self, among: list[int] | None) -> None:
        """Each author whose answer is public hears it, with the way to take it back. `among`: only
        these answers, which came to a question that was public already.
        """
        answers = self.answers.public().filter(is_by_asker=False)
        if among is not None:
            answers = answers.filter(pk__in=among)
        for answer in answers.select_related("author__user", "question"):
            if answer.author is not None:
                emails.answer_is_public(ConsentRequest.given(answer, answer.author))

    def _publish_summary(self) -> int:
        """Visitors read the summary as it is now. 1 when that is another than before."""
        newest = self.summary_versions.order_by("-number").first()
        if newest is None or newest.pk == self.public_summary_id:
            return 0
        self.public_summary = newest
        return Question.objects.filter(pk=self.pk).update(public_summary=newest)

    def _decide_on_answers(self, *, agrees: bool) -> int:
        """What the office thinks of the agreeing answers that it did not decide on before; how
        many those are.
        """
        return self._undecided_answers().update(office_agrees_to_publish=agrees)

    def _undecided_answers(self) -> AnswerQuerySet:
        return Answer.objects.agreed().filter(question=self, office_agrees_to_publish=None)

    @transaction.atomic
    def decline_to_publish(self, reason: str) -> bool:
        """The office read it and leaves it in the network, and the asker reads why (of a public
        question: its later answers stay inside); False when somebody decided first.
        """
        self.refresh_from_db()
        if self.is_public:
            self._decide_on_answers(agrees=False)
            return bool(
                Question.objects.filter(pk=self.pk).update(publication_decided_at=timezone.now())
            )
        undecided = Question.objects.filter(pk=self.pk, publication_decided_at=None)
        declined = undecided.update(publication_decided_at=timezone.now())
        self.refresh_from_db()
        if declined:
            emails.publication_decided(self, is_public=False, reason=reason)
        return bool(declined)

    @transaction.atomic
    def decide_again(self) -> None:
        """The office takes its no back, and the asker hears that: what it left inside waits again,
        of a public question the answers.
        """
        Answer.objects.agreed().filter(question=self, office_agrees_to_publish=False).update(
            office_agrees_to_publish=None
        )
        if not self.is_public:
            emails.publication_came_back(self)
            Question.objects.filter(pk=self.pk).update(publication_decided_at=None)
        self.refresh_from_db()

    @transaction.atomic
    def take_back_addition(self, addition: "Addition") -> bool:
        """The office takes back what it decided on after the question was public: that waits
        again, its writers hear so, the rest stays as it is. False when none of it stands as it
        was decided.
        """
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
        emails.answers_came_back(self, addition.answers)
        return True

    @transaction.atomic
    def take_publication_back(self) -> None:
        """The office takes its yes back, and all who heard of it hear that: it waits again."""
        emails.publication_came_back(self)
        self.unpublish()

    @transaction.atomic
    def unpublish(self) -> None:
        """Off the public site until the office has decided once more: its words changed."""
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
        """The asker of a closed question thinks better of it: it may be public after all, and
        those who answered are asked. False when it was so already, or is open.
        """
        closed = Question.objects.filter(
            pk=self.pk, state=QuestionState.CLOSED, asker_agrees_to_publish=False
        )
        agreed = closed.update(asker_agrees_to_publish=True, publication_decided_at=None)
        self.refresh_from_db()
        if agreed:
            self._open_consent_round()
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
        self.propose_wording()

    def propose_wording(self) -> None:
        """Store the asker's words as visitors will read them, and what stands there instead of a
        name: the asker saw both. Without a name the latter was fixed when it was asked.
        """
        stored = self.as_stored()
        own = Wording.own(stored)
        is_same = own == Wording(stored.title, stored.text, stored.what_helped)
        kept = Wording("", "", "") if is_same else own
        Question.objects.filter(pk=self.pk, public_title="").update(
            public_title=kept.title, public_text=kept.text, public_what_helped=kept.what_helped
        )
        if stored.asker is not None and not stored.is_without_name:
            shown = anonymity.shown_of(stored.asker, None)
            Question.objects.filter(pk=self.pk).update(shown_role=shown.role, shown_part=shown.part)
        self.refresh_from_db()

    def _open_consent_round(self) -> None:
        """The asker agrees: the asker's own additions go along, and every author who did not say
        yet is asked.
        """
        self.propose_wording()
        own = self.answers.visible().filter(is_by_asker=True, author_agrees_to_publish=None)
        for reaction in own.select_related("author"):
            reaction.propose_wording()
        own.update(author_agrees_to_publish=True)
        unasked = self.answers.visible().filter(
            is_by_asker=False, author_agrees_to_publish=None, author__isnull=False
        )
        for answer in unasked.select_related("author__user", "question"):
            answer.ask_author()

    def _settle_wording(self) -> None:
        """Store, before it is public, the words that were looked at: of an asker who did not agree
        to the office's words the own ones.
        """
        Question.objects.filter(pk=self.pk).exclude(agrees_to_wording=True).update(
            public_title="", public_text="", public_what_helped="", agrees_to_wording=True
        )
        self.propose_wording()
        agreed = Answer.objects.agreed().filter(question=self)
        for answer in agreed.exclude(office_agrees_to_publish=False).select_related(
            "author", "question"
        ):
            answer.propose_wording()

    def lock_for_answers(self) -> bool:
        """Hold the row until the end of the transaction; False when it takes no answers (any
        more).
        """
        locked = Question.objects.select_for_update().filter(pk=self.pk)
        return locked.taking_answers().exists()

    def note_activity(self, now: datetime | None = None) -> None:
        Question.objects.filter(pk=self.pk).update(last_activity_at=now or timezone.now())

    def count_first_answer(self) -> None:
        """Set `first_answer_at` from the answers of others that stand now."""
        first = (
            Answer.objects.visible()
            .filter(question=self)
            .exclude(author__isnull=False, author=self.asker_id)
            .order_by("created_at")
        )
        self.first_answer_at = first.values_list("created_at", flat=True).first()
        Question.objects.filter(pk=self.pk).update(first_answer_at=self.first_answer_at)
