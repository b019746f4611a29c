"""What an unknown address under the API answers."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from wenfang.edge.errors import told
from wenfang.kernel.errors import NotFoundError


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> JsonResponse:
    return JsonResponse(told(NotFoundError()), status=404)
