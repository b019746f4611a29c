"""Loading the demo library into a site: people, shelves and documents, each at most once."""

import hashlib
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from wenfang.accounts.actions.create_user import create_user
from wenfang.accounts.models import Role, User
from wenfang.accounts.queries import user_with_email, user_with_handle
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.models import Category, Listing
from wenfang.cli.demo.library import DemoDocument, accounts, build_library, categories
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.documents.models import Document, Revision
from wenfang.kernel.clock import now
from wenfang.queue.registry import job_named

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account to try the demo with; its password is known only at the first start."""

    role: str
    handle: str
    email: str
    password: str


def load(say: Say) -> list[Credentials]:
    """Load what is missing; returns the shown accounts that this call created.

    May be killed and called again: people are found by address, documents by their bytes.
    """
    done = settings.WENFANG_DATA / "demo-loaded"
    if done.exists():
        return []
    fresh = _load_people()
    _load_shelves()
    with _workshop() as folder:
        say("writing the demo documents")
        library = build_library(folder)
        with ThreadPoolExecutor(max_workers=2) as pool:
            for number, title in enumerate(pool.map(_load_document, library), start=1):
                say(f"demo library {number}/{len(library)}: {title}")
    done.touch()
    return fresh


def _load_people() -> list[Credentials]:
    """Create who is missing; accounts that are not shown get no password at all."""
    fresh = []
    for account in accounts():
        if user_with_email(account.email):
            continue
        role = Role.OPERATOR if "operator" in account.roles else Role.AUTHOR
        password = secrets.token_urlsafe(9) if account.shown else None
        create_user(email=account.email, role=role, password=password, handle=account.handle)
        if password:
            kind = account.roles[0] if account.roles else "buyer"
            fresh.append(Credentials(kind, account.handle, account.email, password))
    return fresh


def _load_shelves() -> None:
    with transaction.atomic(durable=True):
        for shelf in categories():
            parent = Category.objects.filter(slug=shelf.parent).first() if shelf.parent else None
            Category.objects.update_or_create(
                slug=shelf.slug,
                defaults={
                    "name_zh": shelf.zh,
                    "name_en": shelf.en,
                    "parent": parent,
                    "position": shelf.position,
                },
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
    if found.state != Revision.State.READY:
        job_named("press_revision").resolve()(revision_id=found.pk)
    return found.document


def _publish(document: Document, demo: DemoDocument) -> None:
    describe_listing(
        document=document,
        price=demo.price_minor,
        category=demo.category,
        introduction=demo.introduction or None,
    )
    publish_listing(document=document, confirm=True)
    when = now() - timedelta(days=demo.published_days_ago)
    with transaction.atomic(durable=True):
        Listing.objects.filter(document=document).update(
            published_at=when, downloads=demo.popularity
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
