"""What the lines of the log are about, in words and with a link: asked for a page of lines at
once.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch
from wagtail.admin.admin_url_finder import AdminURLFinder

from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import IN_QUEUE, Named, queue

# What the log was written with, as the office says it. A key without a dot is Dutch already.
IN_WORDS = {
    "account.second_factor_reset": "Tweede stap bij het inloggen gewist",
    "application.accepted": "Aanmelding aangenomen",
    "application.asked": "Vraag aan de aanvrager gesteld",
    "application.decision_undone": "Besluit over de aanmelding teruggedraaid",
    "application.joined": "Aanmelding bij een lid gevoegd",
    "application.rejected": "Aanmelding afgewezen",
    "application.sent": "Aangemeld als lid",
    "application.withdrawn": "Aanmelding ingetrokken",
    "house_rules.agreed": "Akkoord met de Spelregels",
    "house_rules.published": "Spelregels vastgesteld",
    "house_rules.written": "Spelregels geschreven",
    "invitation.taken_back": "Uitnodiging ingetrokken",
    "members.exported": "Ledenlijst bewaard als bestand",
    "members.import_carried_out": "Ledenlijst ingelezen",
    "members.import_handed_in": "Ledenlijst aangeleverd",
    "members.import_invited": "Nieuwe leden uitgenodigd",
    "membership.aspirant": "Aspirant-lid geworden",
    "membership.ended": "Lidmaatschap beëindigd",
    "membership.expired": "Lidmaatschap verlopen",
    "membership.member": "Lid geworden",
    "membership.settings_changed": "Instellingen van het lidmaatschap aangepast",
    "move.accepted": "Overstap aangenomen",
    "move.called": "Gevraagd om over te stappen",
    "move.declined": "Overstap niet aangenomen",
    "move.waits_again": "Besluit over de overstap teruggedraaid",
    "move.withdrawn": "Overstap ingetrokken",
    "organisation.changed": "Gegevens van de organisatie aangepast",
    "organisation.checked": "Gegevens van de organisatie nagekeken",
    "organisation.contact_changed": "Andere contactpersoon",
    "organisation.given_up": "Organisatie weer weggehaald: de aanmelding wacht weer",
    "organisation.imported": "Organisatie uit een ledenlijst toegevoegd",
    "organisation.merged": "Twee organisaties samengevoegd",
    "organisation.removed": "Organisatie weggehaald",
    "organisation.restored": "Organisatie teruggezet",
    "person.account_erased": "Account gewist",
    "person.added": "Persoon toegevoegd",
    "person.address_changed": "E-mailadres veranderd",
    "person.changed": "Gegevens van de persoon aangepast",
    "person.closed": "Account gesloten",
    "person.deactivated": "Doet niet meer mee",
    "person.forgotten": "Gegevens gewist",
    "person.left": "Werkt er niet meer",
    "person.moved": "Naar een andere organisatie",
    "person.reactivated": "Doet weer mee",
    "person.standing_changed": "Andere plek in het netwerk",
}


def action_in_words(action: str) -> str:
    return IN_WORDS.get(action, action[:1].upper() + action[1:])


def names_of(lines: Iterable[AuditLine]) -> dict[int, Named]:
    """By the key of the line. What is there no more has no name; the line keeps what kind of
    thing it was.
    """
    by_type: dict[str, list[AuditLine]] = {}
    for line in lines:
        by_type.setdefault(line.subject_type, []).append(line)
    found: dict[int, Named] = {}
    for subject_type, some in by_type.items():
        names = known(subject_type, [line.subject_id for line in some])
        found |= {line.pk: names[line.subject_id] for line in some if line.subject_id in names}
    return found


def known(subject_type: str, ids: list[str]) -> Mapping[str, Named]:
    if subject_type.startswith(IN_QUEUE):
        key = subject_type.removeprefix(IN_QUEUE)
        return queue[key].named(ids) if key in queue else {}
    try:
        model = apps.get_model(subject_type)
    except (LookupError, ValueError):
        return {}
    keys = [int(one) for one in ids if one.isdecimal()]
    rows = model._default_manager.in_bulk(keys)
    finder = AdminURLFinder()
    return {str(key): Named(str(row), address_of(row, finder)) for key, row in rows.items()}


def address_of(row: models.Model, finder: AdminURLFinder) -> str:
    """Where the office edits it, else where it is read."""
    if edit := finder.get_edit_url(row):
        return str(edit)
    try:
        return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""
    except NoReverseMatch:
        return ""
