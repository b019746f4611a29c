"""The table of contents and the report of the document page: who sees which headings."""

import re

import pytest

from tests.app.web_catalogue.conftest import GATED_WORD
from tests.factories.documents import with_content
from wenfang.accounts.actions.make_token import make_token
from wenfang.catalogue.models import Listing
from wenfang.delivery.models import Entitlement
from wenfang.press import WARNINGS, Fidelity, FontUse, Heading
from wenfang.press.fidelity import DROPPED
from wenfang.web.fidelity_reports import COUNTED

OUTLINE = [Heading(1, "银杏一章", 1), Heading(2, "枇杷<二>", 2), Heading(1, f"{GATED_WORD}三章", 3)]


@pytest.fixture
def outlined(listing: Listing) -> Listing:
    fonts = [FontUse("方正小标宋简体", "Noto Serif CJK SC", True)]
    told = Fidelity(pages=3, recorded_pages=3, fonts=fonts, effects=12, program="Word")
    with_content(listing.revision, outline=OUTLINE, fidelity=told)
    return listing


def contents_of(page: str) -> str:
    return re.search(r'<details class="contents">.*?</details>', page, re.DOTALL)[0]


def shown(client, listing: Listing) -> str:
    return client.get(f"/d/{listing.pk}").content.decode()


def test_headings_of_free_pages_lead_to_their_pages_and_the_rest_are_counted(client, outlined):
    page = shown(client, outlined)
    contents = contents_of(page)
    assert re.findall(r'href="(#page-\d)"', contents) == ["#page-1", "#page-2"]
    assert "枇杷&lt;二&gt;" in contents
    assert "另有 1 个标题在付费页中" in contents
    assert GATED_WORD not in page


def test_a_released_table_of_contents_names_paid_pages_and_links_none(client, outlined):
    outlined.document.releases_outline = True
    outlined.document.save()
    contents = contents_of(shown(client, outlined))
    assert f"{GATED_WORD}三章" in contents
    assert "#page-3" not in contents
    assert "付费页" not in contents


def test_a_buyer_sees_every_heading_and_another_reader_does_not(client, outlined, buyer, author):
    entitlement = Entitlement.objects.create(
        revision=outlined.revision, holder=buyer, source_kind="grant", reason="a test"
    )
    client.force_login(buyer)
    assert GATED_WORD in contents_of(shown(client, outlined))
    token = {"Authorization": f"Bearer {make_token(user=buyer)}"}
    told = client.get(f"/api/v1/documents/{outlined.pk}", headers=token).json()
    assert [line["page"] for line in told["outline"]["headings"]] == [1, 2, 3]

    entitlement.delete()
    assert GATED_WORD not in shown(client, outlined)
    told = client.get(f"/api/v1/documents/{outlined.pk}", headers=token).json()
    assert told["outline"]["hidden"] == 1
    assert GATED_WORD not in str(told)


def test_the_api_tells_guests_the_headings_of_free_pages_and_the_report(client, outlined):
    answer = client.get(f"/api/v1/documents/{outlined.pk}", headers={"Accept-Language": "en"})
    told = answer.json()
    assert told["outline"] == {
        "headings": [
            {"level": 1, "title": "银杏一章", "page": 1},
            {"level": 2, "title": "枇杷<二>", "page": 2},
        ],
        "hidden": 1,
    }
    assert told["fidelity"]["report"][0] == "3 pages, as in Word."
    assert told["fidelity"]["fonts"][0]["used"] == "Noto Serif CJK SC"
    assert GATED_WORD not in answer.content.decode()
    listed = client.get("/api/v1/documents").json()["items"][0]
    assert (listed["outline"], listed["fidelity"]) == (None, None)


def test_a_document_without_headings_has_no_contents(page):
    assert 'class="contents"' not in page


def test_only_warnings_that_exist_are_left_to_the_counts():
    assert COUNTED.keys() <= WARNINGS.keys()
    assert set(COUNTED.values()) <= DROPPED.keys()


def test_buyers_read_the_report_and_what_it_counts_is_not_said_twice(client, outlined):
    revision = outlined.revision
    revision.warnings = ["macros_removed", "encoding_guessed"]
    revision.fidelity["dropped"] = {"macros": 1}
    revision.save()
    page = shown(client, outlined)
    for line in ("3 页，与 Word 记录的页数一致。", "12 个动画", "文件中的宏不会运行。", "文字编码"):
        assert line in page
    assert "文档含有宏" not in page
