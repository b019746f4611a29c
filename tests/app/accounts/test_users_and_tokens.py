"""People, handles, roles and tokens."""

import pytest

from wenfang.accounts.actions.create_user import create_user
from wenfang.accounts.actions.make_token import make_token, revoke_token
from wenfang.accounts.errors import BadTokenError, EmailTakenError, UnknownRoleError
from wenfang.accounts.models import ApiToken
from wenfang.accounts.queries import user_of_token, user_with_email

pytestmark = pytest.mark.django_db(transaction=True)


def test_everyone_gets_a_public_handle_that_is_not_their_address() -> None:
    user = create_user(email="Reader@Example.org")
    assert user.handle.startswith("U-")
    assert user_with_email("reader@example.org") == user


def test_an_address_belongs_to_one_account() -> None:
    create_user(email="reader@example.org")
    with pytest.raises(EmailTakenError):
        create_user(email="READER@example.org")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(UnknownRoleError):
        create_user(email="reader@example.org", role="king")


def test_a_token_names_its_user_and_is_not_stored() -> None:
    user = create_user(email="reader@example.org")
    token = make_token(user=user)
    assert user_of_token(token) == user
    assert not ApiToken.objects.filter(digest=token).exists()


def test_a_revoked_token_opens_nothing() -> None:
    user = create_user(email="reader@example.org")
    token = make_token(user=user)
    revoke_token(user=user, token_id=ApiToken.objects.get().pk)
    with pytest.raises(BadTokenError):
        user_of_token(token)


def test_nobody_revokes_anothers_token() -> None:
    user = create_user(email="reader@example.org")
    other = create_user(email="other@example.org")
    token = make_token(user=user)
    revoke_token(user=other, token_id=ApiToken.objects.get().pk)
    assert user_of_token(token) == user


def test_a_token_of_a_closed_account_opens_nothing() -> None:
    user = create_user(email="reader@example.org")
    token = make_token(user=user)
    user.is_active = False
    user.save()
    with pytest.raises(BadTokenError):
        user_of_token(token)
