"""Who is asking: a signed-in person or a guest, and from where."""

from dataclasses import dataclass

from django.http import HttpRequest

from wenfang.accounts.models import User
from wenfang.accounts.queries import user_of_token
from wenfang.kernel.errors import SignInRequiredError


@dataclass(frozen=True, slots=True)
class Visitor:
    """``key`` names the visitor for limits and remembered answers; ``address`` is the client's."""

    user: User | None
    address: str

    @property
    def key(self) -> str:
        return f"user:{self.user.pk}" if self.user else f"guest:{self.address}"


def visitor(request: HttpRequest) -> Visitor:
    """The person behind a request: by session on pages, by token on the API."""
    token_user = getattr(request, "auth", None)
    if isinstance(token_user, User):
        return Visitor(token_user, address_of(request))
    user = getattr(request, "user", None)
    signed_in = user if isinstance(user, User) and user.is_authenticated else None
    return Visitor(signed_in, address_of(request))


def token_owner(request: HttpRequest) -> User | None:
    """The owner of the request's bearer token, None without one; a wrong token is an error."""
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignInRequiredError
    return user_of_token(token.strip())


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
