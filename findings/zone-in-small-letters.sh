#!/bin/sh
# What one would expect: TZID=Europe/amsterdam is Europe/Amsterdam. The names of IANA differ in more than capitals (its file "theory"
# promises that), so programs find them whatever the capitals; a calendar that names a zone of IANA need not bring its definition (RFC 7809).
# What happens: node-ical 0.26.1 finds it. icalendar 7.3.2 (and what is built on it) and ical.js 2.2.1 give a time without a zone, without a
# word: 19.00 uur of whoever looks. ical 14.3.1 (Home Assistant's) refuses the whole calendar for it.
# Consequence: one calendar is right in one program, an hour or more off abroad or on a server whose clock is UTC in others, and absent in
# a third. It is met: a calendar in the tests of recurring-ical-events, from a public server, has Europe/lisbon in thousands of events.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv v
v/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 ical==14.3.1 2>/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 >/dev/null

printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//voorbeeld//NL BEGIN:VEVENT UID:1@voorbeeld.example DTSTAMP:20270101T120000Z \
    'DTSTART;TZID=Europe/amsterdam:20270310T190000' 'DTEND;TZID=Europe/amsterdam:20270310T210000' SUMMARY:Avond END:VEVENT END:VCALENDAR >a.ics

cat >read.py <<'PY'
import icalendar
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError
text = open("a.ics", newline="").read()
start = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt
print(f"icalendar 7.3.2: {start:%H.%M}, zone {start.tzinfo}")
try:
    IcsCalendarStream.calendar_from_ics(text)
    print("ical 14.3.1: read")
except CalendarParseError:
    print("ical 14.3.1: the whole calendar refused")
PY
cat >read.mjs <<'JS'
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { readFileSync } from "fs";
const text = readFileSync("a.ics", "utf8");
const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent"));
console.log(`ical.js 2.2.1: ${event.startDate.hour}.00, zone ${event.startDate.zone.tzid}`);
const other = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one.type === "VEVENT");
console.log(`node-ical 0.26.1: ${other.start.toISOString()}`);
JS
v/bin/python read.py >out
TZ=UTC node read.mjs >>out
cat out
printf '%s\n' 'icalendar 7.3.2: 19.00, zone None' 'ical 14.3.1: the whole calendar refused' \
    'ical.js 2.2.1: 19.00, zone floating' 'node-ical 0.26.1: 2027-03-10T18:00:00.000Z' | diff - out
