"""A document's page in the studio: proposals, publishing, failures, withdrawing."""

import pytest

from tests.factories.documents import a_category, a_published_listing, a_written_revision
from tests.factories.sales import a_listing
from wenfang.catalogue.models import Listing
from wenfang.documents.models import Revision

TEXTS = ["街道图书室今年新添了三千册图书。居民在家门口就能借书。"] + ["后面的内容。"] * 16


@pytest.fixture
def studio(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def shelf(db):
    return a_category("reports")


def words(shelf, **changes):
    return {
        "title": "关于图书室的报告",
        "category": shelf.pk,
        "price": "3",
        "free_pages": "2",
        "introduction": "",
    } | changes


def test_the_page_proposes_title_free_pages_and_introduction(studio, author):
    document = a_written_revision(author, TEXTS).document
    form = studio.get(f"/studio/d/{document.pk}").context["form"]

    assert form["title"].value() == document.title
    assert form["free_pages"].value() == 2
    assert "街道图书室今年新添了三千册图书。" in form["introduction"].value()


def test_publishing_puts_the_document_on_sale_at_the_price_in_yuan(studio, author, shelf):
    document = a_written_revision(author, TEXTS).document
    studio.post(f"/studio/d/{document.pk}/publish", words(shelf, price="3.50"))

    listing = Listing.objects.get()
    assert (listing.state, listing.price, listing.category) == ("published", 350, shelf)
    assert studio.get(f"/d/{document.pk}").status_code == 200


def test_saving_does_not_publish(studio, author, shelf):
    document = a_written_revision(author, TEXTS).document
    studio.post(f"/studio/d/{document.pk}", words(shelf, title="新标题"))

    document.refresh_from_db()
    assert document.title == "新标题"
    assert studio.get(f"/d/{document.pk}").status_code == 404


@pytest.mark.parametrize("price", ["abc", "-1", "3.005", "1000000"])
def test_a_price_that_is_none_is_told_and_the_rest_is_kept(studio, author, shelf, price):
    document = a_written_revision(author, TEXTS).document
    answer = studio.post(
        f"/studio/d/{document.pk}/publish", words(shelf, price=price, title="改过的标题")
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"price"}
    assert "改过的标题" in answer.content.decode()
    assert not Listing.objects.filter(state="published").exists()


def test_withdrawing_closes_the_public_page_until_it_is_put_on_sale_again(studio, author, shelf):
    document = a_published_listing(author, TEXTS).document
    studio.post(f"/studio/d/{document.pk}/withdraw", {"reason": "要改一改"})
    assert studio.get(f"/d/{document.pk}").status_code == 404
    assert "重新上架" in studio.get(f"/studio/d/{document.pk}").content.decode()

    studio.post(f"/studio/d/{document.pk}/publish", words(shelf))
    assert studio.get(f"/d/{document.pk}").status_code == 200


@pytest.mark.parametrize(
    ("code", "ours", "retry"),
    [
        ("our_fault", True, True),
        ("press_killed", True, True),
        ("quarantined", True, False),
        ("timed_out", False, True),
        ("damaged_file", False, False),
    ],
)
def test_a_failure_says_whose_fault_it_is_and_what_to_do(studio, author, code, ours, retry):
    document = a_written_revision(author).document
    document.revisions.update(state=Revision.State.FAILED, error_code=code)
    page = studio.get(f"/studio/d/{document.pk}").content.decode()

    assert ("是我们的问题" in page) is ours
    assert (f"/studio/d/{document.pk}/retry" in page) is retry
    assert "更换文件" in page


def test_a_failed_file_is_tried_again(studio, author):
    document = a_written_revision(author).document
    document.revisions.update(state=Revision.State.FAILED, error_code="our_fault")
    studio.post(f"/studio/d/{document.pk}/retry")
    assert document.revisions.get().state == Revision.State.RECEIVED


def test_the_progress_stops_asking_once_the_file_is_ready(studio, author):
    document = a_written_revision(author).document
    state = f"/studio/d/{document.pk}/state"
    document.revisions.update(state="pressing", step="rasterise", step_done=3, step_total=17)

    working = studio.get(state)
    assert "hx-trigger" in working.content.decode() and "3 / 17" in working.content.decode()
    assert "HX-Refresh" not in working.headers

    document.revisions.update(state="ready")
    done = studio.get(state)
    assert "hx-trigger" not in done.content.decode()
    assert done.headers["HX-Refresh"] == "true"


def test_unscanned_is_shown_as_such_and_never_as_clean(studio, author):
    document = a_written_revision(author).document
    assert "未查毒" in studio.get(f"/studio/d/{document.pk}").content.decode()

    a_clean = a_written_revision(author, scan="clean").document
    assert "未查毒" not in studio.get(f"/studio/d/{a_clean.pk}").content.decode()


def test_the_list_is_filtered_by_state(studio, author):
    a_written_revision(author, title="草稿一份")
    a_published_listing(author, title="在售一份")

    everything = studio.get("/studio/").content.decode()
    assert "草稿一份" in everything and "在售一份" in everything
    on_sale = studio.get("/studio/?state=published").content.decode()
    assert "草稿一份" not in on_sale and "在售一份" in on_sale


def test_the_list_takes_as_many_queries_for_twenty_documents_as_for_one(
    studio, author, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    a_published_listing(author)
    with CaptureQueriesContext(
        connection,
    ) as few:
        studio.get("/studio/")
    for _ in range(10):
        a_published_listing(author)
    with django_assert_num_queries(len(few)):
        studio.get("/studio/")


@pytest.mark.parametrize("path", ["", "/state", "/publish", "/withdraw", "/retry"])
def test_somebody_elses_document_is_not_there(client, author, buyer, path):
    document = a_published_listing(author).document
    client.force_login(buyer)
    address = f"/studio/d/{document.pk}{path}"
    answer = client.get(address) if path in {"", "/state"} else client.post(address)
    assert answer.status_code == 404
    assert Listing.objects.get().state == "published"


def test_a_page_with_a_form_is_not_reloaded_under_its_authors_hands(studio, author):
    document = a_published_listing(author).document
    assert "?keep" not in studio.get(f"/studio/d/{document.pk}").content.decode()
    a_written_revision(author, document=document)
    document.revisions.filter(number=2).update(state="pressing")
    assert "/state?keep" in studio.get(f"/studio/d/{document.pk}").content.decode()

    document.revisions.update(state="ready")
    done = studio.get(f"/studio/d/{document.pk}/state?keep")
    assert "HX-Refresh" not in done.headers
    assert "页面已生成" in done.content.decode()


def test_authors_download_their_own_originals_and_nobody_elses(studio, client, author, buyer):
    content = b"%PDF-1.4 the original"
    listing = a_listing(author, content=content, format_name="pdf")
    address = f"/studio/d/{listing.pk}/r/1"
    answer = studio.get(address)
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")

    client.force_login(buyer)
    assert client.get(address).status_code == 404
