"""What waits for the Bureau: applications, with the members they may be a double of."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from jmzpro.members.membership import emails
from jmzpro.members.membership.application import acceptance, duplicates, submission
from jmzpro.members.membership.application.models import (
    Application,
    ApplicationState,
    ApplicationStep,
    ApplicationStepKind,
)
from jmzpro.members.models import Organisation
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


def waiting(user: Any) -> Sequence[Waiting]:
    rows = list(
        Application.objects.waiting()
        .select_related("town__province")
        .prefetch_related("steps", "themes", "municipalities")
        .order_by("pk")
    )
    if not rows:
        return []
    members = duplicates.members()
    others = {row.pk: duplicates.as_known(row) for row in rows}
    return [
        as_it_waits(row, [*members, *(one for pk, one in others.items() if pk != row.pk)])
        for row in rows
    ]


def as_it_waits(application: Application, known: Sequence[duplicates.Known]) -> Waiting:
    """The number of the newest step is in the id: a decision is about what was read."""
    steps = list(application.steps.all())
    said = [f"{step.get_kind_display()}: {step.text}" for step in steps if step.text]
    alike = duplicates.doubles(application, known)
    facts: list[tuple[str, ...]] = [
        ("Soort", application.get_kind_display()),
        ("KvK", application.kvk),
        ("Plaats", application.town.full_name),
        ("Gemeenten", ", ".join(str(one) for one in application.municipalities.all())),
        ("Thema’s", ", ".join(theme.name for theme in application.themes.all())),
        ("Website", application.website),
        (
            "Contactpersoon",
            ", ".join(
                part for part in (application.contact_name, application.contact_function) if part
            ),
        ),
        ("E-mailadres", application.contact_email),
        *(("Lijkt op", f"{one.name}: {one.why}", address_of(one)) for one in alike),
    ]
    return Waiting(
        id=f"{application.public_id}-{steps[-1].pk if steps else 0}",
        title=application.name,
        since=steps[-1].at if steps else application.created_at,
        text="\n\n".join([application.motivation, *said]),
        facts=[fact for fact in facts if fact[1]],
        sender=f"address/{application.contact_email}",
        waits_for=APPLICANT if steps and steps[-1].kind == ApplicationStepKind.ASKED else "",
        more=[joining(one.organisation, one.name) for one in alike if one.organisation is not None],
    )


def address_of(double: duplicates.Double) -> str:
    return (
        reverse("organisaties:edit", args=[double.organisation])
        if double.organisation is not None
        else ""
    )


def joining(organisation: int, name: str) -> Decision:
    """The applicant turns out to be of an organisation that is there already."""
    return Decision(
        key=f"bij-{organisation}",
        label=f"Voeg samen met {name}",
        carry_out=partial(join, organisation),
        letter=Letter(APPLICANT),
        consequence=NO_NEW_ONE,
        done="Bij een lid gevoegd",
    )


@transaction.atomic
def join(organisation: int, item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    """No new organisation: the contact is invited as somebody of the one that is there. Raises
    CannotDecide when that takes no part.
    """
    application = undecided(item_id)
    kept = Organisation.objects.filter(pk=organisation, is_active=True, removed_at=None).first()
    if kept is None:
        raise CannotDecide(
            "Deze organisatie is nu geen lid. Maak haar eerst weer lid op haar pagina."
        )
    decide(application, ApplicationState.ACCEPTED)
    contact = acceptance.contact_of(application, kept, by=by)
    Application.objects.filter(pk=application.pk).update(organisation=kept)
    audit.record("application.joined", kept, by=by, reason=reason)
    emails.application_joined(
        application,
        kept,
        contact,
        application.take_step(ApplicationStepKind.ACCEPTED, by=by, text=text),
    )


def waits_for_us() -> QuerySet[Application]:
    """Without those of which the office asked something that was not answered yet."""
    newest = (
        ApplicationStep.objects.filter(application=OuterRef("pk"))
        .order_by("-at", "-pk")
        .values("kind")[:1]
    )
    return (
        Application.objects.waiting()
        .alias(newest=Subquery(newest))
        .exclude(newest=ApplicationStepKind.ASKED)
    )


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    public_ids = {item_id: item_id.partition("-")[0] for item_id in item_ids}
    found = {
        one.public_id: one for one in Application.objects.filter(public_id__in=public_ids.values())
    }
    return {
        item_id: Named(found[one].name, page_of(found[one]))
        for item_id, one in public_ids.items()
        if one in found
    }


def page_of(application: Application) -> str:
    return (
        reverse("organisaties:edit", args=[application.organisation_id])
        if application.organisation_id
        else ""
    )


def undecided(item_id: str) -> Application:
    """As it was read, held until the decision stands; who comes second finds it decided, or
    changed.
    """
    public_id, _, number = item_id.partition("-")
    held = (
        Application.objects.waiting()
        .select_for_update(of=("self",))
        .select_related("town__province")
    )
    application = held.filter(public_id=public_id).first()
    newest = application.steps.last() if application else None
    if application is None or str(newest.pk if newest else 0) != number:
        raise AlreadyDecided
    return application


def decide(application: Application, to: ApplicationState) -> None:
    if not submission.change(application, ApplicationState.WAITING, to):
        raise AlreadyDecided


@transaction.atomic
def accept(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    application = undecided(item_id)
    decide(application, ApplicationState.ACCEPTED)
    organisation = acceptance.take_in(application, by=by)
    Application.objects.filter(pk=application.pk).update(organisation=organisation)
    audit.record("application.accepted", organisation, by=by, reason=reason)
    contact = organisation.contact
    emails.application_accepted(
        application,
        organisation,
        contact,
        application.take_step(ApplicationStepKind.ACCEPTED, by=by, text=text),
    )


@transaction.atomic
def reject(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    application = undecided(item_id)
    decide(application, ApplicationState.REJECTED)
    audit.record("application.rejected", application, by=by, reason=reason)
    emails.application_rejected(
        application, application.take_step(ApplicationStepKind.REJECTED, by=by, text=text)
    )


@transaction.atomic
def ask(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    """It goes on waiting. The same words twice are a double click."""
    application = undecided(item_id)
    last = application.steps.last()
    if last is None or (last.kind, last.text) != (ApplicationStepKind.ASKED, text):
        audit.record("application.asked", application, by=by, reason=reason)
        emails.application_asked(
            application, application.take_step(ApplicationStepKind.ASKED, by=by, text=text)
        )


# Coming back on it


@transaction.atomic
def undo_accept(item_id: str, *, by: Any) -> None:
    """Undo of `accept`: the organisation and the account that came of it go. Raises CannotDecide
    once somebody used them.
    """
    application = decided(item_id, ApplicationState.ACCEPTED)
    acceptance.give_up(application, by=by)
    wait_again(application, ApplicationState.ACCEPTED, by=by)


@transaction.atomic
def undo_reject(item_id: str, *, by: Any) -> None:
    wait_again(decided(item_id, ApplicationState.REJECTED), ApplicationState.REJECTED, by=by)


def decided(item_id: str, state: ApplicationState) -> Application:
    held = Application.objects.select_for_update(of=("self",)).filter(
        public_id=item_id.partition("-")[0], state=state
    )
    application = held.select_related("organisation").first()
    if application is None:
        raise AlreadyDecided
    return application


def wait_again(application: Application, was: ApplicationState, *, by: Any) -> None:
    """As it waited before, with its last step gone; who heard of the decision is told."""
    if not submission.change(application, was, ApplicationState.WAITING):
        raise AlreadyDecided
    step = application.steps.last()
    assert step is not None
    audit.record("application.decision_undone", application, by=by)
    emails.application_came_back(application, step)
    step.delete()


APPLICANT = "de aanvrager"
WHY_NOT = Letter(
    APPLICANT,
    asks="Waarom niet?",
    needed="Schrijf waarom je de aanmelding afwijst. De aanvrager krijgt dit per mail.",
)
QUESTION = Letter(
    APPLICANT, asks="Je vraag", needed="Schrijf je vraag op. De aanvrager krijgt die per mail."
)

NO_NEW_ONE = (
    "Er komt geen nieuwe organisatie. Wie zich aanmeldde, wordt uitgenodigd als collega bij deze "
    "organisatie. "
    "Terugdraaien kan alleen op de pagina van die persoon."
)
GOES = "De mail gaat meteen weg. Dit kun je niet terugdraaien."

QUEUE = QueueKind(
    key="lid-worden",
    label="Aanmelding als lid",
    waiting=waiting,
    count=lambda user: waits_for_us().count(),
    named=named,
    decisions=(
        Decision(
            key="neem-aan",
            label="Neem aan",
            carry_out=accept,
            letter=Letter(APPLICANT),
            undo=undo_accept,
            done="Aangenomen",
        ),
        Decision(
            key="wijs-af",
            label="Wijs af",
            carry_out=reject,
            letter=WHY_NOT,
            undo=undo_reject,
            done="Afgewezen",
        ),
        Decision(
            key="vraag",
            label="Stel een vraag",
            carry_out=ask,
            letter=QUESTION,
            consequence=GOES,
            done="Vraag gesteld",
        ),
    ),
    groups=(Office.BUREAU,),
    order=15,
)
