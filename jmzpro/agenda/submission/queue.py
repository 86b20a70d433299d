"""What waits for the office: activities, those for children of who is not known yet, and changes
of what is on the site.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from jmzpro.agenda.activity.wording import for_whom, when
from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity, Organiser, ProposedChange, Registration, ReviewStep, Step
from jmzpro.agenda.submission import organiser_trust, recurrence_text
from jmzpro.agenda.submission.duty import sender_of
from jmzpro.members.models import Organisation
from jmzpro.places.models import Town
from jmzpro.trust import audit
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import (
    AlreadyDecided,
    CannotDecide,
    Decision,
    Letter,
    Named,
    QueueKind,
    Waiting,
)

GROUPS = (Office.BUREAU, Office.MODERATORS)
Only = Callable[[QuerySet[Activity]], QuerySet[Activity]]


def for_review(only: Only) -> QuerySet[Activity]:
    """One by one; what came from a calendar is decided about by calendar."""
    return only(Activity.objects.filter(state=State.FOR_REVIEW, calendar_entry=None))


def waits_for_us(only: Only) -> QuerySet[Activity]:
    """Without those of which the office asked something that was not answered yet."""
    newest = (
        ReviewStep.objects.filter(activity=OuterRef("pk")).order_by("-at", "-pk").values("step")[:1]
    )
    return for_review(only).alias(newest=Subquery(newest)).exclude(newest=Step.ASKED)


def waiting_of(only: Only) -> Callable[[Any], Sequence[Waiting]]:
    def waiting(user: Any) -> Sequence[Waiting]:
        found = for_review(only).select_related(
            "submitter", "organisation", "organiser", "town__province"
        )
        return sorted(
            (as_it_waits(one) for one in found.prefetch_related(steps())), key=lambda one: one.since
        )

    return waiting


def steps() -> Prefetch[Any]:
    return Prefetch("review_steps", ReviewStep.objects.order_by("at", "pk"))


def as_it_waits(activity: Activity) -> Waiting:
    """The number of the newest step is in the id: a decision is about what was read."""
    past = list(activity.review_steps.all())
    newest = past[-1] if past else None
    said = [f"{one.get_step_display()}: {one.text}" for one in past if one.text]
    return Waiting(
        id=f"{activity.public_id}-{newest.pk if newest else 0}",
        title=activity.title,
        since=newest.at if newest else activity.created_at,
        text="\n\n".join(part for part in (activity.summary, activity.text, *said) if part),
        url=links_to(activity),
        facts=[(name, value) for name, value in facts_of(activity) if value],
        sender=sender_of(activity),
        waits_for=SENDER if newest and newest.step == Step.ASKED else "",
    )


def links_to(activity: Activity) -> str:
    from django.urls import reverse

    return reverse("agenda_preview", args=[activity.public_id])


def facts_of(activity: Activity) -> list[tuple[str, str]]:
    place = ", ".join(
        one
        for one in (
            activity.venue_name,
            activity.address,
            activity.town.full_name if activity.town else "",
        )
        if one
    )
    contact = ", ".join(
        one
        for one in (activity.contact_name, activity.contact_email, activity.contact_phone)
        if one
    )
    known = "bij ons bekend" if organiser_trust.is_known(activity) else "nog niet bij ons bekend"
    return [
        ("Soort", activity.get_kind_display()),
        ("Wanneer", when(activity.starts_at, activity.ends_at, is_all_day=activity.is_all_day)),
        ("Hoe vaak", recurrence_text.how_often(activity.rrule, activity.rdate, activity.exdate)),
        ("Voor wie", for_whom(activity)),
        ("Waar", place or activity.get_where_display()),
        ("Postcode", activity.postcode),
        ("Kosten", "gratis" if activity.is_free else activity.cost),
        ("Aanmelden", activity.get_registration_display()),
        ("Toegankelijkheid", activity.accessibility),
        ("Met het openbaar vervoer", activity.public_transport),
        ("Accreditatie", activity.accreditation_text),
        ("Link", activity.online_link or activity.registration_url or activity.website),
        ("Organisator", f"{activity.organiser_name} ({known})"),
        ("Contact", contact),
        ("Van", activity.submitter.name if activity.submitter else activity.submitter_email),
        ("Herkomst", activity.get_source_display()),
        ("Beeld", activity.picture_alt),
    ]


def undecided(item_id: str) -> Activity:
    """The activity as it was read, held until the decision stands; who comes second finds it
    decided, or changed.
    """
    public_id, _, number = item_id.partition("-")
    held = Activity.objects.select_for_update(of=("self",)).filter(
        public_id=public_id, state=State.FOR_REVIEW
    )
    found = held.select_related("organiser", "submitter", "town", "organisation").first()
    newest = found.review_steps.order_by("at", "pk").last() if found else None
    if found is None or str(newest.pk if newest else 0) != number:
        raise AlreadyDecided
    return found


def place_activity(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    activity = undecided(item_id)
    if not organiser_trust.may_be_published(activity):
        raise CannotDecide(
            "Dit is voor kinderen, en de organisator kennen we nog niet. Zeg eerst dat de "
            "organisator klopt."
        )
    activity.put_on_site(by=by, reason=reason, text=text)


def vouch_for_organiser(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    """The organiser is who it says it is: from now on the office knows it, with the contact that
    is named.
    """
    activity = undecided(item_id)
    if not activity.contact_name:
        raise CannotDecide(
            "Er staat geen contactpersoon bij. Vraag wie dat is; zonder naam komt het niet "
            "op de site."
        )
    organiser = the_organiser(activity)
    organiser.contact_name = activity.contact_name
    organiser.contact_email, organiser.contact_phone = (
        activity.contact_email,
        activity.contact_phone,
    )
    organiser.approved_at, organiser.approved_by = timezone.now(), by
    organiser.save()
    Activity.objects.filter(pk=activity.pk).update(organiser=organiser)
    activity.organiser = organiser
    audit.record("organisator goedgekeurd", organiser, by=by, reason=reason)
    activity.put_on_site(by=by, reason=reason, text=text)


def the_organiser(activity: Activity) -> Organiser:
    """The one it has, else that of this name: a member organisation before any other."""
    if activity.organiser is not None:
        return activity.organiser
    member = Organisation.objects.filter(
        name__iexact=activity.organiser_name, is_active=True
    ).first()
    if member is not None:
        return organiser_trust.of_organisation(member)
    found = Organiser.objects.filter(
        organisation=None, name__iexact=activity.organiser_name
    ).first()
    return found or Organiser(name=activity.organiser_name, website=activity.website[:500])


def reject_activity(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    undecided(item_id).reject(by=by, text=text, reason=reason)


def ask_sender(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    undecided(item_id).ask_submitter(by=by, text=text, reason=reason)


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    public_ids = {item_id: item_id.partition("-")[0] for item_id in item_ids}
    found = {
        one.public_id: one for one in Activity.objects.filter(public_id__in=public_ids.values())
    }
    return {
        item_id: Named(found[one].title, links_to(found[one]))
        for item_id, one in public_ids.items()
        if one in found
    }


# Coming back on it


def take_back_decision(item_id: str, *, by: Any) -> None:
    """Undo of `place_activity` and `reject_activity`: it waits for the office again, as it did. Who
    heard of it is told.

    Raises AlreadyDecided when it changed hands meanwhile, and CannotDecide once people signed up.
    """
    public_id = item_id.partition("-")[0]
    activity = (
        Activity.objects.select_for_update(of=("self",))
        .filter(public_id=public_id)
        .select_related("town")
        .first()
    )
    if activity is None:
        raise AlreadyDecided
    if signed_up(activity):
        raise CannotDecide(
            "Er hebben zich al mensen aangemeld. Gaat het niet door? Gelast het dan af: dan "
            "horen zij het ook."
        )
    activity.return_to_review(by=by)


def signed_up(activity: Activity) -> bool:
    return Registration.objects.filter(gathering__desk__activity=activity).exists()


def stop_vouching(item_id: str, *, by: Any) -> None:
    """Undo of `vouch_for_organiser`: the organiser is unknown again, unless something else for
    children of it is on the site by now.
    """
    take_back_decision(item_id, by=by)
    activity = Activity.objects.select_related("organiser").get(public_id=item_id.partition("-")[0])
    organiser = activity.organiser
    if organiser is None or any(
        one.is_for_children
        for one in Activity.objects.filter(organiser=organiser, state=State.PUBLISHED)
    ):
        return
    Organiser.objects.filter(pk=organiser.pk, approved_by=by).update(
        approved_at=None, approved_by=None
    )
    audit.record("organisator niet meer goedgekeurd", organiser, by=by)


def named_changes(item_ids: Sequence[str]) -> dict[str, Named]:
    found = ProposedChange.objects.filter(
        pk__in=[one for one in item_ids if one.isdecimal()]
    ).select_related("activity")
    return {
        str(one.pk): Named(f"Wijziging van: {one.activity.title}", links_to(one.activity))
        for one in found
    }


SENDER = "wie het instuurde"
WELCOME = Letter(SENDER)
WHY_NOT = Letter(
    SENDER,
    asks="Waarom niet?",
    needed="Schrijf waarom het niet op de site komt. Wie het instuurde, krijgt dit te lezen.",
)
QUESTION = Letter(
    SENDER, asks="Je vraag", needed="Schrijf je vraag op. Wie het instuurde, krijgt die per mail."
)

GOES = "De mail gaat meteen weg. Dit kun je niet terugdraaien."

PLACE = Decision(
    key="plaats",
    label="Zet op de site",
    carry_out=place_activity,
    letter=WELCOME,
    undo=take_back_decision,
    done="Op de site gezet",
)
VOUCH = Decision(
    key="bekend",
    label="Organisator klopt: zet op de site",
    carry_out=vouch_for_organiser,
    letter=WELCOME,
    undo=stop_vouching,
    done="Organisator goedgekeurd en op de site gezet",
)
REJECT = Decision(
    key="afwijzen",
    label="Wijs af",
    carry_out=reject_activity,
    letter=WHY_NOT,
    undo=take_back_decision,
    done="Afgewezen",
)
ASK = Decision(
    key="vraag",
    label="Stel een vraag",
    carry_out=ask_sender,
    letter=QUESTION,
    consequence=GOES,
    done="Vraag gesteld",
)


# Changes of what is on the site


def changes(user: Any) -> Sequence[Waiting]:
    found = ProposedChange.objects.waiting().select_related(
        "activity__submitter", "activity__town__province"
    )
    return [change_as_it_waits(one) for one in found]


def change_as_it_waits(proposal: ProposedChange) -> Waiting:
    activity = proposal.activity
    return Waiting(
        id=str(proposal.pk),
        title=f"Wijziging van: {activity.title}",
        since=proposal.proposed_at,
        text=(
            "Dit is voor kinderen. Er verandert niets tot je besluit. Herkomst: "
            f"{proposal.get_source_display().lower()}."
        ),
        url=activity.get_absolute_url(),
        sender=sender_of(activity),
        facts=[
            (
                label_of(name),
                f"was “{shown(getattr(activity, name))}”, wordt “{new_value(name, value)}”",
            )
            for name, value in proposal.values.items()
        ],
    )


def label_of(name: str) -> str:
    return str(Activity._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return {None: "leeg", "": "leeg", True: "ja", False: "nee"}.get(value, str(value))


def new_value(name: str, value: Any) -> str:
    return (
        shown(Town.objects.filter(pk=value).first())
        if name == "town" and value is not None
        else shown(value)
    )


def proposed(item_id: str) -> ProposedChange:
    found = (
        ProposedChange.objects.waiting()
        .filter(pk=int(item_id))
        .select_related("activity__submitter")
        .first()
        if item_id.isdigit()
        else None
    )
    if found is None:
        raise AlreadyDecided
    return found


def take_change(item_id: str, *, by: Any, reason: str = "") -> None:
    proposed(item_id).accept(by=by, reason=reason)


def leave_change(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    proposed(item_id).refuse(by=by, reason=reason, text=text)


def undo_take_change(item_id: str, *, by: Any) -> None:
    """Undo of `take_change`: what stood there stands there again, and the change waits."""
    decided_change(item_id).undo_acceptance(by=by)


def undo_leave_change(item_id: str, *, by: Any) -> None:
    """Undo of `leave_change`: the change waits again."""
    decided_change(item_id).undo_refusal(by=by)


def decided_change(item_id: str) -> ProposedChange:
    found = (
        ProposedChange.objects.filter(pk=int(item_id)).select_related("activity__submitter").first()
        if item_id.isdigit()
        else None
    )
    if found is None:
        raise AlreadyDecided
    return found


TAKEN = Letter(SENDER, takes_words=False)
NOT_TAKEN = Letter(
    SENDER,
    asks="Waarom niet?",
    needed="Schrijf waarom de wijziging er niet in komt. Wie die voorstelde, leest dit.",
)

QUEUES = (
    QueueKind(
        key="agenda",
        label="Agenda",
        waiting=waiting_of(organiser_trust.others),
        count=lambda user: waits_for_us(organiser_trust.others).count(),
        decisions=(PLACE, REJECT, ASK),
        named=named,
        groups=GROUPS,
        order=20,
    ),
    QueueKind(
        key="agenda-onbekend",
        label="Agenda: voor kinderen, onbekende organisator",
        waiting=waiting_of(organiser_trust.unknown_and_for_children),
        count=lambda user: waits_for_us(organiser_trust.unknown_and_for_children).count(),
        decisions=(VOUCH, REJECT, ASK),
        named=named,
        groups=GROUPS,
        order=21,
    ),
    QueueKind(
        key="agenda-wijziging",
        label="Wijziging in de agenda",
        named=named_changes,
        waiting=changes,
        count=lambda user: ProposedChange.objects.waiting().count(),
        decisions=(
            Decision(
                key="neem-over",
                label="Neem over",
                carry_out=take_change,
                letter=TAKEN,
                undo=undo_take_change,
                done="Overgenomen",
            ),
            Decision(
                key="laat",
                label="Neem niet over",
                carry_out=leave_change,
                letter=NOT_TAKEN,
                undo=undo_leave_change,
                done="Niet overgenomen",
            ),
        ),
        groups=GROUPS,
        order=22,
    ),
)
