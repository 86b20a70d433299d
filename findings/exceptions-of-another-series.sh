#!/bin/sh
# What one would expect: a date of a series that is moved or called off (RECURRENCE-ID) says something
# of the series with its own UID, and of no other: RFC 5545 ties the two by UID.
# What happens: two weekly groups at the same hour stand in one calendar, and one has a date moved
# from 16 to 17 March. ical.js shows the other group on the 17th as well, under the first one's name.
# ICAL.Event of ical.js takes every event with a RECURRENCE-ID in the calendar for an exception of its
# own (`strictExceptions` is off). With it on it raises an error, for it still gathers those of all
# series; only who passes the exceptions by hand as well is right. ical-expander does neither, so the
# moved date stands there twice and the other group loses its own: it is on, and is not shown.
# Consequence: who builds a page from the calendar of a community centre with several weekly groups
# leaves out evenings that go on, and nothing says so. Give ical.js the exceptions by UID.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund ical.js@2.2.1 ical-expander@3.2.0 >/dev/null

printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//voorbeeld//NL \
    BEGIN:VEVENT UID:brusjes@voorbeeld.example DTSTAMP:20270101T120000Z SUMMARY:Brusjesgroep \
    DTSTART:20270302T140000Z DTEND:20270302T153000Z 'RRULE:FREQ=WEEKLY;COUNT=4' END:VEVENT \
    BEGIN:VEVENT UID:brusjes@voorbeeld.example DTSTAMP:20270102T120000Z SUMMARY:Brusjesgroep \
    RECURRENCE-ID:20270316T140000Z DTSTART:20270317T140000Z DTEND:20270317T153000Z END:VEVENT \
    BEGIN:VEVENT UID:ouders@voorbeeld.example DTSTAMP:20270101T120000Z SUMMARY:Oudergroep \
    DTSTART:20270302T140000Z DTEND:20270302T153000Z 'RRULE:FREQ=WEEKLY;COUNT=4' END:VEVENT \
    END:VCALENDAR >two.ics

cat >read.mjs <<'JS'
import ICAL from "ical.js";
import IcalExpander from "ical-expander";
import { readFileSync } from "fs";
const text = readFileSync("two.ics", "utf8");
const days = (times) => times.map((time) => time.day).sort((a, b) => a - b).join(" ");

const whole = new ICAL.Component(ICAL.parse(text));
const parents = whole.getAllSubcomponents("vevent")[2];
for (const [how, options] of [
  ["as it comes", {}],
  ["strictExceptions", { strictExceptions: true }],
  ["strictExceptions and exceptions by hand", { strictExceptions: true, exceptions: [] }],
]) {
  const found = [];
  try {
    const event = new ICAL.Event(parents, options);
    const dates = event.iterator();
    for (let next; (next = dates.next()); ) found.push(event.getOccurrenceDetails(next).startDate);
    console.log(`ical.js 2.2.1, ${how}, Oudergroep: ${days(found)}`);
  } catch (error) {
    console.log(`ical.js 2.2.1, ${how}, Oudergroep: ${error.message}`);
  }
}
const expanded = new IcalExpander({ ics: text }).between(new Date("2027-03-01"), new Date("2027-04-01"));
const starts = [...expanded.events, ...expanded.occurrences.map((one) => ({ summary: one.item.summary, startDate: one.startDate }))];
for (const name of ["Brusjesgroep", "Oudergroep"])
  console.log(`ical-expander 3.2.0, ${name}: ${days(starts.filter((one) => one.summary === name).map((one) => one.startDate))}`);
JS
node read.mjs >out
cat out
printf '%s\n' 'ical.js 2.2.1, as it comes, Oudergroep: 2 9 17 23' \
    'ical.js 2.2.1, strictExceptions, Oudergroep: attempted to relate unrelated exception' \
    'ical.js 2.2.1, strictExceptions and exceptions by hand, Oudergroep: 2 9 16 23' \
    'ical-expander 3.2.0, Brusjesgroep: 2 9 17 17 23' 'ical-expander 3.2.0, Oudergroep: 2 9 23' | diff - out
