"""Real files cut short or with bits turned: every one ends with a verdict and leaves nothing."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.verdicts import verdict
from wenfang.press import EmptyFileError, Limits

SAMPLES = Path(__file__).parents[1] / "samples"
TINY = sorted(path.name for path in SAMPLES.glob("tiny.*"))
BINARY = [name for name in TINY if Path(name).suffix not in (".txt", ".md", ".csv")]
# A document without its end is whole text, an open table, or all of its visible pages.
MAY_STILL_BE_FINE = (".txt", ".md", ".csv", ".pdf", ".ppt", ".xls", ".doc", ".rtf")
STEP = 1024
FLIPS = 12
LIMITS = Limits(time_seconds=40)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))


def cuts(name: str, count: int | None) -> list[int]:
    """At every kilobyte, or at so many of these places, the same ones each time."""
    places = list(range(STEP, (SAMPLES / name).stat().st_size, STEP))
    if count is None or len(places) <= count:
        return places
    return sorted(random.Random(name).sample(places, count))


def refused_or_fine(name: str, places: list[int], folder: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    for place in places:
        source = folder / f"cut.{name.rpartition('.')[2]}"
        source.write_bytes(whole[:place])
        code = verdict(source, folder / "out", limits=LIMITS)
        if not name.endswith(MAY_STILL_BE_FINE):
            assert code in ("damaged_file", "unsupported_format"), place


@pytest.mark.parametrize("name", TINY)
def test_a_file_cut_short_has_a_clear_verdict(name: str, tmp_path: Path) -> None:
    refused_or_fine(name, cuts(name, 2), tmp_path)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", TINY)
def test_a_file_cut_at_every_kilobyte_has_a_clear_verdict(name: str, tmp_path: Path) -> None:
    refused_or_fine(name, cuts(name, None), tmp_path)


def turned(content: bytes, seed: str) -> bytes:
    """The content with some bits turned, the same ones each time."""
    chance, damaged = random.Random(seed), bytearray(content)
    for _ in range(FLIPS):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


@pytest.mark.parametrize("name", BINARY)
def test_a_file_with_turned_bits_has_a_clear_verdict(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(turned((SAMPLES / name).read_bytes(), name))
    verdict(source, tmp_path / "out", limits=LIMITS)


def real_files() -> Iterator[Path]:
    corpus = os.environ.get("WENFANG_CORPUS", "")
    found = sorted(Path(corpus).glob("*/*")) if corpus else []
    chosen = random.Random("flips").sample(found, min(60, len(found)))
    yield from (path for path in chosen if path.stat().st_size < 4_000_000)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_real_files_with_turned_bits_have_clear_verdicts(tmp_path: Path) -> None:
    for number in range(20):
        for name in BINARY:
            source = tmp_path / name
            source.write_bytes(turned((SAMPLES / name).read_bytes(), f"{name} {number}"))
            verdict(source, tmp_path / "out", limits=LIMITS)
    for path in real_files():
        source = tmp_path / f"real{path.suffix}"
        source.write_bytes(turned(path.read_bytes() or b"\0", path.name))
        verdict(source, tmp_path / "out", limits=LIMITS)


def test_a_file_cut_to_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "nothing.docx").write_bytes(b"")
    assert verdict(tmp_path / "nothing.docx", tmp_path / "out") == EmptyFileError.code
