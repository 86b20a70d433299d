"""The form of an activity: one column, most of it optional and folded."""

from collections.abc import Iterator
from datetime import time, timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.images import ImageFile
from django.utils import timezone

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import (
    AUDIENCE_COLUMNS,
    Audience,
    Kind,
    Language,
    Register,
    Registration,
    Where,
)
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import form_times, recurrence_parser, recurrence_text
from jmzpro.agenda.submission.fields import (
    CONTACT,
    PLACE,
    RepeatsInput,
    clock_field,
    mail_field,
    web_field,
)
from jmzpro.agenda.submission.organiser_trust import is_for_children
from jmzpro.kit.fields import DayField
from jmzpro.media.forms import UploadsField
from jmzpro.media.models import SiteImage
from jmzpro.places.forms import PlaceField
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField

# Columns that are asked for by their own name.
COPIED = (
    "title",
    "summary",
    "kind",
    "text",
    "language",
    "in_week",
    "age_from",
    "age_to",
    "organiser_name",
    "contact_name",
    "contact_email",
    "contact_phone",
    "website",
    "where",
    "venue_name",
    "address",
    "postcode",
    "town",
    "accessibility",
    "public_transport",
    "online_link",
    "is_free",
    "cost",
    "registration",
    "registration_url",
    "picture_alt",
    "accreditations",
    "accreditation_text",
    "hours",
)
# Shown as needed: only what is online has no town, and only a whole day no time.
MOSTLY_NEEDED = ("town", "begins")
PICTURES = ("image/jpeg", "image/png")


class ActivityForm(GuardedForm):
    """For everyone. `asks_address`: of a visitor, who has no account; `organisation` is the
    member's, whose name is then not asked.
    """

    what = "een activiteit"
    address_field = "submitter_email"
    title = GuardedTextField(
        label="Titel",
        lines=1,
        max_length=300,
        error_messages={"required": "Geef je activiteit een titel."},
    )
    summary = GuardedTextField(
        label="In één zin",
        help_text="Wat gaan jullie doen? Dit staat in de lijst.",
        lines=1,
        max_length=300,
        error_messages={"required": "Schrijf in één zin wat jullie gaan doen."},
    )
    kind = forms.ChoiceField(
        label="Wat is het?",
        choices=[("", "Kies een soort"), *Kind.choices],
        error_messages={"required": "Kies wat het is."},
    )
    audiences = forms.MultipleChoiceField(
        label="Voor wie?",
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies voor wie het is."},
    )
    age_from = forms.IntegerField(label="Leeftijd vanaf", required=False, min_value=0, max_value=99)
    age_to = forms.IntegerField(
        label="Leeftijd tot en met", required=False, min_value=0, max_value=99
    )

    day = DayField(label="Dag")
    is_all_day = forms.BooleanField(label="Het duurt de hele dag", required=False)
    begins = clock_field("Begint om")
    ends = clock_field("Eindigt om")
    last_day = DayField(
        label="Laatste dag",
        help_text="Alleen als het meer dagen achter elkaar duurt, zoals een kamp.",
        required=False,
    )
    repeats = PlainTextField(
        reason="how often something is, in words that are read as a rule",
        label="Hoe vaak?",
        help_text="Laat leeg als het één keer is. Schrijf het zoals je het zegt: elke week, om de "
        "week, elke eerste dinsdag tot 30 juni, "
        "10 maart en 24 maart. Straks zie je alle data, en kun je er een verplaatsen of laten "
        "vervallen.",
        required=False,
        max_length=600,
        widget=RepeatsInput,
    )

    where = forms.ChoiceField(
        label="Waar?", choices=Where.choices, initial=Where.ON_SITE, widget=forms.RadioSelect
    )
    venue_name = PlainTextField(
        reason=PLACE,
        label="Locatie",
        help_text="Zoals: Buurthuis De Brug, zaal 2.",
        required=False,
        max_length=200,
    )
    address = PlainTextField(
        reason=PLACE, label="Straat en huisnummer", required=False, max_length=300
    )
    town = PlaceField(
        required=False,
        help_text="Typ de naam van een dorp of stad. Is het alleen online? Laat dit dan leeg.",
    )
    online_link = web_field(
        "Link om mee te doen", "Staat niet op de site: alleen wie zich aanmeldt, krijgt hem."
    )

    organiser_name = PlainTextField(
        reason="a name of an organisation",
        label="Welke organisatie organiseert het?",
        max_length=200,
    )
    contact_name = PlainTextField(
        reason=CONTACT,
        label="Bij wie kun je terecht?",
        help_text="Is het voor kinderen, dan hoort hier een naam.",
        required=False,
        max_length=120,
    )
    contact_email = mail_field("E-mailadres voor vragen", "Staat op de site.")
    contact_phone = PlainTextField(
        reason=CONTACT,
        label="Telefoon voor vragen",
        help_text="Staat op de site.",
        required=False,
        max_length=40,
    )
    registration = forms.ChoiceField(
        label="Aanmelden",
        choices=[choice for choice in Registration.choices if choice[0] != Registration.HERE],
        initial=Registration.NONE,
        widget=forms.RadioSelect,
    )
    registration_url = web_field(
        "Waar meld je je aan?", "Het adres van de bladzijde bij de organisator."
    )
    is_free = forms.BooleanField(label="Het is gratis", required=False)
    cost = PlainTextField(reason="a price", label="Wat kost het?", required=False, max_length=200)

    text = GuardedTextField(label="Vertel meer", required=False, lines=8, max_length=10_000)
    website = web_field("Website")
    themes = ThemesByAxisField()
    in_week = forms.BooleanField(
        label="Het hoort bij de Week van de Jonge Mantelzorger", required=False
    )
    language = forms.ChoiceField(label="Taal", choices=Language.choices, initial=Language.DUTCH)
    postcode = PlainTextField(reason=PLACE, label="Postcode", required=False, max_length=7)
    accessibility = PlainTextField(
        reason=PLACE, label="Toegankelijkheid", lines=2, required=False, max_length=1000
    )
    public_transport = PlainTextField(
        reason=PLACE, label="Met het openbaar vervoer", lines=2, required=False, max_length=1000
    )
    picture = UploadsField(most=1, label="Beeld")
    picture_alt = PlainTextField(
        reason=(
            "what is to be seen on a picture that its sender puts on the site; the moderator "
            "looks at both"
        ),
        label="Wat staat er op het beeld?",
        help_text="Voor wie het niet kan zien. Zet geen kind herkenbaar in beeld.",
        required=False,
        max_length=250,
    )
    accreditations = forms.MultipleChoiceField(
        label="Accreditatie",
        choices=Register.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accreditation_text = PlainTextField(
        reason="points and a number", label="Punten en nummer", required=False, max_length=200
    )
    hours = forms.DecimalField(
        label="Studie-uren",
        required=False,
        min_value=0,
        max_value=500,
        max_digits=4,
        decimal_places=1,
    )

    submitter_email = mail_field(
        "Je eigen e-mailadres",
        "We mailen je om het te bevestigen. Het staat nergens op de site.",
        required=True,
    )
    # Nobody sees this one; what fills in everything is no person.
    nickname = forms.CharField(
        label="Laat dit leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    GROUPS = (
        ("Wat", False, "title summary kind audiences age_from age_to"),
        ("Wanneer", False, "day is_all_day begins ends last_day repeats"),
        ("Waar", False, "where venue_name address town online_link"),
        ("Wie", False, "organiser_name contact_name contact_email contact_phone submitter_email"),
        ("Meedoen", False, "registration registration_url is_free cost"),
        (
            "Vertel meer",
            True,
            "text website themes in_week language postcode accessibility public_transport",
        ),
        ("Een beeld erbij", True, "picture picture_alt"),
        ("Accreditatie", True, "accreditations accreditation_text hours"),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        activity: Activity | None = None,
        like: Activity | None = None,
        organisation: Any = None,
        asks_address: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """`activity` is changed; `like` is an earlier one that this begins as a copy of."""
        self.activity = activity
        shown = activity or like
        known = {**(initial_of(shown) if shown else {}), **(initial or {})}
        if like:
            known |= {"day": None, "last_day": None, "repeats": ""}
        super().__init__(data, files, initial=known)
        if organisation is not None:
            del self.fields["organiser_name"]
        if not asks_address:
            del self.fields["submitter_email"]
        if activity is not None and activity.registration == Registration.HERE:
            assert isinstance(self.fields["registration"], forms.ChoiceField)
            self.fields["registration"].choices = Registration.choices
        self.columns: dict[str, Any] = {}

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("nickname"))

    def groups(self) -> Iterator[tuple[str, bool, bool, list[forms.BoundField]]]:
        """For the page: title, whether it folds, whether it stands open, and its fields."""
        for title, folds, names in self.GROUPS:
            bound = [self[name] for name in names.split() if name in self.fields]
            is_open = any(
                one.errors or one.value() not in (None, "", [], False, Language.DUTCH)
                for one in bound
            )
            for one in bound:
                if one.name in MOSTLY_NEEDED:
                    one.field.required = True
            if bound:
                yield title, folds, is_open, bound

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.check_ages(given)
        self.check_place(given)
        self.check_contact(given)
        if (
            given.get("registration") == Registration.ELSEWHERE
            and not given.get("registration_url")
            and "registration_url" in given
        ):
            self.add_error(
                "registration_url",
                "Vul in waar je je kunt aanmelden, of kies ‘Aanmelden hoeft niet’.",
            )
        if given.get("picture") and not given.get("picture_alt"):
            self.add_error("picture_alt", "Schrijf in een paar woorden wat er op het beeld staat.")
        if given.get("picture") and given["picture"][0].content_type not in PICTURES:
            self.add_error("picture", "Kies een jpg of png.")
        self.check_when(given)
        return given

    def check_ages(self, given: dict[str, Any]) -> None:
        if (
            given.get("age_from") is not None
            and given.get("age_to") is not None
            and given["age_to"] < given["age_from"]
        ):
            self.add_error(
                "age_to", "Deze leeftijd is lager dan ‘vanaf’. Draai ze om, of laat er een leeg."
            )

    def check_place(self, given: dict[str, Any]) -> None:
        if (
            given.get("where") in (Where.ON_SITE, Where.BOTH)
            and not given.get("town")
            and "town" not in self.errors
        ):
            self.add_error(
                "town",
                (
                    "Vul in welk dorp of welke stad het is. Is het alleen online? Kies dat dan "
                    "bij ‘Waar?’."
                ),
            )

    def check_contact(self, given: dict[str, Any]) -> None:
        """Who comes must be able to ask; who lets a child come, must know whom."""
        if {"contact_email", "contact_phone", "website"} & self.errors.keys():
            return
        reachable = given.get("contact_email") or given.get("contact_phone")
        for_young_carers = Audience.YOUNG_CARERS in given.get("audiences", ())
        invites_children = is_for_children(
            for_young_carers=for_young_carers, age_from=given.get("age_from")
        )
        if invites_children and not given.get("contact_name"):
            self.add_error(
                "contact_name", "Bij iets voor kinderen hoort een naam: wie is de contactpersoon?"
            )
        if invites_children and not reachable:
            self.add_error(
                "contact_email",
                (
                    "Bij iets voor kinderen hoort een mailadres of telefoonnummer van de "
                    "contactpersoon."
                ),
            )
        elif not (reachable or given.get("website") or given.get("registration_url")):
            self.add_error(
                "contact_email",
                (
                    "Vul een mailadres, telefoonnummer of website in: wie vragen heeft, moet "
                    "ergens terechtkunnen."
                ),
            )

    def check_when(self, given: dict[str, Any]) -> None:
        if {"day", "begins", "ends", "last_day"} & self.errors.keys() or not given.get("day"):
            return
        try:
            found = form_times.span(
                given["day"],
                given.get("begins"),
                given.get("ends"),
                given.get("last_day"),
                is_all_day=given.get("is_all_day", False),
            )
            repeats = (
                recurrence_parser.read(given.get("repeats") or "", found.start.date())
                if not self.keeps_rule(given)
                else None
            )
            if repeats is not None:
                form_times.check_series(found, repeats)
            if self.activity is None or recurrence.aware(found.start) != self.activity.starts_at:
                form_times.check_when(found, timezone.localdate())
        except recurrence_parser.NotUnderstood as refusal:
            self.add_error("repeats", str(refusal))
        except form_times.NotATime as refusal:
            self.add_error(refusal.field, str(refusal))
        else:
            at = found.start.time()
            self.columns = {
                **found.columns(),
                **(repeats.columns(at) if repeats else self.kept_rule(at)),
            }

    def keeps_rule(self, given: dict[str, Any]) -> bool:
        """A rule from elsewhere that no words of ours say stays as it is while its words do."""
        return (
            self.activity is not None
            and given.get("repeats") == recurrence_text.UNSAID
            and said_of(self.activity) == recurrence_text.UNSAID
        )

    def kept_rule(self, at: time) -> dict[str, str]:
        assert self.activity is not None
        return {name: getattr(self.activity, name) for name in ("rrule", "rdate", "exdate")}

    def values(self) -> dict[str, Any]:
        """The columns of the activity, by name."""
        given = self.cleaned_data
        found = {name: given[name] for name in COPIED if name in given}
        found |= {
            column: audience in given["audiences"] for audience, column in AUDIENCE_COLUMNS.items()
        }
        if not found["for_young_carers"]:
            found |= {"age_from": None, "age_to": None}
        if given["where"] == Where.ONLINE:
            found |= {"venue_name": "", "address": "", "postcode": "", "town": None}
        return {**found, "is_all_day": given["is_all_day"], **self.columns}

    def keep_picture(self) -> SiteImage | None:
        """The picture in the site's own collection; None when there is none."""
        if not self.cleaned_data.get("picture"):
            return None
        clean = self.cleaned_data["picture"][0]
        file = ImageFile(BytesIO(clean.content), name=clean.name)
        kept: SiteImage = SiteImage.objects.create(
            title=self.cleaned_data["title"][:255],
            description=self.cleaned_data["picture_alt"],
            file=file,
        )
        return kept


def said_of(activity: Activity) -> str:
    return recurrence_text.how_often(activity.rrule, activity.rdate, activity.exdate)


def initial_of(activity: Activity) -> dict[str, Any]:
    """The form as it would have been filled in."""
    start, end = recurrence.local(activity.starts_at), recurrence.local(activity.ends_at)
    last = (end - timedelta(days=1)).date() if activity.is_all_day else end.date()
    ends_at_night = (
        not activity.is_all_day
        and end.date() == start.date() + timedelta(days=1)
        and end.time() <= form_times.NIGHT_ENDS
    )
    return {
        **{name: getattr(activity, name) for name in COPIED},
        "audiences": [audience.value for audience in activity.audiences],
        "themes": list(activity.themes.values_list("pk", flat=True)),
        "day": start.date(),
        "is_all_day": activity.is_all_day,
        "begins": None if activity.is_all_day else start.time(),
        "ends": None if activity.is_all_day or end == start else end.time(),
        "last_day": None if last <= start.date() or ends_at_night else last,
        "repeats": said_of(activity),
    }
