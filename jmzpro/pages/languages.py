"""The languages that a handful of pages for parents and young people exist in, and the few words of
the site on those pages.

Wagtail keeps the pages of a language in a tree of their own; they are served below `/<code>/`. What
the site itself says there (the way out, the help numbers, where you are) stands in `WORDS`; a
language without words of its own shows the English ones, marked as English.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from wagtail.models import Page


@dataclass(frozen=True)
class Words:
    """`language` is the language of these words; the rest is what the page shows."""

    language: str
    home: str
    to_content: str
    where: str
    read_in: str
    leave: str
    leave_hint: str
    help_title: str
    danger: str
    safe_home: str
    suicide: str
    children: str
    chat: str
    dutch_site: str
    share: str
    share_address: str
    share_code: str
    share_mail: str


WORDS = {
    "nl": Words(
        "nl", "Voorpagina", "Naar de inhoud", "Kruimelpad", "Lees dit in een andere taal", (
"Verlaat deze "
"site snel"
),
        "Of druk drie keer op Shift.", "Nu hulp nodig?", "Direct gevaar", (
"Veilig Thuis, dag "
"en nacht"
),
        "Denk je aan zelfmoord? Bel 113 of", "Kindertelefoon", "chat", (
"Naar de site in het "
"Nederlands"
),
        "Deel deze pagina", "Het korte adres:", "QR-code met het korte adres", (
"Stuur door "
"per mail"
),
    ),
    "en": Words(
        "en", "In English", "Skip to content", "You are here", "Read this in another language", (
"Leave this site "
"quickly"
),
        "Or press Shift three times.", "Need help now?", "Immediate danger", (
"Safe at Home, day "
"and night"
),
        "Thinking about suicide? Call 113 or", "Children’s helpline", "chat", (
"To the site "
"in Dutch"
),
        "Share this page", "The short address:", "QR code with the short address", "Send by e-mail",
    ),
    "ar": Words(
        "ar", "بالعربية", "انتقل إلى المحتوى", "أنت هنا", "اقرأ هذا بلغة أخرى", (
"غادر هذا "
"الموقع بسرعة"
),
        "أو اضغط Shift ثلاث مرات.", "هل تحتاج إلى مساعدة الآن؟", "خطر مباشر", (
"البيت الآمن، ليلاً "
"ونهاراً"
),
        "هل تفكر في الانتحار؟ اتصل بـ 113 أو", "هاتف الأطفال", "دردشة", (
"إلى الموقع باللغة "
"الهولندية"
),
        "شارك هذه الصفحة", "العنوان القصير:", "رمز QR للعنوان القصير", "أرسلها بالبريد الإلكتروني",
    ),
}  # fmt: skip


def words(code: str) -> Words:
    return WORDS.get(code, WORDS["en"])


def direction(code: str) -> str:
    return "rtl" if code.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def own_name(code: str) -> str:
    """What a language calls itself: English, العربية."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Version:
    """The same page in one language. `address` is complete, for `hreflang`; `path` is for the
    link.
    """

    code: str
    name: str
    direction: str
    path: str
    address: str
    is_this: bool


def versions(page: Any) -> list[Version]:
    """This page and its live translations, Dutch first; empty when there is one language only."""
    same = (
        Page.objects.live()
        .filter(translation_key=page.translation_key, view_restrictions=None)
        .exclude(pk=page.pk)
    )
    others = list(same.values_list("url_path", "locale__language_code"))
    if not others:
        return []
    this = version(page.url_path, page.locale.language_code, is_this=True)
    found = [this, *(version(path, code, is_this=False) for path, code in others)]
    return sorted(found, key=lambda one: (one.code != settings.LANGUAGE_CODE, one.code))


def version(tree_path: str, code: str, *, is_this: bool) -> Version:
    """`/home-en/help/` in the tree is `/en/help/` on the site."""
    rest = tree_path.split("/", 2)[2]
    path = f"/{rest}" if code == settings.LANGUAGE_CODE else f"/{code}/{rest}"
    return Version(
        code, own_name(code), direction(code), path, f"{settings.BASE_URL}{path}", is_this
    )
