"""Which starter pages this site was ever given."""

from django.db import models


class MadeStarter(models.Model):
    """A starter page is made once: what an editor took away does not come back."""

    address = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address
