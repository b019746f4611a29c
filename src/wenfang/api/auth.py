"""Who may call: bearer tokens only; a browser's session does not count here."""

from django.http import HttpRequest

from wenfang.accounts.models import User
from wenfang.edge.asking import Visitor, address_of, token_owner
from wenfang.kernel.errors import SignInRequiredError

GUEST = "guest"


def bearer_or_guest(request: HttpRequest) -> User | str:
    """The token's owner, or GUEST without a token; a wrong token is an error, not a guest."""
    return token_owner(request) or GUEST


def bearer(request: HttpRequest) -> User:
    """The token's owner; raises SignInRequiredError without one."""
    caller = bearer_or_guest(request)
    if not isinstance(caller, User):
        raise SignInRequiredError
    return caller


def visitor_of(request: HttpRequest) -> Visitor:
    """The caller of a request that went through ``bearer`` or ``bearer_or_guest``."""
    caller = getattr(request, "auth", None)
    return Visitor(caller if isinstance(caller, User) else None, address_of(request))


def user_of(request: HttpRequest) -> User:
    """The caller of a request that went through ``bearer``."""
    caller = getattr(request, "auth", None)
    if not isinstance(caller, User):
        raise SignInRequiredError
    return caller
