"""Copies of installed Chinese fonts whose lines are as tall as those of the fonts Word uses.

Noto's own line is 1.44 em, 宋体 and its like give Word's text about 1.2 em, so that every page
without a document grid comes out too long. A second set, for documents that let punctuation be
compressed, also has narrower closing punctuation. The fonts that the operator put into a folder are
treated in the same way, or copied as they are when they are not Chinese, so that the sandbox has to
see no folder but this one.
Measured gain: docs/reference/press-results.md.
"""

import contextlib
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from wenfang.kernel.workroom import private_folder
from wenfang.press import fontconfig
from wenfang.press.errors import OurFaultError
from wenfang.press.fontconfig import DerivedFonts
from wenfang.press.typefaces import chinese_stand_ins

EDITION = "2"


def derived_fonts(
    cache: Path, *, squeezed: bool = False, own: Path | None = None
) -> DerivedFonts | None:
    """The derived fonts of this machine, built in ``cache`` when they are not there yet.

    ``own`` is the folder of the operator's own fonts. Takes a fifth of a second once, and longer
    with many own fonts. Two builders at once both finish; the first one's work stays. None when
    there is no font that could be derived from.
    """
    families = chinese_stand_ins(fontconfig.installed_families())
    originals = tuple(fontconfig.files_of(families))
    own_fonts = fontconfig.fonts_in(own)
    if not originals and not own_fonts:
        return None
    kind = "squeezed" if squeezed else "plain"
    sources = (*originals, *(font.path for font in own_fonts))
    folder = cache / f"fonts-{kind}-{EDITION}-{_fingerprint(sources)}"
    index = folder.with_name(f"{folder.name}-index")
    if not folder.is_dir():
        with _appearing(folder) as draft:
            _in_a_child(draft, own, squeezed=squeezed)
    if not index.is_dir():
        with _appearing(index) as draft:
            fontconfig.write_index(folder, draft)
    return DerivedFonts(folder, index, originals)


def _in_a_child(draft: Path, own: Path | None, *, squeezed: bool) -> None:
    """Reading large fonts takes 150 MB, which a process that goes on would keep for good."""
    package = Path(__file__).resolve().parents[1]
    words = [str(draft), "squeezed" if squeezed else "plain", str(own or "")]
    ended = subprocess.run(
        [sys.executable, "-s", "-P", "-m", "wenfang.press.deriving", *words],
        env={"PYTHONPATH": str(package.parent), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise OurFaultError(f"no derived fonts: {ended.stderr[-500:]}")


@contextlib.contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A folder to fill that then appears under its name whole, unless another came first."""
    with private_folder(target.parent, f".{target.name}-") as room:
        draft = room / "draft"
        draft.mkdir()
        yield draft
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():
                raise


def _fingerprint(originals: tuple[Path, ...]) -> str:
    """Changes when the machine's fonts are updated, so that old copies are not used any more."""
    digest = hashlib.sha256()
    for original in originals:
        status = original.stat()
        digest.update(f"{original} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
