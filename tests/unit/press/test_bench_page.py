"""The results page: measured sections change, the prose around them stays."""

import io
from pathlib import Path

import pytest
from PIL import Image

from scripts.bench.page import replaced, table, write
from scripts.bench.weights import jpeg_bytes

PAGE = """# Title
Prose before.
<!-- bench:begin speed -->
old \\1 numbers
<!-- bench:end speed -->
Prose after.
<!-- bench:begin memory -->
<!-- bench:end memory -->
"""


def test_only_what_stands_between_the_markers_changes(tmp_path: Path) -> None:
    page = tmp_path / "results.md"
    page.write_text(PAGE, encoding="utf-8")

    write(page, {"speed": table(["a", "b"], [[1, 2]]), "memory": "much \\0"})
    write(page, {"speed": table(["a", "b"], [[1, 2]])})

    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| a | b |\n| --- | --- |\n| 1 | 2 |\n<!-- bench:end speed -->\nProse after." in text
    assert text.startswith("# Title\nProse before.\n<!-- bench:begin speed -->\n| a | b |")
    assert "<!-- bench:begin memory -->\nmuch \\0\n<!-- bench:end memory -->" in text


def test_a_section_without_a_place_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "results.md"
    page.write_text(PAGE, encoding="utf-8")

    with pytest.raises(ValueError, match="outcomes"):
        write(page, {"speed": "new", "outcomes": "new"})

    assert page.read_text(encoding="utf-8") == PAGE
    assert "new" in replaced(PAGE, "speed", "new")


def test_what_is_grey_is_weighed_as_a_grey_jpeg() -> None:
    grey = Image.linear_gradient("L").convert("RGB")
    target = io.BytesIO()
    grey.convert("L").save(target, "JPEG", quality=85, optimize=True)
    coloured = Image.merge("RGB", (grey.getchannel("R"), *[Image.new("L", grey.size)] * 2))

    assert jpeg_bytes(grey) == len(target.getvalue())
    assert jpeg_bytes(coloured) > jpeg_bytes(grey)
