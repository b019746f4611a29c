"""What a downloaded file is called on any system."""

from urllib.parse import unquote

import pytest

from wenfang.delivery.rules import MAX_NAME_BYTES, attachment, download_name


@pytest.mark.parametrize(
    ("title", "format_name", "original", "name"),
    [
        ("关于阅览室的讲话", "docx", "x.docx", "关于阅览室的讲话.docx"),
        ("报告.docx", "docx", "x.docx", "报告.docx"),
        ("a/b\\c:d*?", "pdf", "x.pdf", "a b c d.pdf"),
        ("../../etc/passwd", "pdf", "x.pdf", "etc passwd.pdf"),
        ("", "", "Slides.PPSX", "document.ppsx"),
        ("con", "txt", "a", "document con.txt"),
        ("x", "", "no-extension", "x.bin"),
        ("x", "", "evil.d\u202eoc", "x.bin"),
        ("annual\u202etxt.exe", "docx", "a.docx", "annual txt.exe.docx"),
        ("two\r\nSet-Cookie: a=b", "pdf", "x.pdf", "two Set-Cookie a=b.pdf"),
    ],
)
def test_the_name_is_the_title_made_safe(
    title: str, format_name: str, original: str, name: str
) -> None:
    assert download_name(title, format_name, original) == name


def test_a_long_title_is_cut_between_characters() -> None:
    name = download_name("讲" * 200, "docx", "x.docx")
    assert name.endswith("讲.docx")
    assert len(name.encode()) <= MAX_NAME_BYTES + 5


def test_the_header_carries_the_true_name_and_a_plain_one() -> None:
    header = attachment("关于 2026 年的讲话.docx")
    plain, true = header.split("; ")[1:]
    assert plain == 'filename="2026.docx"'
    assert unquote(true.removeprefix("filename*=UTF-8''")) == "关于 2026 年的讲话.docx"
    assert header.isascii()


def test_a_name_without_any_latin_letter_still_has_a_plain_one() -> None:
    assert 'filename="document.docx"' in attachment("讲话.docx")


def test_no_title_can_end_the_header_early() -> None:
    header = attachment(download_name('a"; filename="x.exe\r\nX: y', "pdf", "a.pdf"))
    assert header.count('"') == 2
    assert "\r" not in header
    assert "\n" not in header
