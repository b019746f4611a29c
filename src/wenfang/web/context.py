"""What every template may use: the chosen theme and the public address of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEME_COOKIE = "wenfang_theme"
THEMES = frozenset({"light", "dark"})


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for each page; ``theme`` is empty when the reader follows the system."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": theme if theme in THEMES else "",
        "site_url": settings.WENFANG_URL,
        "is_demo": settings.WENFANG_MODE == "demo",
    }
