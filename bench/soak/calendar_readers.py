# ruff: noqa: E501, T201 -- the little programs for readers stay on a line each
"""Lets the readers of others read our calendar, and lays their dates beside ours. Prints a Markdown table.

    python bench/soak/calendar_readers.py

Installs pinned packages of PyPI and npm in a temporary folder; calcurse is asked when it is installed. Ends with 1 when a reader
shows a date wrong that it is not known to (`KNOWN`).
"""

import json
import os
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
# Each prints a JSON list of [title, start] with the start on our clock: "2027-03-02T19:30", of a whole day "2027-03-02".
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
const all = c.getAllSubcomponents('vevent').map(v => new I.Event(v));
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
# What a reader does not show as written, with the version that is pinned above. vobject and ts-ics leave exceptions to who calls
# them, ts-ics has no BYDAY with a number, ics knows no rules. Why ical.js leaves out two weeks of a series is not known yet.
RULES = frozenset({"Wekelijks", "Eén eruit", "Erbij", "Verplaatst", "Vervallen"})
KNOWN: dict[str, frozenset[str]] = {
    "vobject": frozenset({"Verplaatst", "Vervallen"}),
    "ts-ics": frozenset({"Verplaatst", "Vervallen", "Tweede donderdag"}),
    "ics": RULES | {"Tweede donderdag", "Hele dagen"},
    "ical.js": RULES,
    "ical-expander": RULES,
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="jmz-soak-") as folder:
        os.environ["JMZ_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        calendar, right = write(Path(folder))
        return compare(Path(folder), calendar, right)


def write(folder: Path) -> tuple[Path, dict[str, set[str]]]:
    """Our calendar with one of each kind, and the starts of each by its title."""
    from django.core.management import call_command

    from jmzpro.agenda.calendars import as_text, calendar
    from jmzpro.agenda.models import Activity, Occurrence
    from jmzpro.agenda.writing_ahead import whole
    from jmzpro.office.bootstrap import bootstrap

    call_command("migrate", verbosity=0)
    bootstrap(is_demo=False)
    make()
    every = Activity.objects.prefetch_related("themes", "occurrences").select_related("town__province")
    here = "https://agenda.example/agenda.ics"
    written = calendar("Agenda", "Alles", [as_text(whole(one)) for one in every], page=here, source=here)
    path = folder / "agenda.ics"
    path.write_bytes(written)
    right: dict[str, set[str]] = {}
    for row in Occurrence.objects.select_related("activity"):
        if row.is_cancelled or row.starts_at.year != 2027:
            continue
        at = local(row.starts_at)
        said = at[:10] if row.activity.is_all_day else at
        right.setdefault(row.activity.title, set()).add(said)
    return path, right


def local(moment: datetime) -> str:
    from jmzpro.agenda import recurrence

    return f"{recurrence.local(moment):%Y-%m-%dT%H:%M}"


def make() -> None:
    from jmzpro.agenda import publishing
    from jmzpro.agenda.recurrence import aware
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
    moved = list(one("Verplaatst", rrule="FREQ=WEEKLY;COUNT=4").occurrences.order_by("starts_at"))
    publishing.move_date(moved[2], aware(datetime(2027, 3, 18, 20)), aware(datetime(2027, 3, 18, 21)))
    dropped = list(one("Vervallen", rrule="FREQ=WEEKLY;COUNT=4").occurrences.order_by("starts_at"))
    publishing.drop_date(dropped[1])
    one("Eén keer, in de zomer", datetime(2027, 7, 6, 9))


def installed(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each reader with the command that runs it."""
    target = folder / "py"
    run(sys.executable, "-m", "pip", "install", "-q", "--target", str(target), *PYPI)
    for name, code in READERS.items():
        script = folder / f"read-{name}.py"
        script.write_text(f"{PYTHON_HEAD}{code}\nprint(json.dumps(out))\n")
        yield name, ["env", f"PYTHONPATH={target}", sys.executable, str(script)]
    if shutil.which("npm") is None:
        return
    run("npm", "install", "--silent", "--prefix", str(folder), *NPM)
    for name, code in NODE.items():
        script = folder / f"read-{name}.cjs"
        tail = "" if "console.log" in code else "console.log(JSON.stringify(out));"
        script.write_text(f"{NODE_HEAD}{code}{tail}\n")
        yield name, ["node", str(script)]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 -- our own
    if done.returncode:
        raise SystemExit(f"{command[0]} {command[1]}: {done.stderr[-800:]}")
    return done.stdout


def compare(folder: Path, calendar: Path, right: dict[str, set[str]]) -> int:
    titles = list(right)
    print(f"| reader | {' | '.join(titles)} |\n|---|{'---|' * len(titles)}")
    surprises = []
    for name, command in installed(folder):
        found: dict[str, list[str]] = {}
        for title, start in json.loads(run(*command, str(calendar))):
            if start.startswith("2027"):
                found.setdefault(title, []).append(start)
        said = [verdict(sorted(right[title]), sorted(found.get(title, []))) for title in titles]
        print(f"| {name} | {' | '.join(said)} |")
        wrong = {title for title, one in zip(titles, said, strict=True) if one != "right"}
        surprises += [f"{name}: {title}" for title in wrong - KNOWN.get(name, frozenset())]
    print("\n".join(surprises) or "Nothing that is not known.")
    return 1 if surprises else 0


def verdict(right: list[str], found: list[str]) -> str:
    if right == found:
        return "right"
    gone = [at for at in right if at not in found]
    more = [at for at in found if at not in right] + sorted({at for at in found if found.count(at) > 1})
    return f"-{' '.join(gone)} +{' '.join(more)}"


if __name__ == "__main__":
    sys.exit(main())
