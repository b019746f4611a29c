"""Making and revoking bearer tokens for the API."""

import hashlib
import secrets

from django.db import transaction

from wenfang.accounts.models import ApiToken, User

PREFIX = "wf_"


def digest_of(token: str) -> str:
    """What is stored of a token: its SHA-256, which is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(*, user: User, name: str = "") -> str:
    """Make a token and return it; it cannot be read again later."""
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic(durable=True):
        ApiToken.objects.create(user=user, digest=digest_of(token), name=name[:80])
    return token


def revoke_token(*, user: User, token_id: int) -> None:
    """Forget one of the user's own tokens; silently fine when it is already gone."""
    with transaction.atomic(durable=True):
        ApiToken.objects.filter(user=user, pk=token_id).delete()
