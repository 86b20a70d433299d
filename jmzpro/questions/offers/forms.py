"""What people fill in about offers, and the filter of the list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils import timezone

from jmzpro.kit.fields import DayField
from jmzpro.places.forms import PlaceField
from jmzpro.places.models import Part, Province
from jmzpro.questions.models import Offer, OfferKind, OfferState
from jmzpro.questions.offers.lifecycle import Told, default_until
from jmzpro.questions.offers.models.offer import LONGEST_TIME
from jmzpro.text.forms import GuardedForm, GuardedTextField
from jmzpro.themes.forms import ThemesByAxisField
from jmzpro.themes.models import Theme
from jmzpro.trust.idempotency import OnceForm

MOST_COPIES = 1000


def check_day(day: date) -> date:
    """From today until a year ahead: a list of years ago helps nobody."""
    today = timezone.localdate()
    if day < today:
        raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of later.", code="past")
    if day > today + LONGEST_TIME:
        raise forms.ValidationError(
            "Dit is meer dan een jaar vooruit. Kies een eerdere dag; verlengen kan altijd.",
            code="far",
        )
    return day


class HowMany(forms.ChoiceField):
    CHOICES = (
        ("een", "Eén keer"),
        ("aantal", "Een aantal keer"),
        ("onbeperkt", "Zo vaak als iemand het vraagt"),
    )

    def __init__(self) -> None:
        super().__init__(
            choices=self.CHOICES,
            initial="een",
            label="Hoe vaak kun je het geven?",
            widget=forms.RadioSelect,
        )


class OfferForm(OnceForm):
    """An offer, new or changed."""

    what = "een aanbod"

    title = GuardedTextField(
        lines=1,
        max_length=160,
        label="Wat breng je, in één zin?",
        help_text="Bijvoorbeeld: Een dag meelopen met onze brusjesgroep.",
    )
    kind = forms.ChoiceField(
        choices=OfferKind,
        initial=OfferKind.MATERIAL,
        label="Wat is het?",
    )
    text = GuardedTextField(
        max_length=5000,
        label="Vertel er iets bij",
        help_text="Wat krijgt iemand precies, en wat heb je eraan?",
    )
    for_whom = GuardedTextField(
        lines=1,
        max_length=200,
        required=False,
        label="Voor wie is het?",
        help_text="Bijvoorbeeld: voor wie een groep 8-12 begint.",
    )
    province = forms.ModelChoiceField(
        Province.objects.all(),
        required=False,
        label="In welke provincie?",
        empty_label="Overal in het land",
        help_text="Kies een provincie als iemand er moet kunnen komen.",
    )
    town = PlaceField(
        required=False,
        label="In welke plaats?",
        help_text="Alleen als dat helpt. De provincie volgt dan vanzelf.",
    )
    how_many = HowMany()
    copies = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_COPIES,
        label="Hoeveel keer?",
        help_text="Alleen als je hierboven een aantal koos.",
        error_messages={
            "invalid": "Typ een heel getal.",
            "min_value": "Minstens één keer.",
            "max_value": "Hoogstens 1000 keer. Kies anders ‘zo vaak als iemand het vraagt’.",
        },
    )
    available_until = DayField(
        label="Tot en met wanneer?", help_text="Een week ervoor vragen we je of het er nog is."
    )
    conditions = GuardedTextField(
        lines=3,
        max_length=1000,
        required=False,
        help_numbers=False,
        label="Voorwaarden",
        help_text="Bijvoorbeeld: reiskosten zelf, of noem de bron als je het aanpast.",
    )
    themes = ThemesByAxisField(help_text="Zo vindt je aanbod wie ernaar zoekt.")

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any) -> None:
        self.offer = offer
        initial = initial_of(offer) if offer else {"available_until": default_until()}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["available_until"].widget.attrs |= {
            "min": timezone.localdate().isoformat(),
            "max": (timezone.localdate() + LONGEST_TIME).isoformat(),
        }

    def clean_available_until(self) -> date:
        day: date = self.cleaned_data["available_until"]
        # What ran out long ago may be mended in its words, without being opened again.
        return day if self.offer and day == self.offer.available_until else check_day(day)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (
            data.get("how_many") == "aantal"
            and not data.get("copies")
            and "copies" not in self.errors
        ):
            self.add_error("copies", "Hoeveel keer kun je het geven?")
        return data

    def told(self) -> Told:
        data = self.cleaned_data
        copies = {"een": 1, "aantal": data["copies"], "onbeperkt": None}[data["how_many"]]
        names = (
            "kind",
            "title",
            "text",
            "for_whom",
            "conditions",
            "available_until",
            "province",
            "town",
            "themes",
        )
        return Told(copies=copies, **{name: data[name] for name in names})


def initial_of(offer: Offer) -> dict[str, Any]:
    how_many = "onbeperkt" if offer.copies is None else "een" if offer.copies == 1 else "aantal"
    names = (
        "title",
        "kind",
        "text",
        "for_whom",
        "conditions",
        "available_until",
        "province",
        "town",
    )
    return {
        **{name: getattr(offer, name) for name in names},
        "themes": [theme.pk for theme in offer.themes.all()],
        "how_many": how_many,
        "copies": offer.copies if how_many == "aantal" else None,
    }


class RequestForm(OnceForm):
    """ "Ik wil dit"."""

    what = "een verzoek"

    text = GuardedTextField(
        lines=5,
        max_length=2000,
        label="Wat wil je ermee doen?",
        help_text=(
            "De brenger leest dit, met je naam en je organisatie. Je e-mailadres geven we niet."
        ),
    )
    lijst = forms.CharField(required=False, widget=forms.HiddenInput, label="")


class MessageForm(OnceForm):
    what = "een bericht"
    text = GuardedTextField(lines=5, max_length=5000, label="Je bericht")


class HeldMessageForm(GuardedForm):
    what = "een bericht"
    text = GuardedTextField(lines=8, max_length=5000, label="Je bericht")


class DeclineForm(GuardedForm):
    what = "een antwoord op een verzoek"
    text = GuardedTextField(
        lines=3,
        max_length=1000,
        required=False,
        label="Wil je er iets bij zeggen?",
        help_text="Een zin is genoeg. Ook zonder uitleg krijgt de ander een vriendelijke mail.",
    )


class ProlongForm(forms.Form):
    until = DayField(label="Tot en met wanneer is het er?", help_text="Hoogstens een jaar vooruit.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": default_until()}, **kwargs})

    def clean_until(self) -> date:
        return check_day(self.cleaned_data["until"])


SHOWN_STATES = (OfferState.AVAILABLE, OfferState.GIVEN, OfferState.EXPIRED)


class OfferFilter(forms.Form):
    """Theme, part of the country, kind and state, each choice with how many it gives together with
    the other filters.

    What stands in the address and does not exist counts as nothing chosen. What is offered all over
    the country counts for each part.
    """

    stand = forms.ChoiceField(label="Is het er nog?")
    soort = forms.ChoiceField(label="Wat is het?")
    thema = forms.ChoiceField(label="Thema")
    deel = forms.ChoiceField(label="Deel van het land")
    use_required_attribute = False

    def __init__(self, query: Mapping[str, str]) -> None:
        self.state = (
            found(query, "stand", [state.value for state in SHOWN_STATES] + ["alle"])
            or OfferState.AVAILABLE.value
        )
        self.kind = found(query, "soort", OfferKind.values)
        self.part = found(query, "deel", Part.values)
        themes = list(Theme.objects.active())
        self.theme = next((theme for theme in themes if theme.slug == query.get("thema")), None)
        super().__init__(
            initial={
                "stand": self.state,
                "soort": self.kind,
                "deel": self.part,
                "thema": self.theme.slug if self.theme else "",
            }
        )
        self.offer_states()
        self.offer_kinds()
        self.offer_themes(themes)
        self.offer_parts()

    def matching(self, besides: str = "") -> Any:
        """The offers that fit all filters but one."""
        offers = (
            Offer.objects.listed()
            if besides == "stand" or self.state == "alle"
            else Offer.objects.in_state(self.state)
        )
        if self.kind and besides != "soort":
            offers = offers.filter(kind=self.kind)
        if self.theme and besides != "thema":
            offers = offers.filter(themes=self.theme)
        if self.part and besides != "deel":
            offers = offers.filter(Q(province=None) | Q(province__part=self.part))
        return offers

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.part or self.theme or self.state != OfferState.AVAILABLE)

    def offer_states(self) -> None:
        today = timezone.localdate()
        over = Q(state=OfferState.EXPIRED) | Q(
            state=OfferState.AVAILABLE, available_until__lt=today
        )
        counts = self.matching(besides="stand").aggregate(
            beschikbaar=Count(
                "pk", filter=Q(state=OfferState.AVAILABLE, available_until__gte=today)
            ),
            vergeven=Count("pk", filter=Q(state=OfferState.GIVEN)),
            verlopen=Count("pk", filter=over),
            alle=Count("pk"),
        )
        states = [(state.value, f"{state.label} ({counts[state.value]})") for state in SHOWN_STATES]
        self.choose_from("stand", [*states, ("alle", f"Alles ({counts['alle']})")])

    def offer_kinds(self) -> None:
        counts = dict(
            self.matching(besides="soort").order_by().values_list("kind").annotate(n=Count("pk"))
        )
        kinds = [(kind.value, f"{kind.label} ({counts.get(kind.value, 0)})") for kind in OfferKind]
        self.choose_from("soort", [("", f"Alles ({sum(counts.values())})"), *kinds])

    def offer_themes(self, themes: list[Theme]) -> None:
        rows = (
            self.matching(besides="thema")
            .order_by()
            .filter(themes__isnull=False)
            .values_list("themes")
            .annotate(n=Count("pk"))
        )
        counts = dict(rows)
        shown = [theme for theme in themes if counts.get(theme.pk) or theme == self.theme]
        self.choose_from(
            "thema",
            [("", "Alle thema’s"), *((t.slug, f"{t.name} ({counts.get(t.pk, 0)})") for t in shown)],
        )

    def offer_parts(self) -> None:
        counts = dict(
            self.matching(besides="deel")
            .order_by()
            .values_list("province__part")
            .annotate(n=Count("pk"))
        )
        everywhere = counts.get(None, 0)
        parts = [
            (part.value, f"{part.label.capitalize()} ({counts.get(part.value, 0) + everywhere})")
            for part in Part
        ]
        self.choose_from("deel", [("", f"Het hele land ({sum(counts.values())})"), *parts])

    def choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def found(query: Mapping[str, str], name: str, known: list[str]) -> str:
    value = query.get(name, "")
    return value if value in known else ""
