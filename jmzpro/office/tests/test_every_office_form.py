"""Every form of the office with a place for words says who reads them, and that is who reads
them.
"""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.rehearsal import AS_SHOWN, shown
from jmzpro.members.membership import lifecycle
from jmzpro.members.models import HouseRules
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.testing.login import log_in
from jmzpro.testing.office import post_as_shown
from jmzpro.text.forms import PlainTextField
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import FOR_THE_LOG

NOTE, LETTER = "Vuurtoren", "Zonnebloem"


def why_fields(form: type[forms.Form]) -> Iterator[tuple[str, str]]:
    """The fields of a form of the office in which somebody says why, with their labels."""
    for name, field in form.base_fields.items():
        says_why = name in {"reason", "why", "note", "reden"} or str(field.label).startswith(
            "Waarom"
        )
        if says_why and isinstance(field, PlainTextField):
            yield name, str(field.label)


def all_forms(of: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in of.__subclasses__():
        yield one
        yield from all_forms(one)


def unsaid(form: type[forms.Form]) -> list[str]:
    return [
        label
        for _, label in why_fields(form)
        if label != FOR_THE_LOG and "Dit mailen we aan" not in label
    ]


# Not the office's: a member says it to others, who read it on the page.
OF_MEMBERS = {
    "jmzpro.library.member_forms",
    "jmzpro.agenda.submission.small_forms",
    "jmzpro.letters.forms",
}


def test_every_reason_says_who_reads_it(client: Client, cast: SimpleNamespace) -> None:
    client.get("/lid-worden/")  # the addresses are loaded, and with them the forms
    found = {
        form
        for form in all_forms()
        if form.__module__.startswith("jmzpro.") and form.__module__ not in OF_MEMBERS
    }
    with_fields = [form for form in found if hasattr(form, "base_fields")]
    with_reasons = {
        form.__name__
        for form in with_fields
        if list(why_fields(form))  # type: ignore[arg-type]
    }
    assert {"ReasonForm", "MergeForm", "TargetsForm", "RedactionForm"} <= with_reasons
    silent = {form.__name__: unsaid(form) for form in with_fields}  # type: ignore[arg-type]
    assert {name: fields for name, fields in silent.items() if fields} == {}


def test_a_reason_without_a_reader_is_caught() -> None:
    class Vague(forms.Form):
        reason = PlainTextField(reason="a toy", label="Waarom?")

    assert unsaid(Vague) == ["Waarom?"]


@pytest.mark.parametrize("verb", ["lid", "beeindigen", "verlopen", "weghalen"])
def test_what_is_noted_at_a_membership_is_mailed_to_nobody(
    client: Client, cast: SimpleNamespace, verb: str
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    if verb == "lid":
        type(cast.wad).objects.filter(pk=cast.wad.pk).update(state="aspirant")
        assert not HouseRules.objects.exists()
    page = client.get(f"/beheer/organisaties/{cast.wad.pk}/{verb}/")
    assert FOR_THE_LOG in page.content.decode()
    post_as_shown(client, f"/beheer/organisaties/{cast.wad.pk}/{verb}/", {"reason": NOTE})
    assert AuditLine.objects.filter(reason=NOTE).exists()
    assert not any(
        NOTE in f"{mail.subject} {mail.text} {mail.html}" for mail in OutgoingMail.objects.all()
    )


@pytest.mark.parametrize("verb", ["stoppen", "vertrek"])
def test_what_is_noted_at_a_person_is_mailed_to_nobody(
    client: Client, cast: SimpleNamespace, verb: str
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    address = f"/beheer/mensen/{cast.youssef.pk}/{verb}/"
    assert FOR_THE_LOG in client.get(address).content.decode()
    post_as_shown(client, address, {"reason": NOTE})
    assert AuditLine.objects.filter(reason=NOTE).exists()
    assert not any(
        NOTE in f"{mail.subject} {mail.text} {mail.html}" for mail in OutgoingMail.objects.all()
    )


def test_of_words_that_are_struck_one_reason_is_mailed_and_the_other_noted(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    question = ask(cast.sanne)
    answer(question, cast.marijke, "Bel Pietje Puk van de Kwekkerlaan.")
    log_in(client, cast.pieter)
    address = f"/beheer/vragen/{question.number}/doorhalen/"
    sent = {
        "piece": "Pietje Puk",
        "kind": "persoon",
        "why": LETTER,
        "note": NOTE,
        "antwoord": "1",
        "zeker": "ja",
    }
    asked = client.post(address, sent)
    sent[AS_SHOWN] = asked.context["letters"].version
    assert client.post(address, sent).status_code == 302
    mail, line = (
        OutgoingMail.objects.get(template="questions/mail/redacted"),
        AuditLine.objects.latest("pk"),
    )
    assert LETTER in mail.text
    assert NOTE not in mail.text
    assert line.reason == NOTE
    assert LETTER not in f"{line.reason} {line.details}"


# The mail before it goes. A form of the office that mails somebody is in SHOWN; all others are in
# MAILS_NOBODY, with why nobody hears of it from this form.

MAILS_NOBODY = {
    "office_decide_all": "only decisions without a letter may be taken about all at once",
    "office_undo": "the page of the decision says beforehand that who was told hears of it",
    "office_decide": "the queue: test_every_decision.py holds each decision to it",
    "office_targets": "figures",
    "pages_old_addresses": "addresses",
    "library_files": "files of an item",
    "library_file_replacement": "files of an item",
    "library_file_removal": "files of an item",
    "library_file_current": "files of an item",
    "library_intakes": "a list of titles",
    "library_intake": "a list of titles",
    "library_taking_in": "a list of titles",
    "library_looked": "a note that it was looked at",
    "membership": "a setting",
    "house_rules_new": "a draft",
    "house_rules_write": "a draft",
    "members_imports": "a list: who it adds is invited by a press of its own",
    "members_import_picks": "a list",
    "members_import_taking_in": "a list",
    "members_import_invitations": "the page with the press shows the mail (test_importing.py)",
    "search_add_synonym": "words of the search",
    "add": "Wagtail’s form of an organiser, a word of the search",
    "edit": "Wagtail’s form of an organisation, a person, an organiser, an item or a word",
    "delete": "a word of the search",
    "unpublish": "an item goes off the site",
    "merge": "who works there is told by nobody: they keep their place",
    "take_back": "an invitation that nobody used is wiped",
}
READS_ONLY = {
    "held_reading",
    "office_queue",
    "office_figures",
    "office_figures_csv",
    "office_log",
    "library_file_version",
    "library_export",
    "library_overdue",
    "library_dead_links",
    "agenda_calendar",
    "agenda_preview",
    "support_freshness",
    "house_rules",
    "members_import",
    "members_white_spots",
    "search_asked",
    "list",
    "list_results",
    "index",
    "index_results",
    "export",
}


def at_organisation(verb: str, state: str = "") -> Callable[[Client, SimpleNamespace], Any]:
    def act(office: Client, cast: SimpleNamespace) -> Any:
        if state == "weg":
            lifecycle.remove(cast.brug, by=None)
        elif state == "opgezegd":
            lifecycle.end(cast.brug, by=None)
        elif state:
            type(cast.brug).objects.filter(pk=cast.brug.pk).update(state=state)
        return sent_twice(office, f"/beheer/organisaties/{cast.brug.pk}/{verb}/", {"reason": NOTE})

    return act


def at_person(verb: str) -> Callable[[Client, SimpleNamespace], Any]:
    def act(office: Client, cast: SimpleNamespace) -> Any:
        if verb == "hervatten":
            cast.youssef.deactivate(by=None)
        return sent_twice(office, f"/beheer/mensen/{cast.youssef.pk}/{verb}/", {"reason": NOTE})

    return act


def redaction(office: Client, cast: SimpleNamespace) -> Any:
    question = ask(cast.sanne)
    answer(question, cast.marijke, "Bel Pietje Puk van de Kwekkerlaan.")
    typed = {"piece": "Pietje Puk", "kind": "persoon", "why": LETTER, "antwoord": "1"}
    return sent_twice(
        office, f"/beheer/vragen/{question.number}/doorhalen/", {**typed, "zeker": "ja"}
    )


def rewording(office: Client, cast: SimpleNamespace) -> Any:
    question = ask(cast.sanne)
    answer(question, cast.marijke).agree_to_publish(True)
    question.close("De buurtbus.", may_publish=True, by=cast.sanne)
    typed = {"title": "Hoe gaan anderen op pad?", "text": "", "antwoord_1": "Met de buurtbus."}
    page = office.get(f"/beheer/vragen/{question.number}/openbaar/")
    typed = {**page.context["form"].initial, **{k: v for k, v in typed.items() if v}}
    return sent_twice(office, f"/beheer/vragen/{question.number}/openbaar/", typed)


def house_rules(office: Client, cast: SimpleNamespace) -> Any:
    number = HouseRules.next_number()
    HouseRules.objects.create(number=number, text="Wij groeten elkaar.")
    return sent_twice(office, f"/beheer/lidmaatschap/spelregels/{number}/publiceren/", {})


SHOWN: dict[str, Callable[[Client, SimpleNamespace], Any]] = {
    "questions_redact": redaction,
    "questions_wording": rewording,
    "house_rules_publish": house_rules,
    "accept": at_organisation("lid", "aspirant"),
    "end": at_organisation("beeindigen"),
    "expire": at_organisation("verlopen"),
    "resume": at_organisation("weer-lid", "opgezegd"),
    "remove": at_organisation("weghalen"),
    "restore": at_organisation("terugzetten", "weg"),
    "invite": at_person("uitnodigen"),
    "stop": at_person("stoppen"),
    "resume_person": at_person("hervatten"),
    "leave": at_person("vertrek"),
}
# What nobody is mailed about now; the form would show it.
QUIET = {"accept", "resume", "restore", "stop", "resume_person"}


def sent_twice(office: Client, address: str, typed: dict[str, Any]) -> Any:
    """First without having read the mails; gives that page, and carries it out as it was shown."""
    mails = OutgoingMail.objects.count()
    page = office.post(address, typed)
    if page.status_code == 302:  # nobody is mailed, so there was nothing to show
        assert OutgoingMail.objects.count() == mails
        return None
    assert page.status_code == 200
    assert OutgoingMail.objects.count() == mails
    letters = page.context["letters"]
    assert office.post(address, {**typed, AS_SHOWN: letters.version}).status_code == 302
    return page


@pytest.mark.parametrize("name", SHOWN)
def test_every_form_that_mails_somebody_shows_the_mail_before_it_goes(
    client: Client, cast: SimpleNamespace, name: str
) -> None:
    make_roles()
    log_in(client, cast.anouk)
    OutgoingMail.objects.all().delete()
    made = set(OutgoingMail.objects.values_list("pk", flat=True))
    page = SHOWN[name](client, cast)
    if page is None:
        assert name in QUIET
        return
    assert name not in QUIET
    told = page.context["letters"].mails
    went = [shown(mail) for mail in OutgoingMail.objects.exclude(pk__in=made).order_by("pk")]
    assert told
    assert list(told) == went[-len(told) :]
    for mail in told:
        assert mail.to in page.content.decode()


def office_forms(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """The names of all addresses of ours in /beheer/."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        at = prefix + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from office_forms(one.url_patterns, at)
        elif at.startswith("beheer/"):
            view = getattr(one.callback, "view_class", one.callback)
            if view.__module__.startswith("jmzpro."):
                yield "resume_person" if at.endswith("/hervatten/") else one.name or at


def test_every_form_of_the_office_is_known_to_mail_or_not() -> None:
    assert set(office_forms()) == set(SHOWN) | set(MAILS_NOBODY) | READS_ONLY
