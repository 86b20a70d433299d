"""The mails of the Kennisbank: one typed function a message, called in the transaction of what
it tells.
"""

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from jmzpro.letters import unsubscribe
from jmzpro.letters.kinds import muted
from jmzpro.library.models import Item, ReviewStep, Use
from jmzpro.mail.correction import Regret, come_back
from jmzpro.mail.outbox import Message, send
from jmzpro.members.models import Person, User
from jmzpro.members.person.mail import send_to

SHARING, UPKEEP = "library-sharing", "library-upkeep"  # kinds of mail
SHARED = "Je krijgt deze mail omdat je dit deelde in de Kennisbank."


def submission_url(item: Item) -> str:
    return reverse("library:submission", args=[item.public_id])


def to_sharer(item: Item, step: ReviewStep, subject: str, template: str, url: str) -> None:
    send_to(
        item.shared_by,
        cause=f"library-review:{step.pk}",
        subject=subject,
        template=template,
        unsubscribe_url=unsubscribe.address(item.shared_by, SHARING),
        reason=SHARED,
        context={"item": item, "text": step.text, "url": url},
        thread=f"submission/{item.public_id}",
    )


def placed(item: Item, step: ReviewStep) -> None:
    to_sharer(
        item,
        step,
        f"Staat in de Kennisbank: {item.title}",
        "library/mail/placed",
        item.get_absolute_url(),
    )


def returned(item: Item, step: ReviewStep) -> None:
    to_sharer(
        item, step, f"Pas nog iets aan: {item.title}", "library/mail/returned", submission_url(item)
    )


def commented(item: Item, step: ReviewStep) -> None:
    to_sharer(
        item,
        step,
        f"Opmerking van de redactie: {item.title}",
        "library/mail/commented",
        submission_url(item),
    )


def came_back(item: Item, step: ReviewStep) -> None:
    """On a decision: `step` is the one that is undone."""
    now = (
        "De redactie bekijkt het opnieuw. Het staat nu niet in de Kennisbank, en je hoort wat we "
        "besluiten."
    )
    come_back(f"library-review:{step.pk}", Regret(item.title, now, SHARED))


def use_removed(use: Use, reason: str) -> None:
    send_to(
        use.person,
        cause=f"library-use-removed:{use.pk}",
        subject="Weggehaald: wat je schreef bij een item in de Kennisbank",
        template="library/mail/use_removed",
        unsubscribe_url=unsubscribe.address(use.person, SHARING),
        reason="Je krijgt deze mail omdat je dit schreef in de Kennisbank.",
        context={"item": use.item, "text": use.text, "why": reason},
    )


def still_right(item: Item, owner: User, url: str) -> None:
    """To who keeps it up: once for each review day."""
    send(
        Message(
            cause=f"library-review-due:{item.public_id}:{item.review_on}",
            to=owner.email,
            user=owner,
            subject=f"Klopt dit nog: {item.title}?",
            template="library/mail/still_right",
            unsubscribe_url=unsubscribe.address(Person.objects.filter(user=owner).first(), UPKEEP),
            reason="Je krijgt deze mail omdat jij dit item in de Kennisbank bijhoudt.",
            context={
                "item": item,
                "url": url,
                "edit_url": AdminURLFinder(owner).get_edit_url(item) or "",
            },
        )
    )


MAIL_KINDS = (
    muted(
        SHARING,
        "Geen mail meer over wat je deelt",
        (
            "Je krijgt geen mail meer over wat je deelt in de Kennisbank. Hoe het ermee staat, "
            "lees je bij ‘Mijn JMZ Pro’."
        ),
        order=70,
        is_own=True,
    ),
    muted(
        UPKEEP,
        "Geen mail meer of iets nog klopt",
        (
            "We vragen je niet meer per mail of iets nog klopt. Op de pagina zelf kun je het nog "
            "zeggen."
        ),
        order=75,
        is_own=True,
    ),
)
