"""For whom an offer lies ready."""

from django.db import models
from django.utils import timezone

from jmzpro.questions.offers.models.offer import Offer


class OfferMatch(models.Model):
    """Something lies ready for somebody: for what they like to fetch, or for an open question of
    theirs. Once for each offer.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    person = models.ForeignKey(
        "members.Person", on_delete=models.CASCADE, related_name="offer_matches"
    )
    question = models.ForeignKey(
        "questions.Question",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offer_matches",
    )
    likeness = models.FloatField(default=0)
    found_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "aanbod dat bij iemand past"
        verbose_name_plural = "aanbod dat bij iemand past"
        ordering = ["-likeness", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "person"], name="an_offer_matches_a_person_once"
            )
        ]
        indexes = [models.Index(fields=["person", "mailed_at"], name="matches_of_a_person")]

    def __str__(self) -> str:
        return f"aanbod {self.offer_id} voor {self.person_id}"
