"""Choosing the language of the site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wenfang.accounts.actions.choose_language import choose_language
from wenfang.edge.asking import visitor

ONE_YEAR = 365 * 24 * 3600


# Browsers send no origin from pages under "no-referrer", where Django's check would refuse the
# form; changing the language is nothing that a forged request could gain from.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    answer = redirect(target)
    if language not in dict(settings.LANGUAGES):
        return answer
    if user := visitor(request).user:
        choose_language(user=user, language=language)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer
