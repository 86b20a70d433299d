"""What the Kennisbank keeps: one record of something that helps professionals."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from jmzpro.kit import short_links
from jmzpro.kit.multichoice import ChoicesField, known_choices
from jmzpro.kit.short_links import new_code
from jmzpro.library.choices import (
    FIELDS_OF_KIND,
    LICENCES_UNCHANGED,
    MONTHS_UNTIL_REVIEW,
    AgeBand,
    Audience,
    Kind,
    Language,
    Licence,
    Reuse,
    State,
    Validation,
    Workplace,
)
from jmzpro.trust import audit
from jmzpro.trust.publication import Unconfirmed

if TYPE_CHECKING:
    from wagtail.models import Revision

    from jmzpro.members.models import User

LONGEST_SLUG = 80
# Addresses below /kennisbank/ that are ours: a title that would take one gets a number behind it.
OUR_ADDRESSES = ("inzending", "nakijken", "bestand", "omslag")


def free_slug(title: str) -> str:
    """An address from the title that no item has. Who was first keeps it: a race ends in the
    unique column, not in two addresses.
    """
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "item"
    taken = {
        *OUR_ADDRESSES,
        *Item.objects.filter(Q(slug=base) | Q(slug__startswith=f"{base}-")).values_list(
            "slug", flat=True
        ),
    }
    if base not in taken:
        return base
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken
    )


class ItemQuerySet(models.QuerySet["Item"]):
    def published(self) -> "ItemQuerySet":
        return self.filter(live=True)

    def public(self) -> "ItemQuerySet":
        """What a visitor may see."""
        return self.published().filter(is_for_members=False)

    def ever_public(self) -> "ItemQuerySet":
        """What a visitor may see or could once: for who keeps a copy of our records."""
        return self.filter(public_since__isnull=False)

    def visible_to(self, user: Any) -> "ItemQuerySet":
        return self.published() if getattr(user, "is_member", False) else self.public()

    def for_review(self) -> "ItemQuerySet":
        """What members sent in and the Redactie has not decided about, who waits longest first."""
        return self.filter(live=False, withdrawn_at=None, review_asked_at__isnull=False).order_by(
            "review_asked_at", "pk"
        )

    def sent_in_by(self, user: Any) -> "ItemQuerySet":
        """What this member shared or proposed, the newest first."""
        return self.filter(shared_by__user=user.pk, shared_by__isnull=False).order_by("-pk")

    def revisable_by(self, user: Any) -> "ItemQuerySet":
        """Until it has been on the site; from then on the Redactie keeps the text."""
        return self.sent_in_by(user).filter(live=False, first_published_at=None)

    def newest_first(self) -> "ItemQuerySet":
        return self.order_by("-first_published_at", "-pk")


class Item(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):  # type: ignore[misc]
    """One record. Wagtail keeps its drafts and history; `live` says whether it is on the site,
    `state` the same in one word.

    Themes, credits, links and what a toolkit holds belong to a version of the record, and so to a
    draft: change them on the item and call `save()`. Files do not (`File`): they have versions of
    their own.
    """

    # Who is what on the site: both stay the same whatever the title becomes.
    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    slug = models.SlugField("adres", max_length=LONGEST_SLUG + 8, unique=True, editable=False)
    # What the source that we import from calls it; unique when there is one.
    external_id = models.CharField(
        "kenmerk bij de bron", max_length=200, blank=True, editable=False
    )

    kind = models.CharField("soort", max_length=20, choices=Kind)
    title = models.CharField("titel", max_length=200)
    promise = models.CharField(
        "belofte in één zin",
        max_length=200,
        help_text="Wat heeft iemand eraan? Eén zin, die begint met een werkwoord.",
    )
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    month = models.PositiveSmallIntegerField("maand", null=True, blank=True)
    language = models.CharField("taal", max_length=3, choices=Language, default=Language.DUTCH)
    themes = ParentalManyToManyField(
        "themes.Theme", verbose_name="thema’s", blank=True, related_name="items"
    )
    audiences = ChoicesField("voor wie", of=Audience)
    workplaces = ChoicesField("waar", of=Workplace)
    ages = ChoicesField("leeftijd van de jonge mantelzorger", of=AgeBand)
    reuse = models.CharField(
        "wat je ermee mag", max_length=12, choices=Reuse, default=Reuse.ON_REQUEST
    )
    licence = models.CharField("licentie", max_length=12, choices=Licence, default=Licence.UNKNOWN)
    is_for_members = models.BooleanField("alleen voor leden", default=False)
    is_example = models.BooleanField(
        default=False, editable=False
    )  # of the demo network: invented, and said to be so
    isbn = models.CharField("ISBN", max_length=17, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="wie het bijhoudt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Krijgt een mail als het tijd is om na te kijken of dit nog klopt.",
    )
    # The member who brought it, when a member did.
    shared_by = models.ForeignKey(
        "members.Person",
        verbose_name="gedeeld door",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name="lidorganisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    last_checked_on = models.DateField("laatst nagekeken op", null=True, blank=True)
    last_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="nagekeken door",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    review_on = models.DateField("na te kijken op", null=True, blank=True)
    # "Nog actueel?": when its owner was mailed, and since when readers are told that nobody has
    # said so.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    doubted_at = models.DateTimeField(null=True, blank=True, editable=False)

    # In how many organisations it is used, as colleagues say: counted from their rows.
    used_count = models.PositiveIntegerField("ook bij ons gebruikt", default=0, editable=False)

    live = models.BooleanField("op de site", default=False, editable=False)
    review_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when visitors may have seen it: who harvested it is told when that is over, and of no
    # other item that it exists.
    public_since = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)
    state = models.GeneratedField(
        expression=Case(
            When(live=True, then=Value(State.PUBLISHED.value)),
            When(withdrawn_at__isnull=False, then=Value(State.WITHDRAWN.value)),
            When(review_asked_at__isnull=False, then=Value(State.FOR_REVIEW.value)),
            default=Value(State.CONCEPT.value),
        ),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )

    text = models.TextField(
        "tekst", blank=True, help_text="Gewone tekst. Een lege regel begint een nieuwe alinea."
    )
    # Kinds of their own: see FIELDS_OF_KIND.
    film_minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    transcript = models.TextField("uitgeschreven tekst", blank=True)
    training_by = models.CharField("wie geeft de training", max_length=200, blank=True)
    training_place = models.CharField("waar", max_length=200, blank=True)
    training_length = models.CharField("hoe lang duurt die", max_length=120, blank=True)
    training_group = models.CharField("voor welke groep", max_length=200, blank=True)
    instrument_purpose = models.TextField("waarvoor gebruik je het", blank=True)
    instrument_users = models.CharField("wie mag het gebruiken", max_length=200, blank=True)
    instrument_validation = models.CharField(
        "gevalideerd", max_length=20, choices=Validation, blank=True
    )
    instrument_source = models.CharField("bron", max_length=300, blank=True)
    practice_context = models.TextField("situatie", blank=True)
    practice_approach = models.TextField("aanpak", blank=True)
    practice_result = models.TextField("wat het opleverde", blank=True)
    practice_differently = models.TextField("wat we anders zouden doen", blank=True)
    practice_contact = models.CharField("contact", max_length=200, blank=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="item")

    objects = ItemQuerySet.as_manager()

    # About the item as a whole: going back to an older version leaves these as they are.
    NOT_IN_HISTORY = (
        "public_id",
        "slug",
        "external_id",
        "shared_by_id",
        "last_checked_on",
        "last_checked_by_id",
        "reminded_at",
        "doubted_at",
        "used_count",
        "review_asked_at",
        "withdrawn_at",
        "public_since",
    )

    class Meta:
        verbose_name = "item van de Kennisbank"
        verbose_name_plural = "Kennisbank"
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="item_kind_is_known"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="item_language_is_known"
            ),
            models.CheckConstraint(condition=Q(reuse__in=Reuse.values), name="item_reuse_is_known"),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="item_licence_is_known"
            ),
            models.CheckConstraint(
                condition=Q(instrument_validation__in=[*Validation.values, ""]),
                name="item_validation_is_known_or_empty",
            ),
            models.CheckConstraint(
                condition=known_choices("audiences", Audience), name="item_audiences_are_known"
            ),
            models.CheckConstraint(
                condition=known_choices("workplaces", Workplace), name="item_workplaces_are_known"
            ),
            models.CheckConstraint(
                condition=known_choices("ages", AgeBand), name="item_ages_are_known"
            ),
            models.CheckConstraint(
                condition=Q(month=None) | Q(year__isnull=False, month__range=(1, 12)),
                name="item_month_is_of_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(licence__in=LICENCES_UNCHANGED) | ~Q(reuse=Reuse.ADAPT),
                name="item_may_be_adapted_only_if_its_licence_says_so",
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(withdrawn_at=None),
                name="item_on_the_site_is_not_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="item_of_a_source_is_kept_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["live", "is_for_members", "-first_published_at", "-id"],
                name="items_newest_first",
            ),
            models.Index(
                fields=["live", "is_for_members", "-used_count", "-first_published_at", "-id"],
                name="items_most_used_first",
            ),
            # Counting the facets reads this alone, and not the rows with their long texts.
            models.Index(
                fields=[
                    "live",
                    "is_for_members",
                    "kind",
                    "reuse",
                    "year",
                    "audiences",
                    "workplaces",
                    "ages",
                ],
                name="items_counted_by_facet",
            ),
            # Not only of what is live: SQLite would then read the facets from it, row by row.
            models.Index(fields=["review_on", "live"], name="items_due_for_review"),
            models.Index(fields=["changed_at", "id"], name="items_by_last_change"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:item", args=[self.slug])

    def get_short_url(self) -> str:
        return short_links.short_path(self.public_id)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "library/item.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from jmzpro.library.record import context_of

        return {**super().get_preview_context(request, mode_name), **context_of(self, request)}

    def with_content_json(self, content: dict[str, Any]) -> "Item":
        item: Item = super().with_content_json(content)
        for name in self.NOT_IN_HISTORY:
            setattr(item, name, getattr(self, name))
        return item

    def own_fields(self) -> Sequence[str]:
        """The names of the fields that only its kind has."""
        return FIELDS_OF_KIND.get(self.kind, ())

    def months_until_review(self) -> int:
        return MONTHS_UNTIL_REVIEW[self.kind]

    @property
    def state_label(self) -> str:
        return State(self.state).label

    @property
    def is_toolkit(self) -> bool:
        return self.kind == Kind.TOOLKIT

    @classmethod
    def draft(
        cls, *, kind: str, title: str, promise: str, by: "User | None" = None, **fields: Any
    ) -> "Item":
        """A new concept, with its address. Themes and the like come after it."""
        item = cls(kind=kind, title=title, promise=promise, slug=free_slug(title), **fields)
        with transaction.atomic():
            item.save()
            audit.record("gemaakt", item, by=by)
        return item

    def put_on_site(self, by: "User | None", reason: str = "", text: str = "") -> None:
        """Publish it as it is now, for who may: the caller has asked. Its history begins or goes on
        with this version.

        `reason` is for the log, `text` for the mail to who shared it.
        """
        with transaction.atomic():
            revision = self.save_revision(user=by)
            self.publish(revision, user=by, skip_permission_checks=True, reason=reason, text=text)
        self.refresh_from_db()

    def publish(
        self,
        revision: "Revision",
        user: "User | None" = None,
        *args: Any,
        reason: str = "",
        text: str = "",
        **kwargs: Any,
    ) -> None:
        """Every way of publishing comes here, Wagtail's too: the decision leaves its line, and a
        withdrawn item is so no longer.

        Raises Unconfirmed, and changes nothing, while somebody's name in it was not looked at.
        """
        from jmzpro.library import public_names

        if unseen := public_names.unseen_in(self, revision.content):
            if revision.approved_go_live_at is None:
                raise Unconfirmed(unseen)
            self._wait_for_a_look(revision)
            return
        with transaction.atomic():
            type(self).objects.filter(pk=self.pk).update(withdrawn_at=None)
            self.withdrawn_at = None
            super().publish(revision, user, *args, **kwargs)
            type(self).objects.public().filter(pk=self.pk, public_since=None).update(
                public_since=timezone.now()
            )
            self._is_reviewed(user, text)
            audit.record("gepubliceerd", self, by=user, reason=reason)

    def _wait_for_a_look(self, revision: "Revision") -> None:
        """Its hour came, a name in it was never confirmed (a colleague who came since), and
        nobody is there to tick: it stays a draft.
        """
        with transaction.atomic():
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            held = type(self).objects.filter(pk=self.pk, live=False, review_asked_at=None)
            held.update(review_asked_at=timezone.now(), withdrawn_at=None)
            audit.record("niet gepubliceerd: kijk eerst naar elke naam", self, by=None)
        self.refresh_from_db()

    def _is_reviewed(self, by: "User | None", text: str) -> None:
        """Whoever sent it in hears that it is on the site: once, and not before the day it is
        planned for.
        """
        from jmzpro.library import emails

        waited = (
            type(self)
            .objects.filter(pk=self.pk, live=True, review_asked_at__isnull=False)
            .update(review_asked_at=None)
        )
        self.review_asked_at = None
        if waited:
            step = self.review_steps.create(step="geplaatst", by=by, text=text)
            emails.placed(self, step)

    def withdraw(self, by: "User | None", reason: str = "") -> None:
        """Take it off the site, for who may: the caller has asked. Who harvests us is told; it
        can be published again.
        """
        with transaction.atomic():
            UnpublishAction(self, user=by).execute(skip_permission_checks=True)
            self._is_withdrawn(by, reason)

    def unpublish(self, *args: Any, user: "User | None" = None, **kwargs: Any) -> None:
        """Wagtail's way to withdraw: by hand, or on the day an editor chose."""
        with transaction.atomic():
            super().unpublish(*args, user=user, **kwargs)
            self._is_withdrawn(user, "")

    def _is_withdrawn(self, by: "User | None", reason: str) -> None:
        now = timezone.now()
        type(self).objects.filter(pk=self.pk, first_published_at__isnull=False).update(
            withdrawn_at=now, changed_at=now
        )
        audit.record("ingetrokken", self, by=by, reason=reason)
        self.refresh_from_db()

    def check_today(self, by: "User", on: date, review_on: date) -> None:
        """Somebody looked, and it still holds."""
        with transaction.atomic():
            type(self).objects.filter(pk=self.pk).update(
                last_checked_on=on,
                last_checked_by=by,
                review_on=review_on,
                reminded_at=None,
                doubted_at=None,
            )
            audit.record("nagekeken", self, by=by)
        self.refresh_from_db()
