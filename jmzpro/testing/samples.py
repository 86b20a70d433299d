"""A bit of life for the guards: for each route with arguments, what to fill it with. A new route
with arguments adds its line here.
"""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.choices import Source
from jmzpro.agenda.models import Activity, ConnectedCalendar, ProposedChange, Step, free_slug
from jmzpro.agenda.submission import links
from jmzpro.agenda.submission.views.change import name_of
from jmzpro.held import custody
from jmzpro.letters import unsubscribe
from jmzpro.letters.models import Follow, Stance, ThemeLetterRequest
from jmzpro.library import queue, upkeep
from jmzpro.library.models import CheckedLink, File, FileVersion, Item, Link, Use, key_of
from jmzpro.mail.models import InboundMail, InboundState
from jmzpro.mail.tokens import token_for
from jmzpro.members.membership.application import links as application_links
from jmzpro.members.membership.application import submission as applying
from jmzpro.members.membership.rules import agreement
from jmzpro.members.models import (
    Application,
    AskedBy,
    HouseRules,
    Move,
    Organisation,
    OrganisationKind,
)
from jmzpro.office.bootstrap import bootstrap
from jmzpro.pages.models import NewsIndexPage, NewsPage
from jmzpro.places.models import Town
from jmzpro.questions.emails import REPLY_KIND
from jmzpro.questions.models import (
    Answer,
    Attachment,
    ConsentRequest,
    OfferReport,
    Question,
    SummaryVersion,
)
from jmzpro.questions.offers import lifecycle as offers_lifecycle
from jmzpro.questions.offers import requests
from jmzpro.questions.offers.emails import OFFER_KIND, REQUEST_KIND
from jmzpro.questions.offers.lifecycle import Told
from jmzpro.questions.question.submission import ask
from jmzpro.support import upkeep as support_upkeep
from jmzpro.support.models import ServiceReport, SupportService
from jmzpro.testing.registration import of_registering
from jmzpro.themes.models import Theme
from jmzpro.trust import audit

# The arguments by name; in order for a pattern without names.
Samples = dict[str, dict[str, Any] | tuple[str, ...]]
# What a script of ours asks for: parts of a page.
PARTS = {"questions:suggestions", "places:suggest"}
RARE_WORDS = "Zeldzame woorden van de vraagsteller"


def make_samples(cast: SimpleNamespace) -> Samples:
    """Rows for every part, and the arguments of every route. `sanne` (lid) asks, `daan` (ander)
    answers.
    """
    bootstrap(is_demo=False, starters={"/herkennen/", "/contact/", "/nieuws/"})
    NewsIndexPage.objects.get().add_child(
        instance=NewsPage(title="Een bericht", slug="een-bericht", lead="Kort.")
    )
    question = make_question(cast)
    # The log asks once for each kind of thing that it names: both kinds are there from the start.
    for subject in (question, cast.brug):
        audit.record("voorbeeld", subject, by=cast.anouk.user)
    found: Samples = {
        **themes_and_members(cast),
        **of_membership(cast),
        **of_questions(question, cast),
        **of_library(cast),
        **of_offers(cast),
        **of_agenda(cast),
        **of_registering(cast, make_training(cast)),
        **of_mail(question, cast),
        **of_letters(cast),
        **of_support(cast),
        **of_held(cast),
        "wagtaildocs_serve": ("1", "weg.pdf"),
        "wagtaildocs_authenticate_with_password": {"restriction_id": 1},
        "wagtailcore_authenticate_with_password": {"page_view_restriction_id": 1, "page_id": 1},
        "wagtail_serve": ("",),
        "media:rendition": {"path": "weg.png"},
        "office:first-login": {"key": "geen-sleutel"},
        "demo:log_in_as": {"key": "sanne"},
        "demo:mail": {"pk": 1},
        "demo:mail_html": {"pk": 1},
    }
    return found


def of_held(cast: SimpleNamespace) -> Samples:
    """A text of `sanne` (lid) that waits for the moderator."""
    package = {
        "way": "form",
        "path": "/durf-te-vragen/",
        "fields": [["text", "Een tekst die wacht."]],
        "files": [],
        "address": "",
    }
    held = custody.hold(
        {**package, "writer": cast.sanne.user.pk},
        "een vraag",
        frozenset({"name", "birthdate"}),
        cast.sanne.user,
    )
    found = {"public_id": held.public_id}
    return {"held:text": found, "held:withdrawal": found, "held_reading": found}


def make_question(cast: SimpleNamespace) -> Question:
    themes = list(Theme.objects.filter(slug="vervoer"))
    question = ask(cast.sanne, "Wie regelt het vervoer naar de groep?", RARE_WORDS, themes, None)
    answer = Answer.give(question, cast.daan, "Wij rijden met vrijwilligers.")
    Attachment.keep(answer, "rooster.pdf", b"%PDF-1.7", "application/pdf")
    return question


def themes_and_members(cast: SimpleNamespace) -> Samples:
    return {
        "themes:theme": {"slug": "vervoer"},
        "api:Theme-item": {"identifier": "vervoer"},
        "api-nothing": {"rest": "weg"},
        "members:organisation": {"slug": cast.brug.slug},
        "members:pass-on": {"slug": cast.brug.slug},
        "members:logo": {"slug": cast.brug.slug},
        "members:person": {"public_id": cast.sanne.public_id},
        "members:remove_passkey": {"pk": 1},
        "members:end_session": {"id": "weg"},
        **of_team(cast),
    }


def of_team(cast: SimpleNamespace) -> Samples:
    """`sanne` (lid) keeps `brug`: `youssef` works there. `daan` (ander) was asked to come there."""
    called = Move.objects.create(
        person=cast.daan,
        organisation=cast.brug,
        asked_by=AskedBy.ORGANISATION,
        address=cast.daan.user.email,
    )
    pages = ("person", "departure", "return", "contact", "reminder", "withdrawal")
    return {
        **{f"members:team-{page}": {"public_id": cast.youssef.public_id} for page in pages},
        **{
            f"members:{name}": {"public_id": called.public_id}
            for name in ("team-call-withdrawal", "move", "move-withdrawal")
        },
    }


def of_membership(cast: SimpleNamespace) -> Samples:
    """House rules that somebody has yet to agree to, and an application that waits."""
    agreement.publish(
        HouseRules.objects.create(number=1, text="We antwoorden elkaar."), by=cast.anouk.user
    )
    application = make_application("Stichting Voorbeeld")
    return {
        "members:application_confirm": {
            "token": application_links.token_of(application, application_links.CONFIRM)
        },
        "members:application": {
            "token": application_links.token_of(application, application_links.FOLLOW)
        },
        "members:own_organisation": {"slug": cast.brug.slug},
        "members:organisation_right": {"slug": cast.brug.slug},
    }


def make_application(name: str) -> Application:
    application = Application.objects.create(
        name=name,
        kind=OrganisationKind.WELFARE,
        town=Town.objects.get(slug="zwolle"),
        motivation="We willen leren van anderen.",
        contact_name="Mo de Vries",
        contact_email=f"mo@{slugify(name)}.example",
    )
    applying.confirm(application)
    return application


def of_questions(question: Question, cast: SimpleNamespace) -> Samples:
    answer = Answer.objects.get(question=question)
    file = Attachment.objects.get(answer=answer)
    token = token_for(REPLY_KIND, question.pk, cast.daan.user)
    consent = ConsentRequest.objects.create(question=question, answer=answer, person=cast.daan)
    SummaryVersion.objects.create(
        question=question, number=1, text="Vrijwilligers rijden.", author=cast.daan
    )
    plain = (
        "question",
        "answer",
        "pass",
        "question-edit",
        "close",
        "reopen",
        "withdraw",
        "question-remove",
        "report",
        "refer",
        "versions",
        "pdf",
        "summary",
        "summary-versions",
    )
    of_answer = (
        "answer-edit",
        "answer-remove",
        "answer-files",
        "answer-consent",
        "helpful",
        "thanks",
        "answer-report",
        "answer-versions",
    )
    return {
        **{f"questions:{name}": {"number": question.number} for name in plain},
        "questions:refer": {"number": question.number},
        **{
            f"questions:{name}": {"number": question.number, "answer": answer.number}
            for name in of_answer
        },
        **{
            f"questions:mail-{name}": {"token": token.token}
            for name in ("pass", "pause", "stop", "resume")
        },
        "questions:mail-left-off": {"token": token.token, "answer": answer.number},
        "questions:mail-helped": {"token": token.token, "answer": answer.number},
        "questions:summary-restore": {"number": question.number, "version": 1},
        "questions:public-consent": {"key": consent.key},
        "api:Question-item": {"identifier": question.number},
        "questions_wording": {"number": question.number},
        "questions_redact": {"number": question.number},
        "questions:file-remove": {"public_id": file.public_id},
        "media:file": {"kind": "vraag", "public_id": file.public_id, "name": file.name},
    }


def of_library(cast: SimpleNamespace) -> Samples:
    item = Item.draft(
        kind="handreiking",
        title="Signalen in de klas",
        promise="Herken wie thuis zorgt.",
        shared_by=cast.sanne,
    )
    item.review_on, item.owner = timezone.localdate(), cast.ilse.user
    item.links = [Link(url="https://www.voorbeeld.example/")]
    item.themes.set(Theme.objects.filter(slug="vervoer"))
    item.save()
    item.put_on_site(by=cast.anouk.user)
    file = File.objects.create(item=item)
    file.current = FileVersion.objects.create(
        file=file,
        name="kaart.pdf",
        content_type="application/pdf",
        sha256="0" * 64,
        uploaded_by=cast.ilse.user,
    )
    file.save()
    CheckedLink.objects.create(
        key=key_of("https://www.voorbeeld.example/"),
        url="https://www.voorbeeld.example/",
        outcome="weg",
        failures=2,
        failing_since=timezone.now(),
    )
    sent_in = queue.send_in(
        cast.sanne, "praktijkvoorbeeld", "Samen koken", "Breng gezinnen samen.", lambda item: None
    )
    Use.tell(item, cast.sanne, "Wij doen het met de hele klas.")
    of_file = {"pk": item.pk, "public_id": file.public_id}
    return {
        "library:item": {"slug": item.slug},
        "library:submission": {"public_id": sent_in.public_id},
        "library:submission-revision": {"public_id": sent_in.public_id},
        "library:upkeep": {"token": upkeep.address_for(item, cast.ilse.user).rsplit("/", 2)[1]},
        "library:use": {"slug": item.slug},
        "library:use-removal": {"slug": item.slug},
        "library:use-report": {"slug": item.slug, "person": cast.sanne.public_id},
        "library_looked": {"pk": item.pk},
        "library:cite-ris": {"slug": item.slug},
        "library:cite-bib": {"slug": item.slug},
        "api:Item-item": {"identifier": item.slug},
        "pages:short": {"code": item.public_id},
        "pages:short-qr": {"code": item.public_id},
        "pages:picture": {"code": item.public_id, "mark": "oud"},
        "library:file": {"public_id": "bestaatniet", "name": "kaart.pdf"},
        "library:cover": {"public_id": "bestaatniet"},
        "library_files": {"pk": item.pk},
        "library_file_replacement": of_file,
        "library_file_removal": of_file,
        "library_file_version": {**of_file, "number": 1},
        "library_file_current": {**of_file, "number": 1},
    }


def make_activity(
    cast: SimpleNamespace, title: str = "Buitendag in het bos", **fields: Any
) -> Activity:
    """On the site, for young carers of 8 to 12 years, in two weeks, of `brug` and added by
    `sanne`.
    """
    start = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=14)
    told: dict[str, Any] = {
        "title": title,
        "slug": free_slug(title),
        "kind": "uitje",
        "for_young_carers": True,
        "age_from": 8,
        "age_to": 12,
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "organisation": cast.brug,
        "organiser_name": cast.brug.name,
        "town": cast.brug.town,
        "submitter": cast.sanne,
    }
    activity = Activity.objects.create(**{**told, **fields})
    activity.put_on_site(by=None)
    return activity


def make_training(cast: SimpleNamespace) -> Activity:
    """For professionals, and on now, with registering on this site."""
    start = timezone.now() - timedelta(minutes=30)
    adults = {
        "for_young_carers": False,
        "age_from": None,
        "age_to": None,
        "for_professionals": True,
        "kind": "training",
    }
    ends_at = start + timedelta(hours=4)
    return make_activity(
        cast,
        "Training",
        starts_at=start,
        ends_at=ends_at,
        registration=How.HERE,
        accreditations=["skj"],
        **adults,
    )


def of_agenda(cast: SimpleNamespace) -> Samples:
    activity = make_activity(
        cast, contact_name=cast.sanne.name, contact_email=cast.sanne.user.email
    )
    activity.themes.set(Theme.objects.filter(slug="vervoer"))
    of_slug = {
        f"agenda:{name}": {"slug": activity.slug} for name in ("activity", "activity-ics", "poster")
    }
    return {
        **of_slug,
        **of_adding(activity, cast),
        "api:Activity-item": {"identifier": activity.slug},
    }


def of_adding(activity: Activity, cast: SimpleNamespace) -> Samples:
    """`sanne` (lid) changes hers when logged in; a visitor opens what was mailed."""
    activity.review_steps.create(step=Step.ASKED, by=cast.anouk.user, text=RARE_WORDS)
    ProposedChange.objects.create(
        activity=activity, values={"venue_name": "Elders"}, source=Source.MEMBER, by=cast.sanne.user
    )
    name = next(name_of(date) for date in activity.occurrences.all())
    calendar = ConnectedCalendar.objects.create(
        organisation=cast.brug, added_by=cast.sanne, name="De Brug", for_parents=True
    )
    return {
        **{
            f"agenda:{page}": {"token": activity.public_id}
            for page in ("change", "check", "edit", "cancel", "answer")
        },
        "agenda:date": {"token": activity.public_id, "name": name},
        "agenda:confirm": {"token": links.token_of(activity, links.CONFIRM)},
        "agenda:still-right": {"token": links.token_of(activity, links.STILL)},
        "agenda_preview": {"public_id": activity.public_id},
        **{
            f"agenda:calendar{page}": {"public_id": calendar.public_id}
            for page in ("", "-read", "-file", "-settle", "-disconnect")
        },
        "agenda_calendar": {"public_id": calendar.public_id},
    }


def of_support(cast: SimpleNamespace) -> Samples:
    """`sanne` (lid) is the contact of the organisation it is of."""
    values = {"name": "Groep voor brusjes", "organisation": cast.brug}
    service = SupportService.add(
        values, {"themes": list(Theme.objects.filter(slug="broer-of-zus"))}, by=None
    )
    Organisation.objects.filter(pk=cast.brug.pk).update(contact=cast.sanne)
    ServiceReport.receive(service, RARE_WORDS, "")
    return {
        "support:list": {"codes": service.public_id},
        **{f"support:{page}": {"slug": service.slug} for page in ("service", "report", "reported")},
        **{f"support:{page}": {"public_id": service.public_id} for page in ("edit", "look")},
        "support:still-right": {
            "token": support_upkeep.address_for(service, cast.sanne.user).rsplit("/", 2)[1]
        },
        "api:Service-item": {"identifier": service.public_id},
    }


def of_letters(cast: SimpleNamespace) -> Samples:
    Follow.choose(cast.daan, "theme", Theme.objects.get(slug="vervoer").pk, Stance.FOLLOWS)
    asked = ThemeLetterRequest.objects.create(email="lezer@cast.example")
    return {
        "letters:confirm": {"token": asked.token},
        "letters:stop": {"token": unsubscribe.token(cast.daan, "letter")},
    }


def of_offers(cast: SimpleNamespace) -> Samples:
    """`sanne` (lid) brings, `daan` (ander) asks for it and wrote a message that is held."""
    day, themes = (
        timezone.localdate() + timedelta(days=60),
        list(Theme.objects.filter(slug="vervoer")),
    )
    told = Told("materiaal", "Een draaiboek voor een brusjesdag", RARE_WORDS, day, themes=themes)
    offer = offers_lifecycle.bring(cast.sanne, told)
    wanted = requests.ask_for(offer, cast.daan, "Graag, voor onze groep in het voorjaar.")
    held = requests.write(wanted, cast.daan, "Voor de groep van Kees, 9 jaar.", is_held=True)
    OfferReport.put_before_the_office(cast.marijke, "Klopt dit wel?", offer=offer)
    of_request = {"number": offer.number, "public_id": wanted.public_id}
    plain = ("", "-edit", "-prolong", "-withdraw", "-remove", "-report", "-versions", "-ask")
    decisions = (
        "request",
        "message",
        "promise",
        "decline",
        "return",
        "request-withdraw",
        "list",
        "address",
    )
    return {
        **{f"questions:offer{name}": {"number": offer.number} for name in plain},
        **{f"questions:offer-{name}": of_request for name in decisions},
        "questions:offer-message-held": {**of_request, "pk": held.pk},
        "questions:offer-mail-still-there": {
            "token": token_for(OFFER_KIND, offer.pk, cast.sanne.user).token
        },
        "questions:offer-mail-decide": {
            "token": token_for(REQUEST_KIND, wanted.pk, cast.sanne.user).token
        },
        "questions:offer-mail-list": {
            "token": token_for(REQUEST_KIND, wanted.pk, cast.daan.user).token
        },
    }


def of_mail(question: Question, cast: SimpleNamespace) -> Samples:
    token = token_for(REPLY_KIND, question.pk, cast.marijke.user)
    now = timezone.now()
    held = InboundMail.objects.create(
        token=token,
        fingerprint="voorbeeld",
        sender=cast.marijke.user.email,
        state=InboundState.HELD,
        received_at=now,
        delete_raw_at=now,
    )
    return {
        "mail:confirm": {"confirmation": held.confirmation},
        "mail:inbound": {"provider": "postmark"},
    }
