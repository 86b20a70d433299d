"""Calendars that tell only whether somebody is busy."""

import re

from jmzpro.agenda.external_calendars.events import Feed

WORDS = re.compile(
    r"bezet|busy|vrij|free|afwezig|out of office|niet op kantoor|voorlopig|tentative|elders werken"
    r"|working elsewhere|werkt elders|priv[ée]([- ]?afspraak)?|private( appointment)?"
    r"|persoonlijke afspraak|niet beschikbaar|unavailable|gereserveerd"
    r"|belegt|gebucht|frei|abwesend|privater termin|occup[ée]|disponible|absent",
    re.IGNORECASE,
)
SHARE = (
    "Deel je kalender met titels: in Google Agenda kies je ‘Alle afspraakdetails bekijken’, in "
    "Outlook ‘Kan alle details weergeven’."
)
ALL = f"Deze kalender deelt alleen of je bezet bent, zonder titels. {SHARE}"
ONE = f"Hier staat geen titel: deze kalender deelt alleen of je bezet bent. {SHARE}"


def is_all_it_says(title: str) -> bool:
    return WORDS.fullmatch(re.sub(r"[\s.!-]+$", "", title.strip())) is not None


def is_of_availability(feed: Feed) -> bool:
    """Whether all that it holds says only that somebody is busy."""
    return not feed.events and bool(feed.left_out) and all(one.why == ONE for one in feed.left_out)
