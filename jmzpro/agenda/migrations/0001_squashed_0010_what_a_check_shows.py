"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import jmzpro.agenda.activity.models
import jmzpro.agenda.registration.models.after_event
import jmzpro.agenda.registration.models.registration
import jmzpro.kit.short_links
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('agenda', '0001_initial'), ('agenda', '0002_review_and_proposed_changes'), ('agenda', '0003_registering'), ('agenda', '0004_connected_calendars'), ('agenda', '0005_texts_written_ahead'), ('agenda', '0006_indexes_to_count_by'), ('agenda', '0007_a_scarce_place_is_held'), ('agenda', '0008_a_decision_on_a_change_is_taken_back'), ('agenda', '0009_calendars_read_in_parts'), ('agenda', '0010_what_a_check_shows')]

    initial = True

    dependencies = [
        *WAGTAIL_FIRST,
        ('media', '0003_names_of_images'),
        ('members', '0009_lists_and_merging'),
        ('places', '0007_former_municipalities'),
        ('themes', '0005_past_addresses'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Activity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True)),
                        ('slug', models.SlugField(editable=False, max_length=88, unique=True, verbose_name='adres')),
                        ('state', models.CharField(choices=[('concept', 'Concept'), ('bevestigen', 'Wacht op bevestiging per mail'), ('beoordelen', 'Wacht op beoordeling'), ('gepubliceerd', 'Op de site'), ('afgelast', 'Gaat niet door'), ('afgewezen', 'Afgewezen'), ('ingetrokken', 'Van de site gehaald')], default='concept', max_length=12, verbose_name='staat')),
                        ('kind', models.CharField(choices=[('uitje', 'Uitje'), ('kamp', 'Kamp of weekend'), ('theater', 'Theater of film'), ('sport', 'Sport en spel'), ('creatief', 'Creatief'), ('ontmoeting', 'Ontmoeting'), ('groep', 'Groep of cursus'), ('maatje', 'Maatjesproject'), ('informatie', 'Informatiebijeenkomst'), ('netwerkdag', 'Netwerkdag'), ('webinar', 'Webinar'), ('training', 'Training'), ('symposium', 'Symposium of congres'), ('casus', 'Casusbespreking'), ('les', 'Les of gastles'), ('anders', 'Iets anders')], default='anders', max_length=12, verbose_name='soort')),
                        ('title', models.CharField(max_length=300, verbose_name='titel')),
                        ('summary', models.CharField(blank=True, max_length=300, verbose_name='in één zin')),
                        ('text', models.TextField(blank=True, verbose_name='tekst')),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('fy', 'Fries'), ('de', 'Duits'), ('ar', 'Arabisch'), ('tr', 'Turks'), ('uk', 'Oekraïens'), ('pl', 'Pools'), ('ngt', 'Nederlandse Gebarentaal')], default='nl', max_length=3, verbose_name='taal')),
                        ('for_young_carers', models.BooleanField(default=False, verbose_name='voor jonge mantelzorgers')),
                        ('for_parents', models.BooleanField(default=False, verbose_name='voor ouders')),
                        ('for_professionals', models.BooleanField(default=False, verbose_name='voor professionals')),
                        ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leeftijd vanaf')),
                        ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leeftijd tot en met')),
                        ('in_week', models.BooleanField(default=False, verbose_name='hoort bij de Week van de Jonge Mantelzorger')),
                        ('organiser_name', models.CharField(max_length=200, verbose_name='naam van de organisator')),
                        ('contact_name', models.CharField(blank=True, max_length=120, verbose_name='bij wie je terechtkunt')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres voor vragen')),
                        ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='telefoon voor vragen')),
                        ('website', models.URLField(blank=True, max_length=1000, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='meer op')),
                        ('starts_at', models.DateTimeField(verbose_name='begint')),
                        ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                        ('is_all_day', models.BooleanField(default=False, verbose_name='hele dag')),
                        ('rrule', models.CharField(blank=True, max_length=500, verbose_name='herhaling')),
                        ('rdate', models.TextField(blank=True, verbose_name='extra data')),
                        ('exdate', models.TextField(blank=True, verbose_name='uitgezonderde data')),
                        ('where', models.CharField(choices=[('locatie', 'Op een plek'), ('online', 'Online'), ('beide', 'Op een plek en online')], default='locatie', max_length=8, verbose_name='waar')),
                        ('venue_name', models.CharField(blank=True, max_length=200, verbose_name='locatie')),
                        ('address', models.CharField(blank=True, max_length=300, verbose_name='adres van de locatie')),
                        ('postcode', models.CharField(blank=True, max_length=7, verbose_name='postcode')),
                        ('latitude', models.FloatField(blank=True, editable=False, null=True)),
                        ('longitude', models.FloatField(blank=True, editable=False, null=True)),
                        ('accessibility', models.TextField(blank=True, verbose_name='toegankelijkheid')),
                        ('public_transport', models.TextField(blank=True, verbose_name='met het openbaar vervoer')),
                        ('online_link', models.URLField(blank=True, max_length=1000, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='link om mee te doen')),
                        ('is_free', models.BooleanField(default=False, verbose_name='gratis')),
                        ('cost', models.CharField(blank=True, max_length=200, verbose_name='kosten')),
                        ('picture_alt', models.CharField(blank=True, max_length=250, verbose_name='wat er op het beeld staat')),
                        ('accreditations', models.TextField(blank=True, default='', verbose_name='accreditatie')),
                        ('accreditation_text', models.CharField(blank=True, max_length=200, verbose_name='punten en nummer')),
                        ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='studie-uren')),
                        ('registration', models.CharField(choices=[('geen', 'Aanmelden hoeft niet'), ('elders', 'Aanmelden bij de organisator'), ('hier', 'Aanmelden op deze site')], default='geen', max_length=8, verbose_name='aanmelden')),
                        ('registration_url', models.URLField(blank=True, max_length=1000, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='aanmelden op')),
                        ('source', models.CharField(choices=[('lid', 'Formulier, door een lid'), ('bezoeker', 'Formulier, door een bezoeker'), ('bureau', 'Door het bureau'), ('kalender', 'Gekoppelde kalender'), ('import', 'Ingelezen bestand')], default='lid', max_length=8, verbose_name='herkomst')),
                        ('uid', models.CharField(default=jmzpro.agenda.activity.models.new_uid, editable=False, max_length=255, unique=True)),
                        ('external_uid', models.CharField(blank=True, db_index=True, editable=False, max_length=500, verbose_name='kenmerk bij de bron')),
                        ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                        ('last_modified', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gewijzigd op')),
                        ('submitter_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres van wie het toevoegde')),
                        ('is_example', models.BooleanField(default=False, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('laid_out_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('vanished_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='members.organisation', verbose_name='lidorganisatie')),
                        ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='beeld')),
                        ('submitter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='toegevoegd door')),
                        ('themes', models.ManyToManyField(blank=True, related_name='activities', to='themes.theme', verbose_name='thema’s')),
                        ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town', verbose_name='plaats')),
                    ],
                    options={
                        'verbose_name': 'activiteit',
                        'verbose_name_plural': 'activiteiten',
                        'ordering': ['starts_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Participant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('code', models.CharField(default=jmzpro.agenda.registration.models.registration.new_public_id, editable=False, max_length=10, unique=True)),
                        ('present_at', models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': 'deelnemer',
                        'verbose_name_plural': 'deelnemers',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarText',
                    fields=[
                        ('activity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='calendar_text', serialize=False, to='agenda.activity')),
                        ('made_of', models.DateTimeField()),
                        ('made_for', models.CharField(max_length=200)),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('events', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                    ],
                ),
                migrations.CreateModel(
                    name='ConnectedCalendar',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True)),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('form', models.CharField(choices=[('adres', 'Adres van een kalender of bladzijde'), ('bestand', 'Ingelezen bestand')], default='adres', max_length=8)),
                        ('url', models.URLField(blank=True, max_length=1000, verbose_name='adres')),
                        ('kind', models.CharField(choices=[('uitje', 'Uitje'), ('kamp', 'Kamp of weekend'), ('theater', 'Theater of film'), ('sport', 'Sport en spel'), ('creatief', 'Creatief'), ('ontmoeting', 'Ontmoeting'), ('groep', 'Groep of cursus'), ('maatje', 'Maatjesproject'), ('informatie', 'Informatiebijeenkomst'), ('netwerkdag', 'Netwerkdag'), ('webinar', 'Webinar'), ('training', 'Training'), ('symposium', 'Symposium of congres'), ('casus', 'Casusbespreking'), ('les', 'Les of gastles'), ('anders', 'Iets anders')], default='anders', max_length=12, verbose_name='soort')),
                        ('for_young_carers', models.BooleanField(default=False)),
                        ('for_parents', models.BooleanField(default=False)),
                        ('for_professionals', models.BooleanField(default=False)),
                        ('is_on', models.BooleanField(default=True)),
                        ('etag', models.CharField(blank=True, max_length=300)),
                        ('last_modified', models.CharField(blank=True, max_length=100)),
                        ('read_at', models.DateTimeField(null=True)),
                        ('next_at', models.DateTimeField(null=True)),
                        ('failures', models.PositiveSmallIntegerField(default=0)),
                        ('failing_since', models.DateTimeField(null=True)),
                        ('placed_until', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                        ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'gekoppelde kalender',
                        'verbose_name_plural': 'gekoppelde kalenders',
                        'ordering': ['name', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('outcome', models.CharField(choices=[('bezig', 'Bezig'), ('gelezen', 'Gelezen'), ('onveranderd', 'Niets veranderd'), ('mislukt', 'Niet gelukt')], max_length=12)),
                        ('problem', models.TextField(blank=True)),
                        ('added', models.PositiveIntegerField(default=0)),
                        ('changed', models.PositiveIntegerField(default=0)),
                        ('unchanged', models.PositiveIntegerField(default=0)),
                        ('vanished', models.PositiveIntegerField(default=0)),
                        ('past', models.PositiveIntegerField(default=0)),
                        ('left_out', models.JSONField(default=list)),
                        ('left_out_count', models.PositiveIntegerField(default=0)),
                        ('notes', models.JSONField(default=list)),
                        ('content', models.BinaryField(null=True)),
                        ('etag', models.CharField(blank=True, max_length=300)),
                        ('last_modified', models.CharField(blank=True, max_length=100)),
                        ('of', models.PositiveIntegerField(default=0)),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('is_held', models.BooleanField(default=False)),
                        ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='agenda.connectedcalendar')),
                    ],
                    options={
                        'verbose_name': 'lezing',
                        'verbose_name_plural': 'lezingen',
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('seen_at', models.DateTimeField()),
                        ('sequence', models.PositiveIntegerField(default=0)),
                        ('changed', models.CharField(blank=True, max_length=40)),
                        ('said', models.JSONField(null=True)),
                        ('differs', models.JSONField(default=dict)),
                        ('notes', models.JSONField(default=list)),
                        ('activity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_entry', to='agenda.activity')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                        ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='agenda.connectedcalendar')),
                    ],
                    options={
                        'verbose_name': 'uit een kalender',
                        'verbose_name_plural': 'uit kalenders',
                    },
                ),
                migrations.CreateModel(
                    name='Desk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_for_whole_series', models.BooleanField(default=False, verbose_name='één aanmelding voor alle data')),
                        ('capacity', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10000)], verbose_name='aantal plekken')),
                        ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='aanmelden kan vanaf')),
                        ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='aanmelden kan tot')),
                        ('who_may', models.CharField(choices=[('iedereen', 'Iedereen'), ('leden', 'Alleen leden van het netwerk'), ('leden-eerst', 'Leden eerst, daarna iedereen')], default='iedereen', max_length=12, verbose_name='wie zich mag aanmelden')),
                        ('members_until', models.DateTimeField(blank=True, null=True, verbose_name='alleen leden tot')),
                        ('largest_group', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='hoeveel mensen tegelijk')),
                        ('queue_rule', models.CharField(choices=[('op-volgorde', 'Strikt op volgorde: de plekken wachten tot de eerste groep past'), ('wie-past', 'Wie past gaat voor: de groep blijft vooraan staan')], default='op-volgorde', max_length=12, verbose_name='de regel van de wachtlijst')),
                        ('confirm_within', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(168)], verbose_name='uren om te bevestigen')),
                        ('price', models.CharField(blank=True, max_length=200, verbose_name='wat het kost')),
                        ('kept_days', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(730)], verbose_name='dagen bewaard na afloop')),
                        ('privacy_note', models.TextField(blank=True, verbose_name='waarvoor de gegevens zijn')),
                        ('remind_days', models.PositiveSmallIntegerField(blank=True, default=1, null=True, verbose_name='herinnering, dagen ervoor')),
                        ('gives_certificates', models.BooleanField(default=False, verbose_name='geeft deelnamebewijzen')),
                        ('accreditation_number', models.CharField(blank=True, max_length=120, verbose_name='nummer van de accreditatie')),
                        ('asks_evaluation', models.BooleanField(default=False, verbose_name='vraagt na afloop hoe het was')),
                        ('activity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk', to='agenda.activity')),
                    ],
                    options={
                        'verbose_name': 'aanmelding bij een activiteit',
                        'verbose_name_plural': 'aanmeldingen bij activiteiten',
                    },
                ),
                migrations.CreateModel(
                    name='Evaluation',
                    fields=[
                        ('number', models.CharField(default=jmzpro.agenda.registration.models.registration.new_public_id, editable=False, max_length=12, primary_key=True, serialize=False)),
                        ('overall', models.PositiveSmallIntegerField()),
                        ('useful', models.PositiveSmallIntegerField()),
                        ('organised', models.PositiveSmallIntegerField()),
                        ('takes_along', models.TextField(blank=True)),
                        ('could_be_better', models.TextField(blank=True)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='agenda.desk')),
                    ],
                    options={
                        'verbose_name': 'evaluatie',
                        'verbose_name_plural': 'evaluaties',
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='Material',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.agenda.registration.models.after_event.new_file_id, editable=False, max_length=16, unique=True)),
                        ('name', models.CharField(max_length=120, verbose_name='bestand')),
                        ('content_type', models.CharField(max_length=100)),
                        ('file', models.FileField(max_length=200, storage=jmzpro.agenda.registration.models.after_event.private_storage, upload_to=jmzpro.agenda.registration.models.after_event.stored_as)),
                        ('added_at', models.DateTimeField(auto_now_add=True)),
                        ('shared_url', models.CharField(blank=True, editable=False, max_length=300)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='agenda.desk')),
                    ],
                    options={
                        'verbose_name': 'materiaal',
                        'verbose_name_plural': 'materiaal',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Occurrence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('recurrence_id', models.DateTimeField()),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('day', models.DateField()),
                        ('last_day', models.DateField()),
                        ('state', models.CharField(choices=[('gepland', 'Gepland'), ('verplaatst', 'Verplaatst'), ('vervallen', 'Gaat niet door')], default='gepland', max_length=12)),
                        ('own_title', models.CharField(blank=True, max_length=300)),
                        ('own_place', models.CharField(blank=True, max_length=300)),
                        ('note', models.TextField(blank=True)),
                        ('is_listed', models.BooleanField(default=False)),
                        ('kind', models.CharField(choices=[('uitje', 'Uitje'), ('kamp', 'Kamp of weekend'), ('theater', 'Theater of film'), ('sport', 'Sport en spel'), ('creatief', 'Creatief'), ('ontmoeting', 'Ontmoeting'), ('groep', 'Groep of cursus'), ('maatje', 'Maatjesproject'), ('informatie', 'Informatiebijeenkomst'), ('netwerkdag', 'Netwerkdag'), ('webinar', 'Webinar'), ('training', 'Training'), ('symposium', 'Symposium of congres'), ('casus', 'Casusbespreking'), ('les', 'Les of gastles'), ('anders', 'Iets anders')], max_length=12)),
                        ('for_young_carers', models.BooleanField(default=False)),
                        ('for_parents', models.BooleanField(default=False)),
                        ('for_professionals', models.BooleanField(default=False)),
                        ('age_from', models.SmallIntegerField(null=True)),
                        ('age_to', models.SmallIntegerField(null=True)),
                        ('is_on_site', models.BooleanField(default=False)),
                        ('is_online', models.BooleanField(default=False)),
                        ('is_free', models.BooleanField(default=False)),
                        ('in_week', models.BooleanField(default=False)),
                        ('has_accreditation', models.BooleanField(default=False)),
                        ('activity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='agenda.activity')),
                        ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                        ('province', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province')),
                        ('town', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town')),
                    ],
                    options={
                        'verbose_name': 'datum',
                        'verbose_name_plural': 'data',
                        'ordering': ['starts_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Gathering',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('geheel', 'De hele activiteit'), ('datum', 'Eén datum'), ('workshop', 'Een workshop')], max_length=8)),
                        ('title', models.CharField(blank=True, max_length=200, verbose_name='titel')),
                        ('about', models.TextField(blank=True, verbose_name='waarover')),
                        ('room', models.CharField(blank=True, max_length=120, verbose_name='zaal')),
                        ('capacity', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='aantal plekken')),
                        ('taken', models.PositiveIntegerField(default=0, editable=False)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('followed_at', models.DateTimeField(editable=False, null=True)),
                        ('told_as', models.JSONField(default=dict, editable=False)),
                        ('forgotten_at', models.DateTimeField(editable=False, null=True)),
                        ('counted_places', models.PositiveIntegerField(default=0, editable=False)),
                        ('counted_present', models.PositiveIntegerField(default=0, editable=False)),
                        ('counted_waiting', models.PositiveIntegerField(default=0, editable=False)),
                        ('counted_left', models.PositiveIntegerField(default=0, editable=False)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gatherings', to='agenda.desk')),
                        ('occurrence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agenda.occurrence')),
                    ],
                    options={
                        'verbose_name': 'bijeenkomst',
                        'verbose_name_plural': 'bijeenkomsten',
                        'ordering': ['starts_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Organiser',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='naam')),
                        ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                        ('contact_name', models.CharField(blank=True, max_length=120, verbose_name='contactpersoon')),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres van de contactpersoon')),
                        ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='telefoon van de contactpersoon')),
                        ('is_trusted', models.BooleanField(default=False, verbose_name='zet zelf op de site')),
                        ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='goedgekeurd op')),
                        ('approved_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='goedgekeurd door')),
                        ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='logo')),
                        ('organisation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organiser', to='members.organisation', verbose_name='lidorganisatie')),
                    ],
                    options={
                        'verbose_name': 'organisator',
                        'verbose_name_plural': 'organisatoren',
                        'ordering': ['name'],
                    },
                ),
                migrations.AddField(
                    model_name='activity',
                    name='organiser',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='agenda.organiser', verbose_name='organisator'),
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(default=jmzpro.agenda.registration.models.after_event.new_certificate_code, editable=False, max_length=14, unique=True)),
                        ('name_mark', models.CharField(max_length=64)),
                        ('title', models.CharField(max_length=300)),
                        ('organiser', models.CharField(max_length=200)),
                        ('held_on', models.CharField(max_length=200)),
                        ('hours', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ('registers', models.CharField(blank=True, max_length=120)),
                        ('accreditation', models.CharField(blank=True, max_length=330)),
                        ('given_at', models.DateTimeField(auto_now_add=True)),
                        ('shows_activity', models.BooleanField(default=False, verbose_name='waar het voor is: de activiteit, de organisator en de datum')),
                        ('shows_hours', models.BooleanField(default=False, verbose_name='de studie-uren')),
                        ('shows_accreditation', models.BooleanField(default=False, verbose_name='de accreditatie')),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='agenda.desk')),
                        ('participant', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='certificate', to='agenda.participant')),
                    ],
                    options={
                        'verbose_name': 'deelnamebewijs',
                        'verbose_name_plural': 'deelnamebewijzen',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ProposedChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('values', models.JSONField()),
                        ('source', models.CharField(choices=[('lid', 'Formulier, door een lid'), ('bezoeker', 'Formulier, door een bezoeker'), ('bureau', 'Door het bureau'), ('kalender', 'Gekoppelde kalender'), ('import', 'Ingelezen bestand')], max_length=8)),
                        ('proposed_at', models.DateTimeField(auto_now_add=True)),
                        ('replaced', models.JSONField(default=dict)),
                        ('times_decided', models.PositiveSmallIntegerField(default=0)),
                        ('state', models.CharField(choices=[('wacht', 'Wacht op een besluit'), ('overgenomen', 'Overgenomen'), ('afgewezen', 'Niet overgenomen'), ('vervangen', 'Vervangen door een latere')], default='wacht', max_length=12)),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_changes', to='agenda.activity')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'voorgestelde wijziging',
                        'verbose_name_plural': 'voorgestelde wijzigingen',
                        'ordering': ['proposed_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(default=jmzpro.agenda.registration.models.registration.new_token, editable=False, max_length=32, unique=True)),
                        ('public_id', models.CharField(default=jmzpro.agenda.registration.models.registration.new_public_id, editable=False, max_length=10, unique=True)),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                        ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                        ('organisation', models.CharField(blank=True, max_length=160, verbose_name='organisatie')),
                        ('people', models.PositiveSmallIntegerField(default=1, verbose_name='aantal plekken')),
                        ('wants_no_mail', models.BooleanField(default=False)),
                        ('confirm_until', models.DateTimeField(editable=False, null=True)),
                        ('source', models.CharField(blank=True, editable=False, max_length=16)),
                        ('registered_at', models.DateTimeField(auto_now_add=True)),
                        ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                        ('reminded_at', models.DateTimeField(editable=False, null=True)),
                        ('evaluation_asked_at', models.DateTimeField(editable=False, null=True)),
                        ('has_evaluated', models.BooleanField(default=False, editable=False)),
                        ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='agenda.gathering')),
                    ],
                    options={
                        'verbose_name': 'aanmelding',
                        'verbose_name_plural': 'aanmeldingen',
                        'ordering': ['registered_at', 'pk'],
                    },
                ),
                migrations.AddField(
                    model_name='participant',
                    name='registration',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='agenda.registration'),
                ),
                migrations.CreateModel(
                    name='Booking',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('wens', 'Gekozen'), ('wacht', 'Op de wachtlijst'), ('aangeboden', 'Plek aangeboden'), ('bewaard', 'Nog niet bevestigd'), ('plek', 'Heeft een plek'), ('weg', 'Komt niet')], default='wens', max_length=12)),
                        ('people', models.PositiveSmallIntegerField(default=1)),
                        ('queue_number', models.PositiveIntegerField(null=True)),
                        ('offered_until', models.DateTimeField(null=True)),
                        ('times_passed', models.PositiveSmallIntegerField(default=0)),
                        ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='agenda.gathering')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='agenda.registration')),
                    ],
                    options={
                        'verbose_name': 'plek',
                        'verbose_name_plural': 'plekken',
                        'ordering': ['gathering', 'queue_number', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('regel', 'Eén regel tekst'), ('tekst', 'Een stukje tekst'), ('een', 'Kies één antwoord'), ('meer', 'Kies een of meer antwoorden'), ('vinkje', 'Een vinkje')], default='regel', max_length=8, verbose_name='soort')),
                        ('label', models.CharField(max_length=200, verbose_name='vraag')),
                        ('help_text', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                        ('options', models.TextField(blank=True, verbose_name='antwoorden, één per regel')),
                        ('is_required', models.BooleanField(default=False, verbose_name='moet ingevuld')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='agenda.desk')),
                    ],
                    options={
                        'verbose_name': 'vraag bij het aanmelden',
                        'verbose_name_plural': 'vragen bij het aanmelden',
                        'ordering': ['order', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='agenda.registration')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='agenda.registrationquestion')),
                    ],
                    options={
                        'verbose_name': 'antwoord bij een aanmelding',
                        'verbose_name_plural': 'antwoorden bij aanmeldingen',
                        'ordering': ['question__order', 'question'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('verstuurd', 'Verstuurd'), ('aangepast', 'Aangepast'), ('gevraagd', 'Vraag van het bureau'), ('beantwoord', 'Antwoord'), ('geplaatst', 'Op de site gezet'), ('afgewezen', 'Niet geplaatst')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_steps', to='agenda.activity')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'stap',
                        'verbose_name_plural': 'stappen',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120, verbose_name='naam van de ronde')),
                        ('starts_at', models.DateTimeField(verbose_name='begint')),
                        ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                        ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='agenda.desk')),
                    ],
                    options={
                        'verbose_name': 'ronde',
                        'verbose_name_plural': 'rondes',
                        'ordering': ['starts_at', 'pk'],
                    },
                ),
                migrations.AddField(
                    model_name='gathering',
                    name='round',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='workshops', to='agenda.round'),
                ),
                migrations.AddIndex(
                    model_name='connectedcalendar',
                    index=models.Index(condition=models.Q(('is_on', True)), fields=['next_at'], name='calendars_by_next_reading'),
                ),
                migrations.AddConstraint(
                    model_name='connectedcalendar',
                    constraint=models.CheckConstraint(condition=models.Q(('form__in', ['adres', 'bestand'])), name='calendar_form_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='connectedcalendar',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['uitje', 'kamp', 'theater', 'sport', 'creatief', 'ontmoeting', 'groep', 'maatje', 'informatie', 'netwerkdag', 'webinar', 'training', 'symposium', 'casus', 'les', 'anders'])), name='calendar_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='connectedcalendar',
                    constraint=models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('organisation', 'url'), name='a_calendar_is_connected_once'),
                ),
                migrations.AddIndex(
                    model_name='calendarreading',
                    index=models.Index(fields=['calendar', '-at'], name='readings_newest_first'),
                ),
                migrations.AddConstraint(
                    model_name='calendarreading',
                    constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['bezig', 'gelezen', 'onveranderd', 'mislukt'])), name='calendar_outcome_is_known'),
                ),
                migrations.AddIndex(
                    model_name='calendarentry',
                    index=models.Index(fields=['calendar', 'seen_at'], name='entries_by_last_seen'),
                ),
                migrations.AddConstraint(
                    model_name='calendarentry',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='an_event_of_a_calendar_is_taken_once'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(('who_may__in', ['iedereen', 'leden', 'leden-eerst'])), name='desk_who_may_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(('queue_rule__in', ['op-volgorde', 'wie-past'])), name='desk_queue_rule_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__gte', 1), _connector='OR'), name='a_desk_has_a_place_at_least'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(('largest_group__range', (1, 20))), name='a_group_has_a_size'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='a_desk_closes_after_it_opens'),
                ),
                migrations.AddConstraint(
                    model_name='desk',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('who_may', 'leden-eerst'), _negated=True), ('members_until__isnull', False), _connector='OR'), name='members_first_has_a_date'),
                ),
                migrations.AddConstraint(
                    model_name='evaluation',
                    constraint=models.CheckConstraint(condition=models.Q(('overall__range', (1, 5)), ('useful__range', (1, 5)), ('organised__range', (1, 5))), name='an_evaluation_marks_from_one_to_five'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['activity', 'starts_at'], name='dates_of_an_activity'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['is_listed', 'starts_at', 'id', 'ends_at', 'town', 'province', 'age_from', 'age_to', 'for_young_carers', 'for_parents', 'for_professionals', 'kind', 'is_on_site', 'is_online', 'is_free', 'in_week', 'has_accreditation', 'organisation', 'activity'], name='dates_listed_in_order'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['is_listed', 'ends_at', 'town', 'province', 'age_from', 'age_to', 'for_young_carers', 'for_parents', 'for_professionals', 'kind', 'is_on_site', 'is_online', 'is_free', 'in_week', 'has_accreditation', 'organisation', 'activity'], name='dates_counted'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['is_listed', 'town', 'ends_at', 'age_from', 'age_to', 'starts_at'], name='dates_listed_by_town'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['activity', 'is_listed', 'ends_at', 'starts_at', 'kind', 'age_from', 'age_to', 'for_young_carers', 'for_parents', 'for_professionals'], name='dates_listed_by_activity'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['is_listed', 'day', 'last_day'], name='dates_listed_by_day'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(condition=models.Q(('last_day__gt', models.F('day'))), fields=['is_listed', 'last_day'], name='dates_of_several_days'),
                ),
                migrations.AddIndex(
                    model_name='occurrence',
                    index=models.Index(fields=['organisation', 'is_listed', 'starts_at'], name='dates_of_an_organisation'),
                ),
                migrations.AddConstraint(
                    model_name='occurrence',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['gepland', 'verplaatst', 'vervallen'])), name='occurrence_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='occurrence',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['uitje', 'kamp', 'theater', 'sport', 'creatief', 'ontmoeting', 'groep', 'maatje', 'informatie', 'netwerkdag', 'webinar', 'training', 'symposium', 'casus', 'les', 'anders'])), name='occurrence_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='occurrence',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('starts_at'))), name='occurrence_ends_after_it_starts'),
                ),
                migrations.AddConstraint(
                    model_name='occurrence',
                    constraint=models.UniqueConstraint(fields=('activity', 'recurrence_id'), name='a_date_of_a_series_is_there_once'),
                ),
                migrations.AddConstraint(
                    model_name='organiser',
                    constraint=models.UniqueConstraint(condition=models.Q(('organisation', None)), fields=('name',), name='an_organiser_without_membership_has_one_row'),
                ),
                migrations.AddIndex(
                    model_name='activity',
                    index=models.Index(fields=['state', '-published_at'], name='activities_newest_first'),
                ),
                migrations.AddIndex(
                    model_name='activity',
                    index=models.Index(fields=['organisation', 'state'], name='activities_of_an_organisation'),
                ),
                migrations.AddIndex(
                    model_name='activity',
                    index=models.Index(fields=['last_modified', 'id'], name='activities_by_last_change'),
                ),
                migrations.AddIndex(
                    model_name='activity',
                    index=models.Index(condition=models.Q(('rrule', ''), _negated=True), fields=['laid_out_at'], name='series_by_laid_out'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['concept', 'bevestigen', 'beoordelen', 'gepubliceerd', 'afgelast', 'afgewezen', 'ingetrokken'])), name='activity_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['uitje', 'kamp', 'theater', 'sport', 'creatief', 'ontmoeting', 'groep', 'maatje', 'informatie', 'netwerkdag', 'webinar', 'training', 'symposium', 'casus', 'les', 'anders'])), name='activity_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en', 'fy', 'de', 'ar', 'tr', 'uk', 'pl', 'ngt'])), name='activity_language_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('where__in', ['locatie', 'online', 'beide'])), name='activity_where_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('registration__in', ['geen', 'elders', 'hier'])), name='activity_registration_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('source__in', ['lid', 'bezoeker', 'bureau', 'kalender', 'import'])), name='activity_source_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('accreditations__regex', '^(\\|(skj|registerplein|aban|venvn))*\\|?$')), name='activity_accreditations_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('starts_at'))), name='activity_ends_after_it_starts'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('age_from', None), ('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='activity_ages_go_up'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(('for_young_carers', True), ('for_parents', True), ('for_professionals', True), ('state', 'concept'), _connector='OR'), name='activity_is_for_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='activity',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state__in', ('gepubliceerd', 'afgelast'))), models.Q(('state__in', ('gepubliceerd', 'afgelast')), _negated=True), _connector='OR'), name='activity_on_the_site_was_published'),
                ),
                migrations.AddConstraint(
                    model_name='proposedchange',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'overgenomen', 'afgewezen', 'vervangen'])), name='agenda_change_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='proposedchange',
                    constraint=models.CheckConstraint(condition=models.Q(('source__in', ['lid', 'bezoeker', 'bureau', 'kalender', 'import'])), name='agenda_change_source_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='proposedchange',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'wacht')), fields=('activity',), name='one_change_waits_for_an_activity'),
                ),
                migrations.AddIndex(
                    model_name='registration',
                    index=models.Index(fields=['email'], name='registrations_by_address'),
                ),
                migrations.AddIndex(
                    model_name='registration',
                    index=models.Index(condition=models.Q(('confirm_until__isnull', False)), fields=['confirm_until'], name='registrations_to_confirm'),
                ),
                migrations.AddIndex(
                    model_name='registration',
                    index=models.Index(condition=models.Q(('source', ''), _negated=True), fields=['source', 'registered_at'], name='registrations_by_source'),
                ),
                migrations.AddConstraint(
                    model_name='registration',
                    constraint=models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('gathering', 'email'), name='an_address_registers_once'),
                ),
                migrations.AddConstraint(
                    model_name='registration',
                    constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='a_registration_is_for_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='registration',
                    constraint=models.CheckConstraint(condition=models.Q(('cancelled_at', None), models.Q(('email', ''), ('name', ''), ('organisation', ''), ('source', '')), _connector='OR'), name='who_cancelled_is_not_remembered'),
                ),
                migrations.AddIndex(
                    model_name='booking',
                    index=models.Index(fields=['gathering', 'state', 'queue_number'], name='bookings_in_line'),
                ),
                migrations.AddIndex(
                    model_name='booking',
                    index=models.Index(condition=models.Q(('state__in', ('aangeboden', 'bewaard'))), fields=['offered_until'], name='bookings_on_offer'),
                ),
                migrations.AddConstraint(
                    model_name='booking',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wens', 'wacht', 'aangeboden', 'bewaard', 'plek', 'weg'])), name='booking_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='booking',
                    constraint=models.UniqueConstraint(fields=('registration', 'gathering'), name='nobody_has_two_places'),
                ),
                migrations.AddConstraint(
                    model_name='booking',
                    constraint=models.UniqueConstraint(fields=('gathering', 'queue_number'), name='nobody_shares_a_number'),
                ),
                migrations.AddConstraint(
                    model_name='booking',
                    constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='a_booking_is_for_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='booking',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state__in', ('aangeboden', 'bewaard'))), models.Q(models.Q(('state__in', ('aangeboden', 'bewaard')), _negated=True), ('offered_until', None)), _connector='OR'), name='an_offer_has_an_end'),
                ),
                migrations.AddConstraint(
                    model_name='registrationquestion',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['regel', 'tekst', 'een', 'meer', 'vinkje'])), name='registration_question_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='registrationquestion',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('een', 'meer')), _negated=True), models.Q(('options', ''), _negated=True), _connector='OR'), name='a_choice_has_options'),
                ),
                migrations.AddConstraint(
                    model_name='registrationanswer',
                    constraint=models.UniqueConstraint(fields=('registration', 'question'), name='a_question_is_answered_once'),
                ),
                migrations.AddConstraint(
                    model_name='reviewstep',
                    constraint=models.CheckConstraint(condition=models.Q(('step__in', ['verstuurd', 'aangepast', 'gevraagd', 'beantwoord', 'geplaatst', 'afgewezen'])), name='agenda_review_step_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='round',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_round_ends_after_it_starts'),
                ),
                migrations.AddIndex(
                    model_name='gathering',
                    index=models.Index(condition=models.Q(('forgotten_at', None)), fields=['ends_at'], name='gatherings_not_yet_forgotten'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['geheel', 'datum', 'workshop'])), name='gathering_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('taken__lte', models.F('capacity')), _connector='OR'), name='no_more_places_than_there_are'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'geheel')), fields=('desk',), name='one_gathering_for_the_whole'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.UniqueConstraint(condition=models.Q(('kind', 'datum')), fields=('desk', 'occurrence'), name='one_gathering_for_each_date'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(('kind', 'workshop'), ('round', None), _connector='OR'), name='only_a_workshop_is_in_a_round'),
                ),
                migrations.AddConstraint(
                    model_name='gathering',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'workshop'), _negated=True), ('round__isnull', False), _connector='OR'), name='a_workshop_is_in_a_round'),
                ),
            ],
        ),
    ]
