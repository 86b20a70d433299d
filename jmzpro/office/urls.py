from django.urls import path

from jmzpro.office.first_login import first_login

app_name = "office"
urlpatterns = [path("inloggen/eerste-keer/<str:key>/", first_login, name="first-login")]
