"""How an error is told to a client, in the client's language."""

from typing import Any

from django.utils.translation import get_language

from wenfang.kernel.errors import WenfangError

API_PREFIX = "/api/"


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
