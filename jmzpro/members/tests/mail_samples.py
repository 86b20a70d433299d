"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.members import emails


def login_code(cast: SimpleNamespace) -> None:
    emails.send_login_code("sanne@cast.example", "12345678", user=cast.sanne.user, is_real=True)


def security_notice(cast: SimpleNamespace) -> None:
    emails.send_security_notice(cast.anouk.user, "Er is een tweede stap bij het inloggen toegevoegd.")


def invitation(cast: SimpleNamespace) -> None:
    emails.send_invitation(cast.nynke, "invitation:nynke")


SAMPLES = (login_code, security_notice, invitation)
# Asked for a moment ago, or sent once about one's own account.
SINGLE = {"members/mail/login_code", "members/mail/security_notice", "members/mail/invitation"}
