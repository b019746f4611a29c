"""The signed link in a guest's mail; it opens the guest's order from any device."""

from django.core import signing

SALT = "wenfang.sales.guest-link"


def guest_path(order_id: str) -> str:
    return f"/orders/open/{signing.dumps(order_id, salt=SALT)}"


def order_id_in(token: str) -> str | None:
    """The order that a link was made for; None if we did not make it. Links do not run out."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
