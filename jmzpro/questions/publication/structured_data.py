"""A public question as search engines read it: schema.org QAPage. A role and a part of the
country, never a name.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from jmzpro.kit.structured_data import as_json_ld
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.question import bylines


def qa_page(question: Question, answers: Sequence[Answer]) -> SafeString:
    """`question` and `answers` in the public words, as the page shows them; each answer has
    `helped`.
    """
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
        about["suggestedAnswer"] = [
            answer_of(answer, url) for answer in given if answer is not best
        ]
    return as_json_ld({"@type": "QAPage", "inLanguage": "nl", "mainEntity": about})


def answer_of(answer: Answer, url: str) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": answer.text,
        "dateCreated": answer.created_at.isoformat(),
        "upvoteCount": getattr(answer, "helped", 0),
        "author": somebody(bylines.author_in_words(answer)),
        "url": f"{url}#antwoord-{answer.number}",
    }


def somebody(byline: str) -> dict[str, str]:
    return {"@type": "Person", "name": capfirst(byline)}
