"""Below /agenda/, in the namespace of the agenda."""

from django.urls import URLPattern, URLResolver, include, path

from jmzpro.agenda.registration.views import (
    after_event,
    attendance,
    booking,
    materials,
    organiser,
    own,
    programme,
)

of_ones_own = [
    path("", own.registration, name="registration"),
    path("plek/", own.place, name="registration-place"),
    path("afmelding/", own.leave, name="registration-leave"),
    path("wijziging/", own.change, name="registration-change"),
    path("mail/", own.mail, name="registration-mail"),
    path("kaartje/<slug:code>/", own.ticket, name="registration-ticket"),
    path("kaartje/<slug:code>/qr.svg", own.ticket_qr, name="registration-ticket-qr"),
    path("deelnamebewijs/<slug:code>/", after_event.certificate, name="registration-certificate"),
    path(
        "deelnamebewijs/<slug:code>/nakijken/",
        after_event.checked_facts,
        name="registration-certificate-facts",
    ),
    path("materiaal/<slug:public_id>/", after_event.material, name="registration-material"),
    path("evaluatie/", after_event.evaluation, name="registration-evaluation"),
]
of_the_organiser = [
    path("", organiser.overview, name="registrations"),
    path("instellen/", organiser.settings, name="registrations-settings"),
    path("bericht/", organiser.message, name="registrations-message"),
    path("export.csv", organiser.export, {"form": "csv"}, name="registrations-csv"),
    path("export.xlsx", organiser.export, {"form": "xlsx"}, name="registrations-xlsx"),
    path("afmelding/<slug:public_id>/", organiser.cancel, name="registrations-cancel"),
    path("samen/<slug:source>/", organiser.together, name="registrations-together"),
    path("aanwezigheid/", attendance.attendance, name="registrations-attendance"),
    path("aanwezigheid/code/", attendance.by_code, name="registrations-code"),
    path("aanwezigheid/<slug:code>/", attendance.present, name="registrations-present"),
    path("deelnamebewijzen/", attendance.certificates, name="registrations-certificates"),
    path("vragen/", programme.questions, name="registrations-questions"),
    path("vragen/<int:pk>/", programme.question, name="registrations-question"),
    path(
        "vragen/<int:pk>/verwijdering/",
        programme.question_removal,
        name="registrations-question-removal",
    ),
    path("workshops/", programme.workshops, name="registrations-workshops"),
    path("workshops/<int:pk>/", programme.workshop, name="registrations-workshop"),
    path(
        "workshops/<int:pk>/verwijdering/",
        programme.workshop_removal,
        name="registrations-workshop-removal",
    ),
    path(
        "rondes/<int:pk>/verwijdering/", programme.round_removal, name="registrations-round-removal"
    ),
    path("materiaal/", materials.materials, name="registrations-materials"),
    path("materiaal/kennisbank/", materials.share, name="registrations-share"),
    path(
        "materiaal/<slug:public_id>/verwijdering/",
        materials.material_removal,
        name="registrations-material-removal",
    ),
    path("evaluatie/", materials.evaluation, name="registrations-evaluation"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("aanmelding/<slug:token>/", include(of_ones_own)),
    path("deelnamebewijs/", after_event.verification, name="certificate-check"),
    path("<slug:slug>/aanmelden/", booking.register, name="register"),
    path("<slug:slug>/aanmelden/verstuurd/", booking.sent, name="registration-sent"),
    path("<slug:slug>/aanmeldingen/", include(of_the_organiser)),
]
