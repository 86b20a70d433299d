"""How allauth works here: no open sign-up, no passwords, its mails go through the outbox, its
words are ours.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jmzpro.members.access import is_office, with_next


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The office invites; nobody signs up by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Somebody who was blocked between asking for the code and typing it is told no more
        than anybody with a wrong code.
        """
        if user.may_log_in:
            return None
        clear_login(request)
        return redirect("members:login")

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **kwargs: Any
    ) -> HttpResponse:
        """Whoever comes for the first time gets the first minute, and then what they came for."""
        person = getattr(user, "person", None)
        if person is not None and person.is_active and person.welcomed_at is None:
            wanted = (
                redirect_url
                if redirect_url and not redirect_url.startswith(reverse("members:welcome"))
                else ""
            )
            redirect_url = with_next("members:welcome", wanted)
        response: HttpResponse = super().post_login(
            request, user, redirect_url=redirect_url, **kwargs
        )
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Kept with a session by allauth. We keep no addresses: rate limits have their own way
        to them.
        """
        return "0.0.0.0"  # noqa: S104

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say what happened; allauth's own messages would say it twice."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail about an account is a function of `emails.py`; one that allauth wants to
        send by itself is a mistake of ours.
        """
        raise RuntimeError(
            f"allauth wants to send {template_prefix!r}: give it a function in "
            "members/account/emails.py"
        )


class MfaAdapter(DefaultMFAAdapter):
    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Only the office must give a second factor at login. To others a passkey is another way
        in, not one more step.
        """
        return is_office(user) and bool(super().is_mfa_enabled(user, types))

    def get_totp_issuer(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the address of the site, whatever name a request came by;
        `localhost` may be used beside it.
        """
        is_local = context.request.get_host().partition(":")[0] == "localhost"
        return {
            "id": "localhost" if is_local else settings.BASE_HOST,
            "name": settings.MFA_TOTP_ISSUER,
        }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        return "Passkey"
