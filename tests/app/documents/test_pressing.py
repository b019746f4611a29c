"""From received to ready, through the real press: pages, pictures, words, failures, leases."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from tests.factories import files
from tests.factories.documents import a_pressed_revision, an_upload
from wenfang.accounts.models import User
from wenfang.documents import holders
from wenfang.documents.actions.begin_pressing import begin_pressing
from wenfang.documents.actions.record_failure import record_failure
from wenfang.documents.actions.report_progress import report_progress
from wenfang.documents.actions.retry_revision import retry_revision
from wenfang.documents.actions.wake_revisions import wake_revisions
from wenfang.documents.errors import NothingToRetryError, RetryQuarantinedError
from wenfang.documents.models import PageImage, Revision
from wenfang.documents.pressing import press_leased
from wenfang.documents.queries import failure_of, open_preview, page_texts, preview_pages
from wenfang.jobs.press_revision import press_revision
from wenfang.kernel.clock import now
from wenfang.press import DamagedFileError, KilledError, OurFaultError

# The lease is renewed by a thread of its own, which no open transaction may keep waiting.
pytestmark = pytest.mark.django_db(transaction=True)


@cache
def seventeen_pages(word: str) -> bytes:
    return files.a_pdf([f"{word} page {number}" for number in range(1, 18)])


@cache
def one_page(word: str) -> bytes:
    return files.a_pdf([word])


def test_a_document_becomes_ready_with_its_free_pages_and_all_texts(author: User) -> None:
    revision = a_pressed_revision(author, seventeen_pages("ready"), "年终_报告.pdf")

    assert revision.state == Revision.State.READY
    assert (revision.pages, revision.rendered_pages, revision.format) == (17, 2, "pdf")
    assert [page.number for page in preview_pages(revision)] == [1, 2]
    assert "page 17" in page_texts(revision, None)[16]
    assert storages["pressed"].exists(revision.pdf_name)


def test_no_picture_of_a_gated_page_is_kept_anywhere(author: User) -> None:
    revision = a_pressed_revision(author, seventeen_pages("gated"))

    kept = PageImage.objects.filter(page__revision=revision)
    assert {image.page.number for image in kept} == {1, 2}
    for image in kept:
        with open_preview(image.key)[0] as file:
            assert file.read(4) == b"RIFF"
    assert list((Path(settings.WENFANG_DATA) / "tmp").glob("work-*")) == []


def test_a_word_file_gets_title_and_introduction_from_what_is_free(author: User) -> None:
    free = "各位代表：现在请审议阅览室一年来的工作情况。" + "一年来大家做了许多事情。" * 6
    content = files.a_docx([free, "第二页只给买了的人看。"], heading="阅览室工作报告")

    document = a_pressed_revision(author, content, "x.docx", free_pages=1).document

    assert document.title == "阅览室工作报告"
    assert "审议阅览室一年来的工作情况" in document.introduction
    assert "第二页" not in document.introduction


def test_all_pages_may_be_free(author: User) -> None:
    revision = a_pressed_revision(author, files.a_pdf(["a", "b", "c"]), free_pages=40)

    assert len(preview_pages(revision)) == 3


def test_no_page_may_be_free(author: User) -> None:
    revision = a_pressed_revision(author, one_page("none"), free_pages=0)

    assert revision.state == Revision.State.READY
    assert preview_pages(revision) == []
    assert revision.document.introduction == ""


def test_a_damaged_file_fails_with_its_reason_and_is_never_tried_by_itself(author: User) -> None:
    revision = a_pressed_revision(author, files.a_truncated_docx(), "cut.docx")

    assert (revision.state, revision.error_code) == (Revision.State.FAILED, "damaged_file")
    assert failure_of(revision).message("zh")
    assert wake_revisions() == 0
    assert begin_pressing(revision_id=revision.pk) is None


def test_a_fault_of_ours_gets_one_more_attempt_and_then_says_so(author: User) -> None:
    revision = an_upload(author, one_page("fault"))
    states = []
    for _ in range(2):
        held = begin_pressing(revision_id=revision.pk)
        record_failure(revision=held, error=OurFaultError("no room for the sandbox"))
        revision.refresh_from_db()
        states.append(revision.state)

    assert states == [Revision.State.RECEIVED, Revision.State.FAILED]
    assert revision.error_code == "our_fault"


def test_bytes_that_cannot_be_read_are_our_fault_and_not_a_hanging_job(author: User) -> None:
    revision = an_upload(author, one_page("vanished"))
    storages["blobs"].delete(revision.blob.storage_name)

    for _ in range(2):
        press_revision(revision_id=revision.pk)

    revision.refresh_from_db()
    assert (revision.state, revision.error_code) == (Revision.State.FAILED, "our_fault")


def test_trying_again_twice_is_once_and_ends_well(author: User) -> None:
    revision = an_upload(author, one_page("retry"))
    held = begin_pressing(revision_id=revision.pk)
    record_failure(revision=held, error=DamagedFileError())

    retry_revision(revision=revision)
    retry_revision(revision=revision)
    press_revision(revision_id=revision.pk)

    revision.refresh_from_db()
    assert (revision.state, revision.error_code) == (Revision.State.READY, "")
    with pytest.raises(NothingToRetryError):
        retry_revision(revision=revision)


def test_one_worker_at_a_time(author: User) -> None:
    revision = an_upload(author, one_page("one worker"))

    assert begin_pressing(revision_id=revision.pk) is not None
    assert begin_pressing(revision_id=revision.pk) is None


def lose_the_lease(revision: Revision, *, holder: str = "") -> None:
    """What a kill -9 leaves: a lease that nobody renews, here already over."""
    over = {"lease_until": now() - timedelta(seconds=1)}
    Revision.objects.filter(pk=revision.pk).update(
        **over, **({"lease_owner": holder} if holder else {})
    )


def test_a_killed_worker_leaves_a_row_that_the_sweep_finds_and_the_next_one_finishes(
    author: User,
) -> None:
    revision = an_upload(author, one_page("killed"))
    begin_pressing(revision_id=revision.pk)
    assert wake_revisions() == 0, "somebody holds it"

    lose_the_lease(revision)

    assert wake_revisions() == 1
    assert wake_revisions() == 0, "woken a moment ago"
    press_revision(revision_id=revision.pk)
    revision.refresh_from_db()
    revision.blob.refresh_from_db()
    assert (revision.state, revision.blob.press_crashes) == (Revision.State.READY, 0)


def test_a_file_that_kills_the_press_twice_is_set_aside(author: User) -> None:
    revision = an_upload(author, one_page("killer"))
    for _ in range(2):
        assert begin_pressing(revision_id=revision.pk) is not None
        lose_the_lease(revision)

    assert begin_pressing(revision_id=revision.pk) is None
    revision.refresh_from_db()
    assert (revision.state, revision.error_code) == (Revision.State.FAILED, "quarantined")
    assert "暂停处理" in failure_of(revision).message("zh")
    with pytest.raises(RetryQuarantinedError):
        retry_revision(revision=revision)

    again = an_upload(author, one_page("killer"))
    assert begin_pressing(revision_id=again.pk) is None, "the content is set aside, not the row"

    retry_revision(revision=revision, pardon=True)
    press_revision(revision_id=revision.pk)
    revision.refresh_from_db()
    assert revision.state == Revision.State.READY


def press_killed_over(revision: Revision) -> Revision:
    """One attempt that ends because somebody killed the sandboxed program."""
    held = begin_pressing(revision_id=revision.pk)
    record_failure(revision=held, error=KilledError("exit 137"))
    revision.refresh_from_db()
    return revision


def test_a_killed_program_is_tried_again_and_forgiven_once_the_file_is_ready(author: User) -> None:
    revision = press_killed_over(an_upload(author, one_page("killed program")))
    assert (revision.state, revision.blob.press_crashes) == (Revision.State.RECEIVED, 1)

    press_revision(revision_id=revision.pk)

    revision.refresh_from_db()
    revision.blob.refresh_from_db()
    assert (revision.state, revision.blob.press_crashes) == (Revision.State.READY, 0)


def test_a_file_over_which_the_program_is_killed_twice_is_set_aside(author: User) -> None:
    revision = an_upload(author, one_page("killed program twice"))
    states = [press_killed_over(revision).state for _ in range(2)]

    assert states == [Revision.State.RECEIVED, Revision.State.FAILED]
    assert revision.error_code == "quarantined"
    assert "暂停处理" in failure_of(revision).message("zh")
    with pytest.raises(RetryQuarantinedError):
        retry_revision(revision=revision)


def test_a_lost_worker_and_a_killed_program_count_together(author: User) -> None:
    revision = an_upload(author, one_page("killed both ways"))
    begin_pressing(revision_id=revision.pk)
    lose_the_lease(revision)

    assert press_killed_over(revision).error_code == "quarantined"


def test_other_faults_of_ours_are_never_counted_against_the_file(author: User) -> None:
    revision = an_upload(author, one_page("no blame"))
    for _ in range(2):
        held = begin_pressing(revision_id=revision.pk)
        record_failure(revision=held, error=OurFaultError("no room for the sandbox"))

    revision.refresh_from_db()
    assert (revision.error_code, revision.blob.press_crashes) == ("our_fault", 0)


def test_a_file_is_not_blamed_when_the_whole_site_went_down(author: User) -> None:
    revision = an_upload(author, one_page("power cut"))
    parts = holders.new_holder().split(".")
    of_another_boot = ".".join([parts[0], "00000000", *parts[2:]])
    for _ in range(4):
        assert begin_pressing(revision_id=revision.pk) is not None
        lose_the_lease(revision, holder=of_another_boot)

    press_revision(revision_id=revision.pk)

    revision.refresh_from_db()
    assert revision.state == Revision.State.READY


def test_results_of_an_overtaken_attempt_are_thrown_away(author: User) -> None:
    revision = an_upload(author, one_page("overtaken"))
    slow = begin_pressing(revision_id=revision.pk)
    lose_the_lease(revision)
    quick = begin_pressing(revision_id=revision.pk)

    assert press_leased(slow) is None
    assert not report_progress(revision=slow)
    record_failure(revision=slow, error=DamagedFileError())
    revision.refresh_from_db()
    assert revision.state == Revision.State.PRESSING

    assert press_leased(quick) is not None
    revision.refresh_from_db()
    assert revision.state == Revision.State.READY


def test_progress_is_a_row_that_people_can_watch(author: User) -> None:
    revision = an_upload(author, one_page("progress"))
    held = begin_pressing(revision_id=revision.pk)

    assert report_progress(revision=held, step="rasterise", done=3, total=17)

    revision.refresh_from_db()
    assert (revision.step, revision.step_done, revision.step_total) == ("rasterise", 3, 17)


def test_a_forgotten_upload_is_woken_once_its_own_job_had_its_chance(author: User) -> None:
    revision = an_upload(author, one_page("forgotten"))
    assert wake_revisions() == 0

    Revision.objects.filter(pk=revision.pk).update(due_at=now())

    assert wake_revisions() == 1
