"""What the Kennisbank holds about a person: what they shared, what they keep up, which file they
put there.
"""

from typing import Any

from jmzpro.library.models import FileVersion, Intake, Item, ReviewStep, Use, UseReport
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> dict[str, Any]:
    shared = Item.objects.filter(shared_by__user=user).order_by("pk")
    files = FileVersion.objects.filter(uploaded_by=user).order_by("pk")
    handed_in = Intake.objects.filter(handed_in_by=user).order_by("pk")
    steps = ReviewStep.objects.filter(by=user).select_related("item").order_by("at", "pk")
    uses = Use.objects.filter(person__user=user).select_related("item").order_by("pk")
    reports = UseReport.objects.filter(reporter__user=user).order_by("pk")
    return {
        "gedeeld": [
            {"titel": item.title, "belofte": item.promise, "soort": item.get_kind_display()}
            for item in shared
        ],
        "bijgehouden": list(
            Item.objects.filter(owner=user).order_by("pk").values_list("title", flat=True)
        ),
        "nagekeken": list(
            Item.objects.filter(last_checked_by=user).order_by("pk").values_list("title", flat=True)
        ),
        "besproken": [
            {
                "titel": one.item.title,
                "stap": one.step,
                "tekst": one.text,
                "wanneer": moment(one.at),
            }
            for one in steps
        ],
        "ook gebruikt": [
            {"titel": use.item.title, "tekst": use.text, "wanneer": moment(use.at)} for use in uses
        ],
        "gemeld": [{"tekst": report.text, "wanneer": moment(report.at)} for report in reports],
        "bestanden": [
            {"naam": version.name, "wanneer": moment(version.uploaded_at)} for version in files
        ],
        "ingelezen lijsten": [
            {"naam": intake.name, "wanneer": moment(intake.handed_in_at)} for intake in handed_in
        ],
    }


def erase(user: Any) -> None:
    """The items belong to the network and stay; whose they were is forgotten."""
    Item.objects.filter(shared_by__user=user).update(shared_by=None, practice_contact="")
    Item.objects.filter(owner=user).update(owner=None)
    Item.objects.filter(last_checked_by=user).update(last_checked_by=None)
    FileVersion.objects.filter(uploaded_by=user).update(uploaded_by=None)
    Intake.objects.filter(handed_in_by=user).update(handed_in_by=None)
    ReviewStep.objects.filter(by=user).update(by=None)
    Use.objects.filter(person__user=user).update(person=None)
    UseReport.objects.filter(reporter__user=user).update(reporter=None)


DATA_CATEGORY = DataCategory(
    key="library",
    label="Wat je deelde en bijhoudt in de Kennisbank",
    models=(
        "library.Item",
        "library.FileVersion",
        "library.Intake",
        "library.ReviewStep",
        "library.Use",
        "library.UseReport",
    ),
    export=export,
    erase=erase,
    sweep=Intake.objects.sweep,
    kept="Zolang collega’s er iets aan hebben; je naam verdwijnt erbij als je je gegevens wist.",
    order=40,
)
