"""The mails about what somebody added to the agenda: one typed function a message, called in the
transaction of what it tells.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.agenda.submission import tokens
from jmzpro.letters import unsubscribe
from jmzpro.letters.kinds import muted
from jmzpro.mail.correction import Regret, come_back
from jmzpro.mail.outbox import Message, send
from jmzpro.members.person.mail import can_be_mailed
from jmzpro.trust.private_links import digest

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity, ProposedChange, ReviewStep

KIND = "agenda"
BECAUSE = "Je krijgt deze mail omdat je dit toevoegde aan de agenda van JMZ Pro."


def tell(
    activity: "Activity",
    *,
    cause: str,
    subject: str,
    template: str,
    can_be_stopped: bool = False,
    **context: Any,
) -> None:
    """To who added it: a member, or a visitor by the address that was confirmed. To nobody when
    that was forgotten.

    What somebody did gets its answer; only what we ask of our own accord can be stopped.
    """
    person = activity.submitter
    if person is not None and not can_be_mailed(person):
        return
    if person is None and not activity.submitter_email:
        return
    send(
        Message(
            cause=cause,
            to=person.user.email if person else activity.submitter_email,
            user=person.user if person else None,
            subject=subject,
            template=f"agenda/mail/{template}",
            reason=BECAUSE,
            context={"activity": activity, "change_url": tokens.change_url(activity), **context},
            unsubscribe_url=unsubscribe.address(person, KIND) if person and can_be_stopped else "",
        )
    )


def ask_confirmation(activity: "Activity") -> None:
    """The same for every address: it tells nothing about it."""
    send(
        Message(
            cause=f"agenda-confirm:{activity.public_id}",
            to=activity.submitter_email,
            subject="Bevestig je activiteit voor de agenda",
            template="agenda/mail/confirm",
            reason=(
                "Je krijgt deze mail omdat iemand met dit adres een activiteit toevoegde aan de "
                "agenda van JMZ Pro."
            ),
            context={
                "activity": activity,
                "url": reverse("agenda:confirm", args=[tokens.token_of(activity, tokens.CONFIRM)]),
            },
        )
    )


def received(activity: "Activity") -> None:
    """To a visitor: the private link, to keep."""
    tell(
        activity,
        cause=f"agenda-received:{activity.public_id}",
        subject=f"Ontvangen: {activity.title}",
        template="received",
    )


def links_again(address: str, activities: Sequence["Activity"]) -> None:
    """The private links of one address, asked for by whoever lost the mail."""
    send(
        Message(
            cause=f"agenda-links:{digest(address)}:{timezone.now():%Y%m%d%H%M%S}",
            to=address,
            subject="Je activiteiten in de agenda",
            template="agenda/mail/links_again",
            reason=(
                "Je krijgt deze mail omdat iemand met dit adres op de site vroeg om de links van "
                "zijn activiteiten."
            ),
            context={"rows": [(activity, tokens.change_url(activity)) for activity in activities]},
        )
    )


def placed(activity: "Activity", step: "ReviewStep") -> None:
    tell(
        activity,
        cause=f"agenda-step:{step.pk}",
        subject=f"In de agenda: {activity.title}",
        template="placed",
        text=step.text,
    )


def rejected(activity: "Activity", step: "ReviewStep") -> None:
    tell(
        activity,
        cause=f"agenda-step:{step.pk}",
        subject=f"Niet geplaatst: {activity.title}",
        template="rejected",
        text=step.text,
    )


def asked(activity: "Activity", step: "ReviewStep") -> None:
    tell(
        activity,
        cause=f"agenda-step:{step.pk}",
        subject=f"Een vraag over: {activity.title}",
        template="asked",
        text=step.text,
    )


def came_back(activity: "Activity", step: "ReviewStep") -> None:
    """On a decision: `step` is the one that is undone."""
    now = (
        "Het staat nu niet in de agenda. We bekijken het opnieuw, en je krijgt een mail met wat "
        "we besluiten."
    )
    come_back(f"agenda-step:{step.pk}", Regret(activity.title, now, BECAUSE))


def change_taken(activity: "Activity", proposal: "ProposedChange") -> None:
    subject = f"Overgenomen: je wijziging van {activity.title}"
    tell(activity, cause=cause_of(proposal), subject=subject, template="change_taken")


def change_refused(activity: "Activity", proposal: "ProposedChange", reason: str) -> None:
    subject = f"Niet overgenomen: je wijziging van {activity.title}"
    tell(
        activity, cause=cause_of(proposal), subject=subject, template="change_refused", text=reason
    )


def cause_of(proposal: "ProposedChange") -> str:
    """What is decided again is told again."""
    return f"agenda-change:{proposal.pk}:{proposal.times_decided}"


def change_came_back(proposal: "ProposedChange") -> None:
    now = "We bekijken je wijziging opnieuw. Tot dan staat er in de agenda wat er eerst stond."
    come_back(
        cause_of(proposal), Regret(f"je wijziging van {proposal.activity.title}", now, BECAUSE)
    )


def still_right(activity: "Activity", year: int) -> None:
    """Once a year for what has been going on for longer."""
    tell(
        activity,
        cause=f"agenda-still-right:{activity.public_id}:{year}",
        subject=f"Klopt dit nog: {activity.title}?",
        template="still_right" if activity.submitter else "still_right_by_link",
        can_be_stopped=True,
        url=reverse("agenda:still-right", args=[tokens.token_of(activity, tokens.STILL)]),
    )


MAIL_KIND = muted(
    KIND,
    "Geen mail meer of je activiteiten en kalenders nog kloppen",
    (
        "We vragen je niet meer per mail of je activiteiten en kalenders nog kloppen. Bij ‘Mijn "
        "activiteiten’ zie je hoe het ermee staat."
    ),
    order=72,
    is_own=True,
)
