"""Django's settings, composed from the environment (see environ.py for the table)."""

from pathlib import Path

import dj_database_url

from wenfang.config.environ import read, read_flag, read_list
from wenfang.config.mail import mail_settings
from wenfang.config.secrets import secret_of

PACKAGE = Path(__file__).resolve().parent.parent
WENFANG_MODE = read("WENFANG_MODE")
WENFANG_DATA = Path(read("WENFANG_DATA")).resolve()
WENFANG_PORT = int(read("PORT"))
WENFANG_BIND = read("WENFANG_BIND")
WENFANG_URL = (read("WENFANG_URL") or f"http://127.0.0.1:{WENFANG_PORT}").rstrip("/")
WENFANG_REVIEW = read_flag("WENFANG_REVIEW")
WENFANG_MAX_UPLOAD = int(read("WENFANG_MAX_UPLOAD_MB")) * 1024 * 1024
WENFANG_PRESS_WORKERS = int(read("WENFANG_PRESS_WORKERS"))
WENFANG_PRESS_SECONDS = float(read("WENFANG_PRESS_SECONDS"))
WENFANG_CLAMD = read("WENFANG_CLAMD")
WENFANG_GATEWAYS = read_list("WENFANG_GATEWAYS") or (["sandbox"] if WENFANG_MODE == "demo" else [])
WENFANG_TRUSTED_PROXIES = read_list("WENFANG_TRUSTED_PROXIES")
WENFANG_PRESS_CACHE = WENFANG_DATA / "press"
WENFANG_FONTS = WENFANG_DATA / "fonts"
WENFANG_SEARCH_INDEX = WENFANG_DATA / "index"
WENFANG_SANDBOX_FOLDER = WENFANG_DATA / "sandbox"

DEBUG = False
SECRET_KEY = read("WENFANG_SECRET_KEY") or secret_of(WENFANG_DATA, "secret-key")
ALLOWED_HOSTS = read_list("WENFANG_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "wenfang.config.urls"
WSGI_APPLICATION = "wenfang.config.wsgi.application"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "ninja",
    "allauth",
    "allauth.account",
    "wenfang.accounts",
    "wenfang.notify",
    "wenfang.documents",
    "wenfang.catalogue",
    "wenfang.delivery",
    "wenfang.sales",
    "wenfang.trust",
    "wenfang.edge",
    "wenfang.web",
    "wenfang.config.apps.WiringConfig",
]

MIDDLEWARE = [
    "wenfang.edge.proxies.ProxyMiddleware",
    "wenfang.edge.bodies.BodyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wenfang.edge.compression.TextCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wenfang.web.error_pages.ErrorPageMiddleware",
    "wenfang.api.missing.MethodShapeMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "wenfang.web.context.site",
            ],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": WENFANG_DATA / "wenfang.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0;"
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
        ),
    },
}
_database_url = read("DATABASE_URL")
DATABASES = {
    "default": dj_database_url.parse(_database_url, conn_max_age=60) if _database_url else SQLITE
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Uploads as they came, by SHA-256. Nothing here is ever served without an entitlement.
    "blobs": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WENFANG_DATA / "blobs", "file_permissions_mode": 0o600},
    },
    # What the press made: the whole document as PDF. Never served.
    "pressed": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WENFANG_DATA / "pressed", "file_permissions_mode": 0o600},
    },
    # Pictures of free pages, under names that cannot be guessed.
    "previews": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": WENFANG_DATA / "previews", "file_permissions_mode": 0o600},
    },
}
FILE_UPLOAD_TEMP_DIR = str(WENFANG_DATA / "tmp")
FILE_UPLOAD_HANDLERS = ["wenfang.edge.uploads.BoundedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = WENFANG_DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "press", "bulk", "money"],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "wenfang.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = read("WENFANG_LANGUAGE")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "wenfang_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

SESSION_COOKIE_NAME = "wenfang_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "wenfang_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = WENFANG_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [WENFANG_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

globals().update(mail_settings(WENFANG_MODE, WENFANG_DATA))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "wenfang.kernel.log_lines.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read("WENFANG_LOG_LEVEL")},
    # These tell every address that they ask or load, which is noise at best.
    "loggers": {"httpx": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}},
}
