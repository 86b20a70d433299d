"""The rules over models and forms, and for each a toy that breaks it."""

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

import jmzpro
from jmzpro.api.registry import resources
from jmzpro.kit.menu import menu
from jmzpro.kit.panels import panels
from jmzpro.kit.registry import Registry
from jmzpro.letters.registry import followables, mail_kinds, parts, sections
from jmzpro.mail.tokens import reply_kinds
from jmzpro.media.files import private_files
from jmzpro.search.registry import searchables
from jmzpro.testing import rules
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.trust.personal_data import data_categories
from jmzpro.trust.queue import queue
from jmzpro.work.jobs import jobs

KINDS = [("a", "A"), ("b", "B")]


def registered_labels() -> set[str]:
    return {label for holding in data_categories for label in holding.models}


def test_every_field_with_choices_has_its_check_constraint() -> None:
    assert [
        found for model in rules.our_models() for found in rules.choices_without_constraint(model)
    ] == []


@isolate_apps("django.contrib.humanize")
def test_choices_without_their_constraint_turn_it_red() -> None:
    class Toy(models.Model):
        bare = models.CharField(max_length=1, choices=KINDS)
        partly = models.CharField(max_length=1, choices=KINDS)
        whole = models.CharField(max_length=1, choices=KINDS)

        class Meta:
            app_label = "humanize"
            constraints = [
                models.CheckConstraint(condition=models.Q(partly__in=["a"]), name="partly"),
                models.CheckConstraint(condition=models.Q(whole__in=["a", "b"]), name="whole"),
            ]

        def __str__(self) -> str:
            return self.bare

    assert list(rules.choices_without_constraint(Toy)) == [
        "humanize.Toy.bare",
        "humanize.Toy.partly",
    ]


def test_every_model_with_a_person_in_it_is_answered_for() -> None:
    assert list(rules.unregistered_people(registered_labels(), apps.get_models())) == []


def test_what_is_answered_for_exists_and_has_one_owner() -> None:
    labels = [label for holding in data_categories for label in holding.models]
    assert sorted(labels) == sorted(set(labels))
    assert [label for label in labels if apps.get_model(label)._meta.label != label] == []
    assert [
        holding.key for holding in data_categories if not holding.kept.strip().endswith(".")
    ] == []


@isolate_apps("django.contrib.humanize")
def test_a_model_with_a_person_that_nobody_answers_for_turns_it_red() -> None:
    class Toy(models.Model):
        who = models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
        )

        class Meta:
            app_label = "humanize"

        def __str__(self) -> str:
            return ""

    # In an isolated registry the name is not resolved to the model by itself.
    setattr(Toy._meta.get_field("who").remote_field, "model", apps.get_model("members.User"))  # noqa: B010
    assert list(rules.unregistered_people(registered_labels(), [Toy])) == ["humanize.Toy (who)"]


def import_everything() -> None:
    """So that every form class is known."""
    for module in walk_packages(jmzpro.__path__, "jmzpro."):
        if not {"tests", "migrations", "wsgi"} & set(module.name.split(".")):
            import_module(module.name)


def test_every_free_text_is_guarded_or_says_why_not() -> None:
    import_everything()
    # The kit knows nothing of ours; its form is an example on a page for developers.
    ours = {
        form
        for form in rules.all_forms()
        if rules.is_ours(form) and form.__module__ != "jmzpro.kit.examples"
    }
    assert sorted(found for form in ours for found in rules.unguarded_texts(form)) == []


def test_a_free_text_without_a_guard_turns_it_red() -> None:
    class Toy(forms.Form):
        loose = forms.CharField(widget=forms.Textarea)
        guarded = GuardedTextField()
        plain = PlainTextField(reason="een naam van een organisatie", lines=3)
        line = forms.CharField()

    assert [found.rsplit(".", 1)[1] for found in rules.unguarded_texts(Toy)] == ["loose"]


def test_every_form_with_guarded_texts_is_judged_as_a_whole() -> None:
    """What members mail each other comes from one of these: a form without the rule would let a
    child through with two ticks.
    """
    import_everything()
    ours = {
        form
        for form in rules.all_forms()
        if rules.is_ours(form)
        and form.__module__ not in {"jmzpro.kit.examples", "jmzpro.text.forms"}
    }
    assert (
        sorted(
            found
            for form in ours
            for found in rules.texts_past_the_rule(form, inspect.getsource(form))
        )
        == []
    )


def test_a_form_past_the_rule_turns_it_red() -> None:
    class Loose(forms.Form):
        text = GuardedTextField()

    class Late(forms.Form):
        """Its field comes in a method."""

    class Judged(GuardedForm):
        text = GuardedTextField()

    late = 'self.fields["text"] = GuardedTextField()'
    found = [
        one
        for form, source in ((Loose, ""), (Late, late), (Judged, ""))
        for one in rules.texts_past_the_rule(form, source)
    ]
    assert [one.rsplit(".", 1)[1] for one in found] == ["Loose", "Late"]


def test_replies_reach_their_part_past_the_rule_alone() -> None:
    sources = {
        path: path.read_text(encoding="utf-8")
        for path in Path(jmzpro.__path__[0]).rglob("*.py")
        if "tests" not in path.parts
    }
    names = {
        ".".join(path.relative_to(Path(jmzpro.__path__[0]).parent).with_suffix("").parts): source
        for path, source in sources.items()
    }
    assert [
        found
        for name, source in names.items()
        for found in rules.replies_past_the_rule(name, source)
    ] == []
    assert set(names) >= rules.GIVE_REPLIES


def test_a_way_in_past_the_rule_turns_it_red() -> None:
    assert list(
        rules.replies_past_the_rule("jmzpro.toy", "reply_kinds[token.kind].receive(reply)")
    ) == ["jmzpro.toy"]


def test_every_registry_says_what_it_is_for() -> None:
    for registry in (
        menu,
        panels,
        searchables,
        queue,
        reply_kinds,
        data_categories,
        jobs,
        private_files,
        resources,
        sections,
        followables,
        parts,
        mail_kinds,
    ):
        assert isinstance(registry, Registry)
        assert registry.name
        for entry in registry:
            assert (type(entry).__doc__ or "").strip()
            assert not (type(entry).__doc__ or "").startswith(f"{type(entry).__name__}(")
