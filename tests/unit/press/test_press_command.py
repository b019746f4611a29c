"""The press command: one JSON object, or one JSON error and its exit status; never a traceback."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import files
from tests.site import wait_until

SAMPLES = Path(__file__).parents[2] / "samples"


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "wenfang.cli", "press", *map(str, words)]


def run(*words: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        command(*words), capture_output=True, text=True, check=False, env=environment
    )


def test_standard_output_is_exactly_one_object_of_the_agreed_shape(tmp_path: Path) -> None:
    source = tmp_path / "three.docx"
    source.write_bytes(files.a_docx(["第一页", "第二页", "第三页"]))
    ended = run(source, "--out", tmp_path / "out", "--json", "--pages", "2-3")
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    assert set(answer) == {
        "format",
        "pages",
        "page_sizes",
        "images",
        "text_chars",
        "recorded_pages",
        "fonts",
        "warnings",
        "timings",
        "outline",
        "fidelity",
    }
    assert answer["outline"] == [{"level": 1, "title": "关于图书室的报告", "page": 1}]
    assert set(answer["fidelity"]["report"]) == {"zh", "en"}
    assert answer["fidelity"]["report"]["en"][0].startswith("3 pages")
    assert all(set(use) == {"asked", "used", "substituted"} for use in answer["fonts"])
    assert (answer["format"], answer["pages"], len(answer["text_chars"])) == ("docx", 3, 3)
    assert [image["page"] for image in answer["images"]] == [2, 3]
    for image in answer["images"]:
        assert set(image) == {"page", "file", "width", "height"}
        assert (tmp_path / "out" / image["file"]).read_bytes().startswith(b"RIFF")


@pytest.mark.parametrize(
    ("content", "words", "status", "code"),
    [
        (b"", (), 10, "empty_file"),
        (files.a_truncated_docx(), (), 10, "damaged_file"),
        (files.a_locked_docx(), (), 10, "password_protected"),
        (files.a_renamed_program(), (), 11, "unsupported_format"),
        (files.a_zip_bomb(), (), 12, "archive_bomb"),
        (files.a_docx(["x"]), ("--time-limit", "0.05"), 13, "timed_out"),
        (files.a_docx(["x"]), ("--pages", "3-1"), 2, "usage"),
        (files.a_docx(["x"]), ("--frobnicate",), 2, "usage"),
    ],
)
def test_every_failure_has_its_exit_status_and_its_last_line(
    content: bytes, words: tuple[str, ...], status: int, code: str, tmp_path: Path
) -> None:
    source = tmp_path / "file.docx"
    source.write_bytes(content)
    ended = run(source, "--out", tmp_path / "out", "--json", *words)
    assert (ended.returncode, ended.stdout) == (status, "")
    error = json.loads(ended.stderr.splitlines()[-1])["error"]
    assert error["code"] == code
    assert error["message"]
    assert "Traceback" not in ended.stderr


def test_a_fault_of_ours_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    ended = run(SAMPLES / "tiny.txt", "--out", tmp_path / "out", "--json")
    assert ended.returncode == 20
    assert json.loads(ended.stderr.splitlines()[-1])["error"]["code"] == "our_fault"
    assert "Traceback" not in ended.stderr


def test_the_command_needs_no_site_and_no_django() -> None:
    code = (
        "import sys; import wenfang.cli.press, wenfang.press; "
        "sys.exit(any(name.split('.')[0] in ('django', 'lxml', 'pypdfium2') "
        "for name in sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


def test_a_command_told_to_stop_cleans_up(tmp_path: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TMPDIR": str(tmp_path),
    }
    process = subprocess.Popen(
        command(SAMPLES / "tiny.docx", "--out", tmp_path / "out"), env=environment
    )
    wait_until(lambda: list(tmp_path.glob("wenfang-press-*/out/profile")), "the press converts")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 128 + signal.SIGTERM
    assert list(tmp_path.glob("wenfang-press-*")) == []
