"""What the network aims for is the Bureau's to choose, and stays to be read afterwards."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.models import Target, TargetFigure
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine

PAGE, FIGURES = "/beheer/cijfers/streven/", "/beheer/cijfers/"


@pytest.fixture
def bureau(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.anouk)
    return client


def typed(**changes: str) -> dict[str, str]:
    return {
        "beantwoord": "87,7",
        "werkuren": "8",
        "meeste": "",
        "weet-niet": "",
        "onbereikt": "",
        **changes,
    }


def test_until_the_office_chooses_the_figures_of_a_comparable_service_hold(bureau: Client) -> None:
    page = bureau.get(FIGURES).content.decode()
    assert "minstens 87,7%" in page
    assert "hoogstens 8 werkuren" in page
    assert not Target.objects.exists()


def test_what_the_office_chooses_stands_beside_the_figures_and_in_the_log(
    bureau: Client, cast: SimpleNamespace
) -> None:
    answer = bureau.post(
        PAGE, typed(beantwoord="92,5", meeste="6", why="Vorig jaar haalden we dit al.")
    )
    assert answer["Location"] == FIGURES
    page = bureau.get(FIGURES).content.decode()
    for said in (
        "minstens 92,5%",
        "hoogstens 6 per maand",
        "het streven: 92,5%",
        "het streven: 6.",
    ):
        assert said in page
    lines = AuditLine.objects.filter(action="Streven aangepast")
    assert {
        (line.actor, line.reason, line.details["figure"], line.details["value"]) for line in lines
    } == {
        (cast.anouk.user, "Vorig jaar haalden we dit al.", "beantwoord", 92.5),
        (cast.anouk.user, "Vorig jaar haalden we dit al.", "meeste", 6),
    }


def test_what_was_chosen_before_stays_and_the_same_again_is_no_change(bureau: Client) -> None:
    bureau.post(PAGE, typed(beantwoord="90"))
    bureau.post(PAGE, typed(beantwoord="95", werkuren=""))
    bureau.post(PAGE, typed(beantwoord="95", werkuren=""))
    assert [(one.figure, one.value) for one in Target.objects.order_by("pk")] == [
        (TargetFigure.ANSWERED, 90),
        (TargetFigure.ANSWERED, 95),
        (TargetFigure.HOURS, None),
    ]
    page = bureau.get(PAGE).content.decode()
    assert "Beantwoord: minstens 90%" in page
    assert (
        "werkuren"
        not in bureau.get(FIGURES)
        .content.decode()
        .split("In beeld")[0]
        .split("Streven")[1]
        .split("</tr>")[0]
    )


@pytest.mark.parametrize(
    "value", ["101", "-1", "veel", "nan", "inf", "1e400", "8,7,7", "<script>", "9" * 400]
)
def test_what_is_no_target_is_refused_and_stays_in_the_form(bureau: Client, value: str) -> None:
    answer = bureau.post(PAGE, typed(beantwoord=value, why="Zomaar"))
    assert answer.status_code == 422
    assert "Zomaar" in answer.content.decode()
    assert not Target.objects.exists()


@pytest.mark.parametrize("who", ["pieter", "ilse", "sanne"])
def test_others_read_it_at_most(client: Client, cast: SimpleNamespace, who: str) -> None:
    make_roles()
    log_in(client, getattr(cast, who))
    assert client.get(PAGE).status_code in {302, 403, 404}
    assert client.post(PAGE, typed(beantwoord="50")).status_code in {302, 403, 404}
    assert not Target.objects.exists()
    assert PAGE not in client.get(FIGURES).content.decode()
