"""What holds for every page: no inline code, icons that exist, a theme without a flash."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "src" / "wenfang" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=\"|<style", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = (WEB / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= drawn


# Put on a button by htmx while it waits for an answer.
FOREIGN_CLASSES = {"htmx-request"}


def styled_classes(css: str) -> set[str]:
    """Names of the classes that a style sheet has rules for."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", plain))


def test_every_class_that_is_styled_is_used_somewhere():
    css = "".join(path.read_text("utf-8") for path in (WEB / "static" / "css").glob("*.css"))
    scripts = (WEB / "static" / "js").rglob("*.js")
    written = "".join(path.read_text("utf-8") for path in [*TEMPLATES, *scripts])
    words = set(re.findall(r"[\w-]+", written))
    # What a template puts together, such as figure--{{ tone }}, is used in all its forms.
    begun = tuple(re.findall(r"([\w-]+--)\{[{%]", written))
    unused = {name for name in styled_classes(css) - words if not name.startswith(begun)}
    assert unused == FOREIGN_CLASSES


def test_a_class_is_found_in_a_style_sheet_and_not_in_its_comments():
    assert styled_classes("/* .old */ .a > .b--c:hover { color: red }") == {"a", "b--c"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "expected"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')]
)
def test_the_server_paints_the_chosen_theme(client, cookie, expected):
    client.cookies["wenfang_theme"] = cookie
    assert expected in client.get("/promises").content.decode()


@pytest.mark.django_db
def test_a_strange_theme_is_ignored(client):
    client.cookies["wenfang_theme"] = '"><script>'
    assert "data-theme" not in client.get("/promises").content.decode()


@pytest.mark.django_db
def test_a_guest_gets_no_cookie_and_a_strict_policy(client, listing):
    answer = client.get(f"/d/{listing.pk}")
    assert not answer.cookies
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
