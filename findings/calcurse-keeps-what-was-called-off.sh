#!/bin/sh
# What one would expect: an evening that is called off (a RECURRENCE-ID with STATUS:CANCELLED) or moved
# (a RECURRENCE-ID with another DTSTART) in a calendar that somebody reads in is off, or moved.
# What happens: calcurse passes over RECURRENCE-ID and STATUS alike. The date that was called off stands
# there twice, once by the rule and once as an event of its own, and the moved one stands on both days.
# EXDATE it does read, but then COUNT counts what is left: three weeks without the second become the
# 2nd, the 16th, and a 23rd that nobody planned.
# Consequence: somebody comes to a closed door. Who publishes for such programs gives each date that is
# not by the rule an event of its own, and ends a rule by UNTIL.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
apt-get download calcurse=4.7.1-1 >/dev/null 2>&1
dpkg-deb -x calcurse_*.deb program

series() { # UID, title, a further line or nothing
    printf '%s\r\n' BEGIN:VEVENT "UID:$1@voorbeeld.example" DTSTAMP:20270101T120000Z "SUMMARY:$2" \
        DTSTART:20270302T140000 DTEND:20270302T153000 'RRULE:FREQ=WEEKLY;COUNT=3'
    [ -z "$3" ] || printf '%s\r\n' "$3"
    printf '%s\r\n' END:VEVENT
}
change() { # UID, title, new start, status
    printf '%s\r\n' BEGIN:VEVENT "UID:$1@voorbeeld.example" DTSTAMP:20270102T120000Z "SUMMARY:$2" \
        RECURRENCE-ID:20270309T140000 "DTSTART:$3T140000" "DTEND:$3T153000" "STATUS:$4" END:VEVENT
}
{
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//voorbeeld//NL
    series a Afgezegd ''
    change a Afgezegd 20270309 CANCELLED
    series b Verzet ''
    change b Verzet 20270311 CONFIRMED
    series c Uitgezonderd EXDATE:20270309T140000
    printf '%s\r\n' END:VCALENDAR
} >groups.ics
mkdir data
TZ=Europe/Amsterdam LC_ALL=C.UTF-8 program/usr/bin/calcurse -q -D data -C data -i groups.ics >/dev/null 2>&1
TZ=Europe/Amsterdam LC_ALL=C.UTF-8 program/usr/bin/calcurse -q -D data -C data -Q --from 03/01/2027 --to 03/31/2027 \
    --format-apt '%m\n' --format-recur-apt '%m\n' | awk '
        /^[0-9][0-9]\/[0-9][0-9]\/[0-9][0-9]:/ { day = substr($0, 4, 2) + 0; next }
        NF { print day, $0 }' >found
for name in Afgezegd Verzet Uitgezonderd; do
    echo "calcurse 4.7.1, $name: $(sed -n "s/ $name\$//p" found | tr '\n' ' ' | sed 's/ $//')"
done >out
cat out
printf '%s\n' 'calcurse 4.7.1, Afgezegd: 2 9 9 16' 'calcurse 4.7.1, Verzet: 2 9 11 16' \
    'calcurse 4.7.1, Uitgezonderd: 2 16 23' | diff - out
