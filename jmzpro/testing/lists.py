"""Every page that lists things, with how to put twenty more on it. A new list page adds its line
here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.agenda.models import ConnectedCalendar
from jmzpro.agenda.registration import booking
from jmzpro.agenda.registration.booking import RegistrationInput as Registering
from jmzpro.agenda.registration.models import Desk
from jmzpro.letters.models import Follow, Stance
from jmzpro.library import dead_links, queue
from jmzpro.library.choices import Kind
from jmzpro.library.models import CheckedLink, File, FileVersion, Item, Link, Use
from jmzpro.mail.outbox import Message, send_many
from jmzpro.members.models import Organisation, OrganisationKind, Person, User
from jmzpro.pages.models import NewsIndexPage, NewsPage
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.offers import lifecycle as offers_lifecycle
from jmzpro.questions.offers import requests
from jmzpro.questions.offers.lifecycle import Told
from jmzpro.questions.question.submission import ask
from jmzpro.support.models import SupportService
from jmzpro.testing.samples import make_activity, make_application
from jmzpro.themes.models import Axis, Theme
from jmzpro.trust import audit


@dataclass(frozen=True)
class ListPage:
    """`make_more(cast)` puts twenty more rows on the page; `role` is who of the cast looks
    (empty: a visitor).
    """

    url: str
    role: str
    make_more: Callable[[SimpleNamespace], object]


def more_organisations(cast: SimpleNamespace) -> None:
    for number in range(20):
        made = Organisation.objects.create(
            name=f"Steunpunt {number}", slug=f"steunpunt-{number}", kind=OrganisationKind.WELFARE
        )
        made.works_in.set(cast.brug.works_in.all())
        made.themes.set(cast.brug.themes.all())


def more_applications(cast: SimpleNamespace) -> None:
    for number in range(20):
        make_application(f"Nieuwe organisatie {number}")


def more_memberships(cast: SimpleNamespace) -> None:
    """Members of whom each list of the office's page has something to say."""
    more_organisations(cast)
    now = timezone.now()
    of_nobody = {"check_asked_at": now, "paid_until": timezone.localdate() - timedelta(days=1)}
    Organisation.objects.filter(name__startswith="Steunpunt ").update(**of_nobody)


def more_people(cast: SimpleNamespace) -> None:
    for number in range(20):
        user = User.objects.create_user(f"persoon-{number}@cast.example")
        person = Person.objects.create(
            user=user, name=f"Persoon {number}", organisation=cast.brug, welcomed_at=timezone.now()
        )
        person.themes.set(cast.sanne.themes.all())


def more_themes(cast: SimpleNamespace) -> None:
    Theme.objects.bulk_create(
        [
            Theme(name=f"Thema {number}", slug=f"thema-{number}", axis=Axis.WAY)
            for number in range(20)
        ]
    )


def more_questions(cast: SimpleNamespace) -> None:
    themes = list(Theme.objects.filter(slug="vervoer"))
    for number in range(20):
        question = ask(
            cast.sanne,
            f"Wie regelt het vervoer naar groep {number}?",
            "We zoeken een oplossing.",
            themes,
            None,
        )
        Answer.give(question, cast.daan, "Wij rijden met vrijwilligers.")
    Question.objects.update(what_helped="Vrijwilligers")


def more_items(cast: SimpleNamespace) -> None:
    themes = list(Theme.objects.filter(slug__in=["vervoer", "les", "signalen"]))
    for number in range(20):
        item = Item.draft(
            kind=Kind.values[number % 11],
            title=f"Handreiking {number}",
            promise="Helpt je op weg.",
            year=2000 + number,
        )
        item.audiences, item.organisation = ["school", "welzijn"], cast.brug
        item.themes.set(themes)
        item.save()
        item.put_on_site(by=None)
        file = File.objects.create(item=item)
        version = FileVersion.objects.create(
            file=file, name="kaart.pdf", content_type="application/pdf", sha256="0" * 64
        )
        File.objects.filter(pk=file.pk).update(current=version)


def more_offers(cast: SimpleNamespace) -> None:
    themes = list(Theme.objects.filter(slug="vervoer"))
    day = timezone.localdate() + timedelta(days=60)
    for number in range(20):
        told = Told(
            "materiaal",
            f"Rooster voor het rijden, deel {number}",
            "Zo doen wij het.",
            day,
            themes=themes,
            copies=3,
        )
        offer = offers_lifecycle.bring(cast.marijke, told)
        requests.ask_for(offer, cast.daan, "Graag, voor onze groep.")
        requests.promise(requests.ask_for(offer, cast.sanne, "Graag, voor onze groep."))


def more_submissions(cast: SimpleNamespace) -> None:
    for number in range(20):
        queue.send_in(
            cast.sanne,
            Kind.PRACTICE,
            f"Samen koken {number}",
            "Breng gezinnen samen.",
            lambda item: None,
        )


def more_uses(cast: SimpleNamespace) -> None:
    item = Item.objects.get(slug="signalen-in-de-klas")
    for number in range(20):
        user = User.objects.create_user(f"gebruiker-{Person.objects.count()}-{number}@cast.example")
        person = Person.objects.create(
            user=user,
            name=f"Gebruiker {number}",
            organisation=cast.brug,
            welcomed_at=timezone.now(),
        )
        Use.tell(item, person, "Met de hele klas.")


def more_overdue(cast: SimpleNamespace) -> None:
    more_items(cast)
    Item.objects.update(review_on=timezone.localdate(), owner=cast.ilse.user)


def more_dead_links(cast: SimpleNamespace) -> None:
    item = Item.draft(kind=Kind.GUIDE, title="Met links", promise="Helpt.")
    item.links = [Link(url=f"https://www.voorbeeld.example/{number}") for number in range(20)]
    item.save()
    item.put_on_site(by=None)
    dead_links.keep_up()
    CheckedLink.objects.update(failures=2, failing_since=timezone.now(), outcome="weg")


def more_decisions(cast: SimpleNamespace) -> None:
    for person in (cast.anouk, cast.pieter, cast.ilse, cast.beheer) * 5:
        audit.record("toegelaten", cast.brug, by=person.user)


def more_follows(cast: SimpleNamespace) -> None:
    for theme in Theme.objects.order_by("pk")[:20]:
        Follow.choose(cast.daan, "theme", theme.pk, Stance.FOLLOWS)


def more_mails(cast: SimpleNamespace) -> None:
    message = Message(
        cause="voorbeeld",
        to="",
        subject="Een mail",
        template="mail/letter",
        reason="Je krijgt deze mail als voorbeeld.",
    )
    address = cast.daan.user.email
    send_many(
        [
            replace(message, cause=f"voorbeeld:{number}", to=address, user=cast.daan.user)
            for number in range(20)
        ]
    )


def more_activities(cast: SimpleNamespace) -> None:
    themes = list(Theme.objects.filter(slug="vervoer"))
    for number in range(20):
        make_activity(cast, f"Buitendag {number}").themes.set(themes)


def more_registrations(cast: SimpleNamespace) -> None:
    desk = Desk.objects.get(activity__slug="training")
    Desk.objects.update(capacity=None)
    desk.gatherings.update(capacity=None)
    workshop = desk.gatherings.filter(kind="workshop").get()
    answers = {desk.questions.get().pk: "Luisteren."}
    for number in range(20):
        names, email = (
            [f"Deelnemer {number}", f"Collega {number}"],
            f"deelnemer-{number}@cast.example",
        )
        told = Registering(email, 2, names, "Steunpunt", answers=answers, workshops=[workshop])
        booking.register(desk, told, is_proven=True)


def more_services(cast: SimpleNamespace) -> None:
    themes, provinces = (
        list(Theme.objects.filter(slug="broer-of-zus")),
        list(cast.brug.works_in.all()),
    )
    for number in range(20):
        service = SupportService.objects.create(
            slug=f"groep-{number}", name=f"Groep {number}", organisation=cast.brug
        )
        service.themes.set(themes)
        service.provinces.set(provinces)


def more_news(cast: SimpleNamespace) -> None:
    index = NewsIndexPage.objects.get()
    for number in range(10):
        index.add_child(
            instance=NewsPage(title=f"Nieuws {number}", slug=f"nieuws-{number}", lead="Kort.")
        )


def more_calendars(cast: SimpleNamespace) -> None:
    ConnectedCalendar.objects.bulk_create(
        [
            ConnectedCalendar(organisation=cast.brug, name=f"Kalender {number}")
            for number in range(20)
        ]
    )


LISTS = (
    ListPage("/agenda/", "", more_activities),
    ListPage("/mijn/activiteiten/", "sanne", more_activities),
    ListPage("/mijn/organisatie/mensen/", "sanne", more_people),
    ListPage("/agenda/training/aanmeldingen/", "sanne", more_registrations),
    ListPage("/agenda/training/aanmeldingen/aanwezigheid/", "sanne", more_registrations),
    ListPage("/agenda/training/aanmeldingen/export.csv", "sanne", more_registrations),
    ListPage("/mijn/kalenders/", "sanne", more_calendars),
    ListPage("/mijn/hulpaanbod/", "sanne", more_services),
    ListPage("/themas/broer-of-zus/", "", more_services),
    ListPage("/leden/organisaties/steunpunt-de-brug/", "", more_services),
    ListPage("/api/v1/services", "", more_services),
    ListPage("/beheer/hulpaanbod/", "anouk", more_services),
    ListPage("/nieuws/", "", more_news),
    ListPage("/leden/", "", more_organisations),
    ListPage("/leden/kaart/", "", more_organisations),
    ListPage("/leden/bereik/", "", more_organisations),
    ListPage("/beheer/wachtrij/?soort=lid-worden", "anouk", more_applications),
    ListPage("/beheer/lidmaatschap/", "anouk", more_memberships),
    ListPage("/beheer/lidmaatschap/spelregels/1/", "anouk", more_memberships),
    ListPage("/mijn/organisatie/steunpunt-de-brug/gegevens/", "sanne", more_people),
    ListPage("/leden/", "sanne", more_people),
    ListPage("/themas/", "", more_themes),
    ListPage("/durf-te-vragen/", "daan", more_questions),
    ListPage("/themas/vervoer/", "daan", more_questions),
    ListPage("/mijn/", "daan", more_questions),
    ListPage("/mijn/brief/", "daan", more_follows),
    ListPage("/mijn/meldingen/", "daan", more_follows),
    ListPage("/mijn/post/", "daan", more_mails),
    ListPage("/kennisbank/", "", more_items),
    ListPage(
        "/kennisbank/?thema=vervoer&soort=film&soort=handreiking&volgorde=gebruikt",
        "daan",
        more_items,
    ),
    ListPage("/themas/vervoer/", "", more_items),
    ListPage("/durf-te-vragen/aanbod/", "daan", more_offers),
    ListPage("/durf-te-vragen/aanbod/van-mij/", "sanne", more_offers),
    ListPage("/themas/vervoer/", "daan", more_offers),
    ListPage("/mijn/", "marijke", more_offers),
    ListPage("/kennisbank/signalen-in-de-klas/", "daan", more_uses),
    ListPage("/kennisbank/inzending/", "sanne", more_submissions),
    ListPage("/beheer/wachtrij/", "ilse", more_submissions),
    ListPage("/beheer/kennisbank/nakijken/", "ilse", more_overdue),
    ListPage("/beheer/kennisbank/dode-links/", "ilse", more_dead_links),
    ListPage("/beheer/logboek/", "anouk", more_decisions),
)
