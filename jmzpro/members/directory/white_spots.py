"""White spots in /beheer/: municipalities where no member works, with the regions through which
somebody may be found.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.members.access import office_required
from jmzpro.members.directory.reach import Reach
from jmzpro.trust.offices import Office


@require_safe
@office_required(Office.BUREAU)
def white_spots(request: HttpRequest) -> HttpResponse:
    return render(request, "members/office/white_spots.html", {"reach": Reach()})
