"""Who leaves an organisation keeps the account for a while, and may move to another."""

import django.db.models.deletion
import django.utils.timezone
import jmzpro.members.team.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_membership'),
        ('places', '0003_municipalities'),
        ('themes', '0005_past_addresses'),
    ]

    operations = [
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
    ]
