from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from jmzpro.mail.tokens import IncomingFile
from jmzpro.media.uploads import CleanFile
from jmzpro.members.models import Role
from jmzpro.places.models import Part
from jmzpro.questions import emails
from jmzpro.questions.answer.states import AnswerState, CameBy
from jmzpro.questions.publication import public_text
from jmzpro.questions.publication.consent import ConsentRequest
from jmzpro.questions.question import anonymity, subscribers
from jmzpro.questions.question.attachments import Attachment, AttachmentState
from jmzpro.questions.question.history import Event, EventKind, Revision
from jmzpro.questions.question.states import QuestionState
from jmzpro.questions.routing.models import Alert, AlertState
from jmzpro.search.models import changed

if TYPE_CHECKING:
    from jmzpro.members.models import Organisation, Person
    from jmzpro.questions.question.models import Question

# What came by mail is known by its content only when its author adds it.
UNKNOWN_TYPE = "application/octet-stream"


class TooLate(Exception):
    """The question was closed too long ago, or removed."""


class AnswerQuerySet(models.QuerySet["Answer"]):
    def standing(self) -> "AnswerQuerySet":
        return self.exclude(state=AnswerState.REMOVED)

    def visible(self) -> "AnswerQuerySet":
        return self.filter(state=AnswerState.VISIBLE)

    def agreed(self) -> "AnswerQuerySet":
        return self.visible().filter(author_agrees_to_publish=True)

    def public(self) -> "AnswerQuerySet":
        """What a visitor may read: under a public question, its author agreed, and the office
        read these words.
        """
        return (
            self.agreed()
            .filter(
                office_agrees_to_publish=True,
                question__published_at__isnull=False,
                question__asker_agrees_to_publish=True,
            )
            .exclude(question__state=QuestionState.REMOVED)
        )

    def visible_to(self, user: Any) -> "AnswerQuerySet":
        """Members read what stands; an answer that is held shows to its author alone."""
        if not getattr(user, "is_member", False):
            return self.public()
        shown = self.filter(
            Q(state=AnswerState.VISIBLE) | Q(state=AnswerState.HELD, author=user.person)
        )
        return shown.exclude(question__state=QuestionState.REMOVED)

    def editable_by(self, user: Any) -> "AnswerQuerySet":
        if not getattr(user, "is_member", False):
            return self.none()
        return (
            self.standing()
            .filter(author=user.person)
            .exclude(question__state=QuestionState.REMOVED)
        )


class Answer(models.Model):
    """What somebody wrote back. `author` is empty once that person asked to be forgotten."""

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="answers"
    )
    number = models.PositiveSmallIntegerField(
        "nummer"
    )  # within the question: its address on the page
    author = models.ForeignKey(
        "members.Person",
        verbose_name="schrijver",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    # A reaction of who asked. Of a question without a name this keeps it nameless, also when the
    # asker is gone.
    is_by_asker = models.BooleanField(default=False)
    # Who of a team mailbox wrote.
    written_by = models.CharField("geschreven door", max_length=120, blank=True)
    text = models.TextField("antwoord", max_length=20_000)
    came_by = models.CharField(max_length=8, choices=CameBy, default=CameBy.PAGE)
    state = models.CharField(
        "toestand", max_length=12, choices=AnswerState, default=AnswerState.VISIBLE
    )
    message_id = models.CharField(
        max_length=250, unique=True, null=True, blank=True
    )  # of the mail it came by: taken once
    author_agrees_to_publish = models.BooleanField(
        "mag openbaar, zonder mijn naam", null=True, default=None
    )  # None: not asked yet
    # About the words as they are: None while the office did not read them yet, or not since they
    # were changed.
    office_agrees_to_publish = models.BooleanField(
        "mag openbaar van het bureau", null=True, default=None
    )
    # The words of the public page, as their author was shown them: without greeting and goodbye, or
    # the office's. Empty: the author's own.
    public_wording = models.TextField(max_length=20_000, blank=True)
    # What visitors read instead of a name, fixed when its author is asked; empty: no more than "een
    # lid" (question/bylines.py).
    shown_role = models.CharField(max_length=24, choices=Role, blank=True)
    shown_part = models.CharField(max_length=8, choices=Part, blank=True)
    # The author lets this organisation show it, as long as it is public.
    shown_at = models.ForeignKey(
        "members.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="shown_answers",
    )
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="an_answer_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AnswerState.values), name="answer_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_role__in=["", *Role.values]), name="answer_shown_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_part__in=["", *Part.values]), name="answer_shown_part_is_known"
            ),
            models.CheckConstraint(
                condition=Q(came_by__in=CameBy.values), name="answer_came_by_a_known_way"
            ),
        ]
        indexes = [models.Index(fields=["author", "-created_at"], name="answers_of_an_author")]

    def __str__(self) -> str:
        return f"antwoord {self.number} op vraag {self.question_id}"

    def get_absolute_url(self) -> str:
        return f"{self.question.get_absolute_url()}#antwoord-{self.number}"

    @property
    def is_held(self) -> bool:
        return self.state == AnswerState.HELD

    @property
    def is_by_mail(self) -> bool:
        return self.came_by == CameBy.MAIL

    def in_public_words(self) -> "Answer":
        """The same row with the words that visitors read. For showing only: never save it."""
        self.text = self.public_wording or self.text
        return self

    @property
    def is_reaction(self) -> bool:
        """Of who asked, rather than an answer."""
        return self.is_by_asker or (
            self.author_id is not None and self.author_id == self.question.asker_id
        )

    @property
    def is_without_name(self) -> bool:
        return self.question.is_without_name and self.is_reaction

    @classmethod
    @transaction.atomic
    def give(
        cls,
        question: "Question",
        author: "Person",
        text: str,
        *,
        came_by: CameBy = CameBy.PAGE,
        written_by: str = "",
        message_id: str | None = None,
        is_held: bool = False,
        files: Sequence[CleanFile] = (),
        incoming: Sequence[IncomingFile] = (),
    ) -> "Answer":
        """Add an answer (the asker's own is a reaction), with what it changes for the question and
        the mails it causes. Raises TooLate.

        Held: only its author sees it, until `confirm`. `files` are there at once; `incoming` ones
        came by mail and wait for "voeg toe".
        """
        if not question.lock_for_answers():
            raise TooLate
        is_by_asker = question.is_asked_by(author)
        answer = cls.objects.create(
            question=question,
            number=(question.answers.aggregate(last=Max("number"))["last"] or 0) + 1,
            author=author,
            is_by_asker=is_by_asker,
            written_by="" if question.is_without_name and is_by_asker else written_by,
            text=text,
            came_by=came_by,
            message_id=message_id,
            state=AnswerState.HELD if is_held else AnswerState.VISIBLE,
        )
        for file in files:
            Attachment.keep(answer, file.name, file.content, file.content_type)
        for received in incoming:
            Attachment.keep(
                answer, received.name, received.content, UNKNOWN_TYPE, AttachmentState.PENDING
            )
        if not is_held:
            answer._follow_up(author)
        return answer

    @transaction.atomic
    def confirm(self, text: str) -> bool:
        """The author looked a held answer over: it stands now, with these words, and the mails go.
        False when it was confirmed already.
        """
        held = Answer.objects.filter(pk=self.pk, state=AnswerState.HELD)
        confirmed = held.update(state=AnswerState.VISIBLE, text=text)
        self.refresh_from_db()
        if confirmed and self.author is not None:
            changed(self)
            self._follow_up(self.author)
        return bool(confirmed)

    def _follow_up(self, author: "Person") -> None:
        """What follows when an answer can be read: the question moves up, the alert is done, and
        who waits hears of it.
        """
        question = self.question
        question.count_first_answer()
        question.note_activity()
        Event.objects.create(question=question, answer=self, kind=EventKind.ANSWERED, person=author)
        if question.is_asked_by(author):
            emails.asker_reacted(self, subscribers.people_who_answered(question))
        else:
            Alert.mark(question, author, AlertState.ANSWERED)
            emails.answer_came(self)
        if question.is_closed and question.asker_agrees_to_publish:
            self._join_publication()

    def _join_publication(self) -> None:
        """An answer under a closed question that may be public goes the same way."""
        if self.is_reaction and public_text.is_as_written(
            public_text.shown_to_author(self), self.text
        ):
            self.propose_wording()
            self.agree_to_publish(True)
        else:
            self.ask_author()

    @transaction.atomic
    def edit(self, text: str, *, by: "Person") -> bool:
        """Change the words, keeping those that stood until this moment; public again when the
        office read them. False when it is gone.

        Who may be asked for consent once more: of new words that are not public just as they were
        written, the author sees how they stand.
        """
        before = (
            Answer.objects.standing().select_for_update(of=("self",)).filter(pk=self.pk).first()
        )
        if before is None:
            return False
        if text == before.text:
            return True
        Revision.objects.create(answer=self, text=before.text, edited_by=by)
        self.text, self.edited_at, self.office_agrees_to_publish, self.public_wording = (
            text,
            timezone.now(),
            None,
            "",
        )
        self.save(update_fields=["text", "edited_at", "office_agrees_to_publish", "public_wording"])
        Event.objects.create(question=self.question, answer=self, kind=EventKind.EDITED, person=by)
        if before.author_agrees_to_publish and not public_text.is_as_written(
            public_text.shown_to_author(self), text
        ):
            Answer.objects.filter(pk=self.pk).update(author_agrees_to_publish=None)
            self.ask_author(again=True)
            self.refresh_from_db()
        return True

    def name_writer(self, name: str) -> None:
        """Who of a team's mailbox wrote it. Nobody's history: the words are the same."""
        Answer.objects.filter(pk=self.pk).update(written_by=name)
        self.written_by = name

    @transaction.atomic
    def remove(self, *, by: "Person | None") -> bool:
        """Take it off the site, with its history and files. False when that was done already."""
        removed = Answer.objects.standing().filter(pk=self.pk).update(state=AnswerState.REMOVED)
        if removed:
            changed(self)
            Revision.objects.filter(answer=self).delete()
            for attachment in self.attachments.all():
                attachment.destroy()
            Event.objects.create(
                question=self.question, answer=self, kind=EventKind.REMOVED, person=by
            )
            self.question.count_first_answer()
        self.refresh_from_db()
        return bool(removed)

    def agree_to_publish(self, agrees: bool, *, shown_at: "Organisation | None" = None) -> None:
        """Yes or no of its author, and whether the page of an organisation may show it too. No
        takes it off every public page at once.
        """
        Answer.objects.filter(pk=self.pk).update(author_agrees_to_publish=agrees, shown_at=shown_at)
        self.consent_requests.filter(agrees=None).update(agrees=agrees, decided_at=timezone.now())
        changed(self, self.question)
        self.author_agrees_to_publish, self.shown_at = agrees, shown_at

    def propose_wording(self) -> None:
        """Store the words as visitors will read them, and what stands there instead of a name;
        words that stand there already stay.
        """
        stored = self.question.as_stored()
        own = next(one for one in stored.answers.all() if one.pk == self.pk)
        text = public_text.words_of(own, stored)
        self.public_wording = "" if text == own.text else text
        Answer.objects.filter(pk=self.pk).update(public_wording=self.public_wording)
        if self.author is not None:
            shown = anonymity.shown_of(self.author, None)
            Answer.objects.filter(pk=self.pk).update(shown_role=shown.role, shown_part=shown.part)

    def ask_author(self, *, again: bool = False) -> None:
        """Show its author by mail how it will stand; see `ConsentRequest.ask`."""
        if self.author is not None:
            self.propose_wording()
            ConsentRequest.ask(self.question, self.author, answer=self, again=again)


class Helpful(models.Model):
    """ "Dit hielp mij": one mark a person."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="helpful_marks")
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "person"], name="an_answer_helped_a_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} hielp"


class Thanks(models.Model):
    """A thank-you to an answer's author: one a person for each answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="+")
    text = models.CharField("bedankje", max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bedankje"
        verbose_name_plural = "bedankjes"
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "person"], name="a_person_thanks_for_an_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"bedankje voor {self.answer_id}"
