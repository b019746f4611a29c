"""A minute of coverage-guided fuzzing, and everything that it ever found."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile import fuzz_target
from tests.hostile.found import FOUND
from tests.hostile.fuzz_target import FORMATS, NAMES, ODF_PARTS, OOXML_PARTS, one_input
from tests.hostile.packages import named_parts

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
SECONDS = 60
LONGEST = 48 * 1024
# A whole megabyte would be read in a second; beyond this an input has found a trap.
INPUT_SECONDS, MEMORY_MB = 10, 2000


def seeds(folder: Path) -> None:
    """The samples, whole and part by part, each for its own target."""
    folder.mkdir()
    for sample in sorted(SAMPLES.glob("tiny.*")):
        plant(folder, sample.suffix[1:], sample.read_bytes())
        for name, content in named_parts(sample.read_bytes()):
            if name in (*OOXML_PARTS, *ODF_PARTS):
                plant(folder, name, content)
    plant(folder, "rtf groups", (SAMPLES / "tiny.rtf").read_bytes())
    for path in corpus():
        plant(folder, path.suffix[1:].lower(), path.read_bytes())


def corpus() -> list[Path]:
    """Real files that are small and of a known format, where there are any."""
    found = sorted(Path(os.environ.get("WENFANG_CORPUS", os.devnull)).glob("*/*"))
    known = [path for path in found if path.suffix[1:].lower() in FORMATS]
    return [path for path in known if path.stat().st_size < LONGEST]


def plant(folder: Path, target: str, content: bytes) -> None:
    number = NAMES.index(target)
    seed = folder / f"{len(list(folder.iterdir()))}-{target.replace('/', '_')}"
    seed.write_bytes(bytes([number]) + content[: LONGEST - 1])


@pytest.mark.skipif(platform.machine() != "x86_64", reason="atheris is built for x86_64 alone")
def test_a_minute_of_fuzzing_finds_nothing(tmp_path: Path) -> None:
    seeds(tmp_path / "seeds")
    (tmp_path / "new").mkdir()
    (tmp_path / "found").mkdir()
    command = [sys.executable, "-m", "tests.hostile.fuzz"]
    command += [f"-max_total_time={SECONDS}", f"-max_len={LONGEST}", f"-timeout={INPUT_SECONDS}"]
    command += [f"-rss_limit_mb={MEMORY_MB}", f"-artifact_prefix={tmp_path}/found/"]
    command += ["-print_final_stats=1", str(tmp_path / "new"), str(tmp_path / "seeds")]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "TMPDIR": str(tmp_path)}
    answer = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS * 4,
        check=False,
    )
    found = sorted((tmp_path / "found").iterdir())
    assert not found, f"kept in {found[0]}:\n{answer.stderr[-4000:]}"
    assert answer.returncode == 0, answer.stderr[-4000:]
    assert "DONE" in answer.stderr, answer.stderr[-4000:]


@pytest.mark.timeout(INPUT_SECONDS)
@pytest.mark.parametrize("name", sorted(FOUND))
def test_what_was_found_once_is_not_found_again(name: str) -> None:
    one_input(bytes([NAMES.index(name.rpartition(".")[2])]) + FOUND[name]())


def test_a_target_that_breaks_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: an error that is not the press's own gets through to the fuzzer."""
    monkeypatch.setitem(fuzz_target.TARGETS, NAMES[0], lambda content: content.index(b"x"))
    with pytest.raises(ValueError, match="subsection not found"):
        one_input(b"\0abc")
