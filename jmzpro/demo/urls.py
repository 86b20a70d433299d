from django.urls import path

from jmzpro.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/inloggen/<slug:key>/", views.log_in_as, name="log_in_as"),
    path("postvak/", views.mailbox, name="mailbox"),
    path("postvak/<int:pk>/", views.mail, name="mail"),
    path("postvak/<int:pk>/html/", views.mail_html, name="mail_html"),
]
