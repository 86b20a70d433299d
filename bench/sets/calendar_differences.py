"""Where our dates of a calendar of others differ from those of recurring-ical-events, and why: by
the name of the file.

Looked at one by one. What is not here is not explained, and the measurement says so.
"""

WHOLE_DAYS = "From midnight to a second before midnight, in UTC: whole days to us."
SWAPPED = "It ends before it begins: we leave the end out and say so, the other reader swaps both."
FIRST_ALWAYS = (
    "The rule ends before it begins: we keep the date that is written, the other reader none."
)
ORPHAN = (
    "One date of a series that is not in the file, for all later ones, with extra dates: we take "
    "those, the other reader does not."
)
BROKEN_ZONE = (
    "A zone that is called after New Zealand and defined as Amsterdam: we go by the name, the "
    "other reader by the definition."
)

REASONS = {
    "event-5.ics": WHOLE_DAYS,
    "end_before_start_event.ics": SWAPPED,
    "issue_132_swapped_start_and_end.ics": SWAPPED,
    "event_dt_rrule_until_before_start.ics": FIRST_ALWAYS,
    "issue_117_until_before_dtstart.ics": FIRST_ALWAYS,
    "issue_156_RDATE_with_PERIOD_TZID_khal.ics": ORPHAN,
    "issue_156_RDATE_with_PERIOD_TZID_khal_2.ics": ORPHAN,
    "tz_windows_format.ics": BROKEN_ZONE,
    "event_with_recurrence.ics": "Times without a zone: ours, to us; UTC to the other reader.",
    "event_dtr_no_tz_exdatez.ics": (
        "A zone that nobody knows: our clock to us, and told; UTC to the other reader."
    ),
    "event_rdate_no_value.ics": (
        "Extra dates before the first one: the measurement asks the other reader from the first "
        "one on."
    ),
    "classify.ics": (
        "Several calendars in one file, a newer version of an event in the second: we keep the "
        "newest and say so."
    ),
    "issue_201_mixed_datetime_and_date.ics": (
        "A day that ends at a midnight in UTC: a whole day to us, 02.00 uur to the other reader."
    ),
    "issue_28_rrule_with_UTC_endinginZ.ics": (
        "Until midnight in London of the last day, of whole days: that day is one of them to us."
    ),
    "issue_75_range_parameter.ics": "Until a day, of dates with a time: that day counts to us.",
    "issue42.ics": (
        "A zone in small letters (Europe/lisbon): known to us, unknown and so without a zone to "
        "the other reader."
    ),
    "example.ics": (
        "Two events of one UID, of another title and moment: two to us, one to the other reader."
    ),
}
