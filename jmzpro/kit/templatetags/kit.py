"""The tags and filters every template has without loading them."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jmzpro.kit import dutch, icons, illustration
from jmzpro.kit.help_lines import HelpLine, LineNow, checked_on, line_of, lines_now
from jmzpro.kit.introductions import words_above

register = template.Library()

# Names of the parts of an address that let whoever knows them do something.
SECRETS = {"token", "key", "confirmation", "uidb36", "code"}


@register.simple_tag
def field(bound: forms.BoundField) -> SafeString:
    """One form field: label above, help under it, error in words, the widget."""
    is_check = isinstance(bound.field.widget, forms.CheckboxInput)
    context = {
        "bound": bound,
        "is_check": is_check,
        "optional": not bound.field.required and not is_check,
    }
    return render_to_string("kit/field.html", context)


@register.simple_tag
def field_anchor(bound: forms.BoundField) -> str:
    """The id that a link in the error summary goes to: the widget's own, or the first of a
    group.
    """
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.simple_tag
def help_lines() -> list[LineNow]:
    """The numbers for who cannot wait, what can be reached now first."""
    return lines_now()


@register.simple_tag
def help_lines_checked() -> date | None:
    """The day since which the office looked at all of them; None while it did not."""
    return checked_on()


@register.simple_tag
def help_line(key: str) -> HelpLine | None:
    """One of them, for a text of its own; None when the office took it off the site."""
    return line_of(key)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of our set, for beside a word: it says nothing to a screen reader. An unknown name
    is a KeyError.
    """
    return mark_safe(icons.svg(name))  # noqa: S308 -- drawn by us, no input


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> SafeString:
    """`aria-current="page"` when the visitor is at this address, `"true"` when below it;
    otherwise nothing.
    """
    request: Any = context.get("request")
    path = getattr(request, "path", "")
    if path == url:
        return format_html(' aria-current="{}"', "page")
    if url != "/" and path.startswith(url):
        return format_html(' aria-current="{}"', "true")
    return SafeString("")


@register.simple_tag
def introduction(key: str) -> SafeString:
    """An editor's words above a coded page, as a block; nothing while there are none."""
    found = words_above(key)
    return (
        format_html('<div class="introduction prose flow">{}</div>', mark_safe(found))  # noqa: S308 -- Wagtail's rich text, made safe where it was written
        if found
        else SafeString("")
    )


@register.simple_tag(takes_context=True)
def report_url(context: Context) -> str:
    """The form "klopt er iets niet?" with this page filled in; nothing as long as no part offers
    one.

    An address that is a secret (of a mail, of a login) is not passed on.
    """
    request: Any = context.get("request")
    try:
        form = reverse("pages:message")
    except NoReverseMatch:
        return ""
    path = getattr(request, "path", "/")
    match = getattr(request, "resolver_match", None)
    names = set(match.kwargs) if match else set()
    is_open = request is not None and path != form and not names & SECRETS
    return f"{form}?{urlencode({'over': path})}" if is_open else f"{form}?over"


@register.filter
def dag(value: Any) -> str:
    """`dinsdag 3 maart`; nothing for nothing."""
    return dutch.day(value) if value else ""


@register.filter
def in_running_text(value: Any) -> str:
    """A name as it stands inside a sentence: `Ouder` is `ouder`, `KOPP` stays as it is; nothing
    for nothing.
    """
    text = str(value or "")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@register.filter
def moment(value: Any) -> str:
    """`dinsdag 3 maart, 19.30 uur`; nothing for nothing."""
    return dutch.moment(value) if value else ""


@register.filter
def geleden(value: Any) -> str:
    """`2 uur geleden`; after a week the day in words; nothing for nothing."""
    return dutch.ago(value) if value else ""


@register.filter
def duur(value: Any) -> str:
    """A timedelta as `40 minuten`, for after "na" or "over"; nothing for nothing."""
    return dutch.span(value) if value is not None else ""


@register.filter
def getal(value: Any) -> str:
    """`577.000`; nothing for nothing."""
    return dutch.figure(value) if value not in (None, "") else ""


@register.filter
def alinea(value: Any) -> SafeString:
    """Plain text as safe paragraphs with links."""
    return dutch.paragraphs(str(value)) if value else SafeString("")


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: Any) -> str:
    """The query string of this address with changes, `?` included; None takes a name out. A
    change of filter starts at page one again.
    """
    request: Any = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    if "pagina" not in changes:
        query.pop("pagina", None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag
def street(lit: bool = True) -> SafeString:
    """The street in the evening; `lit=False` where nobody is home."""
    return mark_safe(illustration.street(lit=lit))  # noqa: S308 -- drawn by us


@register.simple_tag
def cover(title: str) -> SafeString:
    """The cover of an item without a picture, drawn from its title."""
    return mark_safe(illustration.cover(title))  # noqa: S308 -- only numbers come from the title


@register.inclusion_tag("kit/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    """Links to the other pages of a django.core.paginator Page; the page is in the address as
    `pagina`.
    """
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(shown),
        "request": context.get("request"),
        "elided": page.paginator.ELLIPSIS,
    }
