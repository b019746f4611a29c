"""What can be wrong with a request itself, and how any error is told in the client's language."""

from typing import Any

from django.utils.translation import get_language

from wenfang.kernel.errors import ConflictError, InvalidInputError, WenfangError

API_PREFIX = "/api/"


class KeyReusedError(InvalidInputError):
    code = "idempotency_key_reused"
    message_en = "This Idempotency-Key was used for another request. Please use a new one."
    message_zh = "该 Idempotency-Key 已用于另一个请求，请为新请求使用新的键。"


class StillRunningError(ConflictError):
    code = "still_running"
    message_en = "The first request with this Idempotency-Key is still running. Ask again shortly."
    message_zh = "使用该 Idempotency-Key 的首个请求仍在处理中，请稍后重试。"


class BadKeyError(InvalidInputError):
    code = "bad_idempotency_key"
    message_en = "An Idempotency-Key has 1 to 120 characters."
    message_zh = "Idempotency-Key 的长度应为 1 到 120 个字符。"


def message_of(error: WenfangError) -> str:
    """The error's sentence in the client's language."""
    return error.message(get_language() or "zh")


def told(error: WenfangError) -> dict[str, Any]:
    """The one shape of errors: ``{"error": {"code", "message", "fields"?}}``."""
    body: dict[str, Any] = {"code": error.code, "message": message_of(error)}
    if error.fields:
        body["fields"] = error.fields
    elif error.field:
        body["fields"] = {error.field: body["message"]}
    return {"error": body}
