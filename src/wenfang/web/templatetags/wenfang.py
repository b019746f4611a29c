"""The site's own words for templates: icons, money, sizes, formats, addresses with a query."""

import json
import re
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from wenfang.catalogue.models import Category
from wenfang.documents.queries import PreviewPage
from wenfang.kernel.money import Money
from wenfang.press import PHONE_WIDTH, family_of

register = template.Library()

_NOTICES = {
    "success": ("good", "check-circle"),
    "good": ("good", "check-circle"),
    "warning": ("warn", "alert"),
    "warn": ("warn", "alert"),
    "error": ("bad", "alert"),
    "bad": ("bad", "alert"),
}
_SENTENCE = re.compile(r".*?(?:[。！？…]+[”’」』）]?|[.!?]+(?=\s)|$)", re.DOTALL)
# What JSON must not hold inside a script element, as escapes that JSON itself understands.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str, **attributes: str) -> SafeString:
    """One symbol of the sprite, hidden from screen readers; the words beside it say what it is."""
    extra = attributes.get("class", "")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        extra,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def text_layer(context: dict[str, Any], page: PreviewPage) -> SafeString:
    """The words over a page's picture; where they come later, an element that fetches them.

    Nothing where the view gives no ``layers``.
    """
    layers: dict[int, SafeString] | None = context.get("layers")
    if layers is None or page.number in layers:
        return (layers or {}).get(page.number, SafeString())
    return format_html(
        '<wf-layer data-from="{0}"><noscript><a href="{0}">{1}</a></noscript></wf-layer>',
        reverse("catalogue:preview-text", args=[page.images[PHONE_WIDTH]]),
        _("Words of this page"),
    )


@register.filter
def money(value: Money | None) -> str:
    """``¥3``, or the word for free."""
    if value is None:
        return ""
    return pgettext("price", "Free") if value.is_free else str(value)


@register.filter
def file_size(size: int | None) -> str:
    """Bytes for people: ``26.66 KB`` and, from a megabyte on, ``1.2 MB``."""
    amount = size or 0
    if amount < 1024:
        return f"{amount} B"
    if amount < 1024**2:
        return f"{number_format(amount / 1024, 2)} KB"
    return f"{number_format(amount / 1024**2, 1)} MB"


@register.filter
def format_name(extension: str) -> str:
    """``docx`` → ``Word document``; an unknown one stays as it is, in capitals."""
    family = family_of(extension.lower())
    if family is None:
        return extension.upper()
    return family.label.zh if _is_chinese() else family.label.en


@register.filter
def first_sentence(text: str) -> str:
    """The first whole sentence of an introduction, for lists: shorter, and never cut."""
    found = _SENTENCE.match(text.strip())
    return found.group() if found else ""


@register.filter
def category_name(category: Category | None) -> str:
    """The name of a category in the reader's language."""
    if category is None:
        return _("Other documents")
    return category.name_zh if _is_chinese() else category.name_en


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def notice_kind(level: str) -> str:
    return _NOTICES.get(level, ("info", ""))[0]


@register.filter
def notice_icon(level: str) -> str:
    return _NOTICES.get(level, ("", "info"))[1]


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some values changed; None takes a value away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return query.urlencode()


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """schema.org data as an inert script element that no text inside can leave."""
    text = json.dumps(data, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
