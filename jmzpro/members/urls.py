"""Addresses of logging in, /mijn/ and the directory. The last few are names by which allauth
finds our pages.
"""

from django.urls import include, path

from jmzpro.members.account.views import data, login, passkey, security
from jmzpro.members.directory import cards
from jmzpro.members.directory import views as directory
from jmzpro.members.membership import urls as membership
from jmzpro.members.person import views
from jmzpro.members.team import urls as team

members = [
    *membership.urlpatterns,
    *team.urlpatterns,
    path("inloggen/", login.login, name="login"),
    path("inloggen/code/", login.code, name="code"),
    path("inloggen/code/opnieuw/", login.resend, name="resend"),
    path("inloggen/passkey/", passkey.login, name="passkey_login"),
    path("inloggen/passkey/opties/", passkey.options, name="passkey_options"),
    path("inloggen/bevestigen/", passkey.confirm, name="confirm"),
    path("uitloggen/", login.logout, name="logout"),
    path("welkom/", views.welcome, name="welcome"),
    path("mijn/", views.mine, name="mine"),
    path("mijn/profiel/", views.profile, name="profile"),
    path("mijn/meldingen/", views.alerts, name="alerts"),
    path("mijn/gegevens/", data.data, name="data"),
    path("mijn/gegevens/bestand/", data.download, name="download"),
    path("mijn/gegevens/wissen/", data.forget, name="forget"),
    path("mijn/beveiliging/", security.security, name="security"),
    path("mijn/beveiliging/bevestigen/", passkey.prove, name="prove"),
    path("mijn/beveiliging/passkey/", security.add_passkey, name="add_passkey"),
    path("mijn/beveiliging/passkey/opties/", security.passkey_options, name="add_passkey_options"),
    path(
        "mijn/beveiliging/passkey/<int:pk>/weghalen/",
        security.remove_passkey,
        name="remove_passkey",
    ),
    path("mijn/beveiliging/app/", security.add_app, name="add_app"),
    path("mijn/beveiliging/app/weghalen/", security.remove_app, name="remove_app"),
    path("mijn/beveiliging/herstelcodes/", security.recovery_codes, name="recovery_codes"),
    path("mijn/beveiliging/uitloggen/", security.end_all_sessions, name="end_all_sessions"),
    path("mijn/beveiliging/uitloggen/<slug:id>/", security.end_session, name="end_session"),
    path("leden/", directory.directory, name="directory"),
    path("leden/kaart/", directory.network, name="map"),
    path("leden/bereik/", directory.reach, name="reach"),
    path("leden/organisaties/<slug:slug>/", directory.organisation, name="organisation"),
    path("leden/organisaties/<slug:slug>/doorgeven/", cards.pass_on, name="pass-on"),
    path("leden/organisaties/<slug:slug>/logo/", cards.logo, name="logo"),
    path("leden/mensen/<slug:public_id>/", directory.person, name="person"),
]

urlpatterns = [
    path("", include((members, "members"))),
    path("inloggen/", login.login, name="account_login"),
    path("inloggen/code/", login.code, name="account_confirm_login_code"),
    path("inloggen/bevestigen/", passkey.confirm, name="mfa_authenticate"),
]
