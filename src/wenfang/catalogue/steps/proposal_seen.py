"""Holding a moderator's decision against what waits by now."""

from wenfang.catalogue.errors import ChangedInReviewError, NotInReviewError
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Revision


def proposal_seen(listing: Listing, *, version: int) -> Revision:
    """The waiting revision of a locked listing, if all is still as it was seen at ``version``.

    Raises NotInReviewError when nothing waits, and ChangedInReviewError when the author has
    changed words, free pages or the file since.
    """
    if listing.proposed is None:
        raise NotInReviewError
    if listing.version != version:
        raise ChangedInReviewError
    return listing.proposed
