from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0011_a_placement_is_taken_back'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='connectedcalendar',
            name='placed_by',
        ),
        migrations.RemoveField(
            model_name='connectedcalendar',
            name='placed_until',
        ),
    ]
