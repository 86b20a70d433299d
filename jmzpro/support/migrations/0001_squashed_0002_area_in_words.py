"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import jmzpro.kit.short_links
import jmzpro.support.models.service
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('support', '0001_initial'), ('support', '0002_area_in_words')]

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
                    name='SupportService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True)),
                        ('hsds_id', models.CharField(default=jmzpro.support.models.service.new_hsds_id, editable=False, max_length=100, unique=True, verbose_name='kenmerk in HSDS')),
                        ('slug', models.SlugField(editable=False, max_length=88, unique=True, verbose_name='adres')),
                        ('status', models.CharField(choices=[('active', 'Er kan iemand terecht'), ('temporarily closed', 'Tijdelijk gesloten'), ('inactive', 'Staat nog niet of niet meer op de site'), ('defunct', 'Bestaat niet meer')], default='active', max_length=20, verbose_name='stand')),
                        ('name', models.CharField(max_length=160, verbose_name='naam')),
                        ('alternate_name', models.CharField(blank=True, max_length=160, verbose_name='ook bekend als')),
                        ('description', models.TextField(blank=True, verbose_name='wat het is')),
                        ('url', models.URLField(blank=True, max_length=1000, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='website')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefoon')),
                        ('phone_description', models.CharField(blank=True, max_length=200, verbose_name='bij de telefoon')),
                        ('phones', models.JSONField(blank=True, default=list, editable=False)),
                        ('schedules', models.JSONField(blank=True, default=list, editable=False)),
                        ('opening_hours', models.TextField(blank=True, verbose_name='bereikbaar')),
                        ('provider_name', models.CharField(blank=True, max_length=200, verbose_name='naam van de organisatie')),
                        ('provider_hsds_id', models.CharField(blank=True, editable=False, max_length=100)),
                        ('audiences', models.TextField(blank=True, default='', verbose_name='voor wie')),
                        ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leeftijd vanaf')),
                        ('maximum_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leeftijd tot en met')),
                        ('eligibility_description', models.TextField(blank=True, verbose_name='voor wie precies')),
                        ('ways', models.TextField(blank=True, default='', verbose_name='hoe')),
                        ('languages', models.TextField(blank=True, default='', verbose_name='talen')),
                        ('interpretation_services', models.CharField(blank=True, max_length=300, verbose_name='tolk')),
                        ('fees_description', models.CharField(blank=True, max_length=300, verbose_name='kosten')),
                        ('wait_time', models.CharField(blank=True, max_length=200, verbose_name='wachttijd')),
                        ('application_process', models.TextField(blank=True, verbose_name='zo meld je aan of verwijs je')),
                        ('applicants', models.TextField(blank=True, default='', verbose_name='wie mag aanmelden')),
                        ('is_national', models.BooleanField(default=False, verbose_name='in heel Nederland')),
                        ('area_in_words', models.CharField(blank=True, editable=False, max_length=300)),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='straat en huisnummer')),
                        ('postcode', models.CharField(blank=True, max_length=7, verbose_name='postcode')),
                        ('assured_date', models.DateField(default=django.utils.timezone.localdate, verbose_name='laatst gecontroleerd op')),
                        ('assurer', models.CharField(blank=True, max_length=200, verbose_name='gecontroleerd door')),
                        ('asked_about', models.DateField(blank=True, editable=False, null=True)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('is_example', models.BooleanField(default=False, editable=False)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('last_modified', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gewijzigd op')),
                        ('municipalities', models.ManyToManyField(blank=True, related_name='+', to='places.municipality', verbose_name='gemeenten')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='members.organisation', verbose_name='lidorganisatie')),
                        ('provinces', models.ManyToManyField(blank=True, related_name='+', to='places.province', verbose_name='provincies')),
                        ('themes', models.ManyToManyField(blank=True, related_name='services', to='themes.theme', verbose_name='thema’s')),
                        ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town', verbose_name='plaats')),
                    ],
                    options={
                        'verbose_name': 'hulpaanbod',
                        'verbose_name_plural': 'hulpaanbod',
                        'ordering': ['name', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='wat er niet klopt')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='mailadres')),
                        ('state', models.CharField(choices=[('wacht', 'wacht'), ('verholpen', 'verholpen'), ('opzij', 'opzij gelegd')], default='wacht', max_length=12, verbose_name='stand')),
                        ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='verstuurd op')),
                        ('decided_at', models.DateTimeField(null=True, verbose_name='besloten op')),
                        ('fingerprint', models.CharField(max_length=64, unique=True)),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='support.supportservice')),
                    ],
                    options={
                        'verbose_name': 'melding over hulpaanbod',
                        'verbose_name_plural': 'meldingen over hulpaanbod',
                    },
                ),
                migrations.CreateModel(
                    name='Reach',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('area', models.CharField(max_length=12)),
                        ('is_first', models.BooleanField(default=True)),
                        ('is_bound', models.BooleanField(default=False)),
                        ('minimum_age', models.SmallIntegerField(default=0)),
                        ('maximum_age', models.SmallIntegerField(default=99)),
                        ('ways', models.TextField(blank=True)),
                        ('themes', models.TextField(blank=True)),
                        ('assured_date', models.DateField()),
                        ('latitude', models.FloatField(null=True)),
                        ('longitude', models.FloatField(null=True)),
                        ('theme', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='themes.theme')),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to='support.supportservice')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='supportservice',
                    index=models.Index(fields=['organisation', 'status'], name='services_of_an_organisation'),
                ),
                migrations.AddIndex(
                    model_name='supportservice',
                    index=models.Index(fields=['assured_date', 'status'], name='services_by_last_check'),
                ),
                migrations.AddIndex(
                    model_name='supportservice',
                    index=models.Index(fields=['last_modified', 'id'], name='services_by_last_change'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('status__in', ['active', 'temporarily closed', 'inactive', 'defunct'])), name='service_status_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('audiences__regex', '^(\\|(jonge\\-mantelzorgers|ouders|gezin))*\\|?$')), name='service_audiences_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('ways__regex', '^(\\|(groep|individueel|maatje|online|telefoon|respijt|informatie))*\\|?$')), name='service_ways_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('languages__regex', '^(\\|(nl|fy|en|de|fr|ar|tr|pl|uk|ti|so|fa|es|pap|dse))*\\|?$')), name='service_languages_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('applicants__regex', '^(\\|(zelf|ouder|professional))*\\|?$')), name='service_applicants_are_known'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('minimum_age', None), ('maximum_age', None), ('maximum_age__gte', models.F('minimum_age')), _connector='OR'), name='service_ages_go_up'),
                ),
                migrations.AddConstraint(
                    model_name='supportservice',
                    constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('provider_name', ''), _negated=True), _connector='OR'), name='service_is_of_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='servicereport',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'verholpen', 'opzij'])), name='service_report_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='servicereport',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'wacht')), models.Q(models.Q(('state', 'wacht'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='service_report_waits_or_was_decided'),
                ),
                migrations.AddIndex(
                    model_name='reach',
                    index=models.Index(fields=['area', 'theme', 'assured_date', 'minimum_age', 'maximum_age', 'is_bound', 'latitude', 'longitude', 'service'], name='reach_by_area_and_theme'),
                ),
                migrations.AddIndex(
                    model_name='reach',
                    index=models.Index(fields=['area', 'is_first', 'assured_date', 'minimum_age', 'maximum_age', 'latitude', 'longitude', 'service'], name='reach_by_area'),
                ),
                migrations.AddIndex(
                    model_name='reach',
                    index=models.Index(fields=['latitude', 'longitude'], name='reach_by_position'),
                ),
            ],
        ),
    ]
