"""Signing up and in, tokens, language: what allauth does here, and what is ours."""

import re

import pytest
from django.core import mail

from wenfang.accounts.actions.make_token import make_token
from wenfang.accounts.errors import BadTokenError
from wenfang.accounts.models import User
from wenfang.accounts.queries import tokens_of, user_of_token
from wenfang.notify.models import OutgoingMail

NEW = {"email": "new@example.org", "password1": "correct horse 77"}


def test_signing_up_makes_a_person_with_a_handle_and_a_mail_in_the_outbox(client, db):
    client.post("/accounts/signup/", NEW)

    user = User.objects.get()
    assert re.fullmatch(r"U-\d{5,7}", user.handle)
    assert client.get("/accounts/profile").status_code == 200
    letter = OutgoingMail.objects.get(recipient="new@example.org")
    assert "/accounts/confirm-email/" in letter.body
    assert mail.outbox == []


def test_the_link_in_the_mail_confirms_the_address(client, db):
    client.post("/accounts/signup/", NEW)
    assert "未确认" in client.get("/accounts/profile").content.decode()
    (link,) = re.findall(r"http://\S+", OutgoingMail.objects.get().body)

    client.post("/" + link.split("/", 3)[3])
    assert "未确认" not in client.get("/accounts/profile").content.decode()


def test_a_password_that_is_too_short_is_told_in_the_readers_language(client, db):
    answer = client.post("/accounts/signup/", NEW | {"password1": "short"})
    assert "密码太短" in answer.content.decode()
    assert not User.objects.exists()


def test_signing_in_works_with_the_password_and_not_without(client, buyer):
    form = {"login": buyer.email, "password": "wrong password"}
    assert "邮箱或密码不正确" in client.post("/accounts/login/", form).content.decode()

    client.post("/accounts/login/", form | {"password": "a long password"})
    assert client.get("/accounts/profile").status_code == 200


def test_trying_passwords_without_end_is_stopped(client, buyer, monkeypatch):
    from wenfang.edge import rate_limits

    monkeypatch.setitem(rate_limits.LIMITS, "sign_in", (2, 300))
    form = {"login": "nobody@example.org", "password": "wrong password"}
    answers = [client.post("/accounts/login/", form).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_a_forgotten_password_is_replaced_through_the_mail(client, buyer):
    client.post("/accounts/password/reset/", {"email": buyer.email})
    (link,) = re.findall(r"http://\S+", OutgoingMail.objects.get().body)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    address = page.redirect_chain[-1][0]

    client.post(address, {"password1": "another horse 88", "password2": "another horse 88"})
    buyer.refresh_from_db()
    assert buyer.check_password("another horse 88")


def test_a_token_is_shown_once_and_works(client, buyer):
    client.force_login(buyer)
    made = client.post("/accounts/tokens", {"name": "脚本"}).content.decode()
    (token,) = re.findall(r"wf_[\w-]+", made)

    assert user_of_token(token) == buyer
    assert token not in client.get("/accounts/profile").content.decode()


def test_a_revoked_token_is_refused_and_nobody_revokes_mine(client, buyer, author):
    token = make_token(user=buyer)
    row = tokens_of(buyer).get()
    client.force_login(author)
    client.post(f"/accounts/tokens/{row.pk}/revoke")
    assert user_of_token(token) == buyer

    client.force_login(buyer)
    client.post(f"/accounts/tokens/{row.pk}/revoke")
    with pytest.raises(BadTokenError):
        user_of_token(token)


def test_the_chosen_language_is_kept_for_the_next_page_and_for_mail(client, buyer):
    client.force_login(buyer)
    client.post("/accounts/language", {"language": "en", "next": "/library/"})

    assert "My library" in client.get("/library/").content.decode()
    buyer.refresh_from_db()
    assert buyer.language == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_choosing_a_language_never_leads_to_another_site(client, db, target):
    answer = client.post("/accounts/language", {"language": "en", "next": target})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client, db):
    answer = client.post("/accounts/language", {"language": "tlh", "next": "/library/"})
    assert "wenfang_language" not in answer.cookies


@pytest.mark.parametrize(
    "path",
    ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-x-y/"],
)
def test_every_page_of_allauth_wears_our_design(client, db, path):
    page = client.get(f"/accounts/{path}").content.decode()
    assert 'class="panel entrance__card stack"' in page


@pytest.mark.parametrize("path", ["email/", "password/change/", "logout/", "reauthenticate/"])
def test_every_page_for_members_wears_our_design(client, buyer, path):
    client.post("/accounts/login/", {"login": buyer.email, "password": "a long password"})
    answer = client.get(f"/accounts/{path}", follow=True)
    assert "css/account.css" in answer.content.decode()
