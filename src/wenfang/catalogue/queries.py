"""Reading the catalogue: shelves, categories with counts, neighbours of a document."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from wenfang.accounts.models import User
from wenfang.catalogue.errors import UnknownCategoryError
from wenfang.catalogue.models import Category, Listing
from wenfang.catalogue.words import words_of

SHELF_SIZE = 12
NEIGHBOURS = 6
CANDIDATES = 120
ORDERS = ("newest", "popular")


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with how many documents are on sale in it and below it."""

    category: Category
    count: int
    children: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HomeShelves:
    """What the home page shows; ``total`` counts everything on sale."""

    newest: list[Listing]
    popular: list[Listing]
    categories: list[Branch]
    total: int


def category_named(slug: str) -> Category:
    """The category with this slug; raises UnknownCategoryError."""
    found = Category.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise UnknownCategoryError(slug=slug)
    return found


def published_listings(
    *,
    category: Category | None = None,
    author: User | None = None,
    order: str = "newest",
) -> QuerySet[Listing]:
    """Everything on sale, also below ``category``; ``order`` is one of ORDERS."""
    shown = Listing.objects.filter(state=Listing.State.PUBLISHED, revision__isnull=False)
    shown = shown.select_related(
        "document__owner", "revision__blob", "revision__document", "category__parent"
    )
    if category is not None:
        shown = shown.filter(Q(category=category) | Q(category__parent=category))
    if author is not None:
        shown = shown.filter(document__owner=author)
    first = ["-downloads", "-sales"] if order == "popular" else []
    return shown.order_by(*first, "-published_at", "pk")


def listings_in_review() -> QuerySet[Listing]:
    """What waits for a moderator, on sale in an earlier revision or not; the oldest first."""
    waiting = Listing.objects.filter(proposed__isnull=False)
    waiting = waiting.select_related(
        "document__owner", "proposed__blob", "proposed__document", "category__parent"
    )
    return waiting.order_by("proposed_at", "pk")


def category_tree() -> list[Branch]:
    """All categories in their order, two levels deep, with counts."""
    published = Q(listings__state=Listing.State.PUBLISHED)
    counted = Category.objects.annotate(count=Count("listings", filter=published))
    own = {category.pk: category.count for category in counted}
    return _branches(list(counted), own, parent=None)


def _branches(categories: list[Category], own: dict[int, int], parent: int | None) -> list[Branch]:
    found = []
    for category in categories:
        if category.parent_id == parent:
            children = _branches(categories, own, category.pk)
            count = own[category.pk] + sum(child.count for child in children)
            found.append(Branch(category, count, children))
    return found


def home_shelves() -> HomeShelves:
    """The newest, the most downloaded, and the categories."""
    return HomeShelves(
        newest=list(published_listings()[:SHELF_SIZE]),
        popular=list(published_listings(order="popular")[:SHELF_SIZE]),
        categories=category_tree(),
        total=Listing.objects.filter(state=Listing.State.PUBLISHED).count(),
    )


def more_from_author(listing: Listing, limit: int = NEIGHBOURS) -> list[Listing]:
    """What else the author sells, newest first."""
    others = published_listings(author=listing.document.owner).exclude(pk=listing.pk)
    return list(others[:limit])


def related_to(listing: Listing, limit: int = NEIGHBOURS) -> list[Listing]:
    """Documents by others about the same things: shared words in titles, then the same shelf."""
    others = published_listings(order="popular").exclude(pk=listing.pk)
    others = others.exclude(document__owner=listing.document.owner_id)
    if listing.category:
        shelf = listing.category.parent or listing.category
        near = Q(category=shelf) | Q(category__parent=shelf)
        candidates = [*others.filter(near)[:CANDIDATES], *others.exclude(near)[:CANDIDATES]]
    else:
        candidates = list(others[:CANDIDATES])
    return sorted(candidates, key=_nearness(listing), reverse=True)[:limit]


def _nearness(listing: Listing) -> Callable[[Listing], int]:
    words = set(words_of(listing.document.title))

    def score(other: Listing) -> int:
        shared = len(words & set(words_of(other.document.title)))
        return 3 * shared + 2 * (other.category_id == listing.category_id)

    return score
