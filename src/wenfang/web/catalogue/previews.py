"""Pictures of free pages and their words: for all once published, for the owner before that."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wenfang.catalogue.access import can_see_preview, is_on_sale
from wenfang.documents.layers import preview_layer
from wenfang.documents.queries import open_preview
from wenfang.edge.asking import token_owner, visitor
from wenfang.kernel.errors import NotFoundError
from wenfang.web.text_layers import layer_svg

# Who has seen a picture may keep it; a cache that many share forgets what is withdrawn or gated.
FOREVER = "public, max-age=31536000, s-maxage=300, immutable"
MINE_ONLY = "private, no-store"


@require_safe
def preview_image(request: HttpRequest, key: str) -> FileResponse:
    """The bytes under a key never change, so browsers keep what is public for good.

    The API lists these addresses, so its tokens open them too.
    """
    file, revision = open_preview(key)
    if not can_see_preview(token_owner(request) or visitor(request).user, revision):
        file.close()
        raise NotFoundError
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = FOREVER if is_on_sale(revision) else MINE_ONLY
    return response


@require_safe
def preview_text(request: HttpRequest, key: str) -> HttpResponse:
    """The words over the picture with this key, for pages that are too far down to come at once.

    Empty for a page without words.
    """
    layer, revision = preview_layer(key)
    if not can_see_preview(visitor(request).user, revision):
        raise NotFoundError
    response = HttpResponse(layer_svg(layer) if layer else "")
    response["Cache-Control"] = FOREVER if is_on_sale(revision) else MINE_ONLY
    return response
