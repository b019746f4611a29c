"""How many requests with a body one address may send at the same time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from wenfang.edge.asking import address_of
from wenfang.edge.crowding import PAUSE_SECONDS, Crowd
from wenfang.edge.errors import told
from wenfang.kernel.errors import TooManyRequestsError


class BodyMiddleware:
    """Refuses, unread, what is too much at once; whoever sends that much is a program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._senders = Crowd()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
            return self.get_response(request)
        address = address_of(request)
        if not self._senders.enter(address):
            return _refusal()
        try:
            return self.get_response(request)
        finally:
            self._senders.leave(address)


def _refusal() -> JsonResponse:
    answer = JsonResponse(told(TooManyRequestsError(seconds=PAUSE_SECONDS)), status=429)
    answer["Retry-After"] = str(PAUSE_SECONDS)
    return answer
