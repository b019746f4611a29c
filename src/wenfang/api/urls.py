"""The API's addresses: one router per resource."""

from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI

from wenfang.api.documents import router as documents
from wenfang.api.errors import translate_errors
from wenfang.api.missing import nothing_here
from wenfang.api.orders import router as orders
from wenfang.api.parsing import TextParser

api = NinjaAPI(
    title="Wenfang 文坊",
    version="1",
    description="Publish, find, buy and download documents. Amounts are integer minor units (fen).",
    urls_namespace="api",
    parser=TextParser(),
)
translate_errors(api)
api.add_router("/documents", documents)
api.add_router("/orders", orders)

_patterns: list[URLPattern | URLResolver] = [
    *api.urls[0],
    path("<path:rest>", nothing_here),
    path("", nothing_here),
]
# Django reads (patterns, app name, namespace) from an included module through these names.
urlpatterns = _patterns
app_name = "api"
