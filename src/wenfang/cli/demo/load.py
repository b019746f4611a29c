"""Loading the demo library into a site: people, shelves and documents, each at most once."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from wenfang.accounts.actions.create_user import create_user
from wenfang.accounts.models import Role, User
from wenfang.accounts.queries import operators, user_with_email, user_with_handle
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.put_category import put_category
from wenfang.catalogue.models import Listing
from wenfang.cli.demo.library import DemoDocument, accounts, build_library, categories
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.documents.models import Document, Revision
from wenfang.documents.queries import failure_of
from wenfang.kernel.clock import now
from wenfang.queue.registry import job_named

Say = Callable[[str], None]


def load(say: Say) -> None:
    """Load what is missing; raises why a document could not be pressed.

    May be killed and called again: people are found by address, documents by their bytes.
    """
    done = settings.WENFANG_DATA / "demo-loaded"
    if done.exists():
        return
    _load_people()
    _load_shelves()
    with _workshop() as folder:
        say("writing the demo documents")
        library = build_library(folder)
        with ThreadPoolExecutor(max_workers=2) as pool:
            for number, title in enumerate(pool.map(_load_document, library), start=1):
                say(f"demo library {number}/{len(library)}: {title}")
    done.touch()


def _load_people() -> None:
    """Create who is missing, without passwords: those who start the site give them out."""
    for account in accounts():
        if user_with_email(account.email) is None:
            role = Role.OPERATOR if "operator" in account.roles else Role.AUTHOR
            create_user(email=account.email, role=role, handle=account.handle)


def _load_shelves() -> None:
    for shelf in categories():
        put_category(
            slug=shelf.slug,
            name_zh=shelf.zh,
            name_en=shelf.en,
            parent=shelf.parent,
            position=shelf.position,
        )


def _load_document(demo: DemoDocument) -> str:
    """Upload, press and publish one document unless its author has it already."""
    try:
        owner = user_with_handle(demo.author_handle)
        if owner is None:
            raise LookupError(demo.author_handle)
        document = _uploaded(owner, demo)
        if not Listing.objects.filter(document=document, state=Listing.State.PUBLISHED).exists():
            _publish(document, demo)
    finally:
        connection.close()
    return demo.title


def _uploaded(owner: User, demo: DemoDocument) -> Document:
    digest = hashlib.sha256(demo.path.read_bytes()).hexdigest()
    found = Revision.objects.filter(document__owner=owner, blob_id=digest).first()
    if found is None:
        with demo.path.open("rb") as file:
            found = receive_upload(
                owner=owner,
                file=file,
                name=demo.filename,
                title=demo.title,
                free_pages=demo.free_pages,
            )
    # The first job may end with the first pages of a long document; the second does the rest.
    for job in ("press_revision", "press_whole"):
        if found.state != Revision.State.READY:
            job_named(job).resolve()(revision_id=found.pk)
            found.refresh_from_db()
    if failure := failure_of(found):
        raise failure
    return found.document


def _publish(document: Document, demo: DemoDocument) -> None:
    describe_listing(
        document=document,
        price=demo.price_minor,
        category=demo.category,
        introduction=demo.introduction or None,
    )
    # The site's own library is on sale from the start, also where review is on.
    publish_listing(document=document, confirm=True, publisher=operators().first())
    when = now() - timedelta(days=demo.published_days_ago)
    with transaction.atomic(durable=True):
        Listing.objects.filter(document=document).update(
            published_at=when, downloads=demo.popularity, downloads_before=demo.popularity
        )


@contextmanager
def _workshop() -> Iterator[Path]:
    parent = settings.WENFANG_DATA / "tmp"
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
