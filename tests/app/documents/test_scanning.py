"""Virus scans: a verdict makes a file clean or infected; without one it stays unscanned."""

from pathlib import Path

import pytest

from tests.factories.documents import a_pressed_revision, an_upload
from tests.fakes.clamd import VIRUS, FakeClamd
from wenfang.accounts.models import User
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.errors import InfectedFileError, NotScannedError
from wenfang.catalogue.models import Listing
from wenfang.documents.actions.wake_scans import wake_scans
from wenfang.documents.models import Blob, Revision
from wenfang.jobs.scan_blob import scan_blob
from wenfang.kernel.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "第一行,一\n第二行,二\n".encode()
BAD = GOOD + VIRUS


@pytest.fixture
def scanner(tmp_path: Path, settings):
    """A running clamd that the site knows of."""
    settings.WENFANG_CLAMD = str(tmp_path / "clamd.sock")
    with FakeClamd(tmp_path / "clamd.sock") as clamd:
        yield clamd


def scan_of(revision: Revision) -> str:
    return Blob.objects.get(pk=revision.blob_id).scan


def test_a_clean_file_is_clean_only_after_its_scan(author: User, scanner: FakeClamd) -> None:
    revision = an_upload(author, GOOD, "rows.csv")
    assert scan_of(revision) == Blob.Scan.UNSCANNED

    scan_blob(sha256=revision.blob_id)

    assert scan_of(revision) == Blob.Scan.CLEAN
    assert scanner.scanned == [len(GOOD)]


def test_an_infected_file_cannot_be_sold(author: User, scanner: FakeClamd) -> None:
    revision = a_pressed_revision(author, BAD, "rows.csv")
    with pytest.raises(NotScannedError):
        publish_listing(document=revision.document)

    scan_blob(sha256=revision.blob_id)

    assert scan_of(revision) == Blob.Scan.INFECTED
    assert Blob.objects.get(pk=revision.blob_id).scan_signature == "Wenfang.Test"
    with pytest.raises(InfectedFileError):
        publish_listing(document=revision.document)


def test_a_scanner_that_came_later_takes_what_is_infected_off_sale(
    author: User, tmp_path: Path, settings
) -> None:
    bad = a_pressed_revision(author, BAD, "bad.csv")
    good = a_pressed_revision(author, GOOD, "good.csv")
    for revision in (bad, good):
        publish_listing(document=revision.document)
    assert wake_scans() == 0, "there is no scanner yet"

    settings.WENFANG_CLAMD = str(tmp_path / "clamd.sock")
    Blob.objects.update(scan_due_at=now())
    assert wake_scans() == 2
    assert wake_scans() == 0, "woken a moment ago"
    with FakeClamd(tmp_path / "clamd.sock"):
        for revision in (bad, good):
            scan_blob(sha256=revision.blob_id)

    assert Listing.objects.get(pk=bad.document_id).state == Listing.State.WITHDRAWN
    assert Listing.objects.get(pk=good.document_id).state == Listing.State.PUBLISHED


def test_no_scanner_no_verdict(author: User, tmp_path: Path, settings) -> None:
    settings.WENFANG_CLAMD = str(tmp_path / "nobody.sock")
    revision = an_upload(author, GOOD, "rows.csv")

    scan_blob(sha256=revision.blob_id)

    assert scan_of(revision) == Blob.Scan.UNSCANNED


def test_a_file_that_the_scanner_refuses_is_not_clean(author: User, scanner: FakeClamd) -> None:
    scanner.limit = 10
    revision = an_upload(author, GOOD, "rows.csv")

    scan_blob(sha256=revision.blob_id)

    assert scan_of(revision) == Blob.Scan.UNSCANNED
