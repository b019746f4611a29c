"""Download links: signed, good for two days, made anew whenever somebody looks."""

from datetime import timedelta

from django.core import signing

from wenfang.delivery.errors import LinkExpiredError
from wenfang.delivery.models import Entitlement
from wenfang.kernel.errors import NotFoundError

SALT = "wenfang.delivery.download"
LIFETIME = timedelta(hours=48)


def signed_download(entitlement: Entitlement) -> str:
    """The path that hands out the bytes without any other credential, while the right is open."""
    token = signing.TimestampSigner(salt=SALT).sign(entitlement.pk)
    return f"/library/download/{token}"


def entitlement_id_in(token: str) -> str:
    """Raises LinkExpiredError for a link of ours that is too old, NotFoundError for any other."""
    try:
        return signing.TimestampSigner(salt=SALT).unsign(token, max_age=LIFETIME)
    except signing.SignatureExpired:
        raise LinkExpiredError from None
    except signing.BadSignature:
        raise NotFoundError from None
