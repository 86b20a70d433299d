from django.urls import path

from jmzpro.agenda.external_calendars import views

urlpatterns = [
    path("mijn/kalenders/", views.calendars, name="calendars"),
    path("mijn/kalenders/koppelen/", views.connect, name="calendar-connect"),
    path("mijn/kalenders/<slug:public_id>/", views.calendar, name="calendar"),
    path("mijn/kalenders/<slug:public_id>/lezing/", views.read_now, name="calendar-read"),
    path("mijn/kalenders/<slug:public_id>/bestand/", views.give_file, name="calendar-file"),
    path("mijn/kalenders/<slug:public_id>/verschil/", views.settle, name="calendar-settle"),
    path(
        "mijn/kalenders/<slug:public_id>/ontkoppeling/",
        views.disconnect,
        name="calendar-disconnect",
    ),
]
