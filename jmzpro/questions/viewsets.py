"""The days the office is closed, and who stands in for it: kept by the Bureau in /beheer/."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from jmzpro.members.access import is_office
from jmzpro.members.viewsets import BureauPolicy
from jmzpro.questions.models import ClosedDays, StandIn
from jmzpro.trust.offices import Office


class CalendarPolicy(BureauPolicy):
    """Of the Bureau, deleting too: a day off that does not go on is no one's history."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return is_office(user, Office.BUREAU)


class ClosedDaysViewSet(ModelViewSet):
    model = ClosedDays
    name = "dichte-dagen"
    menu_label = "Dagen dat het bureau dicht is"
    icon = "date"
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["name", "starts_on", "ends_on"]
    list_display = ["name", "starts_on", "ends_on"]


class StandInViewSet(ModelViewSet):
    model = StandIn
    name = "waarneming"
    menu_label = "Waarneming"
    icon = "user"
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["person", "starts_on", "ends_on"]
    list_display = ["person", "starts_on", "ends_on"]


class WorkingDaysViewSetGroup(ModelViewSetGroup):
    items = (ClosedDaysViewSet, StandInViewSet)
    menu_label = "Werkdagen"
    menu_icon = "date"
    menu_order = 160
