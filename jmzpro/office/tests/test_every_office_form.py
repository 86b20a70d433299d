"""Every form of the office with a place for words says who reads them, and that is who reads
them.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django import forms
from django.test import Client

from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import HouseRules
from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.tests.asked import answer, ask
from jmzpro.testing.login import log_in
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
    client.post(f"/beheer/organisaties/{cast.wad.pk}/{verb}/", {"reason": NOTE})
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
    client.post(address, {"reason": NOTE})
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
    assert client.post(address, sent).status_code == 302
    mail, line = (
        OutgoingMail.objects.get(template="questions/mail/redacted"),
        AuditLine.objects.latest("pk"),
    )
    assert LETTER in mail.text
    assert NOTE not in mail.text
    assert line.reason == NOTE
    assert LETTER not in f"{line.reason} {line.details}"
