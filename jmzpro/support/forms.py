"""The forms with which a service is kept right, and with which anybody says what is wrong with
it.
"""

from collections.abc import Iterator
from typing import Any

from django import forms

from jmzpro.kit.optimistic_lock import VersionedForm
from jmzpro.support.fields import FIELDS, Group
from jmzpro.support.models import SupportService
from jmzpro.text.forms import GuardedForm, GuardedTextField, GuardedTexts


class ServiceForm(GuardedTexts, VersionedForm):
    """For the contact of an organisation, and for the office: `organisations` are those that it may
    be of, `is_office` may name another.

    Its fields come from the table in fields.py.
    """

    vars().update({field.name: field.ask for field in FIELDS if field.ask is not None})

    def __init__(
        self,
        data: Any = None,
        *,
        organisations: Any,
        is_office: bool = False,
        service: SupportService | None = None,
    ) -> None:
        super().__init__(
            data,
            initial=initial_of(service) if service else {},
            version=service.version if service else None,
        )
        self.may_name_another = is_office
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        if is_office:
            field.required, field.empty_label = False, "Een organisatie die geen lid is"
        else:
            del self.fields["provider_name"]
            field.initial = organisations.first()

    def groups(self) -> Iterator[tuple[str, bool, bool, list[forms.BoundField]]]:
        """For the page: title, whether it folds, whether it stands open, and its fields."""
        for group in Group:
            bound = [
                self[field.name]
                for field in FIELDS
                if field.group is group and field.name in self.fields
            ]
            yield group.title, group.folds, any(one.errors or one.value() for one in bound), bound

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        low, high = given.get("minimum_age"), given.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error(
                "maximum_age",
                "Deze leeftijd is lager dan ‘vanaf’. Draai ze om, of laat er een leeg.",
            )
        if (
            self.may_name_another
            and not given.get("organisation")
            and not given.get("provider_name")
        ):
            self.add_error(
                "provider_name",
                "Kies een lidorganisatie, of vul de naam van een andere organisatie in.",
            )
        if given.get("wait_time_known_on") and not given.get("wait_time"):
            self.add_error(
                "wait_time", "Vul ook de wachttijd in, of laat de dag waarop die bekend was leeg."
            )
        if not {"provinces", "municipalities", "town"} & self.errors.keys() and not any(
            given.get(name) for name in ("is_national", "provinces", "municipalities", "town")
        ):
            self.add_error(
                "municipalities",
                (
                    "Vul in waar het voor werkt: gemeenten, provincies, heel Nederland, of de "
                    "plaats waar het is."
                ),
            )
        if not {"phone", "email", "url"} & self.errors.keys() and not any(
            given.get(name) for name in ("phone", "email", "url")
        ):
            self.add_error(
                "phone",
                (
                    "Vul een telefoonnummer, mailadres of website in: wie hulp zoekt, moet "
                    "ergens terechtkunnen."
                ),
            )
        return given

    def values(self) -> dict[str, Any]:
        """The columns of the service, by name."""
        asked = [
            field.name for field in FIELDS if field.name in self.cleaned_data and not field.is_set
        ]
        values = {name: self.cleaned_data[name] for name in asked}
        if values.get("organisation"):
            values["provider_name"] = ""
        return values

    def sets(self) -> dict[str, list[Any]]:
        return {
            field.name: list(self.cleaned_data[field.name])
            for field in FIELDS
            if field.ask is not None and field.is_set
        }


def initial_of(service: SupportService) -> dict[str, Any]:
    values = {field.name: getattr(service, field.name) for field in FIELDS if field.ask is not None}
    return {
        name: list(value.all()) if hasattr(value, "all") else value
        for name, value in values.items()
    }


class ReportForm(GuardedForm):
    """What is wrong with a service. For visitors: the same words sent twice are one
    (models/report.py).
    """

    what = "een melding over hulpaanbod"
    text = GuardedTextField(
        lines=4,
        max_length=3_000,
        label="Wat klopt er niet?",
        help_text=(
            "Zoals: het telefoonnummer is veranderd. Noem geen naam of andere gegevens van een "
            "kind."
        ),
        help_numbers=False,
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        required=False,
        max_length=254,
        help_text="Alleen als het bureau je iets mag vragen. We gebruiken het nergens anders voor.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Nobody sees this one; what fills in everything is no person.
    website = forms.CharField(
        label="Laat dit leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("website"))
