"""The index of what is due for review holds every item: SQLite read the facets through it, row by row, when it held live ones alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0004_sharing'),
        ('members', '0002_short_addresses'),
        ('themes', '0004_short_addresses'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='item',
            name='items_to_look_at_again',
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['review_on', 'live'], name='items_due_for_review'),
        ),
    ]
