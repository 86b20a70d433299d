"""Every mail of every slice has a text part that says the same, a reason and a way out, and
fetches nothing from elsewhere.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.urls import resolve

from jmzpro.letters import unsubscribe
from jmzpro.letters.registry import mail_kinds
from jmzpro.mail.models import OutgoingMail

ROOT = Path(settings.BASE_DIR) / "jmzpro"
BASES = {".txt": '{% extends "mail/base.txt" %}', ".html": '{% extends "mail/base.html" %}'}
# What a mail program would fetch, run or send on: pictures, styles and scripts of elsewhere, forms.
FETCHES = re.compile(
    r"<(?:img|link|script|form|iframe|object|video|audio)\b|\b(?:src|background)\s*=|url\(|@import",
    re.IGNORECASE,
)
LOOSE = "Dit is een eenmalige mail"


def sources() -> dict[str, str]:
    """By template name ("members/mail/login_code.txt"): the source of each template that is a
    whole mail.
    """
    files = [file for ending in BASES for file in ROOT.glob(f"*/templates/**/*{ending}")]
    texts = {
        str(
            file.relative_to(ROOT / file.relative_to(ROOT).parts[0] / "templates")
        ): file.read_text()
        for file in files
    }
    return {
        name: text for name, text in texts.items() if any(base in text for base in BASES.values())
    }


def sample_modules() -> Iterator[ModuleType]:
    for folder in sorted(path for path in ROOT.iterdir() if (path / "tests").is_dir()):
        name = f"jmzpro.{folder.name}.tests.mail_samples"
        if (folder / "tests" / "mail_samples.py").exists() and find_spec(name):
            yield import_module(name)


def samples() -> list[Any]:
    return [
        pytest.param(sample, module.SINGLE, id=f"{module.__name__.split('.')[1]}-{sample.__name__}")
        for module in sample_modules()
        for sample in module.SAMPLES
    ]


def written(sample: Any, cast: SimpleNamespace) -> list[OutgoingMail]:
    """The mails a sample writes."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    sample(cast)
    return list(OutgoingMail.objects.exclude(pk__in=before))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"https?://\S+", " ", text).lower()))


def shown(markup: str) -> str:
    """What a reader of the HTML sees."""
    body = re.sub(r"(?s)^.*<body[^>]*>|</body>.*$", " ", markup)
    return html.unescape(
        re.sub(
            r"<(?!/?(?:bdi|b|strong|em|span|i)\b)[^>]+>",
            " ",
            re.sub(r"</?(?:bdi|b|strong|em|span|i)\b[^>]*>", "", body),
        )
    )


@pytest.mark.parametrize("name", sorted(sources()))
def test_every_mail_is_text_and_html_and_fetches_nothing(name: str) -> None:
    known = sources()
    twin = (
        name.removesuffix(".txt") + ".html"
        if name.endswith(".txt")
        else name.removesuffix(".html") + ".txt"
    )
    assert twin in known, f"{name} needs {twin} beside it"
    assert not FETCHES.search(known[name])


@pytest.mark.parametrize(("sample", "single"), samples())
def test_every_mail_says_the_same_twice_and_has_a_reason_and_a_way_out(
    sample: Any, single: set[str], cast: SimpleNamespace
) -> None:
    mails = written(sample, cast)
    assert mails, "the sample wrote no mail"
    for mail in mails:
        assert words(mail.text) == words(shown(mail.html)), mail.cause
        assert not FETCHES.search(mail.html.partition("</style>")[2])
        assert re.search(r"(?m)^--\n.{20,}\.$", mail.text), (
            "the reason is one whole sentence, under the line"
        )
        links = re.findall(r'href="([^"]+)"', mail.html)
        assert all(
            html.unescape(link).startswith((settings.BASE_URL, "mailto:", "tel:")) for link in links
        ), links
        if not mail.unsubscribe_url:
            assert LOOSE in mail.text
            assert mail.template in single, "give it an unsubscribe_url, or name it in SINGLE"
            continue
        assert mail.unsubscribe_url in mail.text
        view = resolve(mail.unsubscribe_url.removeprefix(settings.BASE_URL)).func
        assert getattr(view, "csrf_exempt", False), (
            "a mail program posts to it without cookies (RFC 8058)"
        )


# For who has no account: pages of the registration itself.
OF_A_REGISTRATION = {"registration-leave", "registration-mail"}


def kinds_stopped(mails: Iterable[OutgoingMail]) -> dict[str, set[str]]:
    """By template: which kinds of mail its stop pages stop; "–" for none."""
    found: dict[str, set[str]] = {}
    for mail in mails:
        found.setdefault(mail.template, set()).add(
            kind_stopped(mail.unsubscribe_url) if mail.unsubscribe_url else "–"
        )
    return found


def kind_stopped(address: str) -> str:
    if resolve(address.removeprefix(settings.BASE_URL)).url_name in OF_A_REGISTRATION:
        return "registration"
    return unsubscribe.read(unsubscribe.token_of(address)).kind


def test_every_mail_has_a_sample_and_stands_in_the_list_of_all_mails_with_how_it_is_stopped(
    cast: SimpleNamespace,
) -> None:
    page = (settings.BASE_DIR / "docs/e-mail.md").read_text()
    rows = re.findall(r"(?m)^\| `([\w/]*mail/\w+)` \| [^|]{10,} \| ([^|]+) \|$", page)
    written_down = {name: set(re.findall(r"`([\w-]+)`", stops)) or {"–"} for name, stops in rows}
    for module in sample_modules():
        for sample in module.SAMPLES:
            sample(cast)
    stopped = kinds_stopped(OutgoingMail.objects.all())
    assert {name.rpartition(".")[0] for name in sources()} - set(stopped) == set(), (
        "add these to SAMPLES in the slice's tests/mail_samples.py (docs/e-mail.md)"
    )
    assert set(written_down) == set(stopped)
    for name, kinds in stopped.items():
        assert kinds <= written_down[name], name
        assert written_down[name] <= {
            "–",
            "theme-letter",
            "registration",
            *(kind.key for kind in mail_kinds),
        }, name
        assert ("–" in kinds) == ("–" in written_down[name]), name


def test_a_mail_that_says_less_in_its_text_is_caught() -> None:
    assert words("Dag Sanne") != words(shown("<body><p>Dag Sanne</p><p>Nog iets</p></body>"))
    assert words("Dag Sanne: https://x.example/") == words(
        shown("<body><p>Dag <bdi>Sanne</bdi></p></body>")
    )
