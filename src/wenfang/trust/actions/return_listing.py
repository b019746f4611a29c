"""A moderator gives a document back to its author, with a reason."""

from django.db import transaction

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.end_review import end_review
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.proposal_seen import proposal_seen
from wenfang.documents.models import Document
from wenfang.trust.models import Review
from wenfang.trust.rules import problem_with_return
from wenfang.trust.steps.tell_author import tell_returned


def return_listing(*, document: Document, moderator: User, version: int, reason: str) -> Listing:
    """Make the waiting revision a draft again, write down why, and mail its author.

    ``version`` is the listing's when the moderator looked; an earlier revision stays on sale.
    Raises NotInReviewError, ChangedInReviewError and subclasses of InvalidInputError.
    """
    if problem := problem_with_return(reason):
        raise problem
    told = reason.strip()
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        revision = proposal_seen(listing, version=version)
        end_review(listing, reason=told)
        Review.objects.create(
            revision=revision, moderator=moderator, decision=Review.Decision.RETURNED, reason=told
        )
        tell_returned(listing, reason=told)
    return listing
