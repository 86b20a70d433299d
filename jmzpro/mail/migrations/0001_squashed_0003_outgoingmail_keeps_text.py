"""All tables of this part, for a new installation. One that has the migrations before keeps going with those."""

import django.db.models.deletion
import django.utils.timezone
import jmzpro.mail.models
from django.conf import settings
from django.db import migrations, models

from jmzpro.kit.table_creation import WAGTAIL_FIRST, CreateTables


class Migration(migrations.Migration):

    replaces = [('mail', '0001_initial'), ('mail', '0002_the_reason_of_a_mail'), ('mail', '0003_outgoingmail_keeps_text')]

    initial = True

    dependencies = [
        *WAGTAIL_FIRST,
        ('members', '0009_lists_and_merging'),
    ]

    operations = [
        CreateTables(
            operations=[
                migrations.CreateModel(
                    name='AddressState',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254, unique=True)),
                        ('hard_bounces', models.PositiveSmallIntegerField(default=0)),
                        ('soft_bounces', models.PositiveSmallIntegerField(default=0)),
                        ('counted_since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('last_bounce_at', models.DateTimeField(null=True)),
                        ('paused_at', models.DateTimeField(null=True)),
                        ('left_alone_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('paused_at__isnull', False)), fields=['paused_at'], name='address_that_is_paused')],
                    },
                ),
                migrations.CreateModel(
                    name='ReplyToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(default=jmzpro.mail.models.new_token, max_length=32, unique=True)),
                        ('kind', models.CharField(max_length=40)),
                        ('subject_id', models.CharField(max_length=40)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='InboundMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('sender', models.CharField(blank=True, max_length=320)),
                        ('is_vouched_for', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('ontvangen', 'ontvangen'), ('geplaatst', 'geplaatst'), ('gevraagd', 'wacht op bevestiging'), ('teruggestuurd', 'teruggestuurd'), ('gelaten', 'niets mee gedaan'), ('weggegooid', 'niet van de eigenaar'), ('vastgelopen', 'wacht op het bureau')], default='ontvangen', max_length=16)),
                        ('reason', models.CharField(blank=True, max_length=24)),
                        ('sentence', models.TextField(blank=True)),
                        ('confirmation', models.CharField(default=jmzpro.mail.models.new_token, max_length=32, unique=True)),
                        ('size', models.PositiveIntegerField(default=0)),
                        ('raw', models.BinaryField(null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('received_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('delete_raw_at', models.DateTimeField(db_index=True)),
                        ('told_at', models.DateTimeField(null=True)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('token', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mail.replytoken')),
                    ],
                ),
                migrations.CreateModel(
                    name='OutgoingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('cause', models.CharField(max_length=120)),
                        ('to', models.EmailField(max_length=254)),
                        ('message_id', models.CharField(max_length=120, unique=True)),
                        ('from_name', models.CharField(blank=True, max_length=120)),
                        ('reply_to', models.CharField(blank=True, max_length=200)),
                        ('thread', models.CharField(blank=True, max_length=120)),
                        ('references', models.TextField(blank=True)),
                        ('template', models.CharField(max_length=120)),
                        ('subject', models.CharField(max_length=250)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('text', models.TextField()),
                        ('html', models.TextField()),
                        ('unsubscribe_url', models.CharField(blank=True, max_length=300)),
                        ('is_urgent', models.BooleanField(default=False)),
                        ('is_auto_reply', models.BooleanField(default=False)),
                        ('keeps_text', models.BooleanField(default=True)),
                        ('state', models.CharField(choices=[('wacht', 'wacht'), ('onderweg', 'onderweg'), ('verstuurd', 'verstuurd'), ('mislukt', 'mislukt'), ('ingetrokken', 'ingetrokken')], default='wacht', max_length=12)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('leased_until', models.DateTimeField(null=True)),
                        ('lease', models.CharField(blank=True, max_length=32)),
                        ('last_error', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('left_alone_at', models.DateTimeField(null=True)),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', '-is_urgent', 'next_attempt_at'], name='outgoing_in_order_of_going'), models.Index(fields=['thread', 'to'], name='outgoing_of_a_thread'), models.Index(fields=['user'], name='outgoing_of_a_person')],
                        'constraints': [models.UniqueConstraint(fields=('cause', 'to'), name='a_cause_mails_a_receiver_once'), models.CheckConstraint(condition=models.Q(('state__in', ['wacht', 'onderweg', 'verstuurd', 'mislukt', 'ingetrokken'])), name='outgoing_state_is_known')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='replytoken',
                    constraint=models.UniqueConstraint(fields=('kind', 'subject_id', 'user'), name='one_token_for_a_person_and_a_subject'),
                ),
                migrations.AddIndex(
                    model_name='inboundmail',
                    index=models.Index(condition=models.Q(('state__in', ['ontvangen', 'gevraagd', 'vastgelopen'])), fields=['received_at'], name='inbound_that_waits'),
                ),
                migrations.AddIndex(
                    model_name='inboundmail',
                    index=models.Index(condition=models.Q(('told_at', None), models.Q(('sentence', ''), _negated=True)), fields=['received_at'], name='inbound_untold'),
                ),
                migrations.AddConstraint(
                    model_name='inboundmail',
                    constraint=models.UniqueConstraint(condition=models.Q(('token__isnull', False)), fields=('token', 'fingerprint'), name='a_mail_is_taken_once_for_a_token'),
                ),
                migrations.AddConstraint(
                    model_name='inboundmail',
                    constraint=models.UniqueConstraint(condition=models.Q(('token', None)), fields=('fingerprint',), name='a_mail_without_a_token_comes_once'),
                ),
                migrations.AddConstraint(
                    model_name='inboundmail',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ontvangen', 'geplaatst', 'gevraagd', 'teruggestuurd', 'gelaten', 'weggegooid', 'vastgelopen'])), name='inbound_state_is_known'),
                ),
            ],
        ),
    ]
