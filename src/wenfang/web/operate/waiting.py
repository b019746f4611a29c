"""What moderators see of a revision that waits for them: no more than buyers will."""

from dataclasses import dataclass

from wenfang.catalogue.errors import NotInReviewError
from wenfang.catalogue.models import Listing
from wenfang.documents.introductions import proposed_introduction
from wenfang.documents.models import Revision
from wenfang.documents.queries import PreviewPage, free_page_count, preview_pages
from wenfang.web.fidelity_reports import report_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """One document, opened; ``introduction`` is the one that its page will have."""

    listing: Listing
    revision: Revision
    pages: list[PreviewPage]
    free: int
    introduction: str
    report: list[str]

    @property
    def is_update(self) -> bool:
        """An earlier revision is on sale and stays there until this one is accepted."""
        return self.listing.state == Listing.State.PUBLISHED


def waiting(listing: Listing) -> Waiting:
    """Raises NotInReviewError once somebody has decided or the author has taken it back."""
    revision = listing.proposed
    if revision is None:
        raise NotInReviewError
    document = revision.document
    is_own = document.introduction and not document.introduction_is_proposed
    return Waiting(
        listing=listing,
        revision=revision,
        pages=preview_pages(revision),
        free=free_page_count(revision),
        introduction=document.introduction if is_own else proposed_introduction(revision),
        report=report_on(revision),
    )
