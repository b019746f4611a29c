"""Who people are: a user with an e-mail address, a public handle and a role, and API tokens."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from wenfang.kernel.clock import now
from wenfang.kernel.ids import new_id


class Role(models.TextChoices):
    AUTHOR = "author", "author"
    MODERATOR = "moderator", "moderator"
    OPERATOR = "operator", "operator"


def new_handle() -> str:
    """A public author id such as ``U-31517``; callers retry when it is taken."""
    return f"U-{10_000 + secrets.randbelow(9_990_000)}"


class UserManager(BaseUserManager["User"]):
    """Creates users the way Django's tools expect; people sign up through allauth."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, role=Role.OPERATOR, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Everyone may publish; moderators decide cases; operators run the site."""

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    handle = models.CharField(max_length=24, unique=True, default=new_handle)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.AUTHOR)
    language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.handle

    @property
    def is_operator(self) -> bool:
        return self.role == Role.OPERATOR

    @property
    def is_moderator(self) -> bool:
        return self.role in {Role.MODERATOR, Role.OPERATOR}


class ApiToken(models.Model):
    """A bearer token, kept only as its SHA-256."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or f"token {self.pk}"
