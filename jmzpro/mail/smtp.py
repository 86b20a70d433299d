"""One SMTP connection, used for mail after mail, and what the server's answers mean."""

import re
import smtplib
import ssl
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A server silent this long is asked whether it is still there before the next mail; longer, and the
# connection is made anew.
ASK_AFTER_SECONDS = 5.0
HANG_UP_AFTER_SECONDS = 45.0
TIMEOUT_SECONDS = 15.0
# Refusals that are about what we sent or who we are, not about the receiver's address.
NOT_THE_ADDRESS = re.compile(r"^[45]\.(?:[3-7]\.|2\.[2-9])")
ADDRESS_CODES = {550, 551, 553}


class Unreachable(Exception):
    """The server cannot be talked to, or takes nothing from us now: no mail is to blame."""


class NotNow(Exception):
    """This mail did not get through this time; try it again later."""


class Refused(Exception):
    """This mail is refused for good. `is_address`: because the receiver's address does not exist
    or is closed.
    """

    def __init__(self, sentence: str, *, is_address: bool = False) -> None:
        super().__init__(sentence)
        self.is_address = is_address


@dataclass(frozen=True)
class Server:
    """Where mail goes: `smtp://user:password@host:25/?starttls=1&timeout=15`, or `smtps://…`
    with TLS from the first byte.
    """

    host: str
    port: int
    tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT_SECONDS

    @classmethod
    def from_url(cls, url: str) -> "Server":
        """Raises ImproperlyConfigured with the setting's name for anything that cannot be a mail
        server.
        """
        try:
            parts = urlsplit(url)
            options = dict(parse_qsl(parts.query))
            port = parts.port or (465 if parts.scheme == "smtps" else 25)
            timeout = float(options.pop("timeout", TIMEOUT_SECONDS))
            starttls = options.pop("starttls", "0") in {"1", "true", "yes"}
        except ValueError as error:
            raise ImproperlyConfigured(
                "JMZ_SMTP_URL has a port or timeout that is no number."
            ) from error
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or options or timeout <= 0:
            raise ImproperlyConfigured(
                "JMZ_SMTP_URL must look like smtp://user:password@host:587/?starttls=1 or "
                "smtps://host (options: starttls, timeout)."
            )
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, parts.scheme == "smtps", starttls, user, password, timeout)

    def connect(self) -> smtplib.SMTP:
        """A connection that said hello and logged in; raises OSError or SMTPException."""
        if self.tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.starttls:
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


class SmtpWire:
    """The connection. Not for two threads at once."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.smtp: smtplib.SMTP | None = None
        self.used_at = 0.0

    def send(self, sender: str, receiver: str, content: bytes) -> None:
        """Returns once the server has taken the mail; else raises Unreachable, NotNow or
        Refused.
        """
        smtp = self.with_sender_told(sender, len(content))
        try:
            self.tell_receiver(smtp, receiver)
            self.tell_content(smtp, content)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise NotNow(
                f"De verbinding viel weg onder het versturen ({describe(error)})."
            ) from error
        self.used_at = time.monotonic()

    def with_sender_told(self, sender: str, size: int) -> smtplib.SMTP:
        """MAIL FROM. A connection that the server had enough of is made anew, once."""
        for is_last_try in (self.smtp is None, True):
            smtp = self.opened()
            try:
                code, words = smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else [])
            except (OSError, smtplib.SMTPException) as error:
                code, words = 421, describe(error).encode()
            if code == 250:
                return smtp
            self.drop()
            if code == 552:
                raise Refused(said(code, words))
            if is_last_try:
                break
        raise Unreachable(said(code, words))

    def tell_receiver(self, smtp: smtplib.SMTP, receiver: str) -> None:
        code, words = smtp.rcpt(receiver)
        if code in {250, 251, 252}:
            return
        self.forget_mail(smtp, code)
        if code >= 500:
            raise Refused(said(code, words), is_address=is_about_address(code, words))
        raise NotNow(said(code, words))

    def tell_content(self, smtp: smtplib.SMTP, content: bytes) -> None:
        try:
            code, words = smtp.data(content)
        except smtplib.SMTPDataError as error:
            code, words = error.smtp_code, as_bytes(error.smtp_error)
        if code == 250:
            return
        self.forget_mail(smtp, code)
        if code >= 500:
            raise Refused(said(code, words))
        raise NotNow(said(code, words))

    def forget_mail(self, smtp: smtplib.SMTP, code: int) -> None:
        """Make the connection ready for the next mail; a server that says 421 hangs up."""
        if code == 421:
            self.drop()
            return
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.drop()

    def opened(self) -> smtplib.SMTP:
        if self.smtp is not None and not self.is_alive(self.smtp):
            self.drop()
        if self.smtp is None:
            try:
                self.smtp = self.server.connect()
            except (OSError, smtplib.SMTPException) as error:
                raise Unreachable(
                    f"De mailserver is niet bereikbaar ({describe(error)})."
                ) from error
            self.used_at = time.monotonic()
        return self.smtp

    def is_alive(self, smtp: smtplib.SMTP) -> bool:
        silent = time.monotonic() - self.used_at
        if silent < ASK_AFTER_SECONDS:
            return True
        if silent > HANG_UP_AFTER_SECONDS:
            return False
        try:
            return smtp.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def rest(self) -> None:
        """Nothing to do: hang up politely after a while."""
        if self.smtp is not None and time.monotonic() - self.used_at > HANG_UP_AFTER_SECONDS:
            try:
                self.smtp.quit()
            except (OSError, smtplib.SMTPException):
                self.smtp.close()
            self.smtp = None

    def drop(self) -> None:
        if self.smtp is not None:
            self.smtp.close()
            self.smtp = None


class CapturedWire:
    """The wire of a demo network: every mail counts as sent, nothing leaves the machine.
    `/postvak/` reads the rows.
    """

    def send(self, sender: str, receiver: str, content: bytes) -> None:
        return

    def rest(self) -> None:
        return

    def drop(self) -> None:
        return


def is_about_address(code: int, words: bytes) -> bool:
    """550 5.1.1 is; 550 5.7.1 (policy) and 552 5.2.2 (full) are not."""
    return code in ADDRESS_CODES and not NOT_THE_ADDRESS.match(
        words.decode("utf-8", "replace").strip()
    )


def said(code: int, words: bytes) -> str:
    return f"{code} {' '.join(words.decode('utf-8', 'replace').split())}"[:300]


def as_bytes(words: bytes | str) -> bytes:
    return words.encode() if isinstance(words, str) else words


def describe(error: BaseException) -> str:
    """The error in a few words, without a password or an address in it."""
    if isinstance(error, smtplib.SMTPResponseException):
        return said(error.smtp_code, as_bytes(error.smtp_error))
    return getattr(error, "strerror", None) or type(error).__name__
