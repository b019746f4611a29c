"""Every file of the corpus through the press: no crash, no hang, nothing left behind."""

import ctypes
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.bench.files import Sample, corpus_samples, every
from scripts.bench.pressing import PRESSED, Pressed, press_all
from tests.processes import command, descendants
from tests.site import wait_until
from wenfang.press import Limits, PressError, press_document
from wenfang.press.errors import REASONS
from wenfang.press.steps import whole

CORPUS = Path(os.environ.get("WENFANG_CORPUS", "/nonexistent"))
RESULTS = Path(__file__).parents[2] / "docs" / "reference" / "press-results.md"
HUNGRY_DECK = "zh-pptx/第3章  存储系统V-2.0.pptx"
SECONDS_EACH = 120.0
OUR_FAULTS = {"our_fault", "press_killed"}
PR_SET_CHILD_SUBREAPER = 36

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="WENFANG_CORPUS names no folder"),
    pytest.mark.timeout(5400),
]


@pytest.fixture
def orphans_come_to_us() -> Iterator[None]:
    """What a dead process leaves running becomes our child and not the system's, and is seen."""
    library = ctypes.CDLL(None)
    library.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    library.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def left_over() -> list[list[str]]:
    """Command lines of the sandboxed programs that still run below us."""
    marks = ("bwrap", "soffice.bin", "wenfang.press.worker", "office_host.py")
    below = (command(pid) for pid in descendants([os.getpid()]))
    return [words for words in below if any(word.endswith(marks) for word in words)]


def has_its_words(pressed: Pressed) -> bool:
    english, chinese = pressed.messages
    return pressed.outcome in REASONS and bool(english) and bool(chinese) and english != chinese


def all_of_them() -> list[Sample]:
    return corpus_samples(CORPUS)


@pytest.mark.parametrize("step", [24, pytest.param(1, marks=pytest.mark.long)])
def test_every_file_becomes_pages_or_says_what_is_wrong_and_leaves_nothing(
    step: int,
    orphans_come_to_us: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    chosen = every(all_of_them(), step)

    done, _ = press_all(
        chosen, workers=2, cache=tmp_path / "cache", limits=Limits(time_seconds=SECONDS_EACH)
    )

    assert len(done) == len(chosen)
    failed = [each for each in done if each.outcome != PRESSED]
    told = {each.sample.path.name: (each.outcome, each.reason) for each in failed}
    assert not [name for name, (code, _) in told.items() if code in OUR_FAULTS], told
    assert all(map(has_its_words, failed)), told
    assert max(each.seconds for each in done) <= SECONDS_EACH
    assert Counter(each.outcome for each in done)[PRESSED] >= len(done) // 2
    wait_until(lambda: not left_over(), "no sandboxed program is left", seconds=10)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_the_results_page_tells_of_every_file_and_of_no_fault_of_ours() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    section = text.partition("<!-- bench:begin outcomes -->")[2].partition("<!-- bench:end")[0]
    head, _, *rows = [
        [cell.strip(" *`") for cell in line.strip("|").split("|")]
        for line in section.strip().splitlines()
    ]
    of_kind = {row[0]: int(row[1]) for row in rows}

    assert of_kind.pop("all") == sum(of_kind.values())
    assert of_kind == Counter(sample.kind for sample in all_of_them())
    assert not OUR_FAULTS & set(head)


@pytest.mark.long
@pytest.mark.parametrize(("hungry", "code"), [(whole.HUNGRY, "too_large"), (99, "damaged_file")])
def test_what_wants_more_memory_than_there_may_be_is_not_called_damaged(
    hungry: float, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A good deck of 175 slides whose office takes a gigabyte and a half; 99 is no guard at all."""
    monkeypatch.setattr(whole, "HUNGRY", hungry)
    monkeypatch.setattr(whole, "OUT_OF_MEMORY", ())
    limits = Limits(memory_bytes=1200 * 2**20)

    with pytest.raises(PressError) as refusal:
        press_document(CORPUS / HUNGRY_DECK, tmp_path / "out", last=0, limits=limits)

    assert refusal.value.code == code
