"""Shapes that several resources share."""

from typing import Any

from ninja import Schema


class ErrorBody(Schema):
    code: str
    message: str
    fields: dict[str, str] | None = None


class ErrorShape(Schema):
    error: ErrorBody


# Documented on every operation; the translator in errors.py produces them.
ERRORS: dict[Any, Any] = dict.fromkeys(
    (400, 401, 403, 404, 409, 413, 422, 429, 503, 507), ErrorShape
)
