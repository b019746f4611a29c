"""Taking a provider's notice into the inbox."""

from collections.abc import Mapping

from django.db import transaction

from wenfang.queue.enqueue import enqueue
from wenfang.sales.models import Notice
from wenfang.sales.providers import gateway_named

NOTICE_LIMIT = 64 * 1024


def receive_notice(*, provider: str, headers: Mapping[str, str], body: bytes) -> Notice:
    """Verify and store a notice; once this returns it may be acknowledged.

    Header names are lower-case. A notice that came before is the row it made then.
    Raises NoticeRefusedError, UnknownGatewayError or SandboxRefusedError.
    """
    verified = gateway_named(provider).parse_notice(headers, body)
    with transaction.atomic(durable=True):
        notice, is_new = Notice.objects.get_or_create(
            provider=provider,
            notice_id=verified.notice_id,
            defaults={
                "reference": verified.reference,
                "headers": _worth_keeping(headers, provider),
                "body": body,
            },
        )
        if is_new:
            enqueue("handle_notice", notice_id=notice.pk)
    return notice


def _worth_keeping(headers: Mapping[str, str], provider: str) -> dict[str, str]:
    """The provider's own headers, which prove the notice; cookies and the like are not ours."""
    return {name: value for name, value in headers.items() if name.startswith(f"{provider}-")}
