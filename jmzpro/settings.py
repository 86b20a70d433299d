"""The one settings file. Everything an operator can choose comes from the environment and is
described in docs/operations.md.
"""

import gc
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# Reading in the code makes a million objects that stay. To look through them for rubbish each few
# hundred took a fifth of starting.
gc.set_threshold(50_000, 20, 50)

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The variable; what is empty takes its default."""
    return os.environ.get(name, "").strip() or default


def env_flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "ja", "on"}


DATA_DIR = Path(env("JMZ_DATA_DIR") or BASE_DIR / "var")
DEBUG = env_flag("JMZ_DEBUG")
PORT = int(env("PORT")) if env("PORT").isdigit() else 8000
# Where `manage.py run` listens. Only this machine, unless the operator says otherwise.
BIND = env("JMZ_BIND", "127.0.0.1")
WEB_PROCESSES = int(env("JMZ_WEB_PROCESSES", "1"))
# The words that let a demo network be seen from elsewhere: trust/installation.py.
DEMO_ADDRESS_OK = env("JMZ_DEMO_ADDRESS_OK")
# Fills an empty database when a demo network is asked for.
DEMO_NETWORK = "jmzpro.demo.network.build"
BASE_URL = env("JMZ_BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
BASE_HOST = urlsplit(BASE_URL).hostname or "127.0.0.1"
SECURE = BASE_URL.startswith("https://")


def kept_secret(name: str) -> str:
    """The secret from the environment, else one made on first use and kept in the data folder
    (mode 600).
    """
    given = env(name)
    if given:
        return given
    path = DATA_DIR / name.removeprefix("JMZ_").lower().replace("_", "-")
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)  # the first process wins; the others read what it wrote
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


SECRET_KEY = kept_secret("JMZ_SECRET_KEY")
# Encrypts the raw mail that is kept for a week; apart from SECRET_KEY so that either can be
# replaced alone.
MAIL_KEY = kept_secret("JMZ_MAIL_KEY")

ALLOWED_HOSTS = env("JMZ_HOSTS").replace(",", " ").split() or [
    BASE_HOST,
    "127.0.0.1",
    "localhost",
    "[::1]",
]
ROOT_URLCONF = "jmzpro.urls"
WSGI_APPLICATION = "jmzpro.wsgi.application"

INSTALLED_APPS = [
    "jmzpro.demo",
    "jmzpro.held",
    "jmzpro.office",
    "jmzpro.pages",
    "jmzpro.questions",
    "jmzpro.library",
    "jmzpro.agenda",
    "jmzpro.support",
    "jmzpro.letters",
    "jmzpro.members",
    "jmzpro.themes",
    "jmzpro.search",
    "jmzpro.mail",
    "jmzpro.media",
    "jmzpro.api",
    "jmzpro.work",
    "jmzpro.helplines",
    "jmzpro.page_cache",
    "jmzpro.trust",
    "jmzpro.places",
    "jmzpro.text",
    "jmzpro.kit",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "jmzpro.api.middleware.ApiMiddleware",
    "jmzpro.trust.middleware.DemoMiddleware",
    "jmzpro.office.middleware.AdminPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "jmzpro.trust.middleware.FitTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jmzpro.page_cache.cache.KeptPagesMiddleware",
    "jmzpro.pages.middleware.LanguagePathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "jmzpro.trust.middleware.CrossOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jmzpro.helplines.middleware.HelpLinesMiddleware",
    "jmzpro.trust.danger.DangerMiddleware",
    "jmzpro.members.middleware.PrivatePagesMiddleware",
    "jmzpro.members.middleware.LastSeenMiddleware",
    "jmzpro.members.middleware.OfficeMiddleware",
    "jmzpro.members.middleware.FormerMembersMiddleware",
    "jmzpro.held.middleware.HeldTextsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jmzpro.kit.context.site",
                "jmzpro.trust.context.danger",
                "jmzpro.trust.context.installation",
            ],
            "builtins": ["jmzpro.kit.templatetags.kit"],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True  # what Django 6 does by itself
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name?sslmode=require` or `sqlite:///path`; SQLite in
    the data folder when empty.
    """
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": (parts.path.removeprefix("/") and Path(f"/{parts.path.lstrip('/')}"))
        or DATA_DIR / "jmzpro.sqlite3",
        "CONN_MAX_AGE": 60,  # seconds; opening the file and setting it up is a twentieth of a page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-32000;"
            ),
        },
    }


# Where things are kept.
DATABASES = {"default": database(env("JMZ_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Whole pages for visitors, until something is written. Not while developing: a template that
# changes writes nothing.
KEEP_PAGES = not DEBUG
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = []

LANGUAGE_CODE = "nl"
# Dutch is the language of the site; in the others there can be a few pages for parents and young
# people (jmzpro/pages/languages.py).
LANGUAGES = [
    ("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("tr", "Türkçe"), ("pl", "Polski"), ("uk", "Українська"),  # noqa: E501
    ("fr", "Français"),
]  # fmt: skip
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# Files: ours to serve, those of editors, and those that only some may see.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files that only some may see; never below MEDIA_ROOT, always through a view that asks
# `visible_to`.
PRIVATE_ROOT = DATA_DIR / "private"
SEARCH_INDEX_DIR = DATA_DIR / "search-index"
STORAGES = {
    "default": {"BACKEND": "jmzpro.media.storage.WholeFileStorage"},
    "private": {"BACKEND": "jmzpro.media.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = (
    100  # more than a form takes, so that the form can say so with what was typed still there
)
FILE_UPLOAD_HANDLERS = [
    "jmzpro.media.upload_handlers.RequestSizeHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640

# What a browser may do, and how we know who it is.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("JMZ_BEHIND_PROXY") else None
)
X_FRAME_OPTIONS = "DENY"
# How many proxies in front of us write X-Forwarded-For; 0 means the peer's own address counts.
TRUSTED_PROXIES = int(env("JMZ_TRUSTED_PROXIES", "0"))
# How often one address may ask the API something, in each web process.
API_PER_MINUTE = int(env("JMZ_API_PER_MINUTE", "240"))
# The Kennisbank: whether links to other sites are visited in the background (never in a demo), and
# how many days the owner of an item has to say that it still holds before readers are told that
# nobody did.
CHECK_LINKS = env_flag("JMZ_CHECK_LINKS", default=True)
# Only for a machine where calendars are tried out: addresses of our own network may be fetched.
CALENDARS_INSIDE = env_flag("JMZ_CALENDARS_INSIDE")
LIBRARY_DOUBT_DAYS = int(env("JMZ_LIBRARY_DOUBT_DAYS", "60"))
SILENCED_SYSTEM_CHECKS = [
    "security.W003"
]  # CrossOriginMiddleware takes the place of token-based CSRF: docs/decisions/0004

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/beheer/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# Mail. In a demo network nothing leaves the machine: docs/e-mail.md.
MAIL_FROM = env("JMZ_MAIL_FROM", "JMZ Pro <netwerk@jmzpro.example>")
MAIL_REPLY_DOMAIN = env("JMZ_MAIL_REPLY_DOMAIN", "antwoord.jmzpro.example")
MAIL_AUTHSERV_ID = env("JMZ_MAIL_AUTHSERV_ID")
SMTP_URL = env("JMZ_SMTP_URL", "smtp://127.0.0.1:25")
LMTP_ADDRESS = env("JMZ_LMTP_ADDRESS", f"127.0.0.1:{PORT + 24}")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
# Nothing in this product sends mail around the outbox; what still tries ends in it.
EMAIL_BACKEND = "jmzpro.mail.backend.OutboxBackend"
ANYMAIL = {"WEBHOOK_SECRET": env("JMZ_MAIL_WEBHOOK_SECRET") or secrets.token_urlsafe(24)}
if env("JMZ_MAILGUN_SIGNING_KEY"):
    ANYMAIL["MAILGUN_WEBHOOK_SIGNING_KEY"] = env("JMZ_MAILGUN_SIGNING_KEY")

# Logging in: a mailed code or a passkey, and a second factor for the office (allauth;
# jmzpro/members/).
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/mijn/"
ACCOUNT_ADAPTER = "jmzpro.members.account.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
ACCOUNT_LOGIN_TIMEOUT = 35 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = False  # ours are in trust.limits, shared by all processes
MFA_ADAPTER = "jmzpro.members.account.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "JMZ Pro"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False

# Wagtail: pages and the office.
# The office is small: who may write a page may publish it, and nobody waits for "Moderators
# approval".
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_SITE_NAME = "JMZ Pro"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "odt", "png", "jpg", "jpeg"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # every document is a download
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "jmzpro.work.logs.LineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("JMZ_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "fontTools": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # it would log which key was registered
        "weasyprint": {"level": "ERROR"},
        "mail.log": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
