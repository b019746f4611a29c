"""Random names for things: unguessable, safe in a path, readable aloud where people quote them."""

import secrets

_LOWER_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_SPOKEN_DIGITS = "23456789"


def new_id() -> str:
    """130 random bits as 26 lower-case letters and digits."""
    return "".join(secrets.choice(_LOWER_BASE32) for _ in range(26))


def new_number(day: str) -> str:
    """A short order number for people, such as ``261122-7394-2658``; not a credential."""
    digits = "".join(secrets.choice(_SPOKEN_DIGITS) for _ in range(8))
    return f"{day}-{digits[:4]}-{digits[4:]}"


def mask(name: str) -> str:
    """The first four characters: enough to find a line in a log, useless as a key."""
    return f"{name[:4]}…"
