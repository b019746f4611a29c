"""Who is behind a page request, for views that need a certain person."""

from django.http import HttpRequest

from wenfang.accounts.models import User
from wenfang.edge.asking import visitor
from wenfang.kernel.errors import NotFoundError, SignInRequiredError


def member(request: HttpRequest) -> User:
    """Returns who is signed in, raising SignInRequiredError for guests."""
    user = visitor(request).user
    if user is None:
        raise SignInRequiredError
    return user


def moderator(request: HttpRequest) -> User:
    """Returns the signed-in moderator or operator; the page does not exist for anybody else."""
    user = member(request)
    if not user.is_moderator:
        raise NotFoundError
    return user


def operator(request: HttpRequest) -> User:
    """Returns the signed-in operator; the page does not exist for anybody else."""
    user = member(request)
    if not user.is_operator:
        raise NotFoundError
    return user
