"""Taking uploads: what is kept, what is refused at once, and what is left behind."""

import hashlib
import io
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from tests.factories import files
from tests.factories.documents import an_upload
from wenfang.accounts.models import User
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.documents.errors import SameFileError
from wenfang.documents.models import Blob, Document, Revision
from wenfang.documents.queries import open_blob
from wenfang.kernel.errors import InvalidInputError
from wenfang.press import EmptyFileError, TooLargeError, UnsupportedFormatError

pytestmark = pytest.mark.django_db


@cache
def unique_pdf(word: str) -> bytes:
    return files.a_pdf([f"page of {word}"])


def left_in_tmp() -> list[Path]:
    return list((Path(settings.WENFANG_DATA) / "tmp").glob("work-*"))


def test_an_upload_is_kept_byte_for_byte_under_its_hash(author: User) -> None:
    content = unique_pdf("kept")

    revision = an_upload(author, content, "报告.pdf")

    assert revision.state == Revision.State.RECEIVED
    assert revision.blob_id == hashlib.sha256(content).hexdigest()
    with open_blob(revision) as file:
        assert file.read() == content
    path = Path(storages["blobs"].path(revision.blob.storage_name))
    assert path.stat().st_mode & 0o777 == 0o600
    assert left_in_tmp() == []


def test_the_same_file_again_points_at_the_first_document(author: User) -> None:
    first = an_upload(author, unique_pdf("twice"))

    second = an_upload(author, unique_pdf("twice"))

    assert second.document.duplicate_of == first.document
    assert second.document_id != first.document_id


def test_the_same_file_by_somebody_else_shares_the_bytes_and_nothing_else(
    author: User, buyer: User
) -> None:
    first = an_upload(author, unique_pdf("shared"))

    second = an_upload(buyer, unique_pdf("shared"))

    assert second.blob_id == first.blob_id
    assert second.document.duplicate_of is None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFileError),
        (files.a_renamed_program(), UnsupportedFormatError),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), UnsupportedFormatError),
    ],
)
def test_what_size_and_magic_show_is_refused_and_leaves_nothing(
    author: User, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        an_upload(author, content, "report.docx")

    assert not Document.objects.exists()
    assert not Blob.objects.exists()
    assert not storages["blobs"].exists(
        Blob(sha256=hashlib.sha256(content).hexdigest()).storage_name
    )
    assert left_in_tmp() == []


def test_a_file_over_the_limit_is_refused_while_it_is_read(author: User, settings) -> None:
    settings.WENFANG_MAX_UPLOAD = 1000

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"%PDF" + bytes(1020)

    with pytest.raises(TooLargeError):
        receive_upload(owner=author, file=Endless(), name="endless.pdf")
    assert left_in_tmp() == []


def test_a_further_revision_gets_the_next_number_and_its_note(author: User) -> None:
    first = an_upload(author, unique_pdf("one"))

    second = an_upload(
        author, unique_pdf("two"), document=first.document, change_note=" 改正了\n表格 "
    )

    assert (second.number, second.change_note) == (2, "改正了 表格")
    assert second.document_id == first.document_id


def test_the_unchanged_file_is_not_a_new_revision(author: User) -> None:
    first = an_upload(author, unique_pdf("same"))

    with pytest.raises(SameFileError):
        an_upload(author, unique_pdf("same"), document=first.document)


def test_a_failed_file_may_be_replaced_by_itself(author: User) -> None:
    first = an_upload(author, unique_pdf("again"))
    Revision.objects.filter(pk=first.pk).update(state=Revision.State.FAILED)

    second = an_upload(author, unique_pdf("again"), document=first.document)

    assert second.number == 2


@pytest.mark.parametrize(
    ("words", "field"), [({"title": "长" * 201}, "title"), ({"free_pages": -1}, "free_pages")]
)
def test_words_out_of_bounds_are_refused_with_their_field(
    author: User, words: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        an_upload(author, unique_pdf("words"), **words)

    assert caught.value.field == field
    assert not Document.objects.exists()


def test_bytes_that_got_lost_come_back_with_the_next_upload(author: User) -> None:
    revision = an_upload(author, unique_pdf("lost"))
    storages["blobs"].delete(revision.blob.storage_name)

    an_upload(author, unique_pdf("lost"))

    with open_blob(revision) as file:
        assert file.read() == unique_pdf("lost")
