"""The rules over our own source, and for each a toy that breaks it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.utils import get_app_template_dirs
from wagtail.models import Page

from jmzpro.testing import sources

ROOT = Path(settings.BASE_DIR)


def library_templates() -> set[str]:
    """The names of every template of Django, Wagtail, allauth and the others."""
    folders = [
        Path(folder)
        for folder in get_app_template_dirs("templates")
        if sources.OURS not in Path(folder).parents
    ]
    return {
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def own_templates() -> set[str]:
    """Wagtail finds a page's template by the name of its model."""
    return {
        str(getattr(model, "template", ""))
        for model in apps.get_models()
        if issubclass(model, Page)
    }


def test_no_stylesheet_but_the_tokens_names_a_colour() -> None:
    files = [path for path in sources.style_files() if path.name != "tokens.css"]
    assert [found for path in files for found in sources.colours_outside_tokens(path)] == []


def test_no_component_reads_the_palette() -> None:
    palette = sources.palette_names((sources.OURS / "kit/static/kit/tokens.css").read_text())
    assert "--teal-6" in palette
    files = [path for path in sources.style_files() if path.name != "tokens.css"]
    assert [found for path in files for found in sources.palette_in_components(path, palette)] == []


@pytest.mark.parametrize("colour", ["#fff", "oklch(50% 0 0)", "white", "rgb(0 0 0 / .5)"])
def test_a_colour_in_a_component_turns_it_red(tmp_path: Path, colour: str) -> None:
    file = tmp_path / "toy.css"
    file.write_text(
        f"/* white */\n.x {{ border: 1px solid {colour}; }}\n#abc {{ white-space: nowrap; "
        f"color: var(--teal-6); }}\n"
    )
    seen = colour.partition("(")[0] + colour.partition("(")[1]
    assert list(sources.colours_outside_tokens(file)) == [f"toy.css:2: kleur {seen}"]
    assert list(sources.palette_in_components(file, {"--teal-6"})) == [
        "toy.css: --teal-6 is van het palet"
    ]


def test_nothing_prints_and_nobody_else_marks_text_as_safe() -> None:
    assert [
        found for path in sources.python_files() for found in sources.forbidden_calls(path)
    ] == []


def test_a_print_turns_it_red(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    for where in ("a.py", "kit/b.py"):
        (tmp_path / where).write_text("print('x')\nmark_safe('<b>')\nself.stdout.print\n")
    assert list(sources.forbidden_calls(tmp_path / "a.py", tmp_path)) == [
        "a.py:1: print()",
        "a.py:2: mark_safe()",
    ]
    assert list(sources.forbidden_calls(tmp_path / "kit/b.py", tmp_path)) == ["kit/b.py:1: print()"]


def test_no_template_holds_a_token_or_a_phrase_we_do_not_use() -> None:
    assert [
        found for path in sources.template_files() for found in sources.template_offences(path)
    ] == []


def test_a_phrase_we_do_not_use_turns_it_red(tmp_path: Path) -> None:
    file = tmp_path / "templates/toy.html"
    file.parent.mkdir()
    file.write_text(
        "{% csrf_token %}{{ text|safe }}<p>Klik hier voor meer!</p><!-- nee! -->{% if a != b "
        "%}{% endif %}"
    )
    assert [found.split(": ", 1)[1] for found in sources.template_offences(file)] == [
        "een token in de pagina",
        "|safe",
        "klik hier",
        "een uitroepteken",
    ]


def test_every_template_is_reached() -> None:
    python = [*sources.python_files(), *ROOT.glob("jmzpro/*/tests/mail_samples.py")]
    assert (
        list(
            sources.unreachable_templates(
                sources.template_files(), python, library_templates() | own_templates()
            )
        )
        == []
    )


def test_a_template_nobody_names_turns_it_red(tmp_path: Path) -> None:
    names = ("page.html", "mail/note.txt", "forgotten.html", "library.html")
    files = [tmp_path / "templates/toy" / name for name in names]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("toy/forgotten.html")
    code = tmp_path / "views.py"
    code.write_text("render('toy/page.html'); send('toy/mail/note')")
    assert list(sources.unreachable_templates(files, [code], {"toy/library.html"})) == [
        "toy/forgotten.html"
    ]
