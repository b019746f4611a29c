"""The author's own documents, with the place to drop new ones."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wenfang.catalogue.standing import STANDINGS, StandingDocument, with_standing
from wenfang.documents.queries import documents_of
from wenfang.web.asking import member
from wenfang.web.paging import paged
from wenfang.web.studio.presenting import document_rows, standing_labels

PAGE_SIZE = 20


@require_safe
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    mine = with_standing(documents_of(member(request)))
    chosen = request.GET.get("state", "")
    shown = mine.filter(standing=chosen) if chosen in STANDINGS else mine
    context = paged(shown, request, PAGE_SIZE)
    rows = document_rows(list(context["page_obj"].object_list))
    return render(
        request,
        "studio/home.html",
        context
        | {
            "rows": rows,
            "has_unfinished": any(row.is_unfinished for row in rows),
            "filters": _filters(mine, chosen),
            "max_upload": settings.WENFANG_MAX_UPLOAD,
        },
    )


def _filters(mine: QuerySet[StandingDocument], chosen: str) -> list[dict[str, object]]:
    """One entry per standing that occurs, and one for everything."""
    labels = standing_labels()
    counted = mine.order_by().values_list("standing").annotate(count=Count("pk"))
    counts: dict[str, int] = dict(counted)
    entries = [
        {"state": "", "label": _("All"), "count": sum(counts.values()), "chosen": not chosen}
    ]
    for standing in STANDINGS:
        if counts.get(standing) or standing == chosen:
            entries.append(
                {
                    "state": standing,
                    "label": labels[standing],
                    "count": counts.get(standing, 0),
                    "chosen": standing == chosen,
                }
            )
    return entries
