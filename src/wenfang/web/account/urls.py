"""Addresses of signing in, the profile and the language."""

from django.urls import include, path

from wenfang.web.account import language, profile

own = [
    path("profile", profile.show, name="profile-show"),
    path("tokens", profile.token_create, name="token-create"),
    path("tokens/<int:token_id>/revoke", profile.token_revoke, name="token-revoke"),
    path("language", language.choose, name="language-set"),
]

urlpatterns = [
    path("", include((own, "account"))),
    path("", include("allauth.account.urls")),
]
