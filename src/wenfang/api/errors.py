"""The API's translator: every failure leaves in the one shape of errors."""

import logging

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from wenfang.edge.errors import told
from wenfang.kernel.errors import InvalidInputError, NotFoundError, WenfangError

log = logging.getLogger(__name__)


class MalformedRequestError(InvalidInputError):
    code = "malformed_request"
    http_status = 400
    message_en = "The request could not be read: {reason}"
    message_zh = "无法解析请求：{reason}"


class BodyTooLargeError(InvalidInputError):
    code = "too_large"
    http_status = 413
    message_en = "What was sent with this request is too large."
    message_zh = "这次请求提交的内容过大。"


class MethodNotAllowedError(WenfangError):
    code = "method_not_allowed"
    http_status = 405
    message_en = "This address does not take {method}; it takes {allowed}."
    message_zh = "该地址不支持 {method} 方法；支持的方法：{allowed}。"


def translate_errors(api: NinjaAPI) -> None:
    """Teach ``api`` to answer every exception."""

    def answer(request: HttpRequest, error: WenfangError) -> HttpResponse:
        response = api.create_response(request, told(error), status=error.http_status)
        if error.http_status == 401:
            response["WWW-Authenticate"] = "Bearer"
        if "seconds" in error.details and error.http_status == 429:
            response["Retry-After"] = str(error.details["seconds"])
        return response

    def on_error(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, as_wenfang_error(error))

    for kind in (
        WenfangError,
        Http404,
        ValidationError,
        HttpError,
        SuspiciousOperation,
        MultiPartParserError,
        Exception,
    ):
        api.add_exception_handler(kind, on_error)


def as_wenfang_error(error: Exception | type[Exception]) -> WenfangError:
    """The member of our tree that says what ``error`` means to a client."""
    if isinstance(error, WenfangError):
        return error
    if isinstance(error, Http404):
        return NotFoundError()
    if isinstance(error, ValidationError):
        return InvalidInputError(fields=_fields(error))
    if isinstance(error, HttpError):
        return MalformedRequestError(reason=str(error))
    if isinstance(error, RequestDataTooBig):
        return BodyTooLargeError()
    if isinstance(error, TooManyFieldsSent | TooManyFilesSent | MultiPartParserError):
        return MalformedRequestError(reason=str(error))
    if isinstance(error, SuspiciousOperation):
        return MalformedRequestError(reason="refused")
    log.error("the API failed", exc_info=error if isinstance(error, Exception) else None)
    return WenfangError()


def _fields(error: ValidationError) -> dict[str, str]:
    """Field name to reason; the name is the last part of where the validator found it."""
    return {str(item["loc"][-1]): str(item["msg"]) for item in error.errors if item.get("loc")}
