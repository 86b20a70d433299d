"""Mail that a provider posts to us, read by anymail: `/mail/inkomend/<provider>/`,
docs/e-mail.md.
"""

import logging
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailConfigurationError, AnymailWebhookValidationFailure
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jmzpro.mail.incoming.intake import log_failure, receive
from jmzpro.mail.incoming.verdicts import MOST_BYTES, OutcomeKind

logger = logging.getLogger(__name__)

# Those of anymail's that need nothing but a shared secret or a signature.
PROVIDERS = {
    "mailgun": "MailgunInboundWebhookView",
    "mailjet": "MailjetInboundWebhookView",
    "postmark": "PostmarkInboundWebhookView",
    "sendgrid": "SendGridInboundWebhookView",
    "sparkpost": "SparkPostInboundWebhookView",
}
MOST_POSTED = 2 * MOST_BYTES  # a mail is a third larger in base64


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def inbound(request: HttpRequest, provider: str) -> HttpResponse:
    """200 once the mail is ours, 429 or 503 when the provider must post it again, 403 for who
    does not know the secret.
    """
    if provider not in PROVIDERS:
        raise Http404
    if request.method == "HEAD":
        return HttpResponse()
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_POSTED:
        return HttpResponse(status=413)
    try:
        messages = list(posted(request, provider))
    except AnymailConfigurationError:
        logger.error(
            "Mail posted by %s is refused: its key is not in the settings, see docs/e-mail.md",
            provider,
        )
        raise Http404 from None
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=403)
    except Exception as error:  # what was posted is not what the provider posts
        log_failure("A provider posted what cannot be read", error)
        return HttpResponse(status=400)
    outcomes = [receive(raw, recipients=recipients, trusted=False) for raw, recipients in messages]
    if again := next((outcome for outcome in outcomes if not outcome.is_ours), None):
        response = HttpResponse(status=429 if again.kind is OutcomeKind.TOO_MANY else 503)
        response["Retry-After"] = str(again.wait or 60)
        return response
    return HttpResponse()


def posted(request: HttpRequest, provider: str) -> Iterator[tuple[bytes, list[str]]]:
    """The raw mails in the request and for whom they came. Raises anymail's errors when the
    secret or signature is wrong.
    """
    view: Any = getattr(import_module(f"anymail.webhooks.{provider}"), PROVIDERS[provider])()
    if "json" in (
        request.content_type or ""
    ):  # Django would refuse a body above the limit for forms; ours is above
        request._body = request.read(MOST_POSTED)
    view.run_validators(request)
    for event in view.parse_events(request):
        if event.message is not None:
            recipient = event.message.envelope_recipient
            yield event.message.as_bytes(), [recipient] if recipient else []
