from django.urls import path

from jmzpro.letters.views import mine, subscriptions, theme_letter, unsubscribe

app_name = "letters"
urlpatterns = [
    path("mijn/brief/", mine.letter, name="letter"),
    path("mijn/volgen/", subscriptions.choose, name="follow"),
    path("mijn/post/", mine.sent, name="sent"),
    path("themabrief/", theme_letter.ask, name="theme-letter"),
    path("themabrief/aangevraagd/", theme_letter.asked, name="asked"),
    path("themabrief/bevestigen/<slug:token>/", theme_letter.confirm, name="confirm"),
    path("mail/stoppen/<str:token>/", unsubscribe.stop, name="stop"),
]
