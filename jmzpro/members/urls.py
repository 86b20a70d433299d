"""Addresses of logging in, /mijn/ and the directory. The last few are names by which allauth finds our pages."""

from django.urls import include, path

from jmzpro.members.views import login

members = [
    path("inloggen/", login.login, name="login"),
    path("inloggen/code/", login.code, name="code"),
    path("inloggen/code/opnieuw/", login.resend, name="resend"),
]

urlpatterns = [
    path("", include((members, "members"))),
    path("inloggen/", login.login, name="account_login"),
    path("inloggen/code/", login.code, name="account_confirm_login_code"),
]
