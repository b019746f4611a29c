"""The same scans against the real clamd, where it is installed, with a signature of our own."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clamd import VIRUS
from tests.site import wait_until
from wenfang.documents.errors import ScannerUnavailableError
from wenfang.documents.scanning import scan

CLAMD = os.environ.get("WENFANG_TEST_CLAMD") or shutil.which("clamd")
pytestmark = pytest.mark.skipif(CLAMD is None, reason="clamd is not installed")
CONFIGURATION = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
LogFile {folder}/clamd.log
Foreground yes
StreamMaxLength 1M
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clamd that knows one signature and asks nobody for others."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    signature = f"Wenfang.Test:0:*:{VIRUS.hex()}\n"
    (folder / "signatures" / "local.ndb").write_text(signature, encoding="ascii")
    settings = folder / "clamd.conf"
    settings.write_text(CONFIGURATION.format(folder=folder), encoding="ascii")
    process = subprocess.Popen([str(CLAMD), "-c", str(settings)], stdout=subprocess.DEVNULL)
    wait_until((folder / "clamd.sock").exists, "clamd has its socket")
    yield str(folder / "clamd.sock")
    process.terminate()
    process.wait(30)


def test_clean_and_infected_bytes_are_told_apart(address: str) -> None:
    assert scan(io.BytesIO(b"harmless" * 100_000), address=address).is_clean

    verdict = scan(io.BytesIO(b"before " + VIRUS + b" after"), address=address)
    assert not verdict.is_clean
    assert verdict.signature.startswith("Wenfang.Test")


def test_a_stream_that_is_too_long_is_no_verdict(address: str, tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailableError):
        scan(io.BytesIO(bytes(5_000_000)), address=address)
