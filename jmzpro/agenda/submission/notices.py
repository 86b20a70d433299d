"""What was just done, said on the page after it: in the address, since a visitor with a private
link gets no cookie.
"""

from django.http import HttpRequest, HttpResponseRedirect

SENTENCES = {
    "bewaard": "Bewaard.",
    "wacht": (
        "Bewaard. Dit is voor kinderen: het bureau kijkt eerst naar de nieuwe plaats, "
        "contactpersoon of link."
    ),
    "vervalt": "Die datum vervalt.",
    "verplaatst": "De datum is verplaatst.",
    "teruggezet": "De datum is weer zoals de reeks.",
    "afgelast": "Het staat nu in de agenda als ‘gaat niet door’.",
    "ingetrokken": "Ingetrokken. Het komt niet in de agenda.",
    "gesloten": (
        "Dit is intussen afgehandeld en kan niet meer veranderen. Er is nu niets veranderd."
    ),
    "antwoord": "Je antwoord is bij het bureau.",
    "verstuurd": "Dank je wel. Het bureau kijkt ernaar, en mailt je.",
    "geplaatst": "Je activiteit staat in de agenda.",
}


def go_on(url: str, key: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{url}?gedaan={key}")


def just_done(request: HttpRequest) -> str:
    return SENTENCES.get(request.GET.get("gedaan", ""), "")
