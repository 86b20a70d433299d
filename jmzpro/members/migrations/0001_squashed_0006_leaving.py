"""Accounts, people and organisations, up to who leaves; the logo comes after the pictures, which need the accounts."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import jmzpro.kit.short_links
import jmzpro.members.person.models
import jmzpro.members.team.models
import jmzpro.text.collation
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import CreateTables


class Migration(migrations.Migration):

    replaces = [('members', '0001_initial'), ('members', '0002_short_addresses'), ('members', '0003_sort_names'), ('members', '0004_municipalities'), ('members', '0005_membership'), ('members', '0006_leaving')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('places', '0007_former_municipalities'),
        ('themes', '0005_past_addresses'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                        ('is_active', models.BooleanField(default=True, verbose_name='mag inloggen')),
                        ('is_staff', models.BooleanField(default=False, verbose_name='bureau')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'account',
                        'verbose_name_plural': 'accounts',
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, unique=True, verbose_name='naam')),
                        ('slug', models.SlugField(max_length=120, unique=True, verbose_name='adres op de site')),
                        ('kind', models.CharField(choices=[('steunpunt', 'Mantelzorgsteunpunt of expertisecentrum'), ('welzijn', 'Brede welzijnsorganisatie'), ('ggz', 'Ggz- en verslavingspreventie'), ('onderwijs', 'School of onderwijsinstelling'), ('gemeente', 'Gemeente'), ('ggd', 'GGD of jeugdgezondheidszorg'), ('kennis', 'Kennisinstituut'), ('ervaring', 'Ervaringsdeskundigen'), ('vrijwilligers', 'Vrijwilligersorganisatie')], max_length=16, verbose_name='soort')),
                        ('description', models.TextField(blank=True, verbose_name='wie we zijn')),
                        ('website', models.URLField(blank=True, verbose_name='website')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='algemeen e-mailadres')),
                        ('is_active', models.BooleanField(default=True, verbose_name='lid van het netwerk')),
                        ('joined_on', models.DateField(blank=True, null=True, verbose_name='lid sinds')),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('themes', models.ManyToManyField(blank=True, related_name='organisations', to='themes.theme', verbose_name='thema’s')),
                        ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town', verbose_name='plaats')),
                        ('works_in', models.ManyToManyField(blank=True, related_name='organisations', to='places.province', verbose_name='werkt in')),
                    ],
                    options={
                        'verbose_name': 'organisatie',
                        'verbose_name_plural': 'organisaties',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.members.person.models.new_public_id, editable=False, max_length=10, unique=True)),
                        ('name', models.CharField(max_length=120, verbose_name='naam')),
                        ('function', models.CharField(blank=True, max_length=120, verbose_name='functie')),
                        ('role', models.CharField(choices=[('consulent', 'Mantelzorgconsulent'), ('welzijn', 'Welzijns- of jongerenwerker'), ('school', 'Werkt op een school'), ('jeugdarts', 'Jeugdarts of jeugdverpleegkundige'), ('maatschappelijk-werk', 'Maatschappelijk werker of jeugdconsulent'), ('ggz', 'Werkt in de ggz of verslavingszorg'), ('beleid', 'Beleidsmedewerker'), ('onderzoek', 'Onderzoeker of adviseur'), ('ervaringsdeskundige', 'Ervaringsdeskundige'), ('anders', 'Iets anders')], default='anders', max_length=24, verbose_name='rol')),
                        ('standing', models.CharField(choices=[('lid', 'Werkt bij een lidorganisatie'), ('alliantie', 'Partner in de Alliantie'), ('ervaring', 'Ervaringsdeskundige (18 of ouder)')], default='lid', max_length=12, verbose_name='hoort bij het netwerk als')),
                        ('is_team_mailbox', models.BooleanField(default=False, verbose_name='is een teammailbox')),
                        ('brings', models.TextField(blank=True, max_length=1000, verbose_name='dit kan ik brengen')),
                        ('seeks', models.TextField(blank=True, max_length=1000, verbose_name='dit haal ik graag')),
                        ('shows_email', models.BooleanField(default=False, verbose_name='andere leden zien mijn e-mailadres')),
                        ('alert_pace', models.CharField(choices=[('meteen', 'Meteen, als iemand iets vraagt waar ik bij kan helpen'), ('dagelijks', 'Eén mail per dag'), ('wekelijks', 'Eén mail per week'), ('geen', 'Geen mail over vragen')], default='meteen', max_length=12, verbose_name='vragen ontvangen')),
                        ('alerts_per_week', models.PositiveSmallIntegerField(default=3, verbose_name='hoogstens per week')),
                        ('paused_until', models.DateField(blank=True, null=True, verbose_name='even geen vragen tot')),
                        ('welcomed_at', models.DateTimeField(editable=False, null=True)),
                        ('is_active', models.BooleanField(default=True, verbose_name='doet mee')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='members.organisation', verbose_name='organisatie')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.province', verbose_name='provincie')),
                        ('themes', models.ManyToManyField(blank=True, related_name='people', to='themes.theme', verbose_name='hier weet ik iets van')),
                        ('town', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.town', verbose_name='plaats')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'persoon',
                        'verbose_name_plural': 'personen',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Affiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='members.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='members.person')),
                    ],
                    options={
                        'ordering': ['-started_at'],
                    },
                ),
                migrations.AddConstraint(
                    model_name='user',
                    constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='an_address_is_one_account'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['steunpunt', 'welzijn', 'ggz', 'onderwijs', 'gemeente', 'ggd', 'kennis', 'ervaring', 'vrijwilligers'])), name='organisation_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('role__in', ['consulent', 'welzijn', 'school', 'jeugdarts', 'maatschappelijk-werk', 'ggz', 'beleid', 'onderzoek', 'ervaringsdeskundige', 'anders'])), name='person_role_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('standing__in', ['lid', 'alliantie', 'ervaring'])), name='person_standing_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('alert_pace__in', ['meteen', 'dagelijks', 'wekelijks', 'geen'])), name='person_alert_pace_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('standing', 'lid'), _negated=True), ('organisation__isnull', False), ('is_active', False), _connector='OR'), name='a_member_belongs_to_an_organisation'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('alerts_per_week__range', (1, 20))), name='alerts_per_week_is_reasonable'),
                ),
                migrations.AddConstraint(
                    model_name='affiliation',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='a_person_is_at_one_organisation_at_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='affiliation',
                    constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='affiliation_ends_after_it_starts'),
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='members.person')),
                        ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'uitnodiging',
                        'verbose_name_plural': 'uitnodigingen',
                        'ordering': ['-sent_at'],
                    },
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='public_id',
                    field=models.CharField(default=jmzpro.kit.short_links.new_code, editable=False, max_length=8, unique=True),
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='sort_name',
                    field=jmzpro.text.collation.SortNameField(key=jmzpro.text.collation.name_key, of='name'),
                ),
                migrations.AddField(
                    model_name='person',
                    name='sort_name',
                    field=jmzpro.text.collation.SortNameField(key=jmzpro.text.collation.person_key, of='name'),
                ),
                migrations.AlterModelOptions(
                    name='organisation',
                    options={'ordering': ['sort_name', 'id'], 'verbose_name': 'organisatie', 'verbose_name_plural': 'organisaties'},
                ),
                migrations.AlterModelOptions(
                    name='person',
                    options={'ordering': ['sort_name', 'id'], 'verbose_name': 'persoon', 'verbose_name_plural': 'personen'},
                ),
                migrations.AddIndex(
                    model_name='organisation',
                    index=models.Index(fields=['sort_name', 'id'], name='organisations_by_name'),
                ),
                migrations.AddIndex(
                    model_name='person',
                    index=models.Index(fields=['sort_name', 'id'], name='people_by_name'),
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='municipalities',
                    field=models.ManyToManyField(blank=True, related_name='organisations', to='places.municipality', verbose_name='gemeenten'),
                ),
                migrations.CreateModel(
                    name='MembershipChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('aspirant', 'Aspirant-lid'), ('lid', 'Lid'), ('opgezegd', 'Opgezegd'), ('verlopen', 'Verlopen')], max_length=12, verbose_name='stand')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='op')),
                        ('reason', models.TextField(blank=True, verbose_name='waarom')),
                    ],
                    options={
                        'verbose_name': 'verandering van lidmaatschap',
                        'verbose_name_plural': 'veranderingen van lidmaatschap',
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.RemoveConstraint(
                    model_name='organisation',
                    name='organisation_kind_is_known',
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='contact',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_of', to='members.person', verbose_name='contactpersoon'),
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='removed_at',
                    field=models.DateTimeField(editable=False, null=True, verbose_name='weggehaald op'),
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='state',
                    field=models.CharField(choices=[('aspirant', 'Aspirant-lid'), ('lid', 'Lid'), ('opgezegd', 'Opgezegd'), ('verlopen', 'Verlopen')], default='lid', editable=False, max_length=12, verbose_name='stand'),
                ),
                migrations.AddField(
                    model_name='organisation',
                    name='state_since',
                    field=models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='stand sinds'),
                ),
                migrations.AlterField(
                    model_name='organisation',
                    name='is_active',
                    field=models.BooleanField(default=True, editable=False, verbose_name='lid van het netwerk'),
                ),
                migrations.AlterField(
                    model_name='organisation',
                    name='kind',
                    field=models.CharField(choices=[('steunpunt', 'Mantelzorgsteunpunt of expertisecentrum'), ('welzijn', 'Brede welzijnsorganisatie'), ('ggz', 'Ggz- en verslavingspreventie'), ('onderwijs', 'School of onderwijsinstelling'), ('gemeente', 'Gemeente'), ('ggd', 'GGD of jeugdgezondheidszorg'), ('kennis', 'Kennisinstituut'), ('ervaring', 'Ervaringsdeskundigen'), ('vrijwilligers', 'Vrijwilligersorganisatie'), ('zelfstandig', 'Zelfstandige professional')], max_length=16, verbose_name='soort'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['steunpunt', 'welzijn', 'ggz', 'onderwijs', 'gemeente', 'ggd', 'kennis', 'ervaring', 'vrijwilligers', 'zelfstandig'])), name='organisation_kind_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['aspirant', 'lid', 'opgezegd', 'verlopen'])), name='organisation_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_active', True), ('removed_at', None), ('state__in', ('aspirant', 'lid'))), models.Q(('is_active', False), models.Q(('state__in', ('opgezegd', 'verlopen')), ('removed_at__isnull', False), _connector='OR')), _connector='OR'), name='an_organisation_is_active_while_it_belongs'),
                ),
                migrations.AddField(
                    model_name='membershipchange',
                    name='by',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='membershipchange',
                    name='organisation',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='membership_changes', to='members.organisation'),
                ),
                migrations.AddConstraint(
                    model_name='membershipchange',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['aspirant', 'lid', 'opgezegd', 'verlopen'])), name='membership_change_state_is_known'),
                ),
                migrations.CreateModel(
                    name='Move',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=jmzpro.members.team.models.new_move_id, editable=False, max_length=12, unique=True)),
                        ('asked_by', models.CharField(choices=[('persoon', 'De persoon'), ('organisatie', 'De organisatie')], max_length=12)),
                        ('address', models.EmailField(blank=True, max_length=254)),
                        ('state', models.CharField(choices=[('wacht', 'Wacht op antwoord'), ('ja', 'Aangenomen'), ('nee', 'Niet aangenomen'), ('ingetrokken', 'Ingetrokken'), ('voorbij', 'Niet meer nodig')], default='wacht', max_length=12, verbose_name='stand')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'overstap',
                        'verbose_name_plural': 'overstappen',
                        'ordering': ['asked_at', 'pk'],
                    },
                ),
                migrations.AddField(
                    model_name='person',
                    name='leaves_on',
                    field=models.DateField(blank=True, editable=False, null=True, verbose_name='account sluit op'),
                ),
                migrations.AddField(
                    model_name='person',
                    name='shown_as',
                    field=models.CharField(choices=[('naam', 'Onder mijn eigen naam'), ('oud-lid', 'Als ‘oud-lid’, zonder mijn naam')], default='naam', editable=False, max_length=8, verbose_name='antwoorden blijven'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('shown_as__in', ['naam', 'oud-lid'])), name='person_shown_as_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('leaves_on', None), ('is_active', False), _connector='OR'), name='who_leaves_takes_no_part'),
                ),
                migrations.AddField(
                    model_name='move',
                    name='decided_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='move',
                    name='organisation',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='members.organisation'),
                ),
                migrations.AddField(
                    model_name='move',
                    name='person',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='members.person'),
                ),
                migrations.AddConstraint(
                    model_name='move',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'ja', 'nee', 'ingetrokken', 'voorbij'])), name='move_state_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='move',
                    constraint=models.CheckConstraint(condition=models.Q(('asked_by__in', ['persoon', 'organisatie'])), name='move_asked_by_is_known'),
                ),
                migrations.AddConstraint(
                    model_name='move',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'wacht')), fields=('person', 'organisation', 'asked_by'), name='a_move_waits_once'),
                ),
            ],
        ),
    ]
