"""The help numbers in /beheer/: every page of the site shows what is kept here."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet

from jmzpro.helplines.models import Line
from jmzpro.members.access import is_office
from jmzpro.members.viewsets import BureauPolicy
from jmzpro.trust.offices import Office


class OfficePolicy(BureauPolicy):
    """For the Bureau and the Redactie. Nothing is deleted: a number that is no more is taken off
    the site.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and is_office(user, Office.BUREAU, Office.EDITORS)


class HelpLinesViewSet(ModelViewSet):
    model = Line
    name = "hulpnummers"
    menu_label = "Hulpnummers"
    menu_order = 165
    icon = "warning"
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = [
        "name",
        "short",
        "for_whom",
        "phone",
        "other_phone",
        "phone_days",
        "phone_opens",
        "phone_closes",
        "chat_url",
        "chat_days",
        "chat_opens",
        "chat_closes",
        "checked_on",
        "is_urgent",
        "is_shown",
        "order",
        "key",
    ]
    list_display = ["name", "phone", "phone_days", "chat_days", "checked_on", "is_shown"]
