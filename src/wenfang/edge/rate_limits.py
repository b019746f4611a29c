"""How often one visitor may do what costs us something."""

import time

from django.core.cache import cache
from django.http import HttpRequest

from wenfang.edge.asking import visitor
from wenfang.kernel.errors import TooManyRequestsError

# Action: how many times, within how many seconds, for one visitor.
LIMITS = {
    "sign_in": (30, 300),
    "sign_up": (30, 3600),
    "upload": (300, 600),
    "order": (300, 600),
    "report": (20, 600),
    "token": (20, 3600),
    "guest_links": (10, 3600),
}


def limit(request: HttpRequest, action: str) -> None:
    """Count one use; raises TooManyRequestsError with the seconds left once it is too often."""
    most, seconds = LIMITS[action]
    window, elapsed = divmod(int(time.time()), seconds)
    key = f"limit:{action}:{visitor(request).key}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        used = cache.incr(key)
    except ValueError:
        # The window ended between the two calls.
        return
    if used > most:
        raise TooManyRequestsError(seconds=seconds - elapsed)
