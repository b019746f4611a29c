"""Creating a user outside the sign-up form: by an operator's command or the demo library."""

from django.db import IntegrityError, transaction

from wenfang.accounts.errors import EmailTakenError, UnknownRoleError
from wenfang.accounts.models import Role, User, new_handle


def create_user(
    *, email: str, role: str = Role.AUTHOR, password: str | None = None, handle: str = ""
) -> User:
    """Make a user; raises EmailTakenError or UnknownRoleError. No password: none works."""
    if role not in Role.values:
        raise UnknownRoleError(role=role)
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTakenError(email=email)
    chosen = handle or _free_handle()
    try:
        with transaction.atomic(durable=True):
            return User.objects.create_user(email, password, role=role, handle=chosen)
    except IntegrityError as error:
        raise EmailTakenError(email=email) from error


def _free_handle() -> str:
    while True:
        handle = new_handle()
        if not User.objects.filter(handle=handle).exists():
            return handle
