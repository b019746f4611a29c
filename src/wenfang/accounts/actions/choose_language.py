"""A person chooses the language of pages and mail."""

from django.db import transaction

from wenfang.accounts.models import User


def choose_language(*, user: User, language: str) -> None:
    """Remember the choice; the caller has checked that the site speaks it."""
    with transaction.atomic(durable=True):
        User.objects.filter(pk=user.pk).update(language=language)
