"""What is small on disk and endless inside ends in time, in memory, and with a clear verdict."""

import io
import zipfile
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from tests.hostile.bombs import BOMBS, laughs, reads_from_outside, typed
from tests.hostile.canaries import canary
from tests.hostile.quine import quine
from tests.hostile.verdicts import LIMITS, verdict
from tests.hostile.walls import sanitised

SECRET = "Rosebud lies in cell fourteen"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what a job leaves behind can be told from what others do at the same time."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_has_a_clear_verdict(name: str, tmp_path: Path) -> None:
    make, expected = BOMBS[name]
    source = tmp_path / name
    source.write_bytes(make())
    assert source.stat().st_size < 12_000_000
    assert verdict(source, tmp_path / "out", limits=LIMITS) in expected


def test_the_quine_unpacks_to_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(quine())) as archive:
        assert archive.read(archive.namelist()[0]) == quine()


@pytest.mark.parametrize("name", ["main.docx", "content.odt", "flat.fods"])
def test_entities_that_multiply_are_refused_by_the_press(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(typed(laughs)[name])
    assert verdict(source, tmp_path / "out") == "damaged_file"


@pytest.mark.parametrize("name", sorted(typed(laughs)))
def test_document_types_are_refused_wherever_they_stand(name: str, tmp_path: Path) -> None:
    """Those that multiply, that ask a server, and that read a file; with none the file is fine."""
    with canary() as listening:
        for number, make in enumerate(
            (
                laughs,
                partial(reads_from_outside, listening.address("entity")),
                partial(reads_from_outside, Path("/etc/hostname").as_uri()),
            )
        ):
            (tmp_path / name).write_bytes(typed(make)[name])
            assert sanitised([tmp_path / name], tmp_path / f"clean-{number}") == []
        assert listening.heard == set()
    (tmp_path / name).write_bytes(typed(lambda root, space: f"<{root} {space}>x</{root}>")[name])
    whole = [tmp_path / name] if not name.startswith(("hidden", "flat")) else []
    assert len(sanitised(whole, tmp_path / "clean")) == len(whole)


def test_a_parser_that_follows_entities_reads_the_secret(tmp_path: Path) -> None:
    """Negative control: the same document, read without the rule against document types."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    text = reads_from_outside(secret.as_uri(), "x", 'xmlns="http://x"')
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    assert etree.fromstring(text.encode(), parser).text == SECRET
