"""Where payment providers send their notices."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wenfang.kernel.errors import WenfangError
from wenfang.sales.actions.receive_notice import NOTICE_LIMIT, receive_notice


@csrf_exempt
@require_POST
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """Acknowledge once the notice is in the inbox; what it means is asked for later."""
    if len(request.body) > NOTICE_LIMIT:
        return HttpResponse(status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        receive_notice(provider=provider, headers=headers, body=request.body)
    except WenfangError as error:
        return JsonResponse({"code": error.code}, status=error.http_status)
    return JsonResponse({"code": "success"})
