"""How allauth does things here: mail through the outbox, a free handle, our own limits."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from wenfang.accounts.models import User, new_handle
from wenfang.edge.asking import address_of
from wenfang.edge.rate_limits import limit
from wenfang.notify.steps.write_mail import write_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Named in settings; allauth calls these hooks."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's mail into our outbox, where it waits until it is sent."""
        request = context.get("request") or self.request
        message = self.render_mail(template_prefix, email, {"request": request} | context)
        with transaction.atomic():
            write_mail(
                recipient=email,
                subject=message.subject,
                body=message.body,
                kind=template_prefix.rsplit("/", 1)[-1],
            )

    def format_email_subject(self, subject: str) -> str:
        """Subjects name the site themselves, in the reader's language."""
        return subject

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Give a new person a handle that is free and the language they signed up in."""
        limit(request, "sign_up")
        while User.objects.filter(handle=user.handle).exists():
            user.handle = new_handle()
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count every try, right or wrong, before allauth counts the wrong ones."""
        limit(request, "sign_in")
        super().pre_authenticate(request, **credentials)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the edge trusts; allauth's own reading knows nothing of our proxies."""
        return address_of(request) or "127.0.0.1"
