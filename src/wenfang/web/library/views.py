"""What a person has bought."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wenfang.delivery.queries import entitlements_of
from wenfang.web.asking import member

PAGE_SIZE = 30


@require_safe
@login_required
@never_cache
def shelf(request: HttpRequest) -> HttpResponse:
    pages = Paginator(entitlements_of(member(request)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "library/shelf.html", {"page": page})
