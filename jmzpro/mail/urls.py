from django.urls import URLPattern, path

from jmzpro.mail.views import confirm
from jmzpro.mail.webhooks import inbound

app_name = "mail"

urlpatterns: list[URLPattern] = [
    path("mail/bevestigen/<slug:confirmation>/", confirm, name="confirm"),
    path("mail/inkomend/<slug:provider>/", inbound, name="inbound"),
]
