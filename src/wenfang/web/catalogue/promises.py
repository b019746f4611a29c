"""What the site promises, and how much of each promise it keeps today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/promises.html")
