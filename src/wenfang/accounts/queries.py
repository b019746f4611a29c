"""Finding people and their tokens."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from wenfang.accounts.actions.make_token import digest_of
from wenfang.accounts.errors import BadTokenError
from wenfang.accounts.models import ApiToken, Role, User
from wenfang.kernel.clock import now


def user_with_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def user_with_handle(handle: str) -> User | None:
    return User.objects.filter(handle=handle, is_active=True).first()


def operators() -> QuerySet[User]:
    return User.objects.filter(role=Role.OPERATOR, is_active=True)


def moderators() -> QuerySet[User]:
    """Everyone who decides about other people's documents, operators included."""
    return User.objects.filter(role__in=[Role.MODERATOR, Role.OPERATOR], is_active=True)


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return user.api_tokens.order_by("-created_at")


def user_of_token(token: str) -> User:
    """The token's active owner; raises BadTokenError. Notes the use at most once a minute."""
    found = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest_of(token), user__is_active=True)
        .first()
    )
    if found is None:
        raise BadTokenError
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now() - timedelta(minutes=1))
    ApiToken.objects.filter(stale, pk=found.pk).update(last_used_at=now())
    return found.user
