"""The mails about working somewhere, leaving and moving. One function a message."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.mail import outbox
from jmzpro.mail.composition import absolute
from jmzpro.mail.correction import Regret, come_back
from jmzpro.members.models import Organisation, Person
from jmzpro.members.person import mail

if TYPE_CHECKING:
    from jmzpro.members.team.models import Move


def to_account(person: Person, **said: Any) -> None:
    """Also to who left: about the own account a mail always comes."""
    outbox.send(outbox.Message(to=person.user.email, user=person.user, **said))


def you_left(person: Person, organisation: Organisation, *, is_own_doing: bool) -> None:
    to_account(
        person,
        cause=f"left:{person.pk}:{timezone.now().timestamp():.0f}",
        subject=f"Je werkt niet meer bij {organisation.name}",
        template="members/team/mail/you_left",
        reason="Je krijgt deze mail omdat je account bij JMZ Pro over een maand sluit.",
        context={
            "person": person,
            "organisation": organisation,
            "is_own_doing": is_own_doing,
            "url": absolute(reverse("members:mine")),
            "label": "Bekijk wat je kunt doen",
        },
    )


def colleague_left(person: Person, organisation: Organisation) -> None:
    """To the contact, when somebody tells it without the contact."""
    mail.send_to(
        organisation.contact,
        cause=f"colleague-left:{person.pk}:{timezone.now().timestamp():.0f}",
        subject=f"{person.name} werkt niet meer bij {organisation.name}",
        template="members/team/mail/colleague_left",
        reason=f"Je krijgt deze mail omdat je de contactpersoon van {organisation.name} bent.",
        context={
            "person": person,
            "organisation": organisation,
            "url": absolute(reverse("members:team")),
            "label": "Bekijk jullie mensen",
        },
    )


def you_are_contact(person: Person, organisation: Organisation, *, by: Any) -> None:
    mail.send_to(
        person,
        cause=f"contact:{organisation.pk}:{get_random_string(12)}",
        subject=f"Je bent nu de contactpersoon van {organisation.name}",
        template="members/team/mail/you_are_contact",
        reason=(
            f"Je krijgt deze mail omdat je de contactpersoon van {organisation.name} bent geworden."
        ),
        context={
            "person": person,
            "organisation": organisation,
            "by": getattr(by, "person", None),
            "url": absolute(reverse("members:team")),
            "label": "Bekijk jullie mensen",
        },
    )


def asks_to_come(move: "Move") -> None:
    """To the contact of the organisation that is asked. Without one the office has it in its
    queue.
    """
    mail.send_to(
        move.organisation.contact,
        cause=f"move-asked:{move.pk}",
        subject=f"{move.person.name} wil bij {move.organisation.name} horen",
        template="members/team/mail/asks_to_come",
        reason=f"Je krijgt deze mail omdat je de contactpersoon van {move.organisation.name} bent.",
        context={"move": move, "url": absolute(move.get_absolute_url()), "label": "Beslis"},
    )


def come_over(move: "Move", *, by: Any) -> None:
    """To somebody with an account, whom a contact wants as a colleague."""
    to_account(
        move.person,
        cause=f"move-called:{move.pk}",
        subject=f"{move.organisation.name} vraagt of je daar nu werkt",
        template="members/team/mail/come_over",
        reason=(
            f"Je krijgt deze mail omdat iemand van {move.organisation.name} je op dit adres "
            "uitnodigde bij JMZ Pro."
        ),
        context={
            "move": move,
            "by": getattr(by, "person", None),
            "url": absolute(move.get_absolute_url()),
            "label": "Bekijk de vraag",
        },
    )


def moved(move: "Move") -> None:
    """To who did not press the button: the person, and the contact when the person decided."""
    from jmzpro.members.team.models import AskedBy

    if move.asked_by == AskedBy.PERSON:
        to_account(
            move.person,
            cause=f"moved:{move.pk}",
            subject=f"Je hoort nu bij {move.organisation.name}",
            template="members/team/mail/moved",
            reason="Je krijgt deze mail omdat je vroeg of je bij deze organisatie kon horen.",
            context={
                "move": move,
                "url": absolute(reverse("members:mine")),
                "label": "Naar Mijn JMZ Pro",
            },
        )
        return
    mail.send_to(
        move.organisation.contact,
        cause=f"moved:{move.pk}",
        subject=f"{move.person.name} hoort nu bij {move.organisation.name}",
        template="members/team/mail/came_over",
        reason=f"Je krijgt deze mail omdat je de contactpersoon van {move.organisation.name} bent.",
        context={
            "move": move,
            "url": absolute(reverse("members:team")),
            "label": "Bekijk jullie mensen",
        },
    )


def not_taken_in(move: "Move") -> None:
    to_account(
        move.person,
        cause=declined(move),
        subject=f"{move.organisation.name} nam je niet op",
        template="members/team/mail/not_taken_in",
        reason="Je krijgt deze mail omdat je vroeg of je bij deze organisatie kon horen.",
        context={
            "move": move,
            "url": absolute(reverse("members:mine")),
            "label": "Bekijk wat je nog kunt doen",
        },
    )


def declined(move: "Move") -> str:
    """What is decided again is told again."""
    return f"move-declined:{move.pk}:{move.decided_at:%Y%m%d%H%M%S%f}"


def came_back(move: "Move") -> None:
    """On `not_taken_in`; the move still says when that was."""
    now = (
        f"Het bureau kijkt nog een keer of je bij {move.organisation.name} kunt horen. Je krijgt "
        "een mail met het antwoord."
    )
    because = "Je krijgt deze mail omdat je vroeg of je bij deze organisatie kon horen."
    come_back(declined(move), Regret(f"je overstap naar {move.organisation.name}", now, because))


def account_closed(person: Person) -> None:
    to_account(
        person,
        cause=f"account-closed:{person.pk}:{person.leaves_on}",
        subject="Je account bij JMZ Pro is gesloten",
        template="members/team/mail/account_closed",
        reason="Je krijgt deze mail omdat je account een maand geleden zonder organisatie kwam.",
        context={"person": person, "url": absolute("/"), "label": "Naar JMZ Pro"},
    )
