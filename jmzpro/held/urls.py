from django.urls import path

from jmzpro.held import views

app_name = "held"
urlpatterns = [
    path("mijn/wacht/", views.texts, name="texts"),
    path("mijn/wacht/<str:public_id>/", views.text, name="text"),
    path("mijn/wacht/<str:public_id>/weghalen/", views.withdrawal, name="withdrawal"),
]
