"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.db.models.deletion
import django.utils.timezone
import jmzpro.questions.question.attachments
import jmzpro.questions.publication.consent
import jmzpro.questions.offers.models.request
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('questions', '0001_initial'), ('questions', '0002_publishing'), ('questions', '0003_reactions_of_askers'), ('questions', '0004_offers'), ('questions', '0005_waves'), ('questions', '0006_places_and_letters'), ('questions', '0007_targets'), ('questions', '0008_days_in_words'), ('questions', '0009_public_bylines')]

    initial = True

    dependencies = [
        *WAGTAIL_FIRST,
        ('members', '0009_lists_and_merging'),
        ('places', '0007_former_municipalities'),
        ('themes', '0005_past_addresses'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                        ('is_by_asker', models.BooleanField(default=False)),
                        ('written_by', models.CharField(blank=True, max_length=120, verbose_name='geschreven door')),
                        ('text', models.TextField(max_length=20000, verbose_name='antwoord')),
                        ('came_by', models.CharField(choices=[('site', 'op de site'), ('mail', 'per mail')], default='site', max_length=8)),
                        ('state', models.CharField(choices=[('nakijken', 'Wacht tot de schrijver het nakijkt'), ('zichtbaar', 'Zichtbaar'), ('verwijderd', 'Verwijderd')], default='zichtbaar', max_length=12, verbose_name='toestand')),
                        ('message_id', models.CharField(blank=True, max_length=250, null=True, unique=True)),
                        ('author_agrees_to_publish', models.BooleanField(default=None, null=True, verbose_name='mag openbaar, zonder mijn naam')),
                        ('office_agrees_to_publish', models.BooleanField(default=None, null=True, verbose_name='mag openbaar van het bureau')),
                        ('public_wording', models.TextField(blank=True, max_length=20000)),
                        ('shown_role', models.CharField(blank=True, choices=[('consulent', 'Mantelzorgconsulent'), ('welzijn', 'Welzijns- of jongerenwerker'), ('school', 'Werkt op een school'), ('jeugdarts', 'Jeugdarts of jeugdverpleegkundige'), ('maatschappelijk-werk', 'Maatschappelijk werker of jeugdconsulent'), ('ggz', 'Werkt in de ggz of verslavingszorg'), ('beleid', 'Beleidsmedewerker'), ('onderzoek', 'Onderzoeker of adviseur'), ('ervaringsdeskundige', 'Ervaringsdeskundige'), ('anders', 'Iets anders')], max_length=24)),
                        ('shown_part', models.CharField(blank=True, choices=[('noord', 'het noorden'), ('oost', 'het oosten'), ('west', 'het westen'), ('zuid', 'het zuiden')], max_length=8)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edited_at', models.DateTimeField(blank=True, null=True)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='members.person', verbose_name='schrijver')),
                        ('shown_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shown_answers', to='members.organisation')),
                    ],
                    options={
                        'verbose_name': 'antwoord',
                        'verbose_name_plural': 'antwoorden',
                        'ordering': ['created_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ClosedDays',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='naam')),
                        ('starts_on', models.DateField(verbose_name='van')),
                        ('ends_on', models.DateField(verbose_name='tot en met')),
                    ],
                    options={
                        'verbose_name': 'dagen dat het bureau dicht is',
                        'verbose_name_plural': 'dagen dat het bureau dicht is',
                        'ordering': ['-starts_on'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closed_days_end_after_they_start', violation_error_message='De laatste dag ligt voor de eerste.')],
                    },
                ),
                migrations.CreateModel(
                    name='Offer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(editable=False, unique=True, verbose_name='nummer')),
                        ('kind', models.CharField(choices=[('materiaal', 'Materiaal'), ('les', 'Les of training'), ('ruimte', 'Een ruimte'), ('meelopen', 'Een dag meelopen'), ('meedenken', 'Meedenken'), ('handen', 'Een paar handen'), ('anders', 'Iets anders')], default='anders', max_length=12, verbose_name='soort')),
                        ('title', models.CharField(max_length=160, verbose_name='wat je brengt, in één zin')),
                        ('text', models.TextField(max_length=5000, verbose_name='uitleg')),
                        ('for_whom', models.CharField(blank=True, max_length=200, verbose_name='voor wie')),
                        ('conditions', models.TextField(blank=True, max_length=1000, verbose_name='voorwaarden')),
                        ('available_until', models.DateField(verbose_name='beschikbaar tot en met')),
                        ('copies', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hoe vaak')),
                        ('given', models.PositiveIntegerField(default=0)),
                        ('state', models.CharField(choices=[('beschikbaar', 'Beschikbaar'), ('vergeven', 'Vergeven'), ('verlopen', 'Verlopen'), ('ingetrokken', 'Ingetrokken'), ('verwijderd', 'Verwijderd')], default='beschikbaar', max_length=12, verbose_name='toestand')),
                        ('offered_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='aangeboden op')),
                        ('offered_on', models.DateField(default=django.utils.timezone.localdate)),
                        ('edited_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_about', models.DateField(blank=True, null=True)),
                        ('matched_at', models.DateTimeField(blank=True, null=True)),
                        ('bringer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='members.person', verbose_name='brenger')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province', verbose_name='provincie')),
                        ('themes', models.ManyToManyField(blank=True, related_name='offers', to='themes.theme', verbose_name='thema’s')),
                        ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town', verbose_name='plaats')),
                    ],
                    options={
                        'verbose_name': 'aanbod',
                        'verbose_name_plural': 'aanbod',
                        'ordering': ['-offered_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='OfferNumber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('last', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='offers_are_counted_in_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='OfferReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(max_length=2000, verbose_name='wat is er aan de hand')),
                        ('state', models.CharField(choices=[('open', 'Wacht op het bureau'), ('verborgen', 'Van de site gehaald'), ('gelaten', 'Laten staan')], default='open', max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='questions.offer')),
                        ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person')),
                    ],
                    options={
                        'verbose_name': 'melding over aanbod',
                        'verbose_name_plural': 'meldingen over aanbod',
                        'ordering': ['at', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OfferRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.questions.offers.models.request.new_request_id, editable=False, max_length=12, unique=True)),
                        ('state', models.CharField(choices=[('wacht', 'Wacht op antwoord'), ('toegezegd', 'Toegezegd'), ('afgewezen', 'Deze keer niet'), ('net-te-laat', 'Ging naar een ander'), ('op-de-lijst', 'Op de lijst voor als het vrijkomt'), ('teruggegeven', 'Ging toch niet door'), ('vervallen', 'Aanbod is er niet meer'), ('ingetrokken', 'Ingetrokken')], default='wacht', max_length=12, verbose_name='toestand')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('promised_at', models.DateTimeField(blank=True, null=True)),
                        ('person_shows_address', models.BooleanField(default=False)),
                        ('bringer_shows_address', models.BooleanField(default=False)),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='questions.offer')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offer_requests', to='members.person')),
                    ],
                    options={
                        'verbose_name': 'verzoek om aanbod',
                        'verbose_name_plural': 'verzoeken om aanbod',
                        'ordering': ['asked_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='OfferMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(max_length=5000, verbose_name='bericht')),
                        ('state', models.CharField(choices=[('nakijken', 'Wacht tot de schrijver het nakijkt'), ('verstuurd', 'Verstuurd')], default='verstuurd', max_length=12)),
                        ('message_id', models.CharField(blank=True, max_length=250, null=True, unique=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                        ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='questions.offerrequest')),
                    ],
                    options={
                        'verbose_name': 'bericht over aanbod',
                        'verbose_name_plural': 'berichten over aanbod',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='OfferRevision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=160)),
                        ('text', models.TextField()),
                        ('for_whom', models.CharField(blank=True, max_length=200)),
                        ('conditions', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person')),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='questions.offer')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(editable=False, unique=True, verbose_name='nummer')),
                        ('title', models.CharField(max_length=160, verbose_name='vraag in één zin')),
                        ('text', models.TextField(max_length=5000, verbose_name='uitleg')),
                        ('is_without_name', models.BooleanField(default=False, verbose_name='zonder naam gevraagd')),
                        ('shown_role', models.CharField(blank=True, choices=[('consulent', 'Mantelzorgconsulent'), ('welzijn', 'Welzijns- of jongerenwerker'), ('school', 'Werkt op een school'), ('jeugdarts', 'Jeugdarts of jeugdverpleegkundige'), ('maatschappelijk-werk', 'Maatschappelijk werker of jeugdconsulent'), ('ggz', 'Werkt in de ggz of verslavingszorg'), ('beleid', 'Beleidsmedewerker'), ('onderzoek', 'Onderzoeker of adviseur'), ('ervaringsdeskundige', 'Ervaringsdeskundige'), ('anders', 'Iets anders')], max_length=24)),
                        ('shown_part', models.CharField(blank=True, choices=[('noord', 'het noorden'), ('oost', 'het oosten'), ('west', 'het westen'), ('zuid', 'het zuiden')], max_length=8)),
                        ('shown_region', models.CharField(choices=[('provincie', 'De provincie'), ('deel', 'Alleen het deel van het land'), ('niets', 'Niets')], default='provincie', max_length=12)),
                        ('state', models.CharField(choices=[('open', 'Open'), ('gesloten', 'Gesloten'), ('verwijderd', 'Verwijderd')], default='open', max_length=12, verbose_name='toestand')),
                        ('asked_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='gevraagd op')),
                        ('first_answer_at', models.DateTimeField(blank=True, null=True)),
                        ('last_activity_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('edited_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='gesloten op')),
                        ('close_reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('what_helped', models.TextField(blank=True, max_length=2000, verbose_name='wat hielp')),
                        ('asker_agrees_to_publish', models.BooleanField(default=False, verbose_name='mag openbaar, zonder mijn naam')),
                        ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='openbaar sinds')),
                        ('publication_decided_at', models.DateTimeField(blank=True, null=True)),
                        ('public_title', models.CharField(blank=True, max_length=160)),
                        ('public_text', models.TextField(blank=True, max_length=5000)),
                        ('public_what_helped', models.TextField(blank=True, max_length=2000)),
                        ('agrees_to_wording', models.BooleanField(default=True, null=True)),
                        ('asker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='members.person', verbose_name='vraagsteller')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province', verbose_name='provincie')),
                        ('themes', models.ManyToManyField(blank=True, related_name='questions', to='themes.theme', verbose_name='thema’s')),
                    ],
                    options={
                        'verbose_name': 'vraag',
                        'verbose_name_plural': 'vragen',
                        'ordering': ['-asked_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='OfferMatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('likeness', models.FloatField(default=0)),
                        ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('mailed_at', models.DateTimeField(blank=True, null=True)),
                        ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='questions.offer')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offer_matches', to='members.person')),
                        ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='offer_matches', to='questions.question')),
                    ],
                    options={
                        'verbose_name': 'aanbod dat bij iemand past',
                        'verbose_name_plural': 'aanbod dat bij iemand past',
                        'ordering': ['-likeness', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='KeptForLetter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reasons', models.JSONField(default=list)),
                        ('score', models.FloatField(default=0)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_for_letters', to='questions.question')),
                    ],
                ),
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('gevraagd', 'gevraagd'), ('beantwoord', 'beantwoord'), ('aangepast', 'aangepast'), ('gesloten', 'gesloten'), ('heropend', 'heropend'), ('verwijderd', 'verwijderd'), ('openbaar', 'openbaar gemaakt'), ('ingetrokken', 'uit het openbaar gehaald')], max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='questions.answer')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='questions.question')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ConsentRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=jmzpro.questions.publication.consent.new_key, editable=False, max_length=32, unique=True)),
                        ('agrees', models.BooleanField(default=None, null=True)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='consent_requests', to='questions.answer')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_requests', to='questions.question')),
                    ],
                    options={
                        'verbose_name': 'vraag om toestemming',
                        'verbose_name_plural': 'vragen om toestemming',
                        'ordering': ['asked_at', 'pk'],
                    },
                ),
                migrations.AddField(
                    model_name='answer',
                    name='question',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questions.question'),
                ),
                migrations.CreateModel(
                    name='Alert',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wave', models.PositiveSmallIntegerField(default=1)),
                        ('reasons', models.JSONField(default=list)),
                        ('score', models.FloatField(default=0)),
                        ('state', models.CharField(choices=[('gevraagd', 'Gevraagd'), ('weet-niet', 'Wist het niet'), ('beantwoord', 'Antwoordde')], default='gevraagd', max_length=12)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('in_letter', models.BooleanField(default=False)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='members.person')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='questions.question')),
                    ],
                    options={
                        'verbose_name': 'melding aan een lid',
                        'verbose_name_plural': 'meldingen aan leden',
                        'ordering': ['wave', '-score', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionNumber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('last', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='questions_are_counted_in_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Referral',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                        ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='questions.alert')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                    ],
                ),
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(max_length=2000, verbose_name='wat is er aan de hand')),
                        ('state', models.CharField(choices=[('open', 'Wacht op het bureau'), ('verborgen', 'Van de site gehaald'), ('gelaten', 'Laten staan')], default='open', max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='questions.answer')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='questions.question')),
                        ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person')),
                    ],
                    options={
                        'verbose_name': 'melding',
                        'verbose_name_plural': 'meldingen',
                        'ordering': ['at', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Revision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(blank=True, max_length=160)),
                        ('text', models.TextField()),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='questions.answer')),
                        ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.person')),
                        ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='questions.question')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='StandIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField(verbose_name='van')),
                        ('ends_on', models.DateField(verbose_name='tot en met')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person', verbose_name='wie')),
                    ],
                    options={
                        'verbose_name': 'waarneming',
                        'verbose_name_plural': 'waarnemingen',
                        'ordering': ['-starts_on'],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('eerste-ronde', 'Vraag de eerste zes mensen'), ('tweede-ronde', 'Vraag nog twaalf mensen'), ('bureau', 'Vertel het het bureau')], max_length=16)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('places', models.PositiveSmallIntegerField(default=0)),
                        ('looked_at', models.DateTimeField(blank=True, null=True)),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='questions.question')),
                    ],
                ),
                migrations.CreateModel(
                    name='SummaryVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField(max_length=4000, verbose_name='samenvatting')),
                        ('is_by_asker', models.BooleanField(default=False)),
                        ('restores', models.PositiveIntegerField(blank=True, null=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='summary_versions', to='questions.question')),
                    ],
                    options={
                        'verbose_name': 'versie van een samenvatting',
                        'verbose_name_plural': 'versies van samenvattingen',
                        'ordering': ['-number'],
                    },
                ),
                migrations.AddField(
                    model_name='question',
                    name='public_summary',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.summaryversion'),
                ),
                migrations.CreateModel(
                    name='Target',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(choices=[('beantwoord', 'Beantwoord'), ('werkuren', 'Tijd tot het eerste antwoord'), ('meeste', 'Meeste bij één persoon'), ('weet-niet', 'Weet ik niet'), ('onbereikt', 'Nog nooit bereikt')], max_length=12, verbose_name='cijfer')),
                        ('value', models.FloatField(blank=True, null=True, verbose_name='streven')),
                        ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sinds')),
                    ],
                    options={
                        'verbose_name': 'streven',
                        'verbose_name_plural': 'streven',
                        'indexes': [models.Index(fields=['figure', '-since'], name='targets_of_a_figure')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('figure__in', ['beantwoord', 'werkuren', 'meeste', 'weet-niet', 'onbereikt'])), name='target_figure_is_known'), models.CheckConstraint(condition=models.Q(('value', None), ('value__gte', 0), _connector='OR'), name='a_target_is_not_below_zero')],
                    },
                ),
                migrations.CreateModel(
                    name='Thanks',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(blank=True, max_length=500, verbose_name='bedankje')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='questions.answer')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                    ],
                    options={
                        'verbose_name': 'bedankje',
                        'verbose_name_plural': 'bedankjes',
                    },
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.questions.question.attachments.new_file_id, editable=False, max_length=16, unique=True)),
                        ('file', models.FileField(max_length=120, storage=jmzpro.questions.question.attachments.private_storage, upload_to=jmzpro.questions.question.attachments.stored_as)),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('wacht', "Wacht op 'voeg toe'"), ('toegevoegd', 'Toegevoegd')], default='toegevoegd', max_length=12)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='questions.answer')),
                    ],
                    options={
                        'verbose_name': 'bijlage',
                        'verbose_name_plural': 'bijlagen',
                        'ordering': ['pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'wacht')), fields=['created_at'], name='attachments_that_wait')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'toegevoegd'])), name='attachment_state_is_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Helpful',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpful_marks', to='questions.answer')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('answer', 'person'), name='an_answer_helped_a_person_once')],
                    },
                ),
                migrations.AddIndex(
                    model_name='offer',
                    index=models.Index(fields=['state', 'available_until'], name='offers_by_state'),
                ),
                migrations.AddIndex(
                    model_name='offer',
                    index=models.Index(fields=['bringer', '-offered_at'], name='offers_of_a_bringer'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['beschikbaar', 'vergeven', 'verlopen', 'ingetrokken', 'verwijderd'])), name='offer_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['materiaal', 'les', 'ruimte', 'meelopen', 'meedenken', 'handen', 'anders'])), name='offer_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(('town', None), ('province__isnull', False), _connector='OR'), name='an_offer_in_a_town_is_in_a_province'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(('copies', None), ('copies__gte', 1), _connector='OR'), name='an_offer_can_be_given_at_least_once'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(('copies', None), ('given__lte', models.F('copies')), _connector='OR'), name='no_more_is_given_than_there_is'),
                ),
                migrations.AddConstraint(
                    model_name='offer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'vergeven'), _negated=True), ('copies', models.F('given')), _connector='OR'), name='an_offer_is_given_when_its_last_is_given'),
                ),
                migrations.AddConstraint(
                    model_name='offerreport',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'verborgen', 'gelaten'])), name='offer_report_state_is_known'),
                ),
                migrations.AddIndex(
                    model_name='offerrequest',
                    index=models.Index(fields=['person', '-asked_at'], name='offer_requests_of_a_person'),
                ),
                migrations.AddIndex(
                    model_name='offerrequest',
                    index=models.Index(condition=models.Q(('promised_at__isnull', False)), fields=['promised_at'], name='offer_requests_by_promise'),
                ),
                migrations.AddConstraint(
                    model_name='offerrequest',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'toegezegd', 'afgewezen', 'net-te-laat', 'op-de-lijst', 'teruggegeven', 'vervallen', 'ingetrokken'])), name='offer_request_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='offerrequest',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'toegezegd'), _negated=True), ('promised_at__isnull', False), _connector='OR'), name='a_promised_request_knows_when'),
                ),
                migrations.AddConstraint(
                    model_name='offerrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('teruggegeven', 'vervallen', 'ingetrokken')), _negated=True), fields=('offer', 'person'), name='a_person_asks_for_an_offer_once_at_a_time'),
                ),
                migrations.AddIndex(
                    model_name='offermessage',
                    index=models.Index(fields=['author', '-at'], name='offer_messages_of_an_author'),
                ),
                migrations.AddConstraint(
                    model_name='offermessage',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['nakijken', 'verstuurd'])), name='offer_message_state_is_known'),
                ),
                migrations.AddIndex(
                    model_name='offermatch',
                    index=models.Index(fields=['person', 'mailed_at'], name='matches_of_a_person'),
                ),
                migrations.AddConstraint(
                    model_name='offermatch',
                    constraint=models.UniqueConstraint(fields=('offer', 'person'), name='an_offer_matches_a_person_once'),
                ),
                migrations.AddConstraint(
                    model_name='keptforletter',
                    constraint=models.UniqueConstraint(fields=('question', 'person'), name='a_question_is_kept_once_for_a_letter'),
                ),
                migrations.AddConstraint(
                    model_name='event',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['gevraagd', 'beantwoord', 'aangepast', 'gesloten', 'heropend', 'verwijderd', 'openbaar', 'ingetrokken'])), name='event_kind_is_known'),
                ),
                migrations.AddIndex(
                    model_name='consentrequest',
                    index=models.Index(fields=['person', 'agrees'], name='consents_of_a_person'),
                ),
                migrations.AddConstraint(
                    model_name='consentrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('answer__isnull', False)), fields=('answer',), name='an_answer_asks_its_author_once'),
                ),
                migrations.AddConstraint(
                    model_name='consentrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('answer', None)), fields=('question',), name='a_question_asks_its_asker_once'),
                ),
                migrations.AddIndex(
                    model_name='answer',
                    index=models.Index(fields=['author', '-created_at'], name='answers_of_an_author'),
                ),
                migrations.AddConstraint(
                    model_name='answer',
                    constraint=models.UniqueConstraint(fields=('question', 'number'), name='an_answer_has_its_own_number'),
                ),
                migrations.AddConstraint(
                    model_name='answer',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['nakijken', 'zichtbaar', 'verwijderd'])), name='answer_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='answer',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_role__in', ['', 'consulent', 'welzijn', 'school', 'jeugdarts', 'maatschappelijk-werk', 'ggz', 'beleid', 'onderzoek', 'ervaringsdeskundige', 'anders'])), name='answer_shown_role_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='answer',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_part__in', ['', 'noord', 'oost', 'west', 'zuid'])), name='answer_shown_part_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='answer',
                    constraint=models.CheckConstraint(condition=models.Q(('came_by__in', ['site', 'mail'])), name='answer_came_by_a_known_way'),
                ),
                migrations.AddIndex(
                    model_name='alert',
                    index=models.Index(fields=['person', '-created_at'], name='alerts_of_a_person'),
                ),
                migrations.AddConstraint(
                    model_name='alert',
                    constraint=models.UniqueConstraint(fields=('question', 'person'), name='a_person_is_asked_once_for_a_question'),
                ),
                migrations.AddConstraint(
                    model_name='alert',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['gevraagd', 'weet-niet', 'beantwoord'])), name='alert_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.UniqueConstraint(fields=('alert', 'number'), name='a_referral_has_a_number_of_its_own'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.UniqueConstraint(fields=('alert', 'person'), name='a_member_is_named_once_for_an_alert'),
                ),
                migrations.AddConstraint(
                    model_name='referral',
                    constraint=models.CheckConstraint(condition=models.Q(('number__range', (1, 3))), name='an_alert_is_referred_three_times_at_most'),
                ),
                migrations.AddConstraint(
                    model_name='report',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'verborgen', 'gelaten'])), name='report_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='revision',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', None), ('question__isnull', False)), models.Q(('answer__isnull', False), ('question', None)), _connector='OR'), name='a_revision_is_of_a_question_or_of_an_answer'),
                ),
                migrations.AddConstraint(
                    model_name='standin',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='standing_in_ends_after_it_starts', violation_error_message='De laatste dag ligt voor de eerste.'),
                ),
                migrations.AddIndex(
                    model_name='step',
                    index=models.Index(condition=models.Q(('done_at', None)), fields=['question'], name='steps_not_yet_done'),
                ),
                migrations.AddConstraint(
                    model_name='step',
                    constraint=models.UniqueConstraint(fields=('question', 'kind'), name='a_step_is_taken_once_for_a_question'),
                ),
                migrations.AddConstraint(
                    model_name='step',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['eerste-ronde', 'tweede-ronde', 'bureau'])), name='step_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='summaryversion',
                    constraint=models.UniqueConstraint(fields=('question', 'number'), name='a_version_of_a_summary_has_its_own_number'),
                ),
                migrations.AddIndex(
                    model_name='question',
                    index=models.Index(fields=['state', '-last_activity_at'], name='questions_by_state'),
                ),
                migrations.AddIndex(
                    model_name='question',
                    index=models.Index(fields=['asker', '-last_activity_at'], name='questions_of_an_asker'),
                ),
                migrations.AddIndex(
                    model_name='question',
                    index=models.Index(condition=models.Q(('published_at__isnull', False)), fields=['-published_at'], name='questions_that_are_public'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'gesloten', 'verwijderd'])), name='question_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_role__in', ['', 'consulent', 'welzijn', 'school', 'jeugdarts', 'maatschappelijk-werk', 'ggz', 'beleid', 'onderzoek', 'ervaringsdeskundige', 'anders'])), name='question_shown_role_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_part__in', ['', 'noord', 'oost', 'west', 'zuid'])), name='question_shown_part_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_region__in', ['provincie', 'deel', 'niets'])), name='question_shown_region_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(('published_at', None), ('asker_agrees_to_publish', True), _connector='OR'), name='a_question_is_public_with_consent_only'),
                ),
                migrations.AddConstraint(
                    model_name='question',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'gesloten'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='a_closed_question_knows_when'),
                ),
                migrations.AddConstraint(
                    model_name='thanks',
                    constraint=models.UniqueConstraint(fields=('answer', 'person'), name='a_person_thanks_for_an_answer_once'),
                ),
            ],
        ),
    ]
