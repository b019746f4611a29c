"""The one way to fetch a report, or a document to decide about, for a person."""

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.kernel.errors import NotFoundError
from wenfang.trust.models import Report


def report_for(viewer: User, report_id: str) -> Report:
    """Returns the report to moderators and operators, raising NotFoundError to everyone else."""
    report = Report.objects.select_related("document").filter(id=report_id).first()
    if report is None or not viewer.is_moderator:
        raise NotFoundError
    return report


def listing_to_decide(viewer: User, document_id: str) -> Listing:
    """Returns a listing to moderators and operators, raising NotFoundError to everyone else.

    It may have been decided about meanwhile; the actions tell that apart.
    """
    listing = Listing.objects.select_related("document").filter(pk=document_id).first()
    if listing is None or not viewer.is_moderator:
        raise NotFoundError
    return listing
