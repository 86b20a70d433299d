from django.urls import path

from jmzpro.api import views
from jmzpro.api.description import make_api

urlpatterns = [
    path("api/", views.about, name="api-about"),
    path("api/v1/", make_api().urls),
    path("api/v1/<path:rest>", views.nothing_here, name="api-nothing"),
]
