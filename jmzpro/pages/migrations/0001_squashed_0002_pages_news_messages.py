"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('pages', '0001_initial'), ('pages', '0002_pages_news_messages')]

    initial = True

    dependencies = [
        *WAGTAIL_FIRST,
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='HomePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('hero_title', models.CharField(max_length=80, verbose_name='kop')),
                        ('hero_lead', models.TextField(max_length=300, verbose_name='inleiding')),
                        ('search_example', models.CharField(blank=True, max_length=60, verbose_name='voorbeeld in het zoekvak')),
                        ('often_searched', models.CharField(blank=True, help_text='Met een komma ertussen.', max_length=200, verbose_name='vaak gezocht')),
                        ('doors', wagtail.fields.StreamField([('door', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Ik werk …'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Wat je hier vindt'}), 2: ('jmzpro.pages.blocks.doors.AddressBlock', (), {'help_text': 'Op deze site, bijvoorbeeld /herkennen/#op-school.', 'label': 'Adres'}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1), ('address', 2)]], {})}, verbose_name='deuren')),
                        ('quote_text', models.TextField(blank=True, max_length=300, verbose_name='citaat')),
                        ('quote_source', models.CharField(blank=True, help_text='Een rol of leeftijd, nooit een naam van een kind.', max_length=120, verbose_name='van wie')),
                    ],
                    options={
                        'verbose_name': 'voorpagina',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='MadeStarter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=200, unique=True)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='NewsIndexPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('lead', models.TextField(blank=True, max_length=400, verbose_name='inleiding')),
                    ],
                    options={
                        'verbose_name': 'nieuwsoverzicht',
                        'verbose_name_plural': 'nieuwsoverzichten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='NewsPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('date', models.DateField(default=django.utils.timezone.localdate, verbose_name='datum')),
                        ('lead', models.TextField(help_text='Staat ook in het overzicht en in de feed.', max_length=400, verbose_name='inleiding')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered', 2), ('notice', 5), ('quote', 8), ('picture', 11), ('buttons', 12), ('step', 22), ('figure', 30), ('people', 31), ('help_numbers', 32), ('contact_form', 33)], blank=True, block_lookup={0: ('jmzpro.pages.blocks.words.HeadingBlock', (), {'group': 'Tekst'}), 1: ('jmzpro.pages.blocks.words.ParagraphBlock', (), {'group': 'Tekst'}), 2: ('jmzpro.pages.blocks.words.NumberedBlock', (), {'group': 'Tekst'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Kop', 'required': False}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul'], 'label': 'Tekst'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {'group': 'Tekst'}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Citaat'}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'Een rol of leeftijd, nooit een naam van een kind.', 'label': 'Van wie', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('text', 6), ('source', 7)]], {'group': 'Tekst'}), 9: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Afbeelding'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Bijschrift', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('image', 9), ('caption', 10)]], {'group': 'Tekst'}), 12: ('jmzpro.pages.blocks.doors.ButtonsBlock', (), {'group': 'Tekst'}), 13: ('wagtail.blocks.IntegerBlock', (), {'label': 'Nummer', 'max_value': 9, 'min_value': 1}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Stap'}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul'], 'label': 'Wat het is'}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Wat je kunt merken'}), 17: ('wagtail.blocks.ListBlock', (16,), {'default': [], 'label': 'Wat je kunt merken', 'min_num': 0}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Punt'}), 19: ('wagtail.blocks.TextBlock', (), {'label': 'Uitleg'}), 20: ('wagtail.blocks.StructBlock', [[('title', 18), ('text', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'default': [], 'help_text': 'Per rol: de kop is de rol.', 'label': 'Wat jij kunt doen'}), 22: ('wagtail.blocks.StructBlock', [[('number', 13), ('title', 14), ('text', 15), ('signals', 17), ('roles', 21)]], {'group': 'Bijzonder'}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Kort: 1 op de 5, of 577.000.', 'label': 'Cijfer', 'max_length': 40}), 24: ('wagtail.blocks.CharBlock', (), {'help_text': 'Maak de zin af die met het cijfer begint.', 'label': 'Waarover'}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Leeftijd'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Jaar van de meting'}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'De omschrijving die het onderzoek gebruikte.', 'label': 'Wie telt mee'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Bron'}), 29: ('wagtail.blocks.URLBlock', (), {'label': 'Adres van de bron', 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('figure', 23), ('about', 24), ('ages', 25), ('year', 26), ('definition', 27), ('source', 28), ('source_url', 29)]], {'group': 'Bijzonder'}), 31: ('jmzpro.pages.blocks.pictures.PeopleBlock', (), {'group': 'Bijzonder'}), 32: ('jmzpro.pages.blocks.doors.HelpNumbersBlock', (), {'group': 'Bijzonder'}), 33: ('jmzpro.pages.blocks.doors.ContactFormBlock', (), {'group': 'Bijzonder'})}, verbose_name='inhoud')),
                    ],
                    options={
                        'verbose_name': 'nieuwsbericht',
                        'verbose_name_plural': 'nieuwsberichten',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='TextPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('lead', models.TextField(blank=True, max_length=400, verbose_name='inleiding')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('numbered', 2), ('notice', 5), ('quote', 8), ('picture', 11), ('buttons', 12), ('step', 22), ('figure', 30), ('people', 31), ('help_numbers', 32), ('contact_form', 33)], blank=True, block_lookup={0: ('jmzpro.pages.blocks.words.HeadingBlock', (), {'group': 'Tekst'}), 1: ('jmzpro.pages.blocks.words.ParagraphBlock', (), {'group': 'Tekst'}), 2: ('jmzpro.pages.blocks.words.NumberedBlock', (), {'group': 'Tekst'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Kop', 'required': False}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul'], 'label': 'Tekst'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {'group': 'Tekst'}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Citaat'}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'Een rol of leeftijd, nooit een naam van een kind.', 'label': 'Van wie', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('text', 6), ('source', 7)]], {'group': 'Tekst'}), 9: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Afbeelding'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Bijschrift', 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('image', 9), ('caption', 10)]], {'group': 'Tekst'}), 12: ('jmzpro.pages.blocks.doors.ButtonsBlock', (), {'group': 'Tekst'}), 13: ('wagtail.blocks.IntegerBlock', (), {'label': 'Nummer', 'max_value': 9, 'min_value': 1}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Stap'}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul'], 'label': 'Wat het is'}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Wat je kunt merken'}), 17: ('wagtail.blocks.ListBlock', (16,), {'default': [], 'label': 'Wat je kunt merken', 'min_num': 0}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'Punt'}), 19: ('wagtail.blocks.TextBlock', (), {'label': 'Uitleg'}), 20: ('wagtail.blocks.StructBlock', [[('title', 18), ('text', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'default': [], 'help_text': 'Per rol: de kop is de rol.', 'label': 'Wat jij kunt doen'}), 22: ('wagtail.blocks.StructBlock', [[('number', 13), ('title', 14), ('text', 15), ('signals', 17), ('roles', 21)]], {'group': 'Bijzonder'}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Kort: 1 op de 5, of 577.000.', 'label': 'Cijfer', 'max_length': 40}), 24: ('wagtail.blocks.CharBlock', (), {'help_text': 'Maak de zin af die met het cijfer begint.', 'label': 'Waarover'}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Leeftijd'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Jaar van de meting'}), 27: ('wagtail.blocks.TextBlock', (), {'help_text': 'De omschrijving die het onderzoek gebruikte.', 'label': 'Wie telt mee'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Bron'}), 29: ('wagtail.blocks.URLBlock', (), {'label': 'Adres van de bron', 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('figure', 23), ('about', 24), ('ages', 25), ('year', 26), ('definition', 27), ('source', 28), ('source_url', 29)]], {'group': 'Bijzonder'}), 31: ('jmzpro.pages.blocks.pictures.PeopleBlock', (), {'group': 'Bijzonder'}), 32: ('jmzpro.pages.blocks.doors.HelpNumbersBlock', (), {'group': 'Bijzonder'}), 33: ('jmzpro.pages.blocks.doors.ContactFormBlock', (), {'group': 'Bijzonder'})}, verbose_name='inhoud')),
                        ('is_for_young_readers', models.BooleanField(default=False, help_text='Zet een knop op de pagina om snel weg te gaan.', verbose_name='ook jongeren lezen dit')),
                        ('lists_children', models.BooleanField(default=False, help_text='Zet onderaan een rij met de pagina’s die onder deze hangen.', verbose_name='laat de pagina’s eronder zien')),
                    ],
                    options={
                        'verbose_name': 'tekstpagina',
                        'verbose_name_plural': 'tekstpagina’s',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='Introduction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                        ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                        ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                        ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                        ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                        ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                        ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                        ('key', models.CharField(max_length=60, unique=True, verbose_name='boven welke pagina')),
                        ('text', wagtail.fields.RichTextField(verbose_name='tekst')),
                        ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                        ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                    ],
                    options={
                        'verbose_name': 'inleiding boven een pagina',
                        'verbose_name_plural': 'inleidingen boven pagina’s',
                        'ordering': ['key'],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('bericht', 'Bericht aan het bureau'), ('klopt-niet', 'Klopt er iets niet?')], max_length=12, verbose_name='soort')),
                        ('page', models.CharField(blank=True, max_length=300, verbose_name='pagina')),
                        ('text', models.TextField(verbose_name='bericht')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='mailadres')),
                        ('state', models.CharField(choices=[('wacht', 'wacht'), ('beantwoord', 'beantwoord'), ('opzij', 'opzij gelegd')], default='wacht', max_length=12, verbose_name='stand')),
                        ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='verstuurd op')),
                        ('decided_at', models.DateTimeField(null=True, verbose_name='besloten op')),
                        ('fingerprint', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'verbose_name': 'bericht',
                        'verbose_name_plural': 'berichten',
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['bericht', 'klopt-niet'])), name='message_kind_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'beantwoord', 'opzij'])), name='message_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'wacht')), models.Q(models.Q(('state', 'wacht'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='message_waits_or_was_decided')],
                    },
                ),
            ],
        ),
    ]
