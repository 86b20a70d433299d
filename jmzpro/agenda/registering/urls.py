"""Below /agenda/, in the namespace of the agenda."""

from django.urls import URLPattern, URLResolver, include, path

from jmzpro.agenda.registering.views import afterwards, attendance, building, organising, own, remains, signing_up

of_ones_own = [
    path("", own.registration, name="registration"),
    path("plek/", own.place, name="registration-place"),
    path("afmelding/", own.leave, name="registration-leave"),
    path("wijziging/", own.change, name="registration-change"),
    path("mail/", own.mail, name="registration-mail"),
    path("kaartje/<slug:code>/", own.ticket, name="registration-ticket"),
    path("kaartje/<slug:code>/qr.svg", own.ticket_qr, name="registration-ticket-qr"),
    path("deelnamebewijs/<slug:code>/", afterwards.certificate, name="registration-certificate"),
    path("deelnamebewijs/<slug:code>/nakijken/", afterwards.checked_facts, name="registration-certificate-facts"),
    path("materiaal/<slug:public_id>/", afterwards.material, name="registration-material"),
    path("evaluatie/", afterwards.evaluation, name="registration-evaluation"),
]
of_the_organiser = [
    path("", organising.overview, name="registrations"),
    path("instellen/", organising.settings, name="registrations-settings"),
    path("bericht/", organising.message, name="registrations-message"),
    path("export.csv", organising.export, {"form": "csv"}, name="registrations-csv"),
    path("export.xlsx", organising.export, {"form": "xlsx"}, name="registrations-xlsx"),
    path("afmelding/<slug:public_id>/", organising.cancel, name="registrations-cancel"),
    path("samen/<slug:source>/", organising.together, name="registrations-together"),
    path("aanwezigheid/", attendance.attendance, name="registrations-attendance"),
    path("aanwezigheid/code/", attendance.by_code, name="registrations-code"),
    path("aanwezigheid/<slug:code>/", attendance.present, name="registrations-present"),
    path("deelnamebewijzen/", attendance.certificates, name="registrations-certificates"),
    path("vragen/", building.questions, name="registrations-questions"),
    path("vragen/<int:pk>/", building.question, name="registrations-question"),
    path("vragen/<int:pk>/verwijdering/", building.question_removal, name="registrations-question-removal"),
    path("workshops/", building.workshops, name="registrations-workshops"),
    path("workshops/<int:pk>/", building.workshop, name="registrations-workshop"),
    path("workshops/<int:pk>/verwijdering/", building.workshop_removal, name="registrations-workshop-removal"),
    path("rondes/<int:pk>/verwijdering/", building.round_removal, name="registrations-round-removal"),
    path("materiaal/", remains.materials, name="registrations-materials"),
    path("materiaal/kennisbank/", remains.share, name="registrations-share"),
    path("materiaal/<slug:public_id>/verwijdering/", remains.material_removal, name="registrations-material-removal"),
    path("evaluatie/", remains.evaluation, name="registrations-evaluation"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("aanmelding/<slug:token>/", include(of_ones_own)),
    path("deelnamebewijs/", afterwards.verification, name="certificate-check"),
    path("<slug:slug>/aanmelden/", signing_up.register, name="register"),
    path("<slug:slug>/aanmelden/verstuurd/", signing_up.sent, name="registration-sent"),
    path("<slug:slug>/aanmeldingen/", include(of_the_organiser)),
]
