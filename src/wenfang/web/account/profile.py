"""A person's own page: handle, address, language and tokens."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wenfang.accounts.actions.make_token import make_token, revoke_token
from wenfang.accounts.models import User
from wenfang.accounts.queries import tokens_of
from wenfang.edge.rate_limits import limit
from wenfang.web.asking import member


@require_safe
@login_required
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, member(request))


@require_POST
@login_required
@never_cache
def token_create(request: HttpRequest) -> HttpResponse:
    """Make a token and show it on this one answer; a reload does not show it again."""
    user = member(request)
    limit(request, "token")
    name = request.POST.get("name", "").strip()
    fresh = make_token(user=user, name=name)
    return _page(request, user, fresh_token=fresh)


@require_POST
@login_required
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    revoke_token(user=member(request), token_id=token_id)
    messages.success(request, _("The token no longer works."))
    return redirect("account:profile-show")


def _page(request: HttpRequest, user: User, fresh_token: str = "") -> HttpResponse:
    confirmed = EmailAddress.objects.filter(user=user, email=user.email, verified=True)
    return render(
        request,
        "account/profile.html",
        {
            "tokens": tokens_of(user),
            "fresh_token": fresh_token,
            "address_verified": confirmed.exists(),
        },
    )
