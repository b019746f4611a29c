"""What is small on disk and endless inside ends in time, in memory, and with a clear verdict."""

from pathlib import Path

import pytest
from lxml import etree

from tests.hostile.bombs import BOMBS, laughs, reads_from_outside, typed
from tests.hostile.canaries import canary
from tests.hostile.verdicts import LIMITS, verdict

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


@pytest.mark.parametrize("name", sorted(typed(laughs)))
def test_entities_that_multiply_are_refused(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(typed(laughs)[name])
    assert verdict(source, tmp_path / "out") == "damaged_file"


def test_entities_from_outside_are_refused_and_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with canary() as listening:
        for address in (listening.address("entity"), secret.as_uri()):
            made = typed(lambda root, space, to=address: reads_from_outside(root, space, to))  # type: ignore[misc]
            for name, content in made.items():
                (tmp_path / name).write_bytes(content)
                assert verdict(tmp_path / name, tmp_path / "out") == "damaged_file"
        assert listening.heard == set()


def test_a_parser_that_follows_entities_reads_the_secret(tmp_path: Path) -> None:
    """Negative control: the same document, read without the rule against document types."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    text = reads_from_outside("x", 'xmlns="http://x"', secret.as_uri())
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    assert etree.fromstring(text.encode(), parser).text == SECRET
