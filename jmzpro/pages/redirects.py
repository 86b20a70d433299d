"""Old addresses in bulk: a CSV with `oud` and `nieuw`, checked row by row. What is good is kept,
what is not is told.

An address that still exists cannot be redirected; one that leads to itself, to an old address, or
round in a circle is refused. A second run with the same file changes nothing.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from jmzpro.pages.addresses import existing, live_pages, tree_path
from jmzpro.trust import audit

LONGEST = 255
MOST_ROWS = 10_000
HEADS = {("oud", "nieuw"), ("old", "new"), ("from", "to")}


@dataclass(frozen=True)
class Row:
    """One line of the file: its number, the old path and where it leads."""

    number: int
    old: str
    new: str


@dataclass
class Report:
    """What came of a file. `faults`: (line, what is wrong, in Dutch)."""

    made: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    is_dry_run: bool = False


def read(text: str, report: Report) -> Iterator[Row]:
    """The rows of a CSV with commas or semicolons, with or without a head; what has no two
    columns goes to the report.
    """
    lines = text.splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), start=1):
            filled = [cell.strip() for cell in cells]
            if not any(filled) or (
                number == 1 and tuple(cell.lower() for cell in filled[:2]) in HEADS
            ):
                continue
            if number > MOST_ROWS:
                report.faults.append(
                    (number, f"Hier stopt het: er passen {MOST_ROWS} regels in één bestand.")
                )
                return
            if len(filled) < 2 or not filled[0] or not filled[1]:
                report.faults.append(
                    (number, "Er horen twee adressen op een regel: het oude en het nieuwe.")
                )
            else:
                yield Row(number, filled[0], filled[1])
    except csv.Error as error:
        report.faults.append(
            (len(report.faults) + 1, f"Vanaf hier is het bestand niet te lezen als CSV ({error}).")
        )


def old_path(address: str) -> str:
    """As redirects are kept: the path and query of the old address, whatever host it was on.
    Empty when it is none.
    """
    if (
        not address.isprintable()
        or not address.startswith(("/", "http://", "https://"))
        or address.startswith("//")
    ):
        return ""
    return str(Redirect.normalise_path(address))


def target(address: str) -> str:
    """Where it leads: a path on this site, or another site over https. Empty when it is neither."""
    if not address.isprintable() or len(address) > LONGEST:
        return ""
    own = address.removeprefix(settings.BASE_URL)
    if own.startswith("/") and not own.startswith("//"):
        return own
    return own if own.startswith("https://") and urlsplit(own).hostname else ""


@transaction.atomic
def import_redirects(text: str, *, by: object = None, dry_run: bool = False) -> Report:
    """Make or change a redirect for each good row. With `dry_run` the report is the same and
    nothing is written.
    """
    report = Report(is_dry_run=dry_run)
    standing = {
        redirect.old_path: redirect for redirect in Redirect.objects.select_related("redirect_page")
    }
    good = checked(read(text, report), report, set(standing))
    for row in good:
        redirect = standing.get(row.old)
        if redirect is None:
            report.made.append(row)
        elif leads_to(redirect) == row.new:
            report.same.append(row)
        else:
            report.changed.append(row)
    report.faults.sort()
    if not dry_run and (report.made or report.changed):
        write(report, standing, by)
    return report


def leads_to(redirect: Redirect) -> str:
    return str(redirect.link or "")


def checked(rows: Iterator[Row], report: Report, standing: set[str]) -> list[Row]:
    """The rows that may be kept, with both addresses as they are kept; the others are in the
    report.
    """
    found: dict[str, Row] = {}
    for row in rows:
        old, new = old_path(row.old), target(row.new)
        if not old or old == "/" or len(old) > LONGEST:
            report.faults.append(
                (row.number, f"‘{row.old[:80]}’ is geen oud adres. Begin met / of met https://.")
            )
        elif not new:
            report.faults.append(
                (row.number, f"‘{row.new[:80]}’ is geen nieuw adres. Begin met / of met https://.")
            )
        elif old in found:
            report.faults.append((row.number, f"{old} staat ook op regel {found[old].number}."))
        elif old == Redirect.normalise_path(new) and new.startswith("/"):
            report.faults.append((row.number, f"{old} leidt naar zichzelf."))
        else:
            found[old] = Row(row.number, old, new)
    alive = existing({with_slash(row.old) for row in found.values()})
    reached = existing({row.new for row in found.values() if row.new.startswith("/")})
    kept = []
    for row in found.values():
        fault = fault_of(row, alive, reached, standing | set(found))
        if fault:
            report.faults.append((row.number, fault))
        else:
            kept.append(row)
    return kept


def goes_round(old: str, new: str, *, but: int | None = None) -> str:
    """Why a redirect from `old` to `new` could send a visitor round, in Dutch; empty when it
    cannot. `but`: the redirect that is changed.

    Where it leads may itself be no old address: then every chain ends after one step, whatever is
    added later.
    """
    parts = urlsplit(new)
    if parts.hostname and parts.hostname not in own_hosts():
        return ""
    path = str(
        Redirect.normalise_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    )
    if path == Redirect.normalise_path(old):
        return "Dit adres leidt naar zichzelf."
    if Redirect.objects.filter(old_path=path).exclude(pk=but).exists():
        return (
            f"{path} is zelf een oud adres. Noem meteen waar het op uitkomt, anders springt een "
            "bezoeker door of in een kring."
        )
    return ""


def own_hosts() -> set[str | None]:
    return {urlsplit(settings.BASE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}


def with_slash(path: str) -> str:
    return path if "?" in path else f"{path.rstrip('/')}/"


def fault_of(row: Row, alive: set[str], reached: set[str], old_ones: set[str]) -> str:
    if with_slash(row.old) in alive:
        return (
            f"{row.old} is een pagina die nog bestaat. Haal haar eerst weg of geef haar een "
            "ander adres."
        )
    if not row.new.startswith("/"):
        return ""
    path = str(Redirect.normalise_path(row.new.partition("#")[0]))
    if path in old_ones:
        return (
            f"{row.new} is zelf een oud adres. Noem meteen waar het op uitkomt, anders springt "
            "een bezoeker door of in een kring."
        )
    if row.new not in reached:
        return f"{row.new} bestaat niet op deze site."
    return ""


def write(report: Report, standing: dict[str, Redirect], by: object) -> None:
    """To the page itself where there is one, so that the redirect follows when its address
    changes.
    """
    rows = [*report.made, *report.changed]
    live = live_pages({row.new for row in rows if row.new.startswith("/")})
    paths = {address: tree_path(address) for address in live}
    pages = {page.url_path: page for page in Page.objects.filter(url_path__in=paths.values())}
    for row in rows:
        redirect = standing.get(row.old) or Redirect(old_path=row.old)
        redirect.redirect_page = pages.get(paths.get(row.new, ""))
        redirect.redirect_page_route_path = ""
        redirect.redirect_link = "" if redirect.redirect_page else row.new
        redirect.is_permanent = True
        redirect.save()
    audit.record_item(
        "Oude adressen ingelezen",
        "wagtailredirects.redirect",
        "csv",
        by=by,
        made=len(report.made),
        changed=len(report.changed),
    )
