"""Errors as pages: what happened, whose fault it is, and where to go from here."""

import logging
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wenfang.edge.errors import API_PREFIX, message_of
from wenfang.kernel.errors import SignInRequiredError, TooManyRequestsError, WenfangError

log = logging.getLogger(__name__)

TITLES = {
    401: _("Please sign in"),
    403: _("This is not open to you"),
    404: _("There is nothing here"),
    409: _("Something has changed meanwhile"),
    410: _("This is no longer here"),
    413: _("This file is too large"),
    422: _("This cannot be used as it is"),
    429: _("A little slower, please"),
    503: _("Not available for the moment"),
}
OUR_FAULT = _("Something broke on our side")


class ErrorPageMiddleware:
    """Turns each WenfangError of a page into a page; the API has its own translator."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, WenfangError) or request.path.startswith(API_PREFIX):
            return None
        if isinstance(exception, SignInRequiredError) and request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        return error_page(request, exception)


def error_page(request: HttpRequest, error: WenfangError) -> HttpResponse:
    """The page for one error, with the error's own status."""
    status = error.http_status
    if status >= 500:
        log.error("%s on %s", error.code, request.path, exc_info=error)
    context = {
        "status": status,
        "title": TITLES.get(status, OUR_FAULT),
        "text": message_of(error),
    }
    response = render(request, "error.html", context, status=status)
    if isinstance(error, TooManyRequestsError):
        response["Retry-After"] = str(error.details.get("seconds", 60))
    return response
