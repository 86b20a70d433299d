"""The taxonomy to start with; the office edits it from here on."""

from django.db import migrations

# axis, slug, name, other words for it
THEMES = [
    ("thuis", "chronische-ziekte", "Lichamelijke of chronische ziekte", "langdurig ziek, kanker, MS, hartziekte, handicap, lichamelijke beperking"),
    ("thuis", "psychische-kwetsbaarheid", "Psychische kwetsbaarheid (KOPP)", "KOPP, psychische problemen, depressie, angst, psychiatrisch, psychose, borderline, bipolair"),
    ("thuis", "verslaving", "Verslaving (KOV)", "KOV, KVO, alcohol, drinken, drugs, gokken, verslaafd"),
    ("thuis", "verstandelijke-beperking", "Verstandelijke beperking (KVBO)", "KVBO, LVB, licht verstandelijk beperkt, downsyndroom"),
    ("thuis", "autisme", "Autisme", "ASS, autistisch, autismespectrum"),
    ("thuis", "dementie-en-nah", "Dementie op jonge leeftijd en NAH", "dementie, alzheimer, hersenletsel, NAH, beroerte"),
    ("thuis", "rouw-en-verlies", "Rouw en verlies", "overlijden, sterven, dood, palliatief, afscheid"),
    ("thuis", "armoede-en-schulden", "Armoede en schulden", "geldzorgen, schulden, minima, bijstand, rondkomen"),
    ("relatie", "ouder", "Ouder", "vader, moeder, papa, mama, stiefouder"),
    ("relatie", "broer-of-zus", "Broer of zus (brusjes)", "brus, brusje, brussen, broertje, zusje, broer, zus"),
    ("relatie", "grootouder", "Grootouder", "opa, oma, grootvader, grootmoeder"),
    ("context", "po", "Basisonderwijs", "po, basisschool, groep 7, groep 8, primair onderwijs, juf, meester"),
    ("context", "vo", "Voortgezet onderwijs", "vo, middelbare school, brugklas, mentor, vmbo, havo, vwo"),
    ("context", "mbo", "Mbo", "mbo, roc, beroepsonderwijs, student"),
    ("context", "hbo-en-wo", "Hbo en wo", "hbo, wo, hogeschool, universiteit, studiepunten, student, examencommissie"),
    ("context", "huisarts-en-jgz", "Huisarts en jeugdgezondheidszorg", "huisarts, jgz, ggd, jeugdarts, jeugdverpleegkundige, praktijkondersteuner, spreekuur"),
    ("context", "ggz", "Ggz", "ggz, psycholoog, psychiater, behandelaar, kliniek"),
    ("context", "gemeente-en-beleid", "Gemeente en beleid", "gemeente, beleid, wmo, jeugdwet, subsidie, wijkteam, wethouder"),
    ("context", "migratie-en-taal", "Migratieachtergrond en taal", "tolken, vertalen, taal, cultuur, migratie, statushouder, nieuwkomer"),
    ("werkwijze", "les", "Les", "gastles, lesbrief, lespakket, klas, lesmateriaal, signaalkaart"),
    ("werkwijze", "groep", "Groep", "groepsbijeenkomst, lotgenoten, groepsaanbod, kamp, activiteit, weekend"),
    ("werkwijze", "gesprek", "Gesprek", "gesprek voeren, praten, in gesprek, luisteren, vragen stellen"),
    ("werkwijze", "vervoer", "Vervoer", "rijden, taxi, brengen en halen, bus, auto, vrijwillige chauffeur"),
    ("werkwijze", "geld", "Geld en verzekering", "financiering, fonds, verzekering, kosten, bijdrage, begroting"),
    ("werkwijze", "samenwerking", "Samenwerking", "samenwerken, keten, overdracht, convenant, partners, netwerkbijeenkomst"),
    ("werkwijze", "toestemming", "Toestemming en privacy", "toestemming, privacy, AVG, meldcode, geheimhouding, delen van gegevens"),
    ("werkwijze", "media", "Media en zichtbaarheid", "social media, campagne, Week van de Jonge Mantelzorger, poster, persbericht, film, podcast"),
    ("stap", "relatie-bouwen", "Stap 1: bouw aan een relatie", "vertrouwen, contact leggen, band"),
    ("stap", "signalen", "Stap 2: sta open voor signalen", "signaal, signaleren, signaalkaart, opvallen, verzuim"),
    ("stap", "herkennen-en-erkennen", "Stap 3: herkennen en erkennen", "herkennen, erkennen, waardering, gezien worden"),
    ("stap", "inventariseren", "Stap 4: inventariseren", "in kaart brengen, ecogram, genogram, beschermende factoren, risicofactoren"),
    ("stap", "informeren-en-doorverwijzen", "Stap 5: informeren en doorverwijzen", "doorverwijzen, verwijzen, informeren, overdracht, hulp vinden"),
]


def fill(apps, schema_editor):
    Theme = apps.get_model("themes", "Theme")
    order: dict[str, int] = {}
    for axis, slug, name, also in THEMES:
        order[axis] = order.get(axis, 0) + 10
        Theme.objects.create(axis=axis, slug=slug, name=name, also_called="\n".join(also.split(", ")), order=order[axis])


class Migration(migrations.Migration):
    dependencies = [("themes", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
