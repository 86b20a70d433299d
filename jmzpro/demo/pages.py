"""What the demo adds to the site's own pages: invented ambassadors, known by their role, and
invented news.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.text import slugify

from jmzpro.pages.bootstrap import publish
from jmzpro.pages.models import NewsIndexPage, NewsPage, TextPage

AMBASSADORS = (
    ("Een kinderarts", "voorbeeld", "Ik vraag nu bij elk kind met buikpijn wie er thuis ziek is."),
    (
        "Een docent op het mbo",
        "voorbeeld",
        "Hij was geen luie student. Hij had al drie uur gewerkt voor de eerste les.",
    ),
    (
        "Een wethouder",
        "voorbeeld",
        "Wij hadden beleid voor mantelzorgers. De kinderen stonden er niet in.",
    ),
    (
        "Een voormalig jonge mantelzorger",
        "voorbeeld",
        "Eén trainer vroeg door. Dat had al jaren eerder gemogen.",
    ),
)
SAYS_SO = "<p>Dit bericht is een voorbeeld: wat erin staat is verzonnen.</p>"
# Days ago, title, lead, text.
NEWS = (
    (
        3,
        "Twintig minuten zijn genoeg",
        "Drie consulenten vertellen hoe zij een schoolteam meekregen.",
        "Kom kort, neem één verhaal mee en spreek één ding af.",
    ),
    (
        17,
        "Brusjes van 8 tot 12: wat werkt?",
        "Wat leden elkaar de laatste tijd vroegen over groepen voor broers en zussen.",
        "De rode draad: eerst doen, dan praten.",
    ),
    (
        40,
        "De flyer met jouw naam erop",
        "Geef een presentatie, mail of flyer door aan een school of huisarts.",
        "Je vindt ze bij Doorgeven, onderaan elke pagina.",
    ),
    (
        75,
        "Terugblik op een netwerkdag",
        "Veertig collega’s, vijf tafels en een lange lijst met dingen die al bestonden.",
        "De meeste vragen bleken al een antwoord te hebben.",
    ),
)


def build(moment: datetime) -> None:
    """Fill what is there; a network without the starter pages gets nothing."""
    page = TextPage.objects.filter(slug="ambassadeurs", locale__language_code="nl").first()
    if page is not None:
        cards = [
            {"name": name, "about": about, "words": words} for name, about, words in AMBASSADORS
        ]
        page.body = [
            ("heading", "Wie het zijn"),
            ("people", cards),
            *((block.block_type, block.value) for block in page.body),
        ]
        publish(page)
    index = NewsIndexPage.objects.first()
    for days, title, lead, text in NEWS if index else ():
        item = NewsPage(
            title=title,
            slug=slugify(title)[:60],
            lead=lead,
            date=timezone.localdate(moment) - timedelta(days=days),
        )
        item.search_description = lead
        item.body = [("paragraph", f"<p>{text}</p>{SAYS_SO}")]
        index.add_child(instance=item)
        publish(item)
