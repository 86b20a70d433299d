"""Login by a mailed code, on allauth's process: what is asked of a known and of an unknown
address is the same, to the query.
"""

from datetime import timedelta
from typing import Self

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest

from jmzpro.members.account import emails
from jmzpro.members.models import User
from jmzpro.trust import limits

RESENDS = 3


class LoginCode(LoginCodeVerificationProcess):
    """One asking for a code in one browser. It stands in the session, with the code; the tries
    are counted in the database.
    """

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> Self:
        user = User.objects.who_may_log_in(email)
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """The one that this browser is in, unless it is over."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        if stage is None or "email" not in stage.state:
            return None
        process: Self | None = cls.resume(stage)
        return process and cls(stage=process.stage)

    @property
    def email(self) -> str:
        return str(self.state["email"])

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(RESENDS)

    def send(self, skip_enumeration_mails: bool = False) -> None:
        code = get_adapter().generate_login_code()
        if self.user is not None:
            self.state["code"] = code
        emails.send_login_code(self.email, code, user=self.user, is_real=self.user is not None)

    def resend(self) -> None:
        self.send()
        self.record_resend()
        self.persist()

    def may_try(self) -> bool:
        """Count one try; of many at the same moment five are let through."""
        per = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        key = f"login-code:{self.request.session.session_key}/{self.state['at']}"
        return not limits.allow(key, limit=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS, per=per)

    def is_right(self, code: str) -> bool:
        right: bool = compare_user_code(actual=code, expected=self.code)
        return right
