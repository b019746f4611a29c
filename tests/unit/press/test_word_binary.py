"""What the press reads of old Word files: whether they let punctuation be squeezed."""

import struct
from pathlib import Path

import olefile
import pytest

from wenfang.press import Limits
from wenfang.press.family import Findings, Inspection
from wenfang.press.formats.word import inspect

SAMPLE = Path(__file__).parents[2] / "samples" / "tiny.doc"


def inspected(folder: Path, *, justification: int, kept_bytes: int | None = None) -> Findings:
    """Inspect a file whose typography says how characters may be squeezed: 0 is not at all."""
    source = folder / "source"
    source.write_bytes(SAMPLE.read_bytes())
    with olefile.OleFileIO(str(source), write_mode=True) as ole:
        block = bytearray(ole.openstream("WordDocument").read())
        name = "1Table" if struct.unpack_from("<H", block, 10)[0] & 0x0200 else "0Table"
        tables = bytearray(ole.openstream(name).read())
        begin, length = struct.unpack_from("<II", block, 0x192)
        assert length > 90
        tables[begin + 90] = tables[begin + 90] & ~6 | justification << 1
        ole.write_stream(name, bytes(tables))
        struct.pack_into("<I", block, 0x196, length if kept_bytes is None else kept_bytes)
        ole.write_stream("WordDocument", bytes(block))
    return inspect(Inspection(source=source, folder=folder, format="doc", limits=Limits()))


@pytest.mark.parametrize(
    ("justification", "squeezes"), [(0, False), (1, True), (2, True), (3, False)]
)
def test_an_old_word_file_says_whether_punctuation_may_be_squeezed(
    tmp_path: Path, justification: int, squeezes: bool
) -> None:
    found = inspected(tmp_path, justification=justification)
    assert found.squeezes is squeezes
    assert found.fonts


def test_settings_that_are_cut_short_say_nothing_and_harm_nothing(tmp_path: Path) -> None:
    found = inspected(tmp_path, justification=1, kept_bytes=90)
    assert found.squeezes is False
    assert found.fonts
