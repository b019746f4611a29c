"""The speech of the demo library comes out at the length that its file records."""

from pathlib import Path

from wenfang.cli.demo import build_library
from wenfang.cli.demo.archive import Seal, seal
from wenfang.cli.demo.speech import build_speech
from wenfang.press import press_document

_PAGES = 17


def test_the_speech_has_seventeen_pages_as_it_says_itself(tmp_path: Path) -> None:
    speech = build_library(tmp_path / "library")[0]
    result = press_document(speech.path, tmp_path / "out", name=speech.filename, last=1)
    assert (result.pages, result.recorded_pages) == (_PAGES, _PAGES)


def test_a_shorter_speech_has_fewer_pages(tmp_path: Path) -> None:
    short = tmp_path / "short.docx"
    short.write_bytes(seal(build_speech("# 讲话\n\n同志们，散会。"), Seal("讲话", "U-31517")))
    result = press_document(short, tmp_path / "out", name=short.name, last=1)
    assert result.pages == 1
