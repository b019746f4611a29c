"""What an address or a method that the API does not have answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from wenfang.api.errors import MethodNotAllowedError
from wenfang.edge.errors import API_PREFIX, told
from wenfang.kernel.errors import NotFoundError


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> JsonResponse:
    return JsonResponse(told(NotFoundError()), status=404)


class MethodShapeMiddleware:
    """Gives refused methods of the API the one shape of errors; the framework answers in text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_plain = isinstance(response, HttpResponseNotAllowed)
        if not is_plain or not request.path.startswith(API_PREFIX):
            return response
        allowed = response["Allow"]
        error = MethodNotAllowedError(method=request.method, allowed=allowed)
        return JsonResponse(told(error), status=405, headers={"Allow": allowed})
