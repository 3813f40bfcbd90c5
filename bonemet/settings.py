"""Settings. What differs between installations comes from BONEMET_* variables; README.md lists them."""

from pathlib import Path
from typing import Any

import bootstrap_wrapper
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from bonemet import environment, places, postgresql, sqlite

SQLITE_VERSION = sqlite.use_packaged_sqlite()  # before anything opens a database

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# -- Development or production -----------------------------------------------------------------------------

# True only for `make run`: demonstration accounts, a known key, technical error pages.
DEBUG = environment.flag("DEBUG")

if DEBUG:
    SECRET_KEY = environment.text(
        "SECRET_KEY", "for development only, and everybody knows it: never serve so"
    )
    ALLOWED_HOSTS = environment.development_hosts()
else:
    SECRET_KEY = environment.secret_key()
    ALLOWED_HOSTS = environment.allowed_hosts()
# What records are sealed with: a key of its own, because it must last as long as they do.
SEAL_KEYS = environment.seal_keys(required=not DEBUG)
# The key before the present one, while it is being replaced.
SECRET_KEY_FALLBACKS = environment.old_key("SECRET_KEY_OLD", of="SECRET_KEY")

# -- What it is made of ------------------------------------------------------------------------------------

environment.provider("OIDC_SERVER_URL")
OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = environment.all_or_none(
    "OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"
)
OIDC_NAME = environment.text("OIDC_NAME", "Single sign-on")
OIDC_IS_ON = bool(OIDC_SERVER_URL)
OIDC_CREATES_ACCOUNTS = environment.flag("OIDC_CREATE_ACCOUNTS")
# What real providers lack or name differently.
OIDC_TRUSTED_DOMAINS = environment.domains("OIDC_TRUSTED_DOMAINS")
OIDC_HOSTS = environment.domains("OIDC_HOSTS")
OIDC_USER_FIELD = environment.word("OIDC_USER_FIELD", "sub")
OIDC_CLIENT_AUTH = environment.choice(
    "OIDC_CLIENT_AUTH", ("", "client_secret_basic", "client_secret_post"), default=""
)
OIDC_SCOPE = environment.scopes("OIDC_SCOPE", "openid profile email")
# In which unit, and as what, the provider's groups make somebody a member.
OIDC_GROUPS = environment.groups("OIDC_GROUPS")
OIDC_GROUPS_FIELD = environment.word("OIDC_GROUPS_FIELD", "groups")
environment.only_with(
    "OIDC_SERVER_URL",
    *("OIDC_CREATE_ACCOUNTS", "OIDC_TRUSTED_DOMAINS", "OIDC_HOSTS", "OIDC_USER_FIELD", "OIDC_CLIENT_AUTH"),
    *("OIDC_NAME", "OIDC_SCOPE", "OIDC_GROUPS", "OIDC_GROUPS_FIELD"),
)

# Under which address our own names stand in what is exchanged, and whose numbers identify patients.
FHIR_BASE = environment.address("FHIR_BASE", "https://bonemet.invalid/fhir")
FHIR_PATIENT_SYSTEM = environment.uri("FHIR_PATIENT_SYSTEM")
# Where signed reports go, of units that want it: a FHIR server, or else a folder.
environment.provider("FHIR_SERVER")
FHIR_SERVER = environment.text("FHIR_SERVER").rstrip("/")
FHIR_TOKEN = environment.token("FHIR_TOKEN")
environment.only_with("FHIR_SERVER", "FHIR_TOKEN")
OUTBOX_DIR = environment.folder("OUTBOX_DIR")
# Who may ask for a card on a patient (CDS Hooks): issuer, its keys, and the program's account that sees for
# it; and from pages of which origins.
CDS_CLIENTS = environment.hook_clients("CDS_CLIENTS")
CDS_ORIGINS = environment.origins("CDS_ORIGINS")
environment.only_with("CDS_CLIENTS", "CDS_ORIGINS")
# From whose charts bonemet is launched (SMART App Launch): the FHIR server, our client there and its secret;
# and further hosts that their own description may send people and secrets to.
SMART_ISSUERS = environment.launchers("SMART_ISSUERS")
SMART_HOSTS = environment.domains("SMART_HOSTS")
environment.only_with("SMART_ISSUERS", "SMART_HOSTS")
# In whose pages bonemet may stand in a frame; in nobody's where none is named.
EMBEDDED_IN = environment.origins("EMBEDDED_IN")

INSTALLED_APPS = [
    "assessments.apps.AssessmentsConfig",
    "bonemet.apps.Administration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "bonemet.apps.StaticFiles",
    "bonemet.accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_bootstrap5",
    "crispy_forms",
    "django_htmx",
]

MIDDLEWARE = [
    # First, so that static files, redirects and refusals have their headers too.
    "bonemet.headers.SecurityHeaders",
    "bonemet.programs.AsData",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bonemet.charset.OnlyUtf8",
    "bonemet.proxy.TellOfProxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A compressed page's length differs by chance (Django's mask): no secret is guessed from it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "bonemet.waiting.WaitShortly",
    "bonemet.accounts.sessions.Sessions",
    "bonemet.accounts.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bonemet.headers.RefuseLargeBodies",
    "bonemet.headers.ReadInTime",
    "bonemet.accounts.sessions.SessionLimits",
    "bonemet.accounts.passwords.PasswordFirst",
    "bonemet.accounts.reauthentication.FactorFirst",
    "bonemet.accounts.keys.TellUnreadable",
    "bonemet.pace.TellTooFast",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "assessments.middleware.UnitTime",
    "django_htmx.middleware.HtmxMiddleware",
]

if EMBEDDED_IN:  # that header knows no origins; `frame-ancestors` below names them
    MIDDLEWARE.remove("django.middleware.clickjacking.XFrameOptionsMiddleware")

ROOT_URLCONF = "bonemet.urls"
WSGI_APPLICATION = "bonemet.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `loaders` is left alone on purpose: without Django's cached loader a crispy form takes three times as long.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bonemet.themes.theme",
            ],
            "libraries": {"lucide": "bonemet.icons"},
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# -- Database ----------------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]]
database = places.database_file(VAR_DIR / "bonemet.sqlite3")
if on_postgresql := postgresql.database():
    DATABASES = {"default": on_postgresql}
else:
    places.made(database.parent)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database,
            "CONN_MAX_AGE": 600,
            "OPTIONS": sqlite.options(SQLITE_VERSION),
        }
    }

# Where looks at patients are written down while the database cannot be written (bonemet.unwritten).
UNWRITTEN = database.parent / "unwritten"
# A folder of another file system, for where that one can only be read.
_elsewhere = environment.text("UNWRITTEN")
UNWRITTEN_ELSEWHERE = [Path(_elsewhere) / "unwritten"] if _elsewhere else []

# Where `manage.py backup` puts its folders when it is given none, and `restore` what it replaces.
BACKUP_DIR = places.folder("BACKUPS", VAR_DIR / "backups")

# Where exports wait, a day at most, for the leads who asked for them: of the server's account alone.
EXPORT_DIR = places.folder("EXPORTS", database.parent / "exports")

# Counts log-in attempts and remembers used codes: in the database, which all processes see and none forgets.
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "bonemet.accounts.counters.Counters"}}

# -- Accounts: made by the unit's administrator; log-in by user name, second factor, optional single sign-on

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["bonemet.accounts.adapters.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Length and not being a known password; no rules about kinds of characters (OWASP ASVS 5, 6.2).
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "bonemet.accounts.passwords.LongEnough"},
    {"NAME": "bonemet.accounts.passwords.NotAsBefore"},
    {"NAME": "bonemet.accounts.passwords.NotPredictable"},
    {"NAME": "bonemet.accounts.passwords.NotOfHere"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"max_similarity": 0.6},
    },
]

PASSWORD_WORDS = environment.words("PASSWORD_WORDS")
if BREACHED_PASSWORDS := environment.folder("BREACHED_PASSWORDS"):
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "bonemet.accounts.passwords.NotBreached"})

# Signing, exporting and administering ask for the second factor in every unit, or everything does ("always");
# else each unit decides.
second_factor = environment.choice("SECOND_FACTOR", ("", "0", "1", "always"), default="")
SECOND_FACTOR_REQUIRED = second_factor in ("1", "always")
SECOND_FACTOR_ALWAYS = second_factor == "always"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "bonemet.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
    "password2*",
]  # no sign-up: must agree with the line above
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# How often a password may be tried is counted by bonemet.accounts.limits; `login_failed` is here for codes.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "5/300s/key", "reauthenticate": "10/m/user"}

MFA_ADAPTER = "bonemet.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "bonemet.accounts.second_factor.AddForm",
    "authenticate_webauthn": "bonemet.accounts.second_factor.AuthenticateForm",
    "reauthenticate_webauthn": "bonemet.accounts.second_factor.ReauthenticateForm",
}
USERSESSIONS_ADAPTER = "bonemet.accounts.adapters.SessionsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "bonemet"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts have no e-mail address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

SOCIALACCOUNT_ADAPTER = "bonemet.accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # by a link: bonemet.accounts.single_sign_on says why
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {"provider_class": "bonemet.accounts.single_sign_on.Provider"}
}
if OIDC_IS_ON:
    provider = {"server_url": OIDC_SERVER_URL, "uid_field": OIDC_USER_FIELD, "scope": OIDC_SCOPE}
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sso",
            "name": OIDC_NAME,
            "client_id": OIDC_CLIENT_ID,
            "secret": OIDC_CLIENT_SECRET,
            "settings": provider | {"oauth_pkce_enabled": True, "token_auth_method": OIDC_CLIENT_AUTH},
        }
    ]

# -- Sessions, cookies, transport --------------------------------------------------------------------------

SESSION_COOKIE_AGE = 15 * 60  # idle
SESSION_WRITTEN_EVERY = (
    60  # seconds: a page that is looked at writes nothing more often (bonemet.accounts.sessions)
)
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would lose the way back from single sign-on
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "assessments.views.ended.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
# In the session and not in a cookie, which would carry answers of a patient.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
BROWSER_COOKIE_NAME = "bonemet_browser"  # a browser in which somebody has logged in before
THEME_COOKIE_NAME = "bonemet_theme"  # also read and written by static/js/page.js
LANGUAGE_COOKIE_NAME = "bonemet_language"

# A year; 0 while HTTPS is being tried out. Browsers hold to it for so long, whatever the server says later.
hsts_seconds = environment.whole_number("HSTS_SECONDS", 365 * 24 * 60 * 60, most=10 * 365 * 24 * 60 * 60)
hsts_subdomains = environment.flag("HSTS_SUBDOMAINS", default=True)
# Origins besides the host's own whose forms are taken, where a proxy gives the page another name.
CSRF_TRUSTED_ORIGINS = environment.trusted_origins()

if EMBEDDED_IN:  # in a frame of another site no other cookie is sent; forms carry a token all the same
    SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "None"

if not DEBUG:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_NAME = "__Host-language"
    LANGUAGE_COOKIE_SECURE = True
    BROWSER_COOKIE_NAME = "__Host-browser"
    THEME_COOKIE_NAME = "__Host-theme"
    SECURE_SSL_REDIRECT = True
    # What programs ask is refused by plain HTTP, and never redirected (bonemet.programs).
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$", r"^(fhir|cds-services)(/|$)"]
    SECURE_HSTS_SECONDS = hsts_seconds
    SECURE_HSTS_INCLUDE_SUBDOMAINS = hsts_subdomains
    # Preloading is the decision of whoever owns the hospital's domain.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Only behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For itself, whatever the client sent.
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# At most so many within so many seconds for an account, in each process (bonemet.pace); nobody gets there by
# hand. Times PACE, and without any limit where that is 0.
PACE = environment.whole_number("PACE", 1)
PACES = {
    "records": (600, 5 * 60),  # answers that show a patient
    "reports as PDF": (60, 5 * 60),
    "searches": (120, 5 * 60),
    "exports": (20, 60 * 60),
    "new patients": (120, 60 * 60),
    "pictures": (40, 5 * 60),  # drawn anew
    "questions of programs": (600, 5 * 60),
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)

# Everything from here, nothing inline. data: is for the SVG pictures inside Bootstrap's style sheet and the
# QR code of the second factor.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        # With a nonce for the one rule that repeats a patient's identity on every printed sheet.
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],  # what is shown while the server does not answer
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": EMBEDDED_IN or [NONE],
        "object-src": [NONE],
    }
}

# What a form may send; only where a picture is attached, and only of who has logged in, more is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGE_BODIES = r"/assessments/[0-9a-f-]{36}/lesions/[0-9a-f-]{36}/pictures/"
LARGE_BODY_SIZE = 21 * 1024 * 1024  # a file of 20 MB, and the form around it
# In memory: nothing of a patient lies in a folder for temporary files.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGE_BODY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # bonemet sends no mail

# -- Language and time -------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = environment.time_zone()
USE_I18N = True
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LANGUAGE_CODE = environment.choice("LANGUAGE", ("en", "zh-hans"), "en")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["bonemet.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # for the page on which one logs in; the account keeps the choice
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# -- Static files ------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = places.folder("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", Path(bootstrap_wrapper.__file__).parent.parent / "bootstrap"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# -- Log: to the standard error stream; no query strings, no form contents, nothing of a patient -----------

access_log = places.access_log()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_query": {"()": "bonemet.privacy.WithoutQuery"},
        "by_whom": {"()": "bonemet.privacy.ByWhom"},
    },
    "formatters": {
        "plain": {
            "class": "logging.Formatter" if DEBUG else "bonemet.privacy.WithoutTexts",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"class": "bonemet.log_lines.AsJson"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": environment.choice("LOG_FORMAT", ("plain", "json"), "plain"),
            "filters": ["without_query", "by_whom"],
        },
        "nothing": {"class": "logging.NullHandler"},
        "access": access_log or {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": environment.log_level()},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # The access log a second time, for the hospital's own watch (assessments.models.access).
        "bonemet.access": {
            "handlers": ["access"],
            "level": "INFO" if access_log else "CRITICAL",
            "propagate": False,
        },
        # Statements carry patients' data; not even a debugging level may show them.
        "django.db.backends": {"handlers": ["nothing"], "level": "INFO", "propagate": False},
    },
}

environment.refuse_prefix()
environment.refuse_misspelt()
