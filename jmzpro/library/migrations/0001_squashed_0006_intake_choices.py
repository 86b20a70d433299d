"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import jmzpro.kit.short_links
import jmzpro.library.models.file
import jmzpro.library.models.intake
import modelcluster.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('library', '0001_initial'), ('library', '0002_exchange'), ('library', '0003_facet_index'), ('library', '0004_sharing'), ('library', '0005_review_index'), ('library', '0006_intake_choices')]

    initial = True

    dependencies = [
        *WAGTAIL_FIRST,
        ('members', '0009_lists_and_merging'),
        ('themes', '0005_past_addresses'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='File',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.library.models.file.new_file_id, editable=False, max_length=12, unique=True)),
                        ('purpose', models.CharField(choices=[('inhoud', 'Bestand'), ('ondertiteling', 'Ondertiteling bij de film')], default='inhoud', max_length=14, verbose_name='wat is het')),
                        ('label', models.CharField(blank=True, max_length=120, verbose_name='wat staat erin')),
                        ('order', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'bestand',
                        'verbose_name_plural': 'bestanden',
                        'ordering': ['order', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='FileVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(default=1)),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('content_type', models.CharField(max_length=100)),
                        ('original', models.FileField(max_length=120, storage=jmzpro.library.models.file.private_storage, upload_to=jmzpro.library.models.file.kept_as)),
                        ('copy', models.FileField(blank=True, max_length=120, storage=jmzpro.library.models.file.private_storage, upload_to=jmzpro.library.models.file.kept_as)),
                        ('cover', models.FileField(blank=True, max_length=120, storage=jmzpro.library.models.file.private_storage, upload_to=jmzpro.library.models.file.kept_as)),
                        ('sha256', models.CharField(db_index=True, max_length=64)),
                        ('size', models.PositiveBigIntegerField(default=0)),
                        ('pages', models.PositiveIntegerField(blank=True, null=True)),
                        ('has_text', models.BooleanField(blank=True, null=True)),
                        ('reading', models.CharField(choices=[('wacht', 'Wordt nog nagekeken'), ('klaar', 'Klaar'), ('geweigerd', 'Niet aangenomen')], default='wacht', max_length=10)),
                        ('refusal', models.CharField(blank=True, max_length=300)),
                        ('leased_until', models.DateTimeField(blank=True, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='library.file')),
                        ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='CheckedLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('url', models.TextField()),
                        ('host', models.CharField(blank=True, max_length=255)),
                        ('outcome', models.CharField(blank=True, choices=[('', 'Nog niet bezocht'), ('bereikbaar', 'Bereikbaar'), ('besloten', 'Antwoordt, maar laat geen machine binnen'), ('weg', 'De bladzijde is er niet meer'), ('storing', 'De site geeft een storing'), ('onbereikbaar', 'De site is niet te bereiken'), ('intern', 'Wijst naar een adres dat van buiten niet te bereiken is'), ('rondje', 'Stuurt te vaak door')], default='', max_length=12)),
                        ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('failures', models.PositiveSmallIntegerField(default=0)),
                        ('failing_since', models.DateTimeField(blank=True, null=True)),
                        ('checked_at', models.DateTimeField(blank=True, null=True)),
                        ('next_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['failing_since', 'pk'],
                        'indexes': [models.Index(fields=['next_at'], name='links_to_visit'), models.Index(fields=['host', 'checked_at'], name='links_of_a_host')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'bereikbaar', 'besloten', 'weg', 'storing', 'onbereikbaar', 'intern', 'rondje'])), name='outcome_of_a_visit_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('failing_since', None), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='link_that_fails_says_since_when')],
                    },
                ),
                migrations.CreateModel(
                    name='FileText',
                    fields=[
                        ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='library.fileversion')),
                        ('text', models.TextField()),
                    ],
                ),
                migrations.AddField(
                    model_name='file',
                    name='current',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.fileversion'),
                ),
                migrations.CreateModel(
                    name='Intake',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=jmzpro.library.models.intake.new_key, editable=False, max_length=10, unique=True)),
                        ('name', models.CharField(max_length=120, verbose_name='bestand')),
                        ('format', models.CharField(max_length=8)),
                        ('data', models.BinaryField()),
                        ('to_site', models.BooleanField(default=True, verbose_name='meteen op de site')),
                        ('state', models.CharField(choices=[('nakijken', 'Wordt nagekeken'), ('nagekeken', 'Nagekeken'), ('inlezen', 'Wordt ingelezen'), ('klaar', 'Ingelezen'), ('onleesbaar', 'Niet te lezen')], default='nakijken', max_length=12, verbose_name='stand')),
                        ('problem', models.CharField(blank=True, max_length=300)),
                        ('rows', models.PositiveIntegerField(default=0)),
                        ('next_row', models.PositiveIntegerField(default=0)),
                        ('counts', models.JSONField(default=dict)),
                        ('lines', models.JSONField(default=list)),
                        ('choices', models.JSONField(default=dict)),
                        ('leased_until', models.DateTimeField(blank=True, null=True)),
                        ('handed_in_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('handed_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                        ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                        ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                        ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                        ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                        ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                        ('public_id', models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True)),
                        ('slug', models.SlugField(editable=False, max_length=88, unique=True, verbose_name='adres')),
                        ('external_id', models.CharField(blank=True, editable=False, max_length=200, verbose_name='kenmerk bij de bron')),
                        ('kind', models.CharField(choices=[('publicatie', 'Publicatie'), ('onderzoek', 'Onderzoek'), ('factsheet', 'Factsheet'), ('handreiking', 'Handreiking'), ('toolkit', 'Toolkit'), ('lesmateriaal', 'Lesmateriaal'), ('film', 'Film'), ('training', 'Training op aanvraag'), ('instrument', 'Instrument'), ('richtlijn', 'Richtlijn'), ('praktijkvoorbeeld', 'Praktijkvoorbeeld')], max_length=20, verbose_name='soort')),
                        ('title', models.CharField(max_length=200, verbose_name='titel')),
                        ('promise', models.CharField(help_text='Wat heeft iemand eraan? Eén zin, die begint met een werkwoord.', max_length=200, verbose_name='belofte in één zin')),
                        ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jaar')),
                        ('month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='maand')),
                        ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels'), ('fy', 'Fries'), ('de', 'Duits'), ('fr', 'Frans'), ('ar', 'Arabisch'), ('tr', 'Turks'), ('uk', 'Oekraïens'), ('pl', 'Pools'), ('es', 'Spaans'), ('mul', 'Meer talen, of een andere taal')], default='nl', max_length=3, verbose_name='taal')),
                        ('audiences', models.TextField(blank=True, default='', verbose_name='voor wie')),
                        ('workplaces', models.TextField(blank=True, default='', verbose_name='waar')),
                        ('ages', models.TextField(blank=True, default='', verbose_name='leeftijd van de jonge mantelzorger')),
                        ('reuse', models.CharField(choices=[('aanpassen', 'Mag je aanpassen'), ('ongewijzigd', 'Alleen ongewijzigd'), ('op-aanvraag', 'Op aanvraag')], default='op-aanvraag', max_length=12, verbose_name='wat je ermee mag')),
                        ('licence', models.CharField(choices=[('cc0', 'CC0'), ('cc-by', 'CC BY'), ('cc-by-sa', 'CC BY-SA'), ('cc-by-nc', 'CC BY-NC'), ('cc-by-nc-sa', 'CC BY-NC-SA'), ('cc-by-nd', 'CC BY-ND'), ('cc-by-nc-nd', 'CC BY-NC-ND'), ('arr', 'Alle rechten voorbehouden'), ('onbekend', 'Niet vermeld')], default='onbekend', max_length=12, verbose_name='licentie')),
                        ('is_for_members', models.BooleanField(default=False, verbose_name='alleen voor leden')),
                        ('is_example', models.BooleanField(default=False, editable=False)),
                        ('isbn', models.CharField(blank=True, max_length=17, verbose_name='ISBN')),
                        ('doi', models.CharField(blank=True, max_length=120, verbose_name='DOI')),
                        ('last_checked_on', models.DateField(blank=True, null=True, verbose_name='laatst nagekeken op')),
                        ('review_on', models.DateField(blank=True, null=True, verbose_name='na te kijken op')),
                        ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('doubted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('used_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='ook bij ons gebruikt')),
                        ('live', models.BooleanField(default=False, editable=False, verbose_name='op de site')),
                        ('review_asked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('public_since', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                        ('state', models.GeneratedField(db_persist=True, expression=models.Case(models.When(live=True, then=models.Value('gepubliceerd')), models.When(then=models.Value('ingetrokken'), withdrawn_at__isnull=False), models.When(review_asked_at__isnull=False, then=models.Value('beoordelen')), default=models.Value('concept')), output_field=models.CharField(max_length=12))),
                        ('text', models.TextField(blank=True, help_text='Gewone tekst. Een lege regel begint een nieuwe alinea.', verbose_name='tekst')),
                        ('film_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='duur in minuten')),
                        ('transcript', models.TextField(blank=True, verbose_name='uitgeschreven tekst')),
                        ('training_by', models.CharField(blank=True, max_length=200, verbose_name='wie geeft de training')),
                        ('training_place', models.CharField(blank=True, max_length=200, verbose_name='waar')),
                        ('training_length', models.CharField(blank=True, max_length=120, verbose_name='hoe lang duurt die')),
                        ('training_group', models.CharField(blank=True, max_length=200, verbose_name='voor welke groep')),
                        ('instrument_purpose', models.TextField(blank=True, verbose_name='waarvoor gebruik je het')),
                        ('instrument_users', models.CharField(blank=True, max_length=200, verbose_name='wie mag het gebruiken')),
                        ('instrument_validation', models.CharField(blank=True, choices=[('gevalideerd', 'Gevalideerd'), ('niet-gevalideerd', 'Niet gevalideerd'), ('onbekend', 'Niet bekend')], max_length=20, verbose_name='gevalideerd')),
                        ('instrument_source', models.CharField(blank=True, max_length=300, verbose_name='bron')),
                        ('practice_context', models.TextField(blank=True, verbose_name='situatie')),
                        ('practice_approach', models.TextField(blank=True, verbose_name='aanpak')),
                        ('practice_result', models.TextField(blank=True, verbose_name='wat het opleverde')),
                        ('practice_differently', models.TextField(blank=True, verbose_name='wat we anders zouden doen')),
                        ('practice_contact', models.CharField(blank=True, max_length=200, verbose_name='contact')),
                        ('last_checked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='nagekeken door')),
                        ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                        ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation', verbose_name='lidorganisatie')),
                        ('owner', models.ForeignKey(blank=True, help_text='Krijgt een mail als het tijd is om na te kijken of dit nog klopt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie het bijhoudt')),
                        ('shared_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person', verbose_name='gedeeld door')),
                        ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='items', to='themes.theme', verbose_name='thema’s')),
                    ],
                    options={
                        'verbose_name': 'item van de Kennisbank',
                        'verbose_name_plural': 'Kennisbank',
                        'ordering': ['-first_published_at', '-pk'],
                    },
                    bases=(wagtail.models.preview.PreviewableMixin, models.Model),
                ),
                migrations.AddField(
                    model_name='file',
                    name='item',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='library.item'),
                ),
                migrations.CreateModel(
                    name='Credit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('role', models.CharField(choices=[('auteur', 'Auteur'), ('uitgever', 'Uitgever')], default='auteur', max_length=8, verbose_name='rol')),
                        ('name', models.CharField(help_text='Een persoon als “Boer, Alice de”; een organisatie zoals ze zichzelf noemt.', max_length=200, verbose_name='naam')),
                        ('is_organisation', models.BooleanField(default=False, verbose_name='is een organisatie')),
                        ('item', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='library.item')),
                    ],
                    options={
                        'verbose_name': 'auteur of uitgever',
                        'verbose_name_plural': 'auteurs en uitgevers',
                        'ordering': ['sort_order'],
                    },
                ),
                migrations.CreateModel(
                    name='Link',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('url', models.URLField(max_length=1000, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='adres')),
                        ('label', models.CharField(blank=True, help_text='Leeg: de naam van de site.', max_length=120, verbose_name='waarheen')),
                        ('item', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='library.item')),
                    ],
                    options={
                        'verbose_name': 'link',
                        'verbose_name_plural': 'links',
                        'ordering': ['sort_order'],
                    },
                ),
                migrations.CreateModel(
                    name='ReviewStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(choices=[('ingestuurd', 'Ingestuurd'), ('aangepast', 'Aangepast en weer ingestuurd'), ('opmerking', 'Opmerking van de Redactie'), ('teruggestuurd', 'Teruggestuurd door de Redactie'), ('geplaatst', 'Op de site gezet')], max_length=14)),
                        ('text', models.TextField(blank=True)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_steps', to='library.item')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ToolkitEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='waarvoor in deze toolkit')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_toolkits', to='library.item', verbose_name='item')),
                        ('toolkit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='library.item')),
                    ],
                    options={
                        'verbose_name': 'onderdeel van de toolkit',
                        'verbose_name_plural': 'onderdelen van de toolkit',
                        'ordering': ['sort_order'],
                    },
                ),
                migrations.CreateModel(
                    name='Use',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True, verbose_name='wat je veranderde')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='library.item')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                    ],
                    options={
                        'verbose_name': 'gebruik',
                        'verbose_name_plural': 'gebruik',
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='UseReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='wat is er aan de hand')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                        ('use', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='library.use')),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.AddIndex(
                    model_name='fileversion',
                    index=models.Index(condition=models.Q(('reading', 'wacht')), fields=['uploaded_at'], name='files_that_wait'),
                ),
                migrations.AddConstraint(
                    model_name='fileversion',
                    constraint=models.CheckConstraint(condition=models.Q(('reading__in', ['wacht', 'klaar', 'geweigerd'])), name='file_reading_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='fileversion',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('reading', 'klaar'), _negated=True), models.Q(('copy', ''), _negated=True), _connector='OR'), name='file_that_is_ready_has_a_clean_copy'),
                ),
                migrations.AddConstraint(
                    model_name='fileversion',
                    constraint=models.UniqueConstraint(fields=('file', 'number'), name='file_versions_are_numbered'),
                ),
                migrations.AddConstraint(
                    model_name='intake',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['nakijken', 'nagekeken', 'inlezen', 'klaar', 'onleesbaar'])), name='intake_state_is_known'),
                ),
                migrations.AddIndex(
                    model_name='item',
                    index=models.Index(fields=['live', 'is_for_members', '-first_published_at', '-id'], name='items_newest_first'),
                ),
                migrations.AddIndex(
                    model_name='item',
                    index=models.Index(fields=['live', 'is_for_members', '-used_count', '-first_published_at', '-id'], name='items_most_used_first'),
                ),
                migrations.AddIndex(
                    model_name='item',
                    index=models.Index(fields=['live', 'is_for_members', 'kind', 'reuse', 'year', 'audiences', 'workplaces', 'ages'], name='items_counted_by_facet'),
                ),
                migrations.AddIndex(
                    model_name='item',
                    index=models.Index(fields=['review_on', 'live'], name='items_due_for_review'),
                ),
                migrations.AddIndex(
                    model_name='item',
                    index=models.Index(fields=['changed_at', 'id'], name='items_by_last_change'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['publicatie', 'onderzoek', 'factsheet', 'handreiking', 'toolkit', 'lesmateriaal', 'film', 'training', 'instrument', 'richtlijn', 'praktijkvoorbeeld'])), name='item_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('language__in', ['nl', 'en', 'fy', 'de', 'fr', 'ar', 'tr', 'uk', 'pl', 'es', 'mul'])), name='item_language_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('reuse__in', ['aanpassen', 'ongewijzigd', 'op-aanvraag'])), name='item_reuse_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('licence__in', ['cc0', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nd', 'cc-by-nc-nd', 'arr', 'onbekend'])), name='item_licence_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('instrument_validation__in', ['gevalideerd', 'niet-gevalideerd', 'onbekend', ''])), name='item_validation_is_known_or_empty'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('audiences__regex', '^(\\|(consulent|welzijn|school|jeugdarts|maatschappelijk\\-werk|ggz|huisarts|beleid|onderzoek|ouders|jonge\\-mantelzorgers))*\\|?$')), name='item_audiences_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('workplaces__regex', '^(\\|(po|vo|mbo|ho|welzijn|ggz|huisarts|gemeente))*\\|?$')), name='item_workplaces_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('ages__regex', '^(\\|(6\\-11|12\\-15|16\\-17|18\\-25))*\\|?$')), name='item_ages_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('month', None), models.Q(('month__range', (1, 12)), ('year__isnull', False)), _connector='OR'), name='item_month_is_of_a_year'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('licence__in', ('cc-by-nd', 'cc-by-nc-nd')), _negated=True), models.Q(('reuse', 'aanpassen'), _negated=True), _connector='OR'), name='item_may_be_adapted_only_if_its_licence_says_so'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.CheckConstraint(condition=models.Q(('live', False), ('withdrawn_at', None), _connector='OR'), name='item_on_the_site_is_not_withdrawn'),
                ),
                migrations.AddConstraint(
                    model_name='item',
                    constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='item_of_a_source_is_kept_once'),
                ),
                migrations.AddConstraint(
                    model_name='file',
                    constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['inhoud', 'ondertiteling'])), name='file_purpose_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='credit',
                    constraint=models.CheckConstraint(condition=models.Q(('role__in', ['auteur', 'uitgever'])), name='credit_role_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='reviewstep',
                    constraint=models.CheckConstraint(condition=models.Q(('step__in', ['ingestuurd', 'aangepast', 'opmerking', 'teruggestuurd', 'geplaatst'])), name='review_step_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='toolkitentry',
                    constraint=models.CheckConstraint(condition=models.Q(('item', models.F('toolkit')), _negated=True), name='toolkit_does_not_hold_itself'),
                ),
                migrations.AddConstraint(
                    model_name='toolkitentry',
                    constraint=models.UniqueConstraint(fields=('toolkit', 'item'), name='toolkit_holds_an_item_once'),
                ),
                migrations.AddConstraint(
                    model_name='use',
                    constraint=models.UniqueConstraint(fields=('item', 'person'), name='use_of_an_item_is_told_once_by_a_person'),
                ),
                migrations.AddConstraint(
                    model_name='usereport',
                    constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('use', 'reporter'), name='use_is_reported_once_at_a_time'),
                ),
            ],
        ),
    ]
