#!/bin/sh
# What one would expect: an event that lasts DURATION:PT8H lasts eight hours, also in the night in which the clock moves: in RFC 5545
# days follow the clock, and hours are hours.
# What happens: on the night of 27 March 2027 recurring-ical-events and ical.js let it end at 07.00 uur, which is seven hours later (and
# nine in October), alone as well as in a series. They reckon on the clock and not on the moment.
# Consequence: a sleepover or a night of respite care that is written so ends an hour early, or begins to overlap, in what is built on
# these; a test that compares with them would teach somebody else the same. Who writes calendars is understood by all with DTEND.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv v
v/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 recurring-ical-events==3.8.2 2>/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null

write() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//voorbeeld//NL \
        BEGIN:VTIMEZONE TZID:Europe/Amsterdam \
        BEGIN:STANDARD DTSTART:19701025T030000 TZOFFSETFROM:+0200 TZOFFSETTO:+0100 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU' END:STANDARD \
        BEGIN:DAYLIGHT DTSTART:19700329T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0200 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU' END:DAYLIGHT \
        END:VTIMEZONE \
        BEGIN:VEVENT UID:nacht@voorbeeld.example DTSTAMP:20270101T120000Z SUMMARY:Slaapfeest "$@" DURATION:PT8H END:VEVENT END:VCALENDAR
}
write 'DTSTART;TZID=Europe/Amsterdam:20270320T230000' 'RRULE:FREQ=WEEKLY;COUNT=3' >series.ics
write 'DTSTART;TZID=Europe/Amsterdam:20270327T230000' >alone.ics

cat >read.py <<'PY'
import icalendar, recurring_ical_events
for name in ("series", "alone"):
    calendar = icalendar.Calendar.from_ical(open(f"{name}.ics", newline="").read())
    for event in recurring_ical_events.of(calendar).at((2027, 3, 28)):
        print(f"recurring-ical-events 3.8.2, {name}: ends {event['DTEND'].dt:%H.%M}")
PY
cat >read.mjs <<'JS'
import ICAL from "ical.js";
import { readFileSync } from "fs";
for (const name of ["series", "alone"]) {
  const whole = new ICAL.Component(ICAL.parse(readFileSync(`${name}.ics`, "utf8")));
  const zone = new ICAL.Timezone(whole.getFirstSubcomponent("vtimezone"));
  ICAL.TimezoneService.register("Europe/Amsterdam", zone);
  const event = new ICAL.Event(whole.getFirstSubcomponent("vevent"));
  let end = event.endDate;
  if (event.isRecurring()) {
    const dates = event.iterator();
    dates.next();
    end = event.getOccurrenceDetails(dates.next()).endDate;
  }
  console.log(`ical.js 2.2.1, ${name}: ends ${String(end.hour).padStart(2, "0")}.${String(end.minute).padStart(2, "0")}`);
}
JS
v/bin/python read.py >out
node read.mjs >>out
cat out
printf '%s\n' 'recurring-ical-events 3.8.2, series: ends 07.00' 'recurring-ical-events 3.8.2, alone: ends 07.00' \
    'ical.js 2.2.1, series: ends 07.00' 'ical.js 2.2.1, alone: ends 07.00' | diff - out
