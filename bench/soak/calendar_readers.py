# ruff: noqa: E501, T201 -- the little programs for readers stay on a line each
"""Lets the readers of others read our calendars, the whole one and one of some weeks, an age and a
place, and lays their dates beside ours. Prints a Markdown table of each.

    python bench/soak/calendar_readers.py

Installs pinned packages of PyPI and npm in a temporary folder. Those of Debian are asked when they
are installed: `apt-get install calcurse gir1.2-ical-3.0 python3-gi php-sabre-vobject`. Ends with 1
when a reader shows a date wrong that it is not known to (`KNOWN`).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PYPI = (
    "recurring-ical-events==3.8.2",
    "ical==14.3.1",
    "icalevents==0.3.1",
    "vobject==0.9.9",
    "ics==0.7.3",
    "tzdata",
)
NPM = ("ical.js@2.2.1", "ical-expander@3.2.0", "node-ical@0.26.0", "ts-ics@2.4.6")
# Each prints a JSON list of [title, start] with the start on our clock: "2027-03-02T19:30", of a
# whole day "2027-03-02".
PYTHON_HEAD = """
import json, sys
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo
Z = ZoneInfo("Europe/Amsterdam")
text = open(sys.argv[1], newline="").read()
A, B = datetime(2027, 1, 1, tzinfo=Z), datetime(2028, 1, 1, tzinfo=Z)
def wall(at):
    if not isinstance(at, datetime):
        return at.isoformat()
    return (at.astimezone(Z) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M")
out = []
"""
READERS = {
    "recurring-ical-events": """
import icalendar, recurring_ical_events
for e in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(A, B):
    if e.get("STATUS") != "CANCELLED": out.append([str(e["SUMMARY"]), wall(e["DTSTART"].dt)])
""",
    "ical": """
from ical.calendar_stream import IcsCalendarStream
for e in IcsCalendarStream.calendar_from_ics(text).timeline_tz(Z).overlapping(A, B):
    if str(e.status or "").rpartition(".")[2] != "CANCELLED": out.append([e.summary, wall(e.dtstart)])
""",
    "icalevents": """
from icalevents.icalparser import parse_events
for e in parse_events(text, start=A, end=B):
    if str(e.status or "") != "CANCELLED": out.append([str(e.summary), wall(e.start.date() if e.all_day else e.start)])
""",
    "vobject": """
import vobject
for e in next(vobject.readComponents(text)).vevent_list:
    if e.contents.get("status") and e.status.value == "CANCELLED": continue
    starts = e.getrruleset(addRDate=True) if e.rruleset else [e.dtstart.value]
    whole = not isinstance(e.dtstart.value, datetime)
    for at in starts: out.append([e.summary.value, at.strftime("%Y-%m-%d") if whole else wall(at)])
""",
    "ics": """
from ics import Calendar
for e in Calendar(text).events:
    if e.status != "CANCELLED": out.append([e.name, wall(e.begin.datetime.date() if e.all_day else e.begin.datetime)])
""",
}
NODE_HEAD = """
const fs = require('fs'); const text = fs.readFileSync(process.argv[2], 'utf8'); const out = [];
const wall = (d, day) => { const s = d.toLocaleString('sv-SE', {timeZone: 'Europe/Amsterdam'}); return day ? s.slice(0, 10) : s.slice(0, 16).replace(' ', 'T'); };
const A = new Date('2027-01-01T00:00:00Z'), B = new Date('2028-01-01T00:00:00Z');
"""
NODE = {
    "ical-expander": """
const E = require('ical-expander'); const r = new E({ics: text, maxIterations: 1000}).between(A, B);
for (const o of [...r.events, ...r.occurrences]) { const e = o.item || o;
  if (e.component.getFirstPropertyValue('status') === 'CANCELLED') continue;
  out.push([e.summary, o.startDate.isDate ? o.startDate.toString() : wall(o.startDate.toJSDate())]); }
""",
    "ical.js": """
(async () => { const m = await import('ical.js'); const I = m.default; const c = new I.Component(I.parse(text));
for (const z of c.getAllSubcomponents('vtimezone')) I.TimezoneService.register(z);
const all = c.getAllSubcomponents('vevent').map(v => new I.Event(v, {strictExceptions: true, exceptions: []}));
for (const e of all) { if (e.isRecurrenceException()) { const own = all.find(o => o.uid === e.uid && !o.isRecurrenceException()); if (own) own.relateException(e); } }
for (const e of all) { if (e.isRecurrenceException()) continue;
  if (!e.isRecurring()) { if (e.component.getFirstPropertyValue('status') !== 'CANCELLED') out.push([e.summary, e.startDate.isDate ? e.startDate.toString() : wall(e.startDate.toJSDate())]); continue; }
  const it = e.iterator(); let n; while ((n = it.next()) && n.year < 2028) { const d = e.getOccurrenceDetails(n);
    if (d.item.component.getFirstPropertyValue('status') === 'CANCELLED') continue;
    out.push([d.item.summary, d.startDate.isDate ? d.startDate.toString() : wall(d.startDate.toJSDate())]); } }
console.log(JSON.stringify(out)); })();
""",
    "node-ical": """
const ical = require('node-ical'); const data = ical.sync.parseICS(text);
for (const e of Object.values(data)) { if (e.type !== 'VEVENT') continue;
  for (const i of ical.expandRecurringEvent(e, {from: A, to: B})) { if ((i.event.status || '') === 'CANCELLED') continue;
    out.push([typeof i.summary === 'object' ? i.summary.val : i.summary, wall(i.start, i.isFullDay)]); } }
""",
    "ts-ics": """
const {convertIcsCalendar, extendByRecurrenceRule} = require('ts-ics'); const c = convertIcsCalendar(undefined, text);
for (const e of c.events) { if (e.status === 'CANCELLED') continue; const day = e.start.type === 'DATE';
  const starts = e.recurrenceRule ? extendByRecurrenceRule(e.recurrenceRule, {start: e.start.date, end: B, exceptions: (e.exceptionDates || []).map(x => x.date)}) : [e.start.date];
  for (const s of starts) out.push([e.summary, wall(s, day)]); }
""",
}
# Of Debian: the command that runs the script, the package whose version is told, the ending of the
# script, the script.
DEBIAN = {
    "libical": (
        "/usr/bin/python3",
        "gir1.2-ical-3.0",
        "py",
        """
import gi; gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
import json, sys
from datetime import datetime
from zoneinfo import ZoneInfo
c = I.Component.new_from_string(open(sys.argv[1], newline="").read())
A, B = I.Time.new_from_string("20270101T000000Z"), I.Time.new_from_string("20280101T000000Z")
out, parts = [], []
part = c.get_first_component(I.ComponentKind.VEVENT_COMPONENT)
while part is not None: parts.append(part); part = c.get_next_component(I.ComponentKind.VEVENT_COMPONENT)
def key(at): return at.as_ical_string()
own = {(p.get_uid(), key(p.get_recurrenceid())) for p in parts if not p.get_recurrenceid().is_null_time()}
def seen(e, span, _=None):
    whole = e.get_dtstart().is_date()
    at = datetime.fromtimestamp(span.get_start(), ZoneInfo("UTC" if whole else "Europe/Amsterdam"))
    wall = at.strftime("%Y%m%d" if whole else "%Y%m%dT%H%M%S")
    if e.get_recurrenceid().is_null_time() and (e.get_uid(), wall) in own: return True
    if e.get_status() != I.PropertyStatus.CANCELLED: out.append([e.get_summary(), at.strftime("%Y-%m-%d" if whole else "%Y-%m-%dT%H:%M")])
    return True
for p in parts: p.foreach_recurrence(A, B, seen, None)
print(json.dumps(out))
""",
    ),
    "sabre/vobject": (
        "php",
        "php-sabre-vobject",
        "php",
        """<?php
require '/usr/share/php/Sabre/VObject/autoload.php'; $out = []; $z = new DateTimeZone('Europe/Amsterdam');
$c = Sabre\\VObject\\Reader::read(file_get_contents($argv[1]));
$c->expand(new DateTime('2027-01-01', $z), new DateTime('2028-01-01', $z));
foreach ($c->VEVENT as $e) { if (isset($e->STATUS) && (string)$e->STATUS === 'CANCELLED') continue;
  $whole = !$e->DTSTART->hasTime(); $at = $e->DTSTART->getDateTime(); if (!$whole) $at->setTimezone($z);
  $out[] = [str_replace('\\\\,', ',', (string)$e->SUMMARY), $at->format($whole ? 'Y-m-d' : 'Y-m-d\\TH:i')]; }
echo json_encode($out);
""",
    ),
    "calcurse": (
        "/usr/bin/python3",
        "calcurse",
        "py",
        """
import json, re, subprocess, sys, tempfile
folder = tempfile.mkdtemp(); env = {"TZ": "Europe/Amsterdam", "PATH": "/usr/bin", "LC_ALL": "C.UTF-8", "HOME": folder}
subprocess.run(["calcurse", "-q", "-D", folder, "-i", sys.argv[1]], env=env, check=True, capture_output=True)
timed, whole = "%(start:%H:%M)|%m\\n", "|%m\\n"
shown = subprocess.run(["calcurse", "-q", "-D", folder, "-Q", "--from", "01/01/2027", "--to", "12/31/2027", "--format-apt", timed,
  "--format-recur-apt", timed, "--format-event", whole, "--format-recur-event", whole], env=env, check=True, capture_output=True, text=True)
out = []
for line in shown.stdout.splitlines():
    if day := re.fullmatch(r"(\\d\\d)/(\\d\\d)/(\\d\\d):", line): on = "20{2}-{0}-{1}".format(*day.groups())
    elif line: at, _, title = line.partition("|"); out.append([title, f"{on}T{at}" if at else on])
print(json.dumps(out))
""",
    ),
}
# What a reader does not show as written, with the version that is pinned above or that Debian 12
# has (decision 0074 says it in words). ical-expander reads each event with all moved and cancelled
# dates of the calendar, also those of other events.
RULES = frozenset({"Wekelijks", "Eén eruit", "Erbij", "Verplaatst", "Vervallen"})
KNOWN: dict[str, frozenset[str]] = {
    "vobject": frozenset({"Verplaatst", "Vervallen"}),
    "ts-ics": frozenset({"Verplaatst", "Vervallen", "Tweede donderdag"}),
    "ics": RULES | {"Tweede donderdag", "Hele dagen"},
    "ical-expander": RULES,
    "calcurse": frozenset({"Verplaatst", "Vervallen"}),
}
# The calendars that are read: its name and its address. Of the second only what is in those weeks,
# for that age and near.
CALENDARS = {
    "The whole calendar": "/agenda.ics",
    "Some weeks, an age and a place": "/agenda.ics?van=2027-03-08&tot=2027-04-10&leeftijd=9&plaats=Utrecht&afstand=10",
}
SOME_WEEKS = ("2027-03-08", "2027-04-10")
NOT_ASKED = frozenset({"Andere leeftijd", "Andere plaats"})
Dates = dict[str, set[str]]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="jmz-soak-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        calendars = write(Path(folder))
        print("## Do the programs of others show our calendars as they are?\n")
        return compare(list(installed(Path(folder))), calendars)


def write(folder: Path) -> list[tuple[str, Path, Dates]]:
    """Our calendars as the site gives them, with the starts that each has by title."""
    import time_machine
    from django.core.management import call_command
    from django.test import Client

    from jmzpro.agenda.activity.recurrence import aware
    from jmzpro.office.bootstrap import bootstrap

    call_command("migrate", verbosity=0)
    written = []
    with time_machine.travel(aware(datetime(2027, 1, 4, 12)), tick=False):
        bootstrap(is_demo=False)
        make()
        for number, (name, address) in enumerate(CALENDARS.items()):
            answer = Client(headers={"host": "127.0.0.1"}).get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
            path = folder / f"agenda-{number}.ics"
            path.write_bytes(answer.content)
            written.append((name, path, right_dates(is_whole=not number)))
    return written


def right_dates(*, is_whole: bool) -> Dates:
    from jmzpro.agenda.models import Occurrence

    right: Dates = {}
    first, last = SOME_WEEKS
    for row in Occurrence.objects.select_related("activity").order_by("starts_at"):
        at, title = local(row.starts_at), row.activity.title
        if row.is_cancelled or row.starts_at.year != 2027:
            continue
        if is_whole or (first <= at[:10] <= last and title not in NOT_ASKED):
            right.setdefault(title, set()).add(at[:10] if row.activity.is_all_day else at)
    return right


def local(moment: datetime) -> str:
    from jmzpro.agenda.activity import recurrence

    return f"{recurrence.local(moment):%Y-%m-%dT%H:%M}"


def make() -> None:
    from jmzpro.agenda.activity.recurrence import aware
    from jmzpro.testing.cast import make_cast
    from jmzpro.testing.samples import make_activity

    cast = make_cast()
    at = datetime(2027, 3, 2, 19, 30)

    def one(title: str, start: datetime = at, hours: float = 1.5, **fields: Any) -> Any:
        ends_at = aware(start + timedelta(hours=hours))
        return make_activity(cast, title, starts_at=aware(start), ends_at=ends_at, **fields)

    one("Wekelijks", rrule="FREQ=WEEKLY;COUNT=8")
    one("Eén eruit", rrule="FREQ=WEEKLY;COUNT=6", exdate="20270316T193000")
    one("Losse data", rdate="20270310T193000,20270407T193000")
    one("Erbij", rrule="FREQ=WEEKLY;COUNT=3", rdate="20270501T100000")
    days = {"is_all_day": True, "hours": 24}
    one("Hele dagen", datetime(2027, 3, 23), rrule="FREQ=WEEKLY;COUNT=3", **days)
    one("Tweede donderdag", datetime(2027, 1, 14, 19, 30), rrule="FREQ=MONTHLY;BYDAY=2TH;COUNT=8")
    moved = one("Verplaatst", rrule="FREQ=WEEKLY;COUNT=4")
    third, evening = moved.occurrences.order_by("starts_at")[2], datetime(2027, 3, 18, 20)
    moved.move_date(third, aware(evening), aware(evening + timedelta(hours=1)), by=None)
    dropped = one("Vervallen", rrule="FREQ=WEEKLY;COUNT=4")
    dropped.drop_date(dropped.occurrences.order_by("starts_at")[1], by=None)
    one("Eén keer, in de zomer", datetime(2027, 7, 6, 9))
    one("Andere leeftijd", datetime(2027, 3, 9, 10), age_from=16, age_to=18)
    one("Andere plaats", datetime(2027, 3, 9, 11), organisation=cast.maas, town=cast.maas.town)


def installed(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Each reader with its version and the command that runs it."""
    pinned = dict(
        re.split("==|(?<!^)@", one) for one in (*PYPI, *NPM) if re.search("==|(?<!^)@", one)
    )
    target = folder / "py"
    run(sys.executable, "-m", "pip", "install", "-q", "--target", str(target), *PYPI)
    for name, code in READERS.items():
        script = folder / f"read-{name}.py"
        script.write_text(f"{PYTHON_HEAD}{code}\nprint(json.dumps(out))\n")
        yield name, pinned[name], ["env", f"PYTHONPATH={target}", sys.executable, str(script)]
    if shutil.which("npm"):
        run("npm", "install", "--silent", "--prefix", str(folder), *NPM)
        for name, code in NODE.items():
            script = folder / f"read-{name}.cjs"
            tail = "" if "console.log" in code else "console.log(JSON.stringify(out));"
            script.write_text(f"{NODE_HEAD}{code}{tail}\n")
            yield name, pinned[name], ["node", str(script)]
    for name, (program, package, ending, code) in DEBIAN.items():
        asked = subprocess.run(  # noqa: S603
            ["dpkg-query", "-W", "-f", "${Version}", package],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.returncode or not asked.stdout:
            print(f"{name} is not installed (`apt-get install {package}`) and was not asked.\n")
            continue
        script = folder / f"read-{package}.{ending}"
        script.write_text(code.lstrip())
        yield name, asked.stdout, [program, str(script)]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 -- our own
    if done.returncode:
        raise SystemExit(f"{command[0]} {command[1]}: {done.stderr[-800:]}")
    return done.stdout


def compare(
    readers: list[tuple[str, str, list[str]]], calendars: list[tuple[str, Path, Dates]]
) -> int:
    surprises = []
    for what, calendar, right in calendars:
        titles = list(right)
        print(
            f"{what}:\n\n| reader | {' | '.join(titles)} | what is not in it "
            f"|\n|---|{'---|' * (len(titles) + 1)}"
        )
        for name, version, command in readers:
            found: dict[str, list[str]] = {}
            for title, start in json.loads(run(*command, str(calendar))):
                if start.startswith("2027"):
                    found.setdefault(title, []).append(start)
            said = [verdict(sorted(right[title]), sorted(found.get(title, []))) for title in titles]
            strange = sorted(found.keys() - set(titles))
            print(f"| {name} {version} | {' | '.join(said)} | {', '.join(strange) or 'nothing'} |")
            wrong = {
                title for title, one in zip(titles, said, strict=True) if one != "right"
            } - KNOWN.get(name, frozenset())
            surprises += [f"{what}, {name}: {title}" for title in sorted(wrong | set(strange))]
        print()
    print(
        "\n".join(surprises)
        or "Nothing that is not known (`KNOWN` in the script, decision 0074 in words)."
    )
    return 1 if surprises else 0


def verdict(right: list[str], found: list[str]) -> str:
    if right == found:
        return "right"
    gone = [at for at in right if at not in found]
    more = [at for at in found if at not in right] + sorted(
        {at for at in found if found.count(at) > 1}
    )
    said = [f"without {' '.join(gone)}"] if gone else []
    return "; ".join([*said, f"also {' '.join(more)}"] if more else said)


if __name__ == "__main__":
    sys.exit(main())
