"""Lists that the office hands in, row by row; and organisations that were one."""

import django.db.models.deletion
import django.utils.timezone
import jmzpro.members.bulk.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0008_joining'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='members.organisation'),
        ),
        migrations.CreateModel(
            name='MemberImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=jmzpro.members.bulk.models.new_import_key, editable=False, max_length=10, unique=True)),
                ('kind', models.CharField(choices=[('organisaties', 'Organisaties'), ('mensen', 'Mensen')], max_length=12)),
                ('name', models.CharField(max_length=120, verbose_name='bestand')),
                ('data', models.BinaryField()),
                ('state', models.CharField(choices=[('nakijken', 'Wordt nagekeken'), ('nagekeken', 'Nagekeken'), ('inlezen', 'Wordt ingelezen'), ('uitnodigen', 'Uitnodigingen worden verstuurd'), ('klaar', 'Ingelezen'), ('onleesbaar', 'Niet te lezen')], default='nakijken', max_length=12, verbose_name='stand')),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('handed_in_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('handed_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ingelezen lijst',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(verbose_name='rij')),
                ('title', models.CharField(blank=True, max_length=120)),
                ('values', models.JSONField(default=dict)),
                ('outcome', models.CharField(choices=[('nieuw', 'Nieuw'), ('gewijzigd', 'Gewijzigd'), ('ongewijzigd', 'Ongewijzigd'), ('dubbel', 'Misschien dubbel'), ('overgeslagen', 'Overgeslagen')], max_length=12)),
                ('said', models.JSONField(default=list)),
                ('changes', models.JSONField(default=dict)),
                ('candidates', models.JSONField(default=list)),
                ('target', models.PositiveBigIntegerField(null=True)),
                ('seen', models.CharField(blank=True, max_length=64)),
                ('choice', models.CharField(blank=True, choices=[('zelfde', 'Dezelfde: vul aan'), ('nieuw', 'Een andere: voeg toe')], max_length=8)),
                ('done', models.CharField(blank=True, choices=[('nieuw', 'Nieuw'), ('gewijzigd', 'Gewijzigd'), ('ongewijzigd', 'Ongewijzigd'), ('dubbel', 'Misschien dubbel'), ('overgeslagen', 'Overgeslagen')], max_length=12)),
                ('invited_at', models.DateTimeField(null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='members.memberimport')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.AddConstraint(
            model_name='memberimport',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['organisaties', 'mensen'])), name='member_import_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='memberimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['nakijken', 'nagekeken', 'inlezen', 'uitnodigen', 'klaar', 'onleesbaar'])), name='member_import_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('source', 'place'), name='a_row_is_looked_at_once'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['nieuw', 'gewijzigd', 'ongewijzigd', 'dubbel', 'overgeslagen'])), name='import_row_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('choice__in', ['', 'zelfde', 'nieuw'])), name='import_row_choice_is_known'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('done__in', ['', 'nieuw', 'gewijzigd', 'ongewijzigd', 'dubbel', 'overgeslagen'])), name='import_row_done_is_known'),
        ),
    ]
