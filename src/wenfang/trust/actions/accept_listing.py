"""A moderator lets a document into the public."""

from django.db import transaction

from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing
from wenfang.catalogue.steps.lock_listing import lock_listing
from wenfang.catalogue.steps.proposal_seen import proposal_seen
from wenfang.catalogue.steps.put_on_sale import put_on_sale
from wenfang.catalogue.steps.refuse_unsafe import refuse_unsafe
from wenfang.documents.models import Document
from wenfang.trust.models import Review
from wenfang.trust.steps.tell_author import tell_accepted


def accept_listing(*, document: Document, moderator: User, version: int) -> Listing:
    """Publish the waiting revision, write down who accepted it, and mail its author.

    ``version`` is the listing's when the moderator looked. Raises NotInReviewError,
    ChangedInReviewError, and InfectedFileError for what a scan found while it waited.
    """
    with transaction.atomic(durable=True):
        listing = lock_listing(document)
        revision = proposal_seen(listing, version=version)
        refuse_unsafe(revision)
        put_on_sale(listing, revision)
        Review.objects.create(
            revision=revision, moderator=moderator, decision=Review.Decision.ACCEPTED
        )
        tell_accepted(listing)
    return listing
