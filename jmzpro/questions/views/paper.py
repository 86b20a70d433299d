"""A question with its answers on paper, for members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jmzpro.members.access import member_required
from jmzpro.questions.models import Question
from jmzpro.questions.views.questions import answers_for
from jmzpro.work.optional_parts import pdf_available


@require_safe
@member_required
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    """404 where this machine cannot make a PDF: the button does not show there."""
    question = get_object_or_404(
        Question.objects.visible_to(request.user).select_related("asker__organisation", "province"),
        number=number,
    )
    if not pdf_available():
        raise Http404
    answers = [answer for answer in answers_for(request, question) if not answer.is_held]
    html = render_to_string(
        "questions/paper.html", {"question": question, "answers": answers}, request=request
    )
    response = HttpResponse(as_pdf(html), content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"vraag-{question.number}.pdf")
        or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def as_pdf(html: str) -> bytes:
    """Tagged (PDF/UA). Nothing is fetched: the page holds text and its own style only."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetchingError

    class Refusing(URLFetcher):  # type: ignore[misc]
        """A function would do to refuse, but WeasyPrint asks a fetcher whether its errors are
        fatal.
        """

        def fetch(self, url: str, headers: object = None) -> object:
            raise URLFetchingError(f"not fetched: {url}")

    made: bytes = HTML(string=html, url_fetcher=Refusing()).write_pdf(pdf_variant="pdf/ua-1")
    return made
