"""A promise in one line for each theme, and an introduction that may hold links and lists. What the office wrote stays."""

import re
from html import escape

import wagtail.fields
from django.db import migrations, models

# slug, promise, introduction
WORDS = [
    ("chronische-ziekte", "Opgroeien met iemand die lang ziek is of een lichamelijke beperking heeft.", "Bij een langdurige ziekte gaan goede en slechte dagen door elkaar heen. Kinderen passen zich aan zonder dat iemand het vraagt. Vraag dus niet alleen hoe het met de zieke gaat, maar ook wat er vandaag anders is voor het kind."),
    ("psychische-kwetsbaarheid", "Als een ouder psychische problemen heeft, merkt een kind dat elke dag.", "KOPP staat voor kinderen van ouders met psychische problemen. Psychische ziekte zie je niet en is vaak een geheim. Uitleg helpt: een kind dat begrijpt wat er is, denkt minder snel dat het zijn schuld is."),
    ("verslaving", "Leven met drank, drugs of gokken in huis, en met het geheim erover.", "KOV staat voor kinderen van ouders met een verslaving; vroeger heette het KVO. Kinderen weten vaak niet hoe een dag zal lopen. Een vaste volwassene buiten het gezin maakt veel verschil."),
    ("verstandelijke-beperking", "Een ouder, broer of zus met een verstandelijke beperking.", "Kinderen nemen soms taken over van een ouder die minder overzicht heeft, of letten op een broer of zus. Ze groeien hem of haar soms voorbij. Praat gewoon, zonder moeilijke woorden, met het hele gezin."),
    ("autisme", "Samenleven met autisme: voorspelbaar voor de een, ruimte voor de ander.", "In een gezin met autisme draait veel om rust en vaste afspraken. Broers en zussen schikken zich vaak. Geef hun ook een moment waarop niets hoeft."),
    ("dementie-en-nah", "Een ouder die verandert door dementie op jonge leeftijd of hersenletsel.", "De ouder is er nog, en is toch een ander. Dat is een verlies dat anderen niet zien. Kinderen en jongeren hebben uitleg nodig, en iemand bij wie ze mogen missen wie hun ouder was."),
    ("rouw-en-verlies", "Afscheid nemen, voor en na een overlijden.", "Rouw begint soms al tijdens de ziekte. Kinderen rouwen in stukjes: verdrietig, en een uur later weer aan het spelen. Na een overlijden valt ook een taak weg. Vraag wat daarvoor in de plaats komt."),
    ("armoede-en-schulden", "Geldzorgen komen vaak boven op de zorg, en niemand praat erover.", "Ziekte kost geld en soms valt een inkomen weg. Kinderen merken het en vragen nergens om. Let op wie nooit meegaat op kamp, en maak meedoen gratis zonder dat iemand zich hoeft te melden."),
    ("ouder", "Zorgen voor of om je vader of moeder.", "Als een ouder ziek is, kunnen de rollen omdraaien. Het kind regelt, troost en let op. Help ouders om ouder te blijven: met uitleg, met hulp in huis en zonder verwijt."),
    ("broer-of-zus", "Brusjes: broers en zussen van iemand die veel zorg nodig heeft.", "Een brus is een broer of zus van een kind met een ziekte of beperking. Brusjes houden zich vaak stil, omdat er al zoveel aan de hand is. Ze willen aandacht die niet over de ander gaat."),
    ("grootouder", "Een opa of oma in huis of om de hoek die zorg nodig heeft.", "Vooral als een grootouder in huis woont, helpen kleinkinderen mee. Dat is vaak gewoon en fijn. Het wordt zwaar als er niemand anders is, of als het ziekteproces lang duurt."),
    ("po", "Jonge mantelzorgers op de basisschool.", "Jonge kinderen vertellen in spel, tekeningen en buikpijn. Zoek de woorden samen met de ouders. Vanaf groep 7 kan ook een les voor de hele klas goed werken."),
    ("vo", "Jonge mantelzorgers op de middelbare school.", "Op de middelbare school wisselen de docenten per uur, dus valt het minder snel op. De mentor is de vaste volwassene. Spreek af wie wat mag weten en hoe een leerling om ruimte vraagt."),
    ("mbo", "Studeren, stage lopen en zorgen tegelijk.", "Mbo-studenten zijn soms nog jong en dragen toch de zorg van een volwassene. Stage en zorg botsen vaak. Vaste afspraken vooraf voorkomen uitval."),
    ("hbo-en-wo", "Studerende mantelzorgers op hogeschool en universiteit.", "Studenten zorgen ook op afstand en in het weekend. Ze lopen vertraging op en weten niet altijd dat er regelingen zijn. De Modelovereenkomst studerende mantelzorgers helpt om afspraken vast te leggen."),
    ("huisarts-en-jgz", "Signaleren in de spreekkamer, bij kind en bij ouder.", "Wie een zieke volwassene behandelt, heeft vaak ook met een kind te maken. Vraag wie er thuis wonen en hoe het met hen gaat. Een kind met vage klachten kan een kind met zorgen zijn."),
    ("ggz", "Kinderen van wie in behandeling is, horen ook gezien te worden.", "In de ggz staat de patiënt centraal en blijven kinderen soms buiten beeld. Vraag bij de eerste afspraak naar hen, leg uit wat er gebeurt en vertel waar zij terechtkunnen."),
    ("gemeente-en-beleid", "Wat een gemeente kan regelen, en hoe je het op de agenda krijgt.", "Steun aan jonge mantelzorgers raakt jeugd, zorg, onderwijs en werk. Daardoor hoort het soms bij niemand. Zorg voor een vaste naam in de gemeente en vraag jongeren mee te denken."),
    ("migratie-en-taal", "Tolken, regelen en tussen twee werelden staan.", "Kinderen die beter Nederlands spreken dan hun ouders worden vanzelf tolk. Ze horen dan dingen die niet voor hen zijn. Regel een tolk en praat in het gezin over wat zorgen voor elkaar daar betekent, zonder oordeel."),
    ("les", "Een les die de hele klas bereikt, zonder één kind aan te wijzen.", "In een les hoort iedereen dat gezinnen verschillen. Dat helpt ook wie niets zegt. Houd na afloop tijd over voor wie wil blijven hangen."),
    ("groep", "Samen iets doen met anderen die het ook kennen.", "In een groep hoef je niets uit te leggen. Begin met doen, niet met praten. Vervoer, leeftijd en een vaste begeleider bepalen vaak of het lukt."),
    ("gesprek", "Hoe begin je erover, en hoe houd je het open?", "Een goed gesprek begint klein: ik zie dat je moe bent, hoe is het thuis? Luister meer dan je vraagt. Een kind bepaalt zelf hoeveel het vertelt."),
    ("vervoer", "Hoe jongeren er komen als niemand hen kan brengen.", "De leukste activiteit helpt niet als een kind er niet kan komen. Denk aan vrijwilligers, samen rijden, een vergoeding of een plek dichterbij. Regel vooraf wie er verzekerd is."),
    ("geld", "Fondsen, kosten en verzekeringen.", "Activiteiten voor jonge mantelzorgers horen gratis te zijn. Dat vraagt om een fonds, een gemeente of een partner. Vraag collega’s wat bij hen lukte en wat niet."),
    ("samenwerking", "Samen met school, zorg en gemeente, zodat een gezin niet steeds opnieuw begint.", "Ieder ziet een stukje. Samenwerken lukt als mensen elkaar kennen en weten wie wat doet. Begin met één vaste afspraak en bouw die uit."),
    ("toestemming", "Wat mag je delen, met wie, en wie moet het goed vinden?", "Toestemming begint bij uitleggen. Wie moet tekenen hangt af van de leeftijd en van je beroep, en bronnen spreken elkaar soms tegen. Vraag na wat voor jou geldt en leg het uit aan het gezin."),
    ("media", "Aandacht vragen zonder iemand te kijk te zetten.", "Een verhaal in de krant of op een scherm kan veel doen. Bescherm wie het vertelt: ook over tien jaar moet het nog goed voelen. In de Week van de Jonge Mantelzorger, 1 tot en met 7 juni, is er extra aandacht."),
    ("relatie-bouwen", "Eerst vertrouwen, dan vragen.", "Iedereen die met mensen werkt, bouwt aan een relatie. Een kind staat nooit alleen. Heb oog voor wie eromheen staat, ook als jij niet de vaste begeleider bent."),
    ("signalen", "Serieus nemen wat je ziet, en er iets mee doen.", "Let op wat anders is dan je van dit kind gewend bent, of dan je op deze leeftijd verwacht. Eén signaal zegt weinig. Een signaal is nooit een diagnose."),
    ("herkennen-en-erkennen", "Vragen hoe het gaat, en laten merken dat je het ziet.", "Herkennen is zien wat er is. Erkennen is zeggen dat het ertoe doet. Toon belangstelling, oordeel niet, en vraag het later nog eens."),
    ("inventariseren", "Samen met het gezin kijken wat helpt en wat zwaar is.", "Breng in kaart wie er om het kind heen staan, wat beschermt en wat belast. Doe dat met het gezin, niet over het gezin. Begin bij de vraag waar zij steun willen."),
    ("informeren-en-doorverwijzen", "Vertellen wat er is, en goed overdragen.", "Jonge mantelzorgers willen weten wat de ziekte is en welke steun bestaat. Kun je zelf niet helpen, zoek dan samen wie dat wel kan. Vraag na een tijdje hoe het ging."),
]


def give_words(apps, schema_editor):
    Theme = apps.get_model("themes", "Theme")
    promises = {slug: (promise, introduction) for slug, promise, introduction in WORDS}
    for theme in Theme.objects.all():
        promise, introduction = promises.get(theme.slug, ("", ""))
        typed = [part.strip() for part in re.split(r"\n\s*\n", theme.introduction.strip()) if part.strip()] or ([introduction] if introduction else [])
        html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in typed)
        Theme.objects.filter(pk=theme.pk).update(promise=promise, introduction=html)


class Migration(migrations.Migration):
    dependencies = [("themes", "0002_taxonomy")]
    operations = [
        migrations.AddField("theme", "promise", models.CharField("belofte in één zin", blank=True, max_length=140)),
        migrations.AlterField(
            "theme", "introduction", wagtail.fields.RichTextField("inleiding", blank=True)
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop),
    ]
