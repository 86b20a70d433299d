"""Questions that were made public, as an Atom feed."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy

from jmzpro.kit.feeds import SteadyAtom
from jmzpro.questions.models import Question
from jmzpro.questions.question import bylines

NEWEST = 30


class PublicQuestions(Feed[Question, None]):
    feed_type = SteadyAtom
    title = "Durf te Vragen: beantwoorde vragen"
    subtitle = "Vragen van professionals rond jonge mantelzorgers, met wat hielp."
    link = reverse_lazy("questions:list")
    language = "nl"

    def items(self) -> list[Question]:
        found = (
            Question.objects.public().select_related("asker__province").prefetch_related("themes")
        )
        return [
            question.in_public_words()
            for question in found.order_by("-published_at", "-pk")[:NEWEST]
        ]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Question) -> str:
        return item.what_helped or item.text

    def item_pubdate(self, item: Question) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Question) -> datetime | None:
        return item.published_at

    def item_author_name(self, item: Question) -> str:
        return bylines.asker_in_words(item)

    def item_categories(self, item: Question) -> list[str]:
        return [theme.name for theme in item.themes.all()]
