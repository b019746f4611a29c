"""How many requests with a body one address may send at the same time."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from wenfang.edge.asking import address_of
from wenfang.edge.errors import told
from wenfang.kernel.errors import TooManyRequestsError

# A body that never ends holds a thread of the server for as long as its sender likes. There are
# 48 (see cli/serve.py), so one sender can never hold them all.
MOST_AT_ONCE = 32
PAUSE_SECONDS = 5


class BodyMiddleware:
    """Refuses, unread, what is beyond MOST_AT_ONCE; whoever sends that much is a program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
            return self.get_response(request)
        with self._counted(address_of(request)) as running:
            if running > MOST_AT_ONCE:
                return _refusal()
            return self.get_response(request)

    @contextmanager
    def _counted(self, address: str) -> Iterator[int]:
        with self._lock:
            self._running[address] += 1
            running = self._running[address]
        try:
            yield running
        finally:
            with self._lock:
                self._running[address] -= 1
                if not self._running[address]:
                    del self._running[address]


def _refusal() -> JsonResponse:
    answer = JsonResponse(told(TooManyRequestsError(seconds=PAUSE_SECONDS)), status=429)
    answer["Retry-After"] = str(PAUSE_SECONDS)
    return answer
