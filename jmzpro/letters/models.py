"""Who follows what, when somebody's letter comes, and what was in a letter already."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from jmzpro.letters import schedule
from jmzpro.mail.models import new_token
from jmzpro.members.models import AlertPace, Person


class Stance(models.TextChoices):
    FOLLOWS = "volgt", "Volgt"
    MUTES = "dempt", "Gedempt"


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, person: Person) -> "FollowQuerySet":
        return self.filter(person=person)

    def muting(self, kind: str, ids: Iterable[object]) -> "FollowQuerySet":
        return self.filter(stance=Stance.MUTES, kind=kind, target__in=[str(one) for one in ids])

    def by_kind(self, stance: Stance) -> dict[str, frozenset[str]]:
        """Kind → ids, of those with this stance."""
        found: dict[str, set[str]] = {}
        for kind, target in self.filter(stance=stance).values_list("kind", "target"):
            found.setdefault(kind, set()).add(target)
        return {kind: frozenset(targets) for kind, targets in found.items()}


class Follow(models.Model):
    """Somebody wants to hear more of something, or nothing any more. Neither is no row."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=24)  # a registered followable, or "mail" for a kind of mail
    target = models.CharField(
        max_length=40
    )  # what that followable calls it: a key of a row, or of a part
    stance = models.CharField(max_length=8, choices=Stance)
    since = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = "volgen"
        verbose_name_plural = "volgen"
        ordering = ["kind", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "target"], name="a_person_follows_or_mutes_a_thing_once"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="follow_stance_is_known"
            ),
        ]
        indexes = [models.Index(fields=["kind", "target", "stance"], name="follows_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.stance} {self.kind} {self.target}"

    @classmethod
    @transaction.atomic
    def choose(cls, person: Person, kind: str, target: object, stance: Stance | None) -> None:
        """Follow, mute, or neither (None). Who follows for the first time gets a letter, once a
        week unless chosen otherwise.
        """
        if stance is None:
            cls.objects.filter(person=person, kind=kind, target=str(target)).delete()
            return
        cls.objects.update_or_create(
            person=person, kind=kind, target=str(target), defaults={"stance": stance}
        )
        if stance == Stance.FOLLOWS:
            Rhythm.objects.get_or_create(
                person=person, defaults={"next_at": Rhythm(person=person).following(timezone.now())}
            )


class LetterPace(models.TextChoices):
    DAILY = "dagelijks", "Eén brief per dag"
    WEEKLY = "wekelijks", "Eén brief per week"
    NONE = "geen", "Geen brief"


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    def due(self, now: datetime) -> "RhythmQuerySet":
        return self.filter(next_at__lte=now, person__is_active=True, person__user__is_active=True)


class Rhythm(models.Model):
    """When somebody's letter comes. Who gets questions once a day or week gets all in that
    letter: then `pace` waits.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="rhythm")
    pace = models.CharField("brief", max_length=12, choices=LetterPace, default=LetterPace.WEEKLY)
    hour = models.PositiveSmallIntegerField("om", default=8)  # our own time
    weekday = models.PositiveSmallIntegerField("op", default=0)  # 0: Monday
    next_at = models.DateTimeField(db_index=True)
    # Up to here everything was looked at for this reader.
    last_at = models.DateTimeField(default=timezone.now)

    objects = RhythmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pace__in=LetterPace.values), name="letter_pace_is_known"
            ),
            models.CheckConstraint(
                condition=Q(hour__range=(0, 23)), name="letter_hour_is_on_the_clock"
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6)), name="letter_weekday_is_in_the_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.pace}"

    @property
    def effective_pace(self) -> LetterPace:
        """As the letter really comes."""
        if self.person.alert_pace in (AlertPace.DAILY, AlertPace.WEEKLY):
            return LetterPace(self.person.alert_pace)
        return LetterPace(self.pace)

    def following(self, now: datetime) -> datetime:
        """The first moment after `now` that a letter could go. Looked at every day, so that a
        change of pace needs no row of its own.
        """
        return schedule.next_day_at(self.hour, now)

    def closes_a_week(self, now: datetime) -> bool:
        """Whether the day of the week came since this letter was due: also when nobody was there
        to send it that day.
        """
        return schedule.has_been(self.weekday, self.hour, self.next_at, now)

    @transaction.atomic
    def change(self, *, pace: str, hour: int, weekday: int) -> None:
        """Another day or time: the next letter follows it at once."""
        self.pace, self.hour, self.weekday = LetterPace(pace), hour, weekday
        self.next_at = self.following(timezone.now())
        self.save()

    @classmethod
    def claim(cls, rhythm: "Rhythm", now: datetime) -> bool:
        """Take the letter that is due, by one conditional UPDATE that decides who was first."""
        waiting = cls.objects.filter(pk=rhythm.pk, next_at=rhythm.next_at)
        return bool(waiting.update(next_at=rhythm.following(now)))


class Mailed(models.Model):
    """Something that stood in a letter to somebody: it never stands in one again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)  # "question/12"
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="a_letter_tells_a_person_a_thing_once"
            )
        ]
        indexes = [models.Index(fields=["key"], name="letters_with_a_thing")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}"


class ThemeLetterRequest(models.Model):
    """Somebody typed an address on the page of the theme letter. Nothing is sent to it but the
    question whether it was them.
    """

    email = models.EmailField()
    token = models.CharField(max_length=32, unique=True, default=new_token)
    themes = models.ManyToManyField("themes.Theme", related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"aanvraag {self.pk}"

    @transaction.atomic
    def confirm(self, now: datetime | None = None) -> "Subscriber":
        """The owner of the address says yes: the letter begins, or an existing one gets these
        themes.
        """
        at = now or timezone.now()
        subscriber, _ = Subscriber.objects.get_or_create(
            email=self.email,
            defaults={
                "confirmed_at": at,
                "last_at": at,
                "next_at": schedule.next_week_at(Subscriber.WEEKDAY, Subscriber.HOUR, at),
            },
        )
        subscriber.themes.set(self.themes.all())
        ThemeLetterRequest.objects.filter(email=self.email).delete()
        return subscriber


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def due(self, now: datetime) -> "SubscriberQuerySet":
        return self.filter(next_at__lte=now)


class Subscriber(models.Model):
    """A visitor's theme letter: an address that said yes, and themes. Once a week, with what
    everybody may read.
    """

    WEEKDAY, HOUR = 1, 8  # Tuesday morning

    email = models.EmailField(unique=True)  # in lower case
    token = models.CharField(max_length=32, unique=True, default=new_token)
    themes = models.ManyToManyField("themes.Theme", related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(default=timezone.now)

    objects = SubscriberQuerySet.as_manager()

    def __str__(self) -> str:
        return f"themabrief {self.pk}"

    def stop_theme(self, theme: Any) -> None:
        """Without themes there is nothing left to tell: then the address goes too."""
        self.themes.remove(theme)
        if not self.themes.exists():
            self.stop()

    def stop(self) -> None:
        self.delete()

    @classmethod
    def claim(cls, subscriber: "Subscriber", now: datetime) -> bool:
        waiting = cls.objects.filter(pk=subscriber.pk, next_at=subscriber.next_at)
        return bool(waiting.update(next_at=schedule.next_week_at(cls.WEEKDAY, cls.HOUR, now)))


class MailedToSubscriber(models.Model):
    """The same for a theme letter."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "key"], name="a_theme_letter_tells_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id} {self.key}"
