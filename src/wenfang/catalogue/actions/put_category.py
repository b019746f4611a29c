"""Adding a shelf, or changing the one that is there."""

from django.db import transaction
from django.db.models import Q

from wenfang.catalogue.errors import ShelfTooDeepError
from wenfang.catalogue.models import Category, Listing
from wenfang.catalogue.queries import category_named
from wenfang.catalogue.steps.note_change import note_change


def put_category(
    *, slug: str, name_zh: str, name_en: str, parent: str = "", position: int = 0
) -> Category:
    """The category with this slug, as told; ``parent`` is the slug of the shelf above, or empty.

    What stands on it is indexed anew. Raises UnknownCategoryError for the parent, and
    ShelfTooDeepError when a third level would come of it.
    """
    with transaction.atomic(durable=True):
        above = category_named(parent) if parent else None
        _refuse_third_level(slug, above)
        category, is_new = Category.objects.update_or_create(
            slug=slug,
            defaults={
                "name_zh": name_zh,
                "name_en": name_en,
                "parent": above,
                "position": position,
            },
        )
        if not is_new:
            shelf = Q(category=category) | Q(category__parent=category)
            for listing in Listing.objects.filter(shelf, state=Listing.State.PUBLISHED):
                note_change(listing)
    return category


def _refuse_third_level(slug: str, above: Category | None) -> None:
    if above is None:
        return
    if above.parent_id or above.slug == slug or Category.objects.filter(parent__slug=slug).exists():
        raise ShelfTooDeepError
