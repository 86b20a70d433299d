"""The guarded field in a form, as the kit renders it."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from jmzpro.text.forms import GuardedTextField, MailedTextField, PlainTextField


class QuestionForm(forms.Form):
    title = GuardedTextField(label="Titel", lines=1, max_length=100)
    text = GuardedTextField(label="Vraag")


def form(text: Any, **more: str) -> QuestionForm:
    return QuestionForm({"title": "Een les", "text": text, **more})


def html(shown: forms.Form) -> str:
    return render_to_string("kit/form.html", {"form": shown})


def test_an_ordinary_text_passes_tidied() -> None:
    made = form("Wie heeft een les?\r\n\r\nGroet\x00 ")
    assert made.is_valid()
    assert made.cleaned_data["text"] == "Wie heeft een les?\n\nGroet"


def test_the_help_numbers_stand_beside_the_long_field_once() -> None:
    assert html(QuestionForm()).count("0800-2000") == 1


def test_the_tick_is_not_shown_while_there_is_nothing_to_ask() -> None:
    assert "text_nagekeken" not in html(QuestionForm())
    made = form("")
    assert not made.is_valid()
    assert "text_nagekeken" not in html(made)


def test_what_the_guard_sees_is_asked_about_with_everything_typed_kept() -> None:
    made = form("leerling Fatima, 9 jaar")
    assert not made.is_valid()
    assert made.has_error("text", "asked")
    page = html(made)
    assert 'name="text_nagekeken"' in page
    assert "leerling Fatima, 9 jaar</textarea>" in page
    assert " checked" not in page


def test_with_the_tick_the_same_text_passes_and_the_tick_stays() -> None:
    made = form("leerling Fatima, 9 jaar", text_nagekeken="on")
    assert made.is_valid()
    assert made.cleaned_data["text"] == "leerling Fatima, 9 jaar"
    assert " checked" in html(made)


def test_a_bsn_is_refused_whatever_is_ticked() -> None:
    made = form("bsn 123456782", text_nagekeken="on")
    assert not made.is_valid()
    assert made.has_error("text", "refused")
    assert "burgerservicenummer" in html(made)


def test_one_form_tells_another_nothing() -> None:
    assert not form("leerling Fatima, 9 jaar").is_valid()
    assert "text_nagekeken" not in html(QuestionForm())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("🙂🙂", "no_words"),
        ("?!...", "no_words"),
        ("a" * 20_001, "too_long"),
    ],
)
def test_what_says_nothing_or_too_much_gets_a_sentence(text: str, code: str) -> None:
    made = form(text)
    assert not made.is_valid()
    assert made.has_error("text", code)


def test_the_longest_text_passes_and_a_longer_one_is_counted_in_dutch() -> None:
    assert form("woord " * 3_333).is_valid()
    made = form("a" * 20_345)
    assert not made.is_valid()
    assert "20.345 tekens" in html(made)


def test_a_single_line_stays_one_line() -> None:
    made = QuestionForm({"title": "Een\nles\r\nvoor groep 8", "text": "Wie?"})
    assert made.is_valid()
    assert made.cleaned_data["title"] == "Een les voor groep 8"


def test_markup_comes_back_as_text() -> None:
    page = html(form("<script>alert(1)</script> leerling Fatima, 9 jaar </textarea>"))
    assert "<script>alert" not in page


def test_a_plain_field_names_its_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        PlainTextField(reason=" ")


def test_a_plain_field_is_tidied_and_measured_but_not_guarded() -> None:
    field = PlainTextField(reason="een zoekvraag", max_length=40)
    assert field.clean("bel 06-12345678 \x00 nu") == "bel 06-12345678 nu"
    with pytest.raises(forms.ValidationError):
        field.clean("a" * 41)


def test_a_citizen_number_is_refused_in_a_plain_field_too() -> None:
    field = PlainTextField(reason="een naam")
    with pytest.raises(ValidationError) as refusal:
        field.clean("Daan 111222333")
    assert refusal.value.error_list[0].code == "refused"
    assert field.clean("Daan, tel. 030 123 45 67") == "Daan, tel. 030 123 45 67"


def test_what_the_office_mails_may_not_point_at_one_child() -> None:
    field = MailedTextField(reason="waarom iets weg is")
    with pytest.raises(ValidationError) as refusal:
        field.clean("Kim de Vries, geboren 12-03-2017, stond erin.")
    assert refusal.value.error_list[0].code == "one_person"
    assert field.clean("Er stond een naam in van een kind.") == "Er stond een naam in van een kind."
