"""Giving a user another password, by an operator's command."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wenfang.accounts.errors import WeakPasswordError
from wenfang.accounts.models import User


def set_password(*, user: User, password: str) -> None:
    """Replace the password; raises WeakPasswordError. Sessions of the old one end."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPasswordError(reasons=" ".join(error.messages)) from error
    with transaction.atomic(durable=True):
        user.set_password(password)
        user.save(update_fields=["password"])
