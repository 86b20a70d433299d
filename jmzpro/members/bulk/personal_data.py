"""What is held of people in lists that the Bureau handed in."""

from typing import Any

from django.db.models import Q

from jmzpro.members.bulk.models import ImportKind, ImportRow, MemberImport
from jmzpro.members.models import Person
from jmzpro.trust.personal_data import DataCategory, moment


def about(user: Any) -> Any:
    """Rows that name this address, or that became or changed this person."""
    person = Person.objects.filter(user=user).values_list("pk", flat=True).first()
    of_people = ImportRow.objects.filter(source__kind=ImportKind.PEOPLE)
    return of_people.filter(
        Q(values__email=user.email.lower()) | Q(target=person, target__isnull=False)
    )


def export(user: Any) -> dict[str, Any]:
    return {
        "rijen waarin je stond": [
            {
                "lijst": row.source.name,
                "op": moment(row.source.handed_in_at),
                "wat erin stond": row.values,
            }
            for row in about(user).select_related("source")
        ],
        "lijsten die je inlas": [
            {"lijst": one.name, "op": moment(one.handed_in_at)}
            for one in MemberImport.objects.filter(handed_in_by=user).defer("data")
        ],
    }


def erase(user: Any) -> None:
    """The whole list goes as a file, since it names this person too; the rows about others stay
    until their time.
    """
    sources = list(about(user).values_list("source", flat=True).distinct())
    about(user).delete()
    MemberImport.objects.filter(pk__in=sources).update(data=b"")
    MemberImport.objects.filter(handed_in_by=user).update(handed_in_by=None)


DATA_CATEGORY = DataCategory(
    key="member-lists",
    label="Ledenlijsten die het bureau inlas",
    models=("members.MemberImport", "members.ImportRow"),
    export=export,
    erase=erase,
    kept="Dertig dagen, zodat het bureau kan nakijken wat er is ingelezen.",
    sweep=lambda: MemberImport.objects.all().sweep(),
    order=93,
    goes_with_account=True,
)
