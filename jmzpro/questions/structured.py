"""A public question as search engines read it: schema.org QAPage. A role and a part of the country, never a name."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from jmzpro.questions import bylines
from jmzpro.questions.models import Answer, Question

# So that no text can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def qa_page(question: Question, answers: Sequence[Answer]) -> SafeString:
    """`question` and `answers` in the public words, as the page shows them; each answer has `helped`."""
    given = [answer for answer in answers if not answer.is_reaction]
    url = settings.BASE_URL + question.get_absolute_url()
    about: dict[str, Any] = {
        "@type": "Question",
        "name": question.title,
        "text": question.text,
        "answerCount": len(given),
        "dateCreated": question.asked_at.isoformat(),
        "author": somebody(bylines.asker_in_words(question)),
        "url": url,
    }
    if given:
        best = max(given, key=lambda answer: (getattr(answer, "helped", 0), -answer.number))
        about["acceptedAnswer"] = answer_of(best, url)
        about["suggestedAnswer"] = [answer_of(answer, url) for answer in given if answer is not best]
    page = {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "nl", "mainEntity": about}
    return mark_safe(json.dumps(page, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 -- nothing in it can end the element


def answer_of(answer: Answer, url: str) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": answer.text,
        "dateCreated": answer.created_at.isoformat(),
        "upvoteCount": getattr(answer, "helped", 0),
        "author": somebody(bylines.public_byline(answer.author)),
        "url": f"{url}#antwoord-{answer.number}",
    }


def somebody(byline: str) -> dict[str, str]:
    return {"@type": "Person", "name": capfirst(byline)}
